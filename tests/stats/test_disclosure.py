"""What a printed table tells of the cells it hides."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.stats.disclosure import (
    TOTAL,
    Coded,
    Relation,
    bounds,
    coded,
    differencing,
    exposed,
    few,
    primary,
    with_total,
    with_totals,
)


@pytest.mark.parametrize(("count", "is_few"), [(0, False), (1, True), (9, True), (10, False), (None, False)])
def test_few_is_somebody_and_less_than_ten(count: int | None, is_few: bool) -> None:
    assert few(count) is is_few


def test_a_total_closes_a_row() -> None:
    counts = with_total(pd.Series({"a": 4, "b": 11}))
    assert counts.cells.to_dict() == {"a": 4, "b": 11, TOTAL: 15}
    assert counts.relations == (Relation(TOTAL, ("a", "b")),)


def test_schools_add_up_to_municipalities_and_these_to_the_region() -> None:
    table = pd.DataFrame({"сдали": [3, 20, 30], "нет": [1, 5, 6]}, index=["школа 1", "школа 2", "школа 3"])
    counts = with_totals(table, {"школа 1": "А", "школа 2": "А", "школа 3": "Б", "А": "область", "Б": "область"})
    assert counts.cells[[("А", "сдали"), ("А", TOTAL), ("область", "нет"), (TOTAL, TOTAL)]].to_list() == [
        23,
        29,
        12,
        65,
    ]
    for total, parts in counts.relations:
        assert counts.cells[total] == sum(counts.cells[part] for part in parts)
    assert Relation(("область", "нет"), (("А", "нет"), ("Б", "нет"))) in counts.relations


def test_nobody_out_of_few_is_as_small_as_few() -> None:
    table = pd.DataFrame({"да": [7, 40, 0], "нет": [0, 20, 0], "иное": [0, 0, 0]}, index=list("abc"))
    assert primary(with_totals(table)) == {("a", "да"), ("a", TOTAL), ("a", "нет")}


def test_bounds_by_hand() -> None:
    """4 + 18 = 22 and 4 + 12 = 16 printed as totals alone: the 4 can be from 0 to 16, the 18 from 6 to 22."""
    table = pd.DataFrame({"x": [4, 12], "y": [18, 30]}, index=["a", "b"])
    counts = with_totals(table)
    hidden = [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]
    printed = counts.cells.astype(float).mask([label in hidden for label in counts.cells.index])
    found = bounds(printed, counts.relations)
    assert found.loc[[hidden[0]]].to_numpy().tolist() == [[0, 16]]
    assert found.loc[[hidden[1]]].to_numpy().tolist() == [[6, 22]]


def test_without_a_total_nothing_holds_a_cell() -> None:
    found = bounds(pd.Series({"a": np.nan, "b": 5.0}), ())
    assert found.to_numpy().tolist() == [[0, np.inf]]


def test_numbers_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="не складываются"):
        bounds(pd.Series({"a": np.nan, "b": 5.0, TOTAL: 3.0}), [Relation(TOTAL, ("a", "b"))])


@pytest.mark.parametrize(
    ("hidden", "given_away"),
    [
        (set(), ["a"]),
        ({"a"}, ["a"]),
        ({"a", "c"}, []),
        ({"a", "b"}, ["a", "b"]),
    ],
)
def test_a_hidden_cell_is_given_away_by_its_total_or_by_too_narrow_a_sum(hidden: set, given_away: list) -> None:
    """a = 4, b = 5 with their sum 9 known are each from 0 to 9: nine apart, ten are needed."""
    counts = with_total(pd.Series({"a": 4, "b": 5, "c": 50}))
    assert exposed(counts, hidden, small={"a"}) == given_away


def test_a_small_cell_that_must_be_large_is_no_small_cell_to_a_reader() -> None:
    counts = with_total(pd.Series({"a": 12, "b": 30}))
    assert exposed(counts, {"a", "b"}, small={"a"}) == []
    assert exposed(counts, {"a"}, k=1, small={"a"}) == ["a"]


# --- two publications -------------------------------------------------------------------------------------------------


def test_two_releases_that_differ_by_few_tell_of_these_few() -> None:
    first = pd.Series({"школа": 57.0, "класс": np.nan, "город": 400.0})
    second = pd.Series({"школа": 60.0, "класс": 8.0, "город": 410.0})
    assert differencing(first, second) == {"класс": "shown", "школа": "difference"}
    assert differencing(first, first) == {}


def test_a_school_less_its_other_class_is_the_hidden_class() -> None:
    sheet, page = pd.Series({"школа": 60.0}), pd.Series({"5а": np.nan, "5б": 52.0})
    assert differencing(sheet, page, [Relation("школа", ("5а", "5б"))]) == {"5а": "bounded"}
    assert differencing(sheet, pd.Series({"5а": np.nan, "5б": np.nan}), [Relation("школа", ("5а", "5б"))]) == {}


# --- shares near the ends ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (60, 60, Coded("не менее", 95)),
        (0, 60, Coded("не более", 5)),
        (19, 20, Coded("не менее", 95)),
        (19, 19, Coded("не менее", 90)),
        (1, 10, Coded("не более", 10)),
        (2, 10, None),
        (61, 61, None),
        (0, 61, None),
        (0, 0, None),
    ],
)
def test_everybody_and_nobody_are_told_by_a_bound(part: int, whole: int, told: Coded | None) -> None:
    assert coded(part, whole) == told


@given(st.integers(10, 60), st.data())
def test_a_bound_never_names_one_share_alone(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    told = coded(part, whole)
    alike = [other for other in range(whole + 1) if coded(other, whole) == told]
    assert told is None or len(alike) > 1
    if told is not None:
        share = Fraction(part * 100, whole)
        assert share <= told.bound if told.side == "не более" else share >= told.bound
