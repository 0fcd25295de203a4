"""What a centre receives, opened, recognised, read, matched, checked, and put into the store whole or not at all."""

from svod.intake.load import Loaded, Order, Refused, load

__all__ = ["Loaded", "Order", "Refused", "load"]
