"""Expectation from the previous year on a country's schools: Poland's eighth-grade examination in 2022 and 2023."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from svod.stats.expected import Expectation, expected_from_previous

pytestmark = pytest.mark.external

KEY = ["region", "city", "school"]
DECIMAL = {2022: ".", 2023: ","}
SUBJECTS = ("polish", "math", "english")


def schools(real_data: Path, year: int) -> pd.DataFrame:
    """Schools of one year by region, city and name; a name that stands twice in a city is nobody's."""
    file = real_data / "pl_e8" / f"e8-schools-{year}.csv"
    table = pd.read_csv(file, sep=";", decimal=DECIMAL[year], encoding="utf-8-sig")
    return table.drop_duplicates(KEY, keep=False).set_index(KEY).add_suffix(f"_{year}")


@pytest.fixture(scope="module")
def linked(real_data: Path) -> pd.DataFrame:
    return schools(real_data, 2022).join(schools(real_data, 2023), how="inner")


@pytest.fixture(scope="module")
def maths(linked: pd.DataFrame) -> Expectation:
    return expected_from_previous(linked["math_average_2022"], linked["math_average_2023"])


def test_the_schools_of_two_years_link(linked: pd.DataFrame) -> None:
    assert len(linked) == 12_127


@pytest.mark.parametrize(("year", "means"), [(2022, (59.85, 57.40, 66.86)), (2023, (65.74, 53.31, 65.81))])
def test_the_national_means_come_out_so_the_files_are_read_rightly(
    real_data: Path, year: int, means: tuple[float, ...]
) -> None:
    file = real_data / "pl_e8" / f"e8-schools-{year}.csv"
    table = pd.read_csv(file, sep=";", decimal=DECIMAL[year], encoding="utf-8-sig")
    for subject, mean in zip(SUBJECTS, means, strict=True):
        known = table.dropna(subset=[f"{subject}_average"])
        weighted = (known[f"{subject}_average"] * known[f"{subject}_candidates"]).sum() / known[
            f"{subject}_candidates"
        ].sum()
        assert weighted == pytest.approx(mean, abs=0.005)


def test_the_correlation_of_mathematics_is_that_of_the_linked_schools(linked: pd.DataFrame, maths: Expectation) -> None:
    assert maths.correlation == pytest.approx(0.723, abs=0.0005)
    pairs = linked[["math_average_2022", "math_average_2023"]]
    assert maths.correlation == pytest.approx(pairs.corr().iloc[0, 1])


def test_suppressed_results_are_missing_and_not_zero(linked: pd.DataFrame, maths: Expectation) -> None:
    both = linked[["math_average_2022", "math_average_2023"]].notna().all(axis=1)
    assert maths.n == both.sum() < len(linked)
    assert maths.table["previous"].min() > 0


@pytest.mark.parametrize(("coverage", "tolerance"), [(0.5, 0.05), (0.8, 0.03), (0.95, 0.01)])
def test_as_many_schools_lie_in_their_interval_as_the_interval_says(
    linked: pd.DataFrame, coverage: float, tolerance: float
) -> None:
    table = expected_from_previous(linked["math_average_2022"], linked["math_average_2023"], coverage).table
    inside = table["current"].between(table["low"], table["high"]).mean()
    assert inside == pytest.approx(coverage, abs=tolerance)


def test_the_best_schools_return_to_the_mean_and_the_weakest_rise_to_it(maths: Expectation) -> None:
    table = maths.table
    before, after = table["previous"].mean(), table["current"].mean()
    best = table[table["previous"] >= table["previous"].quantile(0.95)]
    weakest = table[table["previous"] <= table["previous"].quantile(0.05)]
    assert 0 < (best["current"] - after).mean() < (best["previous"] - before).mean()
    assert 0 > (weakest["current"] - after).mean() > (weakest["previous"] - before).mean()
    assert 0 < maths.slope < 1


def test_expectations_are_right_on_average(maths: Expectation) -> None:
    assert (maths.table["current"] - maths.table["expected"]).mean() == pytest.approx(0, abs=0.01)
