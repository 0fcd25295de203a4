"""Quartiles and ends of exact values."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.stats.spread import quantile, spread

SHARES = st.lists(st.fractions(0, 100, max_denominator=60), min_size=1, max_size=43)


def test_a_spread_by_hand() -> None:
    found = spread([Fraction(7), Fraction(1, 3), Fraction(2), Fraction(5)])
    assert found.values == (Fraction(1, 3), 2, 5, 7)
    assert (found.q1, found.median, found.q3) == (Fraction(19, 12), Fraction(7, 2), Fraction(11, 2))
    assert (found.best, found.worst, found.n) == (7, Fraction(1, 3), 4)


def test_less_is_better_turns_the_ends_and_nothing_else() -> None:
    more, less = spread([3, 1, 2], "more"), spread([3, 1, 2], "less")
    assert (less.best, less.worst) == (more.worst, more.best) == (1, 3)
    assert less[:4] == more[:4]


def test_one_value_is_all_of_its_own_spread() -> None:
    assert set(spread([Fraction(5, 2)])[1:-1]) == {Fraction(5, 2)}


def test_nothing_has_no_spread() -> None:
    with pytest.raises(ValueError, match="нет ни одного значения"):
        spread([])


@given(SHARES, st.fractions(0, 1, max_denominator=100))
def test_quantiles_are_those_of_numpy(values: list[Fraction], p: Fraction) -> None:
    ordered = sorted(values)
    found = quantile(ordered, p)
    assert float(found) == pytest.approx(np.quantile([float(value) for value in ordered], float(p)), abs=1e-9)
    assert ordered[0] <= found <= ordered[-1]


@given(SHARES)
def test_the_order_of_values_does_not_matter(values: list[Fraction]) -> None:
    found = spread(values)
    assert found == spread(values[::-1])
    assert found.worst <= found.q1 <= found.median <= found.q3 <= found.best
