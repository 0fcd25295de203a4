"""A file that comes again replaces its units and nothing else."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.store.covers import touches, uncovered
from svod.store.tables import LARGE, SMALL

WORKS = [
    ("vpr", year, grade, subject) for year in (2021, 2022) for grade in (4, 5) for subject in ("Математика", "Химия")
]


def results(*units: tuple[object, ...]) -> pa.Table:
    names = ["assessment", "year", "grade", "subject", "school"]
    empty = dict.fromkeys(LARGE["results"].names)
    rows = [{**empty, **dict(zip(names, unit, strict=True))} for unit in units]
    return pa.Table.from_pylist(rows, schema=LARGE["results"])


def kept(*covers: tuple[str | int, ...]) -> list[str]:
    table = results(*((*work, school) for work in WORKS for school in ("а", "б")))
    return [
        "{assessment} {year} {grade} {subject} {school}".format(**row)
        for row in uncovered("results", table, covers).to_pylist()
    ]


def test_a_school_of_a_work_is_replaced_and_the_others_stay() -> None:
    left = kept(("results", "vpr", 2021, 4, "Математика", "а"), ("results", "vpr", 2021, 4, "Химия", "в"))
    assert len(left) == 15
    assert "vpr 2021 4 Математика а" not in left
    assert "vpr 2021 4 Математика б" in left


def test_the_beginning_of_a_unit_covers_all_that_begins_so() -> None:
    assert len(kept(("results", "vpr", 2021))) == 8
    assert len(kept(("results", "vpr", 2021), ("results", "vpr", 2022, 4))) == 4
    assert kept(("results",)) == []
    assert len(kept(("results", "oge"), ("statistics",), ("indicators", "vpr", 2021))) == 16


@given(st.sets(st.sampled_from([(*work, school) for work in WORKS for school in "аб"])))
def test_what_goes_is_exactly_what_is_covered(units: set[tuple[object, ...]]) -> None:
    left = kept(*(("results", *unit) for unit in units))
    assert len(left) == 16 - len(units)
    assert not set(left) & {" ".join(map(str, unit)) for unit in units}


def test_points_go_with_their_results() -> None:
    row = {
        "assessment": "vpr",
        "year": 2021,
        "grade": 4,
        "subject": "Математика",
        "school": "а",
        "pupil": 1,
        "item": "1",
    }
    table = pa.Table.from_pylist([{**dict.fromkeys(LARGE["points"].names), **row}], schema=LARGE["points"])
    assert len(uncovered("points", table, [("results", "vpr", 2021, 4, "Математика", "а")])) == 0
    assert len(uncovered("points", table, [("statistics", "vpr", 2021)])) == 1


def test_small_tables_have_units_too() -> None:
    empty = dict.fromkeys(SMALL["indicators"].names)
    rows = [{**empty, "procedure": p, "year": y} for p in ("01", "02") for y in (2021, 2022)]
    table = pa.Table.from_pylist(rows, schema=SMALL["indicators"])
    left = uncovered("indicators", table, [("indicators", "01", 2021)]).to_pylist()
    assert [(row["procedure"], row["year"]) for row in left] == [("01", 2022), ("02", 2021), ("02", 2022)]
    assert len(uncovered("indicators", table.slice(0, 0), [("indicators", "01")])) == 0
    assert uncovered("indicators", table, []) is table


def test_a_cover_longer_than_the_unit_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="covers of results have at most 6 parts"):
        kept(("results", "vpr", 2021, 4, "Математика", "а", "", "4А"))


def test_which_parts_a_cover_touches() -> None:
    assert touches(("results", "vpr", 2021, 4), "vpr", 2021)
    assert touches(("statistics", "vpr"), "vpr", 2021)
    assert touches(("points",), "vpr", 2021)
    assert not touches(("results", "vpr", 2022), "vpr", 2021)
    assert not touches(("items", "vpr", 2021), "vpr", 2021)
