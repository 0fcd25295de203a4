"""How one value is printed, or why there is none."""

from __future__ import annotations

from fractions import Fraction

import pytest

from svod.report.values import (
    decimals,
    denominator_cell,
    last_year,
    open_value,
    own_row,
    print_value,
    rows_of,
    spread_cell,
    spread_of,
    value_cell,
)
from svod.stats.disclosure import FEWEST

FIRST = "agapovskiy-mr"


@pytest.mark.parametrize(
    ("code", "digits", "value", "shown"),
    [
        ("8.1", 1, Fraction(75), "75,0"),
        ("8.1", 1, Fraction(7996, 100), "79,96"),
        ("8.1", 1, Fraction(80), "80,0"),
        ("8.3", 2, Fraction(3, 2), "1,50"),
        ("8.3", 2, Fraction(15001, 10000), "1,5001"),
        ("8.4", 0, Fraction(3), "3"),
        ("8.4", 0, Fraction(5, 3), "1,7"),
        ("8.4", 0, Fraction(3, 2), "1,5"),
        ("17.1", 2, Fraction(2), "2,00"),
        ("9.4", 1, -0.25, "−0,3"),
    ],
)
def test_decimals_by_kind_and_more_beside_a_threshold(
    params, code: str, digits: int, value: Fraction | float, shown: str
) -> None:
    item = params.methodology.indicator(code)
    assert decimals(item) == digits
    assert print_value(item, value) == shown


@pytest.mark.parametrize(
    ("status", "shown", "why"),
    [
        ("not_held", "н/д", "показатель в этом году не измерялся"),
        ("no_data", "н/д", "данные не присланы"),
        ("not_applicable", "не прим.", "не применимо: измерять было нечего"),
    ],
)
def test_no_value_says_why(params, status: str, shown: str, why: str) -> None:
    row = {"value": None, "status": status, "denominator": None, "hidden": "", "coded": None}
    cell = value_cell(params.methodology.indicator("8.2"), row)
    assert (cell.shown, cell.why, cell.value) == (shown, why, None)


@pytest.mark.parametrize(("denominator", "hidden"), [(1, True), (FEWEST - 1, True), (FEWEST, False), (500, False)])
def test_few_pupils_are_hidden_and_few_of_anything_else_are_not(by_hand, params, denominator, hidden: bool) -> None:
    few = {FIRST: (denominator * 0.5, denominator), "*": 70}
    of_pupils, of_schools = (params.methodology.indicator(code) for code in ("12.1", "2.1"))
    row = own_row(by_hand({"12.1": few}, "12-riko", FIRST), of_pupils, 2022)
    assert value_cell(of_pupils, row).shown == ("скрыто" if hidden else "50,0")
    assert denominator_cell(row).shown == ("скрыто" if hidden else str(denominator))
    assert (open_value(row) is None) == hidden
    row = own_row(by_hand({"2.1": few}, "02-infrastructure", FIRST), of_schools, 2022)
    assert value_cell(of_schools, row).shown == "50,0"


def test_everybody_of_a_few_dozen_is_told_by_a_bound_everywhere(by_hand, params) -> None:
    item = params.methodology.indicator("12.1")
    report = by_hand({"12.1": {FIRST: (30, 30), "*": 70}}, "12-riko", FIRST)
    cell = value_cell(item, own_row(report, item, 2022))
    assert (cell.shown, cell.value) == ("не менее 95", None)
    assert open_value(own_row(report, item, 2022)) == 95
    assert [spread_cell(report, item, 2022, key).shown for key in ("best", "worst")] == ["не менее 95", "70,0"]


def test_what_is_hidden_is_not_in_the_spread_either(by_hand, params) -> None:
    """Nor is the next smallest: beside the region's value it would give the hidden one away."""
    item = next(item for item in params.methodology.indicators if item.base == "pupils" and item.kind == "share")
    owner = next(file.procedure for file in params.methodology.files if item in file.indicators)
    report = by_hand({item.code: {FIRST: (9, 9), "argayashskiy-mr": (8, 10), "*": 70}}, owner)
    found = spread_of(report, item, 2022)
    assert (found.n, found.median) == (41, 70)
    assert max(found.values) == 70


def test_the_last_year_is_the_last_with_any_value(by_hand, params) -> None:
    report = by_hand(
        {"8.2": {"*": [70, 70, None], FIRST: None}, "8.3": {FIRST: [None, 1, None], "*": None}}, "08-heads"
    )
    years = [last_year(report, params.methodology.indicator(code)) for code in ("8.2", "8.3", "8.1")]
    assert years == [2021, 2021, None]
    rows = rows_of(report, params.methodology.indicator("8.2"), 2021)
    assert len(rows) == 43
    assert {row["year"] for row in rows} == {2021}


def test_a_year_in_which_everything_is_hidden_is_no_last_year(by_hand, params) -> None:
    item = params.methodology.indicator("12.1")
    report = by_hand({"12.1": {FIRST: [(60, 80), (5, 7), (5, 7)], "*": None}}, "12-riko", FIRST)
    assert last_year(report, item) == 2020
    with pytest.raises(KeyError):
        spread_of(report, item, 2022)
