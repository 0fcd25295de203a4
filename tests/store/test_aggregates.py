"""What reports read is what pupils' rows say, counted by hand and by another program."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.store.aggregates import AGGREGATES, aggregate
from svod.store.tables import LARGE

KEY = {"assessment": "vpr", "year": 2022, "grade": 4, "subject": "Математика"}


def rows(name: str, given: list[dict[str, object]]) -> pa.Table:
    empty = {**dict.fromkeys(LARGE[name].names), **KEY}
    return pa.Table.from_pylist([{**empty, **row} for row in given], schema=LARGE[name])


@pytest.fixture(scope="module")
def found() -> dict[str, list[dict[str, object]]]:
    pupils = [
        {"municipality": "а", "school": "1", "primary": 4.0, "mark": 4, "journal": 5},
        {"municipality": "а", "school": "1", "primary": 5.0, "mark": 5, "journal": 5},
        {"municipality": "а", "school": "2", "primary": None, "mark": None, "journal": 3},
        {"municipality": "б", "school": "3", "primary": 4.0, "mark": 4, "journal": 2},
    ]
    points = [
        {"municipality": "а", "item": "1", "points": 2.0},
        {"municipality": "а", "item": "1", "points": 0.0},
        {"municipality": "а", "item": "1", "points": None},
        {"municipality": "б", "item": "2К1", "points": None},
    ]
    return {
        name: table.to_pylist() for name, table in aggregate(rows("results", pupils), rows("points", points)).items()
    }


def without_key(row: dict[str, object]) -> list[object]:
    assert {name: row[name] for name in KEY} == KEY
    return [value for name, value in row.items() if name not in KEY]


def test_items_tell_given_done_points_and_the_highest(found) -> None:
    assert [without_key(row) for row in found["by_item"]] == [["а", "1", 3, 2, 2.0, 2.0], ["б", "2К1", 1, 0, 0.0, None]]


def test_schools_tell_marks_the_mean_score_and_the_journal(found) -> None:
    assert [without_key(row) for row in found["by_school"]] == [
        ["а", "1", 2, 0, 0, 1, 1, 4.5, 1, 1, 0],
        ["а", "2", 1, 0, 0, 0, 0, None, 0, 0, 0],
        ["б", "3", 1, 0, 0, 1, 0, 4.0, 0, 0, 1],
    ]


def test_municipalities_tell_how_many_have_a_score_and_a_mark(found) -> None:
    assert [without_key(row) for row in found["by_primary"]] == [["а", 4.0, 1], ["а", 5.0, 1], ["б", 4.0, 1]]
    assert [without_key(row) for row in found["by_mark"]] == [["а", 4, 1], ["а", 5, 1], ["б", 4, 1]]


@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(st.sampled_from("абв"), st.sampled_from("123"), st.none() | st.integers(0, 3)), min_size=1))
def test_the_counts_are_those_of_pandas(given) -> None:
    table = rows("points", [{"municipality": m, "item": i, "points": p} for m, i, p in given])
    made = aggregate(LARGE["results"].empty_table(), table)["by_item"].to_pandas()
    groups = pd.DataFrame(given, columns=["municipality", "item", "points"]).astype({"points": float})
    by_hand = groups.groupby(["municipality", "item"])["points"].agg(["size", "count", "sum", "max"]).reset_index()
    assert (
        made[["given", "done", "points"]].to_numpy().tolist() == by_hand[["size", "count", "sum"]].to_numpy().tolist()
    )
    assert made["highest"].equals(by_hand["max"].rename("highest"))


def test_no_rows_give_every_table_without_rows() -> None:
    made = aggregate(LARGE["results"].empty_table(), LARGE["points"].empty_table())
    assert {name: table.schema for name, table in made.items()} == AGGREGATES
    assert {len(table) for table in made.values()} == {0}
