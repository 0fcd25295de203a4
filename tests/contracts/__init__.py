"""Tests of svod.contracts."""
