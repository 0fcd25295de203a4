"""The gate before publishing: every number that is told twice is one number, and every sum adds up."""

from svod.publish.gate.verdict import Verdict, gate, gate_json, gate_page

__all__ = ["Verdict", "gate", "gate_json", "gate_page"]
