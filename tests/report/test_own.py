"""One municipality's values and its place in the region's spread."""

from __future__ import annotations

from fractions import Fraction

import pytest

from svod.report.own import below_median, own_values_table, period_words, spread_table, strip
from svod.stats.spread import spread

SECOND = "argayashskiy-mr"


def test_values_and_points_by_hand(heads, row) -> None:
    table = own_values_table(heads(SECOND))
    columns = ("2020", "2021", "2022", "n", "median", "points", "of")
    assert row(table, "8-1", *columns) == ["н/д", "70,0", "70,0", "100", "50,0", "1", "2"]
    assert row(table, "8-3", *columns) == ["1,00", "1,00", "1,00", "100", "1,00", "1", "1"]
    assert row(table, "8-4", *columns) == ["2", "2", "2", "–", "2", "1", "1"]
    assert row(table, "total", "points", "of") == ["3", "5"]


def test_the_spread_by_hand(heads, row) -> None:
    table = spread_table(heads(SECOND))
    assert row(table, "8-1", "year", "own", "median", "best") == ["2022", "70,0", "50,0", "85,0"]
    drawn = table.rows[0].cells["strip"]
    assert (drawn.own, drawn.median, drawn.best, drawn.better) == (70, 50, 85, "more")
    assert (drawn.low, drawn.high) == pytest.approx((50 - 35 * 0.04, 85 + 35 * 0.04))
    least = table.rows[2].cells["strip"]
    assert (least.better, least.best) == ("less", 1)
    assert "меньше – лучше" in table.rows[2].cells["name"].shown


def test_below_the_median_by_hand(by_hand, heads) -> None:
    """More is better by 8.1 and 8.2, less by 8.3; what is told by a bound is not compared."""
    assert [item.code for item in below_median(heads("bredinskiy-mr"))] == ["8.3"]
    assert below_median(heads("agapovskiy-mr")) == []
    data = {"8.1": {SECOND: (30, 60), "*": 70}, "8.2": {SECOND: (58, 60), "*": 98}, "8.3": {"*": 10}}
    assert [item.code for item in below_median(by_hand(data, "08-heads", SECOND))] == ["8.1"]


def test_what_is_scored_once_is_said_so(by_hand) -> None:
    report = by_hand({code: {"*": 70} for code in ("9.1", "9.2", "9.3", "9.4")}, "09-learning-results", SECOND)
    assert period_words(report).endswith("; у показателя 9.4 балл один за все годы.")
    assert "у показателя 9.4" in own_values_table(report).note
    assert "один за все годы" not in own_values_table(by_hand({"8.1": {"*": 70}}, "08-heads", SECOND)).note


def test_not_assessed_has_no_points_and_says_that_it_counts_as_zero(page, row) -> None:
    table = own_values_table(page("pair/11-project-500/karabashskiy-go").report)
    assert row(table, "11-1", "2020", "2021", "2022") == ["н/д", "не прим.", "не прим."]
    cell = next(item.cells for item in table.rows if item.key == "11-1")["points"]
    assert (cell.shown, cell.value) == ("0 (не оценён)", None)
    assert "по методике считается нулём" in cell.why


def test_a_year_not_sent_is_not_drawn(page, row) -> None:
    report = page("pair/15-career-guidance/nagaybakskiy-mr").report
    assert row(own_values_table(report), "15-1", "2021") == ["н/д"]
    assert row(own_values_table(report), "15-1", "2020", "2022") != ["н/д", "н/д"]


def test_few_pupils_are_hidden_from_the_strip_too(by_hand, params) -> None:
    item = next(item for item in params.methodology.indicators if item.base == "pupils" and item.kind == "share")
    owner = next(file.procedure for file in params.methodology.files if item in file.indicators)
    report = by_hand({item.code: {SECOND: (9, 9), "bredinskiy-mr": 60, "*": 70}}, owner, SECOND)
    cells = spread_table(report).rows[0].cells
    assert (cells["own"].shown, cells["strip"].own) == ("скрыто", None)


def test_the_scale_of_a_strip_holds_all_values() -> None:
    found = spread([Fraction(3)] * 5)
    flat = strip(found, None, "ровно", "more")
    assert flat.low < 3 < flat.high
    whole = strip(found, Fraction(3), "ровно", "more", (0, 100))
    assert (whole.low, whole.high) == (0, 100)


@pytest.mark.parametrize("name", ["pair/08-heads/ashinskiy-mr", "pair/17-preschool-quality/ozerskiy-go"])
def test_the_points_of_the_rows_make_the_total(page, name: str) -> None:
    report = page(name).report
    *rows, total = own_values_table(report).rows
    assert sum(item.cells["points"].value for item in rows) == pytest.approx(total.cells["points"].value)
    assert sum(item.cells["of"].value for item in rows) == total.cells["of"].value == report.maximum
