"""Exports that params/sources declare: found by their columns and read without code of their own."""

from svod.intake.declared.reader import Declared, declared_readers

__all__ = ["Declared", "declared_readers"]
