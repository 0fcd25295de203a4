"""Percents are printed rounded half up, and the level rests on what is printed."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.stats.scale import level_of_percent, level_of_points, percent, round_half_up

LEVELS = [(0, 29), (30, 59), (60, 89), (90, 100)]
CONDITIONS = [(0, 7), (8, 16), (17, 23), (24, 27)]


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        ("28.5", 29),
        ("29.5", 30),
        ("59.5", 60),
        ("89.5", 90),
        ("29.49", 29),
        ("0", 0),
        ("-0.5", 0),
        ("-0.51", -1),
        ("-1.5", -1),
    ],
)
def test_halves_go_up(value: str, rounded: int) -> None:
    assert round_half_up(Fraction(value)) == rounded


@pytest.mark.parametrize(
    ("value", "digits", "rounded"), [("0.125", 2, "0.13"), ("2.25", 1, "2.3"), ("1/3", 3, "0.333")]
)
def test_decimals_round_half_up_too(value: str, digits: int, rounded: str) -> None:
    assert round_half_up(Fraction(value), digits) == Fraction(rounded)


@given(st.fractions(), st.integers(0, 4))
def test_a_rounded_number_is_within_half_a_step_and_stays_when_rounded_again(value: Fraction, digits: int) -> None:
    rounded = round_half_up(value, digits)
    half = Fraction(1, 2 * 10**digits)
    assert -half < rounded - value <= half
    assert round_half_up(rounded, digits) == rounded


@given(st.fractions(), st.fractions())
def test_rounding_never_swaps_two_numbers(a: Fraction, b: Fraction) -> None:
    low, high = sorted((a, b))
    assert round_half_up(low) <= round_half_up(high)


@pytest.mark.parametrize(
    ("points", "divisor", "printed"),
    [(24, 27, 89), (24, 28, 86), (Fraction(57, 2), 42, 68), (Fraction(119, 4), 100, 30), (0, 95, 0), (95, 95, 100)],
)
def test_percents_by_hand(points: Fraction, divisor: int, printed: int) -> None:
    found = percent(Fraction(points), divisor)
    assert found == printed
    assert type(found) is int


@pytest.mark.parametrize(
    ("value", "level"), [(0, 1), (29, 1), (30, 2), (59, 2), (60, 3), (89, 3), (90, 4), (100, 4)]
)  # fmt: skip
def test_the_bounds_belong_to_their_levels(value: int, level: int) -> None:
    assert level_of_percent(value, LEVELS) == level


@pytest.mark.parametrize("value", [-1, 101])
def test_a_percent_outside_all_levels_is_an_error(value: int) -> None:
    with pytest.raises(ValueError, match=f"^{value} % лежит вне уровней"):
        level_of_percent(value, LEVELS)


@pytest.mark.parametrize(
    ("points", "level"),
    [("0", 1), ("7", 1), ("15/2", 1), ("8", 2), ("16.99", 2), ("17", 3), ("23.5", 3), ("24", 4), ("27", 4), ("28", 4)],
)
def test_points_between_two_bands_stay_in_the_lower_level(points: str, level: int) -> None:
    assert level_of_points(Fraction(points), CONDITIONS) == level


def test_24_of_27_points_are_high_by_points_and_not_by_percent() -> None:
    points = Fraction(24)
    assert level_of_points(points, CONDITIONS) == 4
    assert level_of_percent(percent(points, 27), LEVELS) == level_of_percent(percent(points, 28), LEVELS) == 3


def test_the_published_bands_are_those_of_the_methodology(root: Path) -> None:
    with (root / "params/published/2022/level_bands.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(int(row["pct_min"]), int(row["pct_max"])) for row in rows] == LEVELS
    assert [(int(row["conditions_min"]), int(row["conditions_max"])) for row in rows] == CONDITIONS
