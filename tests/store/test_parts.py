"""Large tables lie in parts by assessment and year; a load writes the parts that changed and shares the others."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from svod.store import parts as module
from svod.store.parts import Part, fold_parts, stored_points
from svod.store.tables import LARGE


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    return tmp_path / "store" / "2022" / "parts"


def results(*pupils: tuple[int, str, float], assessment: str = "vpr") -> pa.Table:
    """Pupils as (year, school, primary score)."""
    empty = {**dict.fromkeys(LARGE["results"].names), "assessment": assessment, "grade": 4, "subject": "Математика"}
    made = [
        {**empty, "year": year, "school": school, "municipality": "а", "pupil": n, "primary": primary, "mark": 4}
        for n, (year, school, primary) in enumerate(pupils)
    ]
    return pa.Table.from_pylist(made, schema=LARGE["results"])


def points(of: pa.Table, *given: tuple[int, str, float | None]) -> pa.Table:
    at, item, value = zip(*given, strict=True)
    own = pa.table(
        {"result": pa.array(at, pa.int32()), "item": pa.array(item), "points": pa.array(value, pa.float64())}
    )
    return stored_points(of, own)


def cover(year: int, school: str) -> tuple[str | int, ...]:
    return ("results", "vpr", year, 4, "Математика", school)


def primaries(part: Part) -> list[tuple[str, float]]:
    return [(row["school"], row["primary"]) for row in part.table("results").to_pylist()]


def test_points_take_what_they_lack_from_their_result() -> None:
    own = results((2021, "б", 3.0), (2022, "а", 4.0))
    made = points(own, (1, "1", 2.0), (0, "1", None))
    assert made.schema.names == LARGE["points"].names
    assert [(row["year"], row["school"], row["pupil"], row["points"]) for row in made.to_pylist()] == [
        (2022, "а", 1, 2.0),
        (2021, "б", 0, None),
    ]


def test_every_assessment_and_year_is_a_part_with_its_aggregates(folder: Path) -> None:
    own = results((2021, "а", 3.0), (2022, "а", 4.0), (2022, "б", 5.0))
    made = fold_parts("2022", (), {"results": own, "points": points(own, (0, "1", 1.0), (2, "1", 2.0))}, [])
    assert [part.key for part in made] == [("vpr", 2021), ("vpr", 2022)]
    assert primaries(made[1]) == [("а", 4.0), ("б", 5.0)]
    assert made[1].said["results"]["rows"] == 2
    assert made[1].table("by_item").to_pylist()[0]["points"] == 2.0
    assert len(made[1].table("statistics")) == 0
    assert made[1].table("results", school="б").column("primary").to_pylist() == [5.0]
    assert made[1].table("results", year=2021).num_rows == 0
    assert sorted(item.name for item in folder.iterdir()) == sorted(part.name for part in made)


def test_a_school_sent_again_replaces_its_rows_and_only_its_year_is_written_anew() -> None:
    own = results((2021, "а", 3.0), (2022, "а", 4.0), (2022, "б", 5.0))
    old = fold_parts("2022", (), {"results": own}, [])
    again = fold_parts("2022", old, {"results": results((2022, "б", 1.0), (2022, "б", 2.0))}, [cover(2022, "б")])
    assert again[0] == old[0]
    assert again[1].name != old[1].name
    assert primaries(again[1]) == [("а", 4.0), ("б", 1.0), ("б", 2.0)]
    assert primaries(old[1]) == [("а", 4.0), ("б", 5.0)]


def test_what_is_covered_and_has_no_rows_is_gone_and_an_empty_part_too() -> None:
    old = fold_parts("2022", (), {"results": results((2021, "а", 3.0), (2022, "а", 4.0), (2022, "б", 5.0))}, [])
    less = fold_parts("2022", old, {}, [cover(2022, "б"), cover(2021, "а")])
    assert [part.key for part in less] == [("vpr", 2022)]
    assert primaries(less[0]) == [("а", 4.0)]


def test_the_same_rows_are_the_same_part_in_whatever_order_they_came() -> None:
    pupils = [(2022, "а", 4.0), (2022, "б", 5.0), (2022, "б", 1.0)]
    own = results(*pupils)
    (one,) = fold_parts("2022", (), {"results": own}, [])
    (other,) = fold_parts("2022", (), {"results": own.take(pa.array([2, 0, 1]))}, [])
    assert one == other
    (same,) = fold_parts("2022", (one,), {"results": own.slice(1)}, [cover(2022, "б")])
    assert same == one


def test_assessments_of_a_year_stand_apart() -> None:
    fresh = pa.concat_tables([results((2022, "а", 4.0)), results((2022, "а", 9.0), assessment="oge")])
    made = fold_parts("2022", (), {"results": fresh}, [])
    assert [part.key for part in made] == [("oge", 2022), ("vpr", 2022)]
    assert fold_parts("2022", made, {"results": results((2022, "а", 1.0))}, [cover(2022, "а")])[0] == made[0]


def test_a_part_tells_the_files_of_its_rows() -> None:
    own = results((2022, "а", 3.0), (2022, "б", 4.0))
    at = own.schema.get_field_index("file")
    named = own.set_column(at, "file", pa.array(["1.xlsx", "2.xlsx"]).dictionary_encode())
    statistic = {**dict.fromkeys(LARGE["statistics"].names), "assessment": "vpr", "year": 2022, "file": "3.xlsx"}
    fresh = {"results": named, "statistics": pa.Table.from_pylist([statistic], schema=LARGE["statistics"])}
    (part,) = fold_parts("2022", (), fresh, [])
    assert part.files == {"1.xlsx", "2.xlsx", "3.xlsx"}
    unit = ("vpr", 2022, 4, "Математика")
    assert part.counts[("results", *unit, "а", None), "", "1.xlsx"] == 1
    assert sum(part.counts.values()) == 3
    (part,) = fold_parts("2022", (part,), {}, [cover(2022, "а"), ("statistics",)])
    assert part.files == {"2.xlsx"}


def test_a_write_that_fails_leaves_no_part(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(table: pa.Table, where: Path, **options: object) -> None:
        where.write_bytes(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(module.pq, "write_table", full)
    with pytest.raises(OSError, match="disk full"):
        fold_parts("2022", (), {"results": results((2022, "а", 4.0))}, [])
    assert list(folder.iterdir()) == []
