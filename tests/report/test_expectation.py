"""What is expected of the last year, and the verdict of one comparison."""

from __future__ import annotations

import pandas as pd
import pytest

from svod.report.expectation import bounded, expectation, verdict_of, years_note
from svod.stats.expected import expected_from_previous

FIRST, SECOND = "agapovskiy-mr", "argayashskiy-mr"
VALUE = (50, 70, 85)  # 0, 1 and 2 points of 8.1


def turned(params) -> dict:
    """2 points for all by 8.3 and 8.4; by 8.1 i mod 3 points in 2021 and (i div 3) mod 3 in 2022."""
    own = {code: [None, VALUE[i % 3], VALUE[i // 3 % 3]] for i, code in enumerate(params.region.codes)}
    return {"8.1": own, "8.2": {"*": 70}, "8.3": {"*": 10}, "8.4": {"*": (2, 1)}}


def test_the_expectation_is_of_the_percents_of_the_last_two_years(by_hand, params) -> None:
    codes = list(params.region.codes)
    before = pd.Series([40.0 + 20 * (i % 3) for i in range(43)], codes)
    after = pd.Series([40.0 + 20 * (i // 3 % 3) for i in range(43)], codes)
    found, wanted = expectation(by_hand(turned(params), "08-heads")), expected_from_previous(before, after)
    pd.testing.assert_frame_equal(found.table, wanted.table)
    assert found.n == 43


def test_who_lacks_a_year_is_not_in_it(by_hand, params) -> None:
    data = turned(params)
    data["8.2"] = {FIRST: [70, None, 70], "*": 70}
    found = expectation(by_hand(data, "08-heads"))
    assert found.n == 42
    assert FIRST not in found.table.index


def test_nothing_is_expected_where_nobody_differed(by_hand, even) -> None:
    assert expectation(by_hand(even(True, "08-heads"), "08-heads")) is None


@pytest.mark.parametrize(
    ("current", "verdict"), [(49, "below"), (50, "same"), (60, "same"), (70, "same"), (71, "above")]
)
def test_a_verdict_is_by_the_interval(current: float, verdict: str) -> None:
    assert verdict_of(pd.Series({"current": current, "low": 50, "high": 70})) == verdict
    assert verdict_of(None) == "unknown"


@pytest.mark.parametrize(
    ("procedure", "municipality", "compared"),
    [
        ("08-heads", "", True),  # 8.1 is of the last two years alone, the others of all three
        ("08-heads", FIRST, True),
        ("13-olympiads", "", False),  # the same indicators in all three years
        ("09-learning-results", "", False),  # the figure compares the same two years
        ("", FIRST, False),  # the figure is of all procedures, the table of each
    ],
)
def test_the_figure_of_dynamics_is_named_where_its_indicators_are_others(
    by_hand, even, procedure: str, municipality: str, compared: bool
) -> None:
    note = years_note(by_hand(even(True, procedure or "08-heads"), procedure, municipality))
    assert note.startswith("Входят показатели, измеренные и в 2021, и в 2022 году")
    assert ("рисунком 9.1, где сравниваются 2020–2022 годы" in note) == compared


@pytest.mark.parametrize(("given", "shown"), [(-3.0, 0.0), (0.0, 0.0), (55.5, 55.5), (104.0, 100.0)])
def test_a_percent_stays_on_its_scale(given: float, shown: float) -> None:
    assert bounded(given) == shown
