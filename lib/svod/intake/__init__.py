"""What a centre receives, read and checked: workbooks of indicators and the register of measures, into the store."""

from svod.intake.load import Loaded, load

__all__ = ["Loaded", "load"]
