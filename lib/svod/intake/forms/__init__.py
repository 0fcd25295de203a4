"""Forms that a centre sends out: they explain themselves, refuse what a load would refuse, and load back unchanged."""

from svod.intake.forms.write import Written, write_forms

__all__ = ["Written", "write_forms"]
