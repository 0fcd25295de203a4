"""From a numerator and a denominator to points of the period, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.stats.scoring import (
    indicator_value,
    period_points,
    score_at_least,
    score_at_most,
    score_dynamic,
    score_versus_region,
)

HUNDREDTHS = st.integers(0, 10_000).map(lambda number: Fraction(number, 100))


# --- value ----------------------------------------------------------------------------------------------------------


def test_a_value_is_exact_and_in_its_unit() -> None:
    assert indicator_value(Fraction(1), Fraction(3), 100) == Fraction(100, 3)
    assert indicator_value(Fraction(3), Fraction(20), 10) == Fraction(3, 2)
    assert indicator_value(Fraction(0), Fraction(5), 100) == 0


def test_nothing_of_nothing_is_not_applicable_and_not_zero() -> None:
    assert indicator_value(Fraction(0), Fraction(0), 100) is None


def test_something_of_nothing_is_a_fault_of_the_data() -> None:
    with pytest.raises(ZeroDivisionError, match="знаменатель 0 при числителе больше нуля"):
        indicator_value(Fraction(3), Fraction(0), 100)


# --- points of a year -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "points"), [("0", 0), ("59.99", 0), ("60", 1), ("79.9", 1), ("80", 2), ("100", 2)])
def test_at_least_60_and_80(value: str, points: int) -> None:
    assert score_at_least(Fraction(value), (Fraction(60), Fraction(80))) == points


@pytest.mark.parametrize(("value", "points"), [("0", 2), ("0.01", 1), ("10", 1), ("10.01", 0), ("100", 0)])
def test_at_most_10_and_0(value: str, points: int) -> None:
    assert score_at_most(Fraction(value), (Fraction(10), Fraction(0))) == points


def test_a_threshold_is_met_exactly_where_a_float_would_miss_it() -> None:
    value = indicator_value(Fraction(3), Fraction(10), 1) * 3
    assert 0.1 * 3 * 3 != 0.9
    assert score_at_least(value, (Fraction("0.9"),)) == score_at_most(value, (Fraction("0.9"),)) == 1


@pytest.mark.parametrize(
    ("ahead", "points"), [("3", 2), ("3.01", 2), ("2.99", 1), ("0", 1), ("-2.99", 1), ("-3", 0), ("-3.01", 0)]
)
def test_versus_the_region_with_a_margin_of_3(ahead: str, points: int) -> None:
    region, margin, difference = Fraction(70), Fraction(3), Fraction(ahead)
    assert score_versus_region(region + difference, region, margin) == points
    assert score_versus_region(region - difference, region, margin, "less") == points


@pytest.mark.parametrize(("score", "limits"), [(score_at_least, (60, 80)), (score_at_most, (80, 60))])
@given(a=HUNDREDTHS, b=HUNDREDTHS)
def test_a_better_value_never_scores_less(score, limits: tuple[int, int], a: Fraction, b: Fraction) -> None:
    worse, better = sorted((a, b), reverse=score is score_at_most)
    assert 0 <= score(worse, limits) <= score(better, limits) <= 2


@given(a=HUNDREDTHS, region=HUNDREDTHS)
def test_more_and_less_mirror_each_other(a: Fraction, region: Fraction) -> None:
    mirrored = score_versus_region(-a, -region, Fraction(3), "less")
    assert score_versus_region(a, region, Fraction(3), "more") == mirrored


# --- dynamics -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "scored"),
    [
        ({2020: 30, 2021: 20, 2022: 10}, (2, 2)),
        ({2020: 30, 2021: 20, 2022: 20}, (1, 2)),
        ({2020: 10, 2021: 20, 2022: 30}, (0, 2)),
        ({2020: 30, 2022: 10}, (1, 1)),
        ({2022: 10, 2020: 30, 2021: 20}, (2, 2)),
        ({2022: 10}, None),
        ({}, None),
        ({2019: 40, 2020: 30, 2021: 20, 2022: 10}, (2, 2)),
    ],
)
def test_improving_pairs_of_neighbouring_available_years(
    values: dict[int, int], scored: tuple[int, int] | None
) -> None:
    assert score_dynamic({year: Fraction(value) for year, value in values.items()}, "less") == scored


def test_growth_is_an_improvement_where_more_is_better() -> None:
    assert score_dynamic({2020: Fraction(1), 2021: Fraction(2)}, "more") == (1, 1)
    assert score_dynamic({2020: Fraction(1), 2021: Fraction(2)}, "less") == (0, 1)


@pytest.mark.parametrize("better", ["more", "less"])
def test_standing_still_is_not_an_improvement(better: str) -> None:
    assert score_dynamic({2020: Fraction(5), 2021: Fraction(5)}, better) == (0, 1)


# --- points of the period -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("yearly", "rule", "points"),
    [
        ((0, 0, 1), "mean", Fraction(1, 3)),
        ((1, 1, 2), "mean", Fraction(4, 3)),
        ((0, 1), "mean", Fraction(1, 2)),
        ((2,), "mean", Fraction(2)),
        ((0, 0, 1), "last", Fraction(1)),
        ((1, 1, 0), "last", Fraction(0)),
        ((0, 1, 2), "sum", Fraction(3)),
    ],
)
def test_points_of_the_period(yearly: tuple[int, ...], rule: str, points: Fraction) -> None:
    by_year = dict(enumerate(yearly, start=2020))
    assert period_points(by_year, rule) == points
    assert period_points(dict(reversed(by_year.items())), rule) == points


@pytest.mark.parametrize("rule", ["mean", "last", "sum"])
def test_without_a_year_there_are_no_points_and_not_zero_points(rule: str) -> None:
    assert period_points({}, rule) is None


@given(st.lists(st.integers(0, 2), min_size=1, max_size=3))
def test_the_mean_of_yearly_points_is_a_whole_a_half_or_a_third(yearly: list[int]) -> None:
    points = period_points(dict(enumerate(yearly)))
    assert points.denominator in {1, 2, 3}
    assert min(yearly) <= points <= max(yearly)
