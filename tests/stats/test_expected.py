"""A municipality's result against what the region's own movement would lead one to expect."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy import stats

from svod.stats.expected import MINIMUM, difference_test, expected_from_previous

CODES = [f"m{number:02d}" for number in range(14)]


def noisy(seed: int = 7, n: int = 14) -> tuple[pd.Series, pd.Series]:
    rng = np.random.default_rng(seed)
    previous = pd.Series(rng.uniform(40, 80, n), index=[f"m{number:02d}" for number in range(n)])
    return previous, 20 + 0.6 * previous + rng.normal(0, 4, n)


def test_on_a_straight_line_everybody_gets_what_was_expected() -> None:
    previous = pd.Series(range(14), index=CODES, dtype=float)
    found = expected_from_previous(previous, 2 * previous + 1)
    assert found.slope == pytest.approx(2)
    assert found.correlation == pytest.approx(1)
    assert found.n == 14
    np.testing.assert_allclose(found.table["expected"], 2 * previous + 1)
    np.testing.assert_allclose(found.table["high"] - found.table["low"], 0, atol=1e-5)


def test_each_expectation_is_the_prediction_of_the_line_through_all_the_others() -> None:
    previous, current = noisy()
    table = expected_from_previous(previous, current).table
    for code in previous.index:
        others = previous.index.drop(code)
        fit = sm.OLS(current[others], sm.add_constant(previous[others])).fit()
        predicted = fit.get_prediction([[1, previous[code]]]).summary_frame(alpha=0.05).iloc[0]
        np.testing.assert_allclose(
            table.loc[code, ["expected", "low", "high"]].astype(float),
            predicted[["mean", "obs_ci_lower", "obs_ci_upper"]],
        )


def test_a_municipality_does_not_pull_its_own_expectation() -> None:
    previous, current = noisy()
    before = expected_from_previous(previous, current).table.loc["m03"]
    current["m03"] += 40
    after = expected_from_previous(previous, current).table.loc["m03"]
    np.testing.assert_allclose(after[["expected", "low", "high"]], before[["expected", "low", "high"]])
    assert after["current"] > after["high"]


def test_a_common_movement_of_the_region_is_expected_of_everybody() -> None:
    previous, current = noisy()
    here, there = expected_from_previous(previous, current).table, expected_from_previous(previous, current + 9).table
    for column in ("expected", "low", "high"):
        np.testing.assert_allclose(there[column], here[column] + 9)


def test_a_better_year_is_expected_to_return_towards_the_mean() -> None:
    previous, current = noisy(n=400)
    table = expected_from_previous(previous, current).table
    best = table["previous"].idxmax()
    centre = table["current"].mean()
    assert 0 < table.loc[best, "expected"] - centre < table.loc[best, "previous"] - table["previous"].mean()


@pytest.mark.parametrize("coverage", [0.5, 0.8, 0.95])
def test_the_interval_covers_as_often_as_it_says(coverage: float) -> None:
    table = expected_from_previous(*noisy(n=4000), coverage).table
    inside = table["current"].between(table["low"], table["high"]).mean()
    assert inside == pytest.approx(coverage, abs=0.02)


def test_who_is_missing_in_either_year_is_left_out_and_moves_nobody() -> None:
    previous, current = noisy()
    whole = expected_from_previous(previous, current)
    extra = expected_from_previous(
        pd.concat([previous, pd.Series({"new": np.nan, "gone": 55.0})]),
        pd.concat([current, pd.Series({"new": 60.0, "gone": None})]),
    )
    pd.testing.assert_frame_equal(extra.table, whole.table)
    assert extra.n == 14


def test_fewer_pairs_than_the_minimum_give_no_expectation() -> None:
    previous, current = noisy(n=MINIMUM)
    assert expected_from_previous(previous, current) is not None
    assert expected_from_previous(previous.iloc[1:], current) is None


@pytest.mark.parametrize("values", [[5] * 14, [5] * 13 + [9]])
def test_without_spread_in_the_earlier_year_there_is_no_line(values: list[int]) -> None:
    assert expected_from_previous(pd.Series(values, index=CODES), noisy()[1]) is None


def test_a_result_equal_for_all_is_expected_of_all_and_has_no_correlation() -> None:
    found = expected_from_previous(noisy()[0], pd.Series(50.0, index=CODES))
    np.testing.assert_allclose(found.table[["expected", "low", "high"]], 50, atol=1e-5)
    assert np.isnan(found.correlation)


def test_a_difference_by_hand() -> None:
    """Of the 20 ways to choose three of six only this one and its mirror are as far apart: 2 / 20."""
    found = difference_test(pd.Series([4.0, 5, 6]), pd.Series([1.0, 2, 3]), seed=1)
    error = (1 / 3 + 1 / 3) ** 0.5  # both variances are 1; t of 4 degrees of freedom is 2.776
    assert found.p_value == pytest.approx(0.1)
    assert found.difference == 3
    assert (found.low, found.high) == pytest.approx((3 - 2.776 * error, 3 + 2.776 * error), abs=0.001)


def test_the_labels_are_permuted_over_the_same_t_that_gives_the_interval() -> None:
    """[0, 10] is 1.5 above [4, 5, 3, 2]; of 15 splits 6 have a t as large as 0.30, and 5 a raw difference of 1.5."""
    a, b = pd.Series([0.0, 10]), pd.Series([4.0, 5, 3, 2])
    every = pd.concat([a, b], ignore_index=True)
    tops = [
        stats.ttest_ind(every[list(own)], every.drop(list(own)), equal_var=False).statistic
        for own in combinations(every.index, 2)
    ]
    share = np.mean(np.array(tops) >= stats.ttest_ind(a, b, equal_var=False).statistic - 1e-9)
    assert len(tops) == 15
    assert difference_test(a, b, seed=1).p_value == pytest.approx(2 * share) == pytest.approx(12 / 15)


@pytest.mark.filterwarnings("ignore:Precision loss")
def test_groups_without_spread_that_agree_do_not_differ() -> None:
    found = difference_test(pd.Series([5.0] * 5), pd.Series([5.0] * 6), seed=1)
    assert tuple(found) == (0, 0, 0, 1)
