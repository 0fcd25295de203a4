"""Every table of the store has a unit made of its own columns, and large ones can be parted by assessment and year."""

from __future__ import annotations

import pyarrow as pa
import pytest

from svod.store.tables import ALWAYS, LARGE, SCHEMAS, SMALL, UNITS, WORK


def test_no_table_is_both_small_and_large() -> None:
    assert SCHEMAS.keys() == SMALL.keys() | LARGE.keys()
    assert not SMALL.keys() & LARGE.keys()
    assert tuple(SMALL)[: len(ALWAYS)] == ALWAYS  # ids of snapshots rest on this order


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_is_made_of_columns_of_its_table(name: str) -> None:
    assert set(UNITS[name]) <= set(SCHEMAS[name].names)


def test_every_table_but_the_list_of_files_has_a_unit_and_says_where_its_rows_are_from() -> None:
    assert UNITS.keys() == SCHEMAS.keys() - {"files"}
    for name in UNITS.keys() - {"points"}:  # a point has the row of its result
        assert {"file", "sheet", "row"} <= set(SCHEMAS[name].names), name


@pytest.mark.parametrize("name", LARGE)
def test_large_tables_begin_with_the_work_and_keep_texts_as_numbers(name: str) -> None:
    schema = LARGE[name]
    assert tuple(schema.names[:4]) == UNITS[name][:4] == WORK
    assert not any(pa.types.is_string(field.type) for field in schema)


def test_points_share_with_results_what_makes_them_one_pupil() -> None:
    own = ("municipality", "school", "pupil", *WORK)
    assert all(LARGE["points"].field(name) == LARGE["results"].field(name) for name in own)
