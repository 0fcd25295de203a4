"""Cells that many tables share: a missing number is a word and no number."""

from __future__ import annotations

from fractions import Fraction

import pytest

from svod.blocks import Cell, Row
from svod.report.cells import (
    count_cell,
    count_or_dash,
    focused,
    level_mark,
    level_of,
    municipality_cell,
    number_cell,
    plain_cell,
    points_cell,
    share_bar,
    signed_cell,
    under_groups,
    year_columns,
)


@pytest.mark.parametrize("made", [count_cell, points_cell, number_cell, plain_cell, signed_cell])
def test_missing_is_not_zero(made) -> None:
    assert (made(None).shown, made(None).value) == ("н/д", None)
    assert made(0).value == 0
    assert made(0).shown.startswith("0")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (count_cell(12345), "12\u00a0345"),
        (count_or_dash(0), "–"),
        (count_or_dash(7), "7"),
        (points_cell(Fraction(4, 3)), "1,33"),
        (points_cell(Fraction(2)), "2"),
        (number_cell(Fraction(1, 2)), "1"),
        (number_cell(66.66, 1), "66,7"),
        (plain_cell(Fraction(5, 2)), "2,5"),
        (plain_cell(Fraction(40)), "40"),
        (signed_cell(Fraction(-7, 2)), "−3,5"),
        (signed_cell(Fraction(7), 0), "+7"),
    ],
)
def test_how_a_number_is_printed(cell, shown: str) -> None:
    assert cell.shown == shown


def test_a_dash_is_a_nought_all_the_same() -> None:
    assert count_or_dash(0).value == 0


@pytest.mark.parametrize(("share", "level"), [(0, 1), (29, 1), (30, 2), (59, 2), (60, 3), (89, 3), (90, 4), (100, 4)])
def test_the_level_of_a_percent(heads, share: int, level: int) -> None:
    report = heads()
    assert level_of(report, share) == level
    assert (share_bar(report, share).level, share_bar(report, share).value) == (level, share)
    assert level_mark(report, level).number == level
    assert level_mark(report, level).shown == ("Низкий", "Средний", "Выше среднего", "Высокий")[level - 1]


def test_a_percent_beyond_the_scale_is_an_error(heads) -> None:
    with pytest.raises(ValueError, match="101"):
        level_of(heads(), 101)


def test_a_name_leads_to_its_page(heads) -> None:
    cell = municipality_cell(heads(), "ashinskiy-mr")
    assert (cell.shown, cell.href) == ("Ашинский МР", "../municipality/ashinskiy-mr.html")


def test_a_column_for_every_year() -> None:
    columns = year_columns((2021, 2022), "Область, {}")
    assert [(item.key, item.heading, item.numeric) for item in columns] == [
        ("2021", "Область, 2021", True), ("2022", "Область, 2022", True),
    ]  # fmt: skip


def test_every_group_stands_over_its_procedures(page) -> None:
    report = page("group/overall").report
    rows = under_groups(report, report.procedures, lambda one: Row(one.id, {}))
    assert [item.key for item in rows if item.group] == ["group-conditions", "group-outcomes", "group-processes"]
    assert [item.key for item in rows if not item.group] == [one.id for one in report.procedures]
    assert rows[9].key == "group-outcomes"


def test_one_row_of_the_region_is_one_s_own() -> None:
    rows = tuple(Row(code, {"name": Cell(code)}) for code in ("a", "b"))
    assert [row.focus for row in focused(rows, "b")] == [False, True]
    assert focused(rows, None) == rows == focused(rows, "c")
    assert focused(rows, "b")[0] is rows[0], "what is the region's is not made again"
