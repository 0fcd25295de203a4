"""A sum tells of its parts: by hand, against all combinations, and where it tells nothing."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.stats.disclosure import Coded
from svod.stats.disclosure_sum import Range, narrowed, of_bound, of_rounded


@pytest.mark.parametrize(
    ("told", "persons", "counted"),
    [(Coded("не менее", 95), 42, (40, 42)), (Coded("не более", 5), 42, (0, 2)), (Coded("не менее", 90), 15, (14, 15))],
)
def test_a_bound_leaves_some_whole_numbers(told: Coded, persons: int, counted: tuple[int, int]) -> None:
    assert of_bound(told, persons) == counted


def test_a_rounded_share_of_many_persons_leaves_several_counts() -> None:
    """84,3 of 17 402 is anything from 14 662 to 14 678; exact, it is one number."""
    assert of_rounded(Fraction(843, 10), Fraction(1, 10), 17_402) == (14_662, 14_678)
    assert of_rounded(Fraction(100 * 14_667, 17_402), Fraction(0), 17_402) == (14_667, 14_667)


def test_an_exact_sum_gives_its_only_unknown_part_away_and_a_rough_one_does_not() -> None:
    """Beside an exact sum «не менее 95» of 42 is known to be 40; beside one known to within 8 it stays 40 to 42."""
    parts = {"a": Range(40, 42)}
    assert narrowed(Range(40, 40), parts) == {"a"}
    assert narrowed(Range(32, 48), parts) == set()


def test_few_who_nearly_all_are_counted_are_told_of_together() -> None:
    """207 of 208 leave nobody of five uncounted but one."""
    parts = {"few": Range(0, 5), "b": Range(57, 60), "c": Range(140, 143)}
    assert narrowed(Range(207, 207), parts) == {"few", "b", "c"}
    assert narrowed(Range(197, 208), parts) == set()


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=4), st.data())
def test_it_is_what_counting_all_combinations_finds(ends: list[tuple[int, int]], data: st.DataObject) -> None:
    parts = {place: Range(min(pair), max(pair)) for place, pair in enumerate(ends)}
    known = [range(own.low, own.high + 1) for own in parts.values()]
    sums = sorted({sum(one) for one in product(*known)})
    low = data.draw(st.sampled_from(sums))
    total = Range(low, data.draw(st.sampled_from([one for one in sums if one >= low])))
    left = [one for one in product(*known) if total.low <= sum(one) <= total.high]
    found = {
        place
        for place, own in parts.items()
        if (min(one[place] for one in left), max(one[place] for one in left)) != tuple(own)
    }
    assert narrowed(total, parts) == found


def test_nothing_unknown_is_nothing_told() -> None:
    assert narrowed(Range(0, 0), {}) == set()
