"""Blocks of one file become four tables that agree."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.intake.book import Book
from svod.intake.readers.columns import BLANK, NOT_DONE
from svod.intake.readers.results import NOT_GIVEN, POINTS, RESULTS, Block, Item, tables, taken
from svod.store import LARGE

WORK = ("vpr", 2026, 4, "Математика")
ITEMS = [Item("1", 2.0, "Б"), Item("2", 1.0, "П")]


@pytest.fixture(scope="module")
def block(page):
    sheet = page([["Код участника"]])

    def make(points, variants=None, items=ITEMS, work=WORK, maximum=3.0):
        points = np.array(points, dtype=float)
        columns = {
            "municipality": ["Ашинский МР"] * len(points),
            "school": ["edu740001"] * len(points),
            "school_name": [""] * len(points),
            "pupil": [str(40001 + place) for place in range(len(points))],
            "variant": variants or ["1"] * len(points),
        }
        return Block(work, sheet, 8, range(9, 9 + len(points)), columns, items, points, maximum=maximum)

    return make


def test_points_name_their_result_across_blocks_and_what_was_not_given_has_no_row(block) -> None:
    first = block([[2, BLANK], [NOT_DONE, BLANK]])
    second = block([[0, 1], [BLANK, NOT_GIVEN]], ["2", "2"])
    made, faults = tables([first, second])
    assert faults == []
    assert [(row["result"], row["item"], row["points"]) for row in made["points"].to_pylist()] == [
        (0, "1", 2), (0, "2", BLANK), (1, "1", None), (1, "2", BLANK), (2, "1", 0), (2, "2", 1), (3, "1", BLANK),
    ]  # fmt: skip
    assert made["results"].schema == RESULTS and made["points"].schema == POINTS
    assert [row["item"] for row in made["items"]] == ["1", "2"] and len(made["assessments"]) == 1


def test_a_result_has_the_columns_of_the_store_and_the_school_s_name(block) -> None:
    assert RESULTS.names == [*LARGE["results"].names, "school_name"]
    (row,) = tables([block([[2, 1]])])[0]["results"].to_pylist()
    assert (row["pupil"], row["year"], row["row"], row["primary"], row["file"]) == ("40001", 2026, 9, None, "файл.xlsx")


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.sampled_from([0.0, 1.0, NOT_DONE, BLANK, NOT_GIVEN])] * 2), min_size=1, max_size=8))
def test_every_cell_is_one_row_unless_not_given(block, points) -> None:
    made, _ = tables([block(points)])
    assert made["points"].num_rows == sum(value != NOT_GIVEN for row in points for value in row)
    numbers = [value for row in points for value in row if value in (0.0, 1.0, BLANK)]
    assert made["points"].column("points").drop_null().to_pylist() == numbers


def test_blocks_that_contradict_each_other_are_faults(block) -> None:
    other = block([[1, 1]], items=[Item("1", 1.0, "Б"), ITEMS[1]], maximum=2.0)
    told = [fault.message for fault in tables([block([[1, 1]]), other])[1]]
    assert told == [
        "максимальный первичный балл: не то, что на листе «Лист1»",
        "задание 1: не то, что на листе «Лист1»",
    ]


def test_a_file_without_pupils_is_a_fault(block) -> None:
    book = Book("ф1.csv", "Код участника;Балл\n".encode())
    read = taken(book, "Ф1", [block(np.empty((0, 2)))], (), ())
    assert [fault.message for fault in read.faults] == ["в файле нет ни одного участника"]
    assert read.tables["results"].num_rows == read.tables["points"].num_rows == 0
