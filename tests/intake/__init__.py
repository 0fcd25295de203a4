"""Tests of svod.intake."""
