"""The demo region: real municipalities, invented numbers, published points of the groups, planted truth."""

from svod.demo.write import write_demo

__all__ = ["write_demo"]
