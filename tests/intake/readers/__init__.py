"""Tests of svod.intake.readers."""
