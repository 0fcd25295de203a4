"""Cells to arrays: each distinct cell once, each broken one told."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.intake.cells import Unreadable, text
from svod.intake.readers.columns import BLANK, NOT_DONE, Once, floats, integers, mark, points, said, score, words
from svod.intake.readers.layout import Columns

FORM = Columns({"points": ("Балл",)}, keys=("points",))


@pytest.mark.parametrize("cell", ["Х", "х", "X", "x", "-", "–", "—", "нет отметки", " Нет  отметки\u200b"])
def test_not_done_is_written_in_many_ways(cell) -> None:
    assert math.isnan(points(cell)) and math.isnan(mark(cell)) and math.isnan(score(cell))


def test_an_empty_cell_zero_and_not_done_are_three_things() -> None:
    assert points(None) == points(" \u00a0") == BLANK
    assert points(0) == points("0") == points("0,0") == 0
    assert math.isnan(points("Х"))
    assert points("1,5") == points("1.5") == points(1.5) == 1.5


@pytest.mark.parametrize(
    ("read", "cell"), [(points, "два"), (points, "1/2"), (mark, 1), (mark, 4.5), (mark, "хор."), (score, "высокий")]
)
def test_anything_else_cannot_be_read(read, cell) -> None:
    with pytest.raises(Unreadable):
        read(cell)


@settings(deadline=None)
@given(st.lists(st.sampled_from([0, 1, 2.5, "2", "1,5", "Х", None]), min_size=1, max_size=30))
def test_a_column_is_its_cells_read_one_by_one(under, cells) -> None:
    table = under(["Балл", "№"], [[cell, 1] for cell in cells], FORM)
    np.testing.assert_array_equal(floats(table, 0, Once(points, NOT_DONE)), [points(cell) for cell in cells])


def test_a_broken_cell_is_told_with_its_row_and_value_unless_it_is_a_secret_or_a_name(under) -> None:
    table = under(["Балл", "№"], [[1, 1], ["2б", 1], ["ИВАНОВ", 1], ["Ким Ян", 1]], FORM)
    read = floats(table, 0, Once(points, NOT_DONE))
    assert read[0] == 1 and np.isnan(read[1:]).all()
    assert [(fault.place.row, fault.value) for fault in table.faults] == [(3, "2б"), (4, ""), (5, "")]
    assert not any(name in str(fault) for fault in table.faults for name in ("ИВАНОВ", "Ким"))
    table.faults.clear()
    floats(table, 0, Once(points, NOT_DONE, secret=True))
    assert {fault.value for fault in table.faults} == {""}


def test_words_and_columns_that_are_not_there(under) -> None:
    table = under(["Балл", "№"], [["а ", 1], [None, 1]], FORM)
    assert words(table, 0) == ["а", None] and words(table, 0, Once(said)) == ["а", ""]
    assert words(table, None) == [None, None] and words(table, None, Once(said)) == ["", ""]
    assert np.isnan(floats(table, None, Once(points))).all()
    assert integers(np.array([4.0, math.nan])).to_pylist() == [4, None]


def test_each_distinct_cell_is_read_once() -> None:
    seen = []
    once = Once(lambda cell: seen.append(cell) or text(cell))
    assert [once[cell] for cell in ["а", "б", "а", "а"]] == ["а", "б", "а", "а"] and seen == ["а", "б"]


def test_a_million_cells_take_well_under_a_few_seconds(under) -> None:
    table = under(["Балл"], [[1]], FORM)
    table.columns = [[0.0, 1.0, 2.0, "Х"] * 250_000]
    start = time.process_time()
    assert len(floats(table, 0, Once(points, NOT_DONE))) == 1_000_000
    assert time.process_time() - start < 2
