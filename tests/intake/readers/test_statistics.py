"""Headings say what a column holds, or the form is not taken."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.intake.book import Book
from svod.intake.readers.statistics import STATISTICS, Measure, Whose, in_percent, kinds, taken
from svod.store import LARGE

ROW = {
    "work": ("vpr", 2026, 4, "Математика"),
    "participants": 89.0,
    "measure": Measure("mark", "2", "%"),
    "value": 4.5,
    "file": "ф3.xlsx",
    "sheet": "МА 4",
    "row": 12,
}
BOOK = Book("ф3.csv", "Группы участников;2\n".encode())


def test_two_to_five_are_marks_and_from_zero_on_primary_scores() -> None:
    assert kinds(["ОО", 2, 3, "4", 5]) == {place: Measure("mark", str(place + 1), "%") for place in range(1, 5)}
    assert kinds(["ОО", "0", 1.0, 2]) == {place: Measure("primary", str(place - 1), "%") for place in range(1, 4)}
    assert kinds(["ОО", 2, 3, 4]) == kinds(["ОО", 0, 1, 3]) == kinds(["ОО", "Понизили %", "Повысили %"]) == {}


def test_a_comparison_under_merged_headings_is_the_same_as_in_one_row() -> None:
    above = ["", "", "Понизили (Отметка < …)", "", "Подтвердили", "", "Повысили", ""]
    header = ["Группы участников", "Кол-во участников (всего)", *["%", "Кол-во участников"] * 3]
    assert [(item.key, item.unit) for item in kinds(header, above).values()] == [
        (key, unit) for key in ("lowered", "confirmed", "raised") for unit in ("%", "pupils")
    ]


def test_a_row_has_the_columns_of_the_store_and_the_school_s_name() -> None:
    whose = Whose("school", "Ашинский МР", "edu740001", "МБОУ СОШ № 1 (edu740001)")
    read = taken(BOOK, "Ф3", [ROW | {"whose": whose}], (), ())
    assert read.tables["statistics"].schema == STATISTICS
    assert STATISTICS.names == [*LARGE["statistics"].names, "school_name"]
    assert read.covers == {("statistics", *ROW["work"], "mark", "school", "edu740001")}
    (row,) = read.tables["statistics"].to_pylist()
    assert (row["code"], row["participants"], row["value"], row["row"]) == ("edu740001", 89, 4.5, 12)


@settings(deadline=None)
@given(st.lists(st.floats(1.01, 100) | st.just(math.nan), min_size=1, max_size=6))
def test_percents_above_one_stay_as_they_are(values) -> None:
    assert in_percent(values) == pytest.approx(values, abs=1e-6, nan_ok=True)
    assert in_percent([value / 100 for value in values] + [0.0, 0.5])[-1] == (50 if len(values) else 0)


def test_a_file_without_rows_is_a_fault() -> None:
    (fault,) = taken(BOOK, "Ф3", [], (), ()).faults
    assert fault.message == "в файле нет ни одной строки"
