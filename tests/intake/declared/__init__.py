"""Tests of svod.intake.declared."""
