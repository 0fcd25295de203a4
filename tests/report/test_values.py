"""How one value is printed, or why there is none."""

from __future__ import annotations

from fractions import Fraction

import pytest

from svod.report.values import (
    FEWEST,
    decimals,
    is_hidden,
    last_year,
    print_value,
    rows_of,
    spread_of,
    value_cell,
)

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
    cell = value_cell(params.methodology.indicator("8.2"), {"value": None, "status": status, "denominator": None})
    assert (cell.shown, cell.why, cell.value) == (shown, why, None)


@pytest.mark.parametrize(
    ("denominator", "hidden"), [(0, False), (1, True), (FEWEST - 1, True), (FEWEST, False), (500, False), (None, False)]
)
def test_few_pupils_are_hidden_and_few_of_anything_else_are_not(params, denominator, hidden: bool) -> None:
    pupils = next(item for item in params.methodology.indicators if item.base == "pupils" and item.kind == "share")
    row = {"value": Fraction(50), "status": "ok", "denominator": denominator}
    assert is_hidden(pupils, row) == hidden
    assert value_cell(pupils, row).shown == ("скрыто" if hidden else "50,0")
    assert (value_cell(pupils, row).value is None) == hidden
    assert not is_hidden(params.methodology.indicator("8.2"), row)


def test_what_is_hidden_is_not_in_the_spread_either(by_hand, params) -> None:
    item = next(item for item in params.methodology.indicators if item.base == "pupils" and item.kind == "share")
    owner = next(file.procedure for file in params.methodology.files if item in file.indicators)
    report = by_hand({item.code: {FIRST: (9, 9), "argayashskiy-mr": (8, 10), "*": 70}}, owner)
    found = spread_of(report, item, 2022)
    assert (found.n, found.median) == (42, 70)
    assert max(found.values) == 80


def test_the_last_year_is_the_last_with_any_value(by_hand, params) -> None:
    report = by_hand(
        {"8.2": {"*": [70, 70, None], FIRST: None}, "8.3": {FIRST: [None, 1, None], "*": None}}, "08-heads"
    )
    years = [last_year(report, params.methodology.indicator(code)) for code in ("8.2", "8.3", "8.1")]
    assert years == [2021, 2021, None]
    rows = rows_of(report, params.methodology.indicator("8.2"), 2021)
    assert len(rows) == 43
    assert {row["year"] for row in rows} == {2021}
