"""One contract per family of tables: columns, keys, ranges, and what to tell a person whose table breaks them."""

from svod.contracts.indicators import indicator_contract
from svod.contracts.measures import measure_contract
from svod.contracts.rules import Contract, Form, Problem, Rule

__all__ = ["Contract", "Form", "Problem", "Rule", "indicator_contract", "measure_contract"]
