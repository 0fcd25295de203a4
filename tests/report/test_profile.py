"""Procedures of a group, and one municipality by procedure."""

from __future__ import annotations

import pytest

from svod.report.profile import items_table, profile_table

FIRST = "agapovskiy-mr"


@pytest.fixture(scope="module")
def conditions(by_hand, even, params):
    """Everybody gains everything, but the first municipality loses 3 of the 4 points of the first procedure."""
    data = even(True, *(item.id for item in params.procedures_of("conditions")))
    for code in ("1.1", "1.2", "1.3"):
        data[code] = {FIRST: 0, **data[code]}
    return by_hand(data, group="conditions")


def test_what_the_region_gains_by_procedure_by_hand(conditions, row) -> None:
    table = items_table(conditions)
    columns = ("code", "count", "maximum", "mean", "share", "full")
    assert row(table, "01-ejournals", *columns) == ["1", "4", "4", "3,93", "98", "42"]
    assert row(table, "08-heads", *columns) == ["8", "4", "5", "5", "100", "43"]
    assert not [item for item in table.rows if item.group], "one group needs no headings"


def test_the_overall_rating_is_headed_by_groups(page) -> None:
    table = items_table(page("group/overall").report)
    assert [item.group for item in table.rows if item.group] == [
        "Создание условий для достижения результатов",
        "Достижение учебных и воспитательных результатов",
        "Организация рабочих процессов",
    ]
    assert len([item for item in table.rows if not item.group]) == 18
    assert sum(item.cells["maximum"].value for item in table.rows if not item.group) == 95


def test_a_municipality_by_procedure_by_hand(by_hand, even, row) -> None:
    data = even(True, "08-heads")
    data["8.2"] = {FIRST: 0, **data["8.2"]}
    table = profile_table(by_hand(data, municipality=FIRST))
    columns = ("points", "of", "own", "level", "place", "median")
    assert row(table, "08-heads", *columns) == ["4", "5", "80", "Выше среднего", "2", "100"]
    assert row(table, "07-libraries", *columns) == ["0", "3", "0", "не оценивалось", "–", "0"]
    drawn = next(item.cells for item in table.rows if item.key == "08-heads")["strip"]
    assert (drawn.own, drawn.median, drawn.low, drawn.high, len(drawn.values)) == (80, 100, 0, 100, 43)
    nothing = next(item.cells for item in table.rows if item.key == "07-libraries")["strip"]
    assert nothing.own is None and "не оценивалось" in nothing.shown
    assert "«Не оценивалось» – ни по одному показателю процедуры нет значений" in table.note


def test_where_all_was_assessed_the_note_is_silent(page) -> None:
    assert "оценивалось" not in profile_table(page("municipality/ashinskiy-mr").report).note


@pytest.mark.parametrize("name", ["municipality/ashinskiy-mr", "municipality/karabashskiy-go"])
def test_procedures_make_the_whole(page, name: str) -> None:
    report = page(name).report
    rows = [item for item in profile_table(report).rows if not item.group]
    assert len(rows) == 18
    assert sum(item.cells["points"].value for item in rows) == pytest.approx(
        float(report.rating.at[report.focus, "points"])
    )
