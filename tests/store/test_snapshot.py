"""A snapshot comes back as it was written, is named by what it says and never changes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod import store
from svod.digest import read_digest, snapshot_folder
from svod.errors import NotFound
from svod.store.whole import DEAD_SECONDS

KEEPS = ["procedure", "indicator", "municipality", "year", "numerator", "denominator", "participants"]


def observation(municipality: str, numerator: object = Decimal(5), participants: object = 40) -> dict[str, object]:
    return {
        "procedure": "01-ejournals", "indicator": "1.1", "municipality": municipality, "year": 2021,
        "numerator": numerator, "denominator": Decimal(7), "participants": participants, "note": "",
        "file": "01-ejournals-2021.xlsx", "sheet": "Показатели", "row": 4,
    }  # fmt: skip


def tables(*rows: dict[str, object], data: str | None = "") -> dict[str, pd.DataFrame]:
    measure = {
        "municipality": "miasskiy-go", "procedure": "01-ejournals", "indicator": "1.1", "measure": "Совещание",
        "start": date(2021, 9, 1), "end": None, "responsible": "Управление", "school": None, "status": "выполнено",
        "file": "measures.xlsx", "sheet": "Меры", "row": 2,
    }  # fmt: skip
    files = {"file": "01-ejournals-2021.xlsx", "sha256": "0" * 64, "rows": len(rows), "data": data}
    return {
        "indicators": pd.DataFrame(rows, columns=store.SCHEMAS["indicators"].names, dtype=object),
        "measures": pd.DataFrame([measure], dtype=object),
        "files": pd.DataFrame([files], dtype=object),
    }


@pytest.fixture(autouse=True)
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    return tmp_path


def test_what_was_written_comes_back() -> None:
    rows = [observation("miasskiy-go", Decimal("0.333333")), observation("uyskiy-mr", None, None)]
    id = store.write_snapshot("2022", tables(*rows))
    snapshot = store.current_snapshot("2022")
    assert snapshot.id == id
    back = snapshot.indicators.to_dict("records")
    assert [back[0][key] for key in KEEPS] == [rows[0][key] for key in KEEPS]
    assert pd.isna(back[1]["numerator"])
    assert pd.isna(back[1]["participants"])
    measure = snapshot.measures.iloc[0]
    assert (measure["measure"], measure["start"]) == ("Совещание", date(2021, 9, 1))
    assert pd.isna(measure["end"])
    assert snapshot.files["rows"].tolist() == [2]


def test_numbers_come_back_exact_to_the_last_digit() -> None:
    number = Decimal("123456789012345678.000001")
    store.write_snapshot("2022", tables(observation("miasskiy-go", number)))
    assert store.current_snapshot("2022").indicators["numerator"].tolist() == [number]


def test_the_order_of_rows_does_not_name_a_snapshot() -> None:
    rows = [observation(name) for name in ("a", "b", "c")]
    assert store.write_snapshot("2022", tables(*rows)) == store.write_snapshot("2022", tables(*reversed(rows)))


def test_one_other_number_names_another_snapshot_and_the_first_stays_as_it_was(output: Path) -> None:
    first = store.write_snapshot("2022", tables(observation("a")))
    kept = {file.name: file.read_bytes() for file in (output / "store" / "2022" / first).iterdir()}
    second = store.write_snapshot("2022", tables(observation("a", Decimal(6))))
    assert first != second
    assert store.current_snapshot("2022").id == second
    assert kept == {file.name: file.read_bytes() for file in (output / "store" / "2022" / first).iterdir()}
    assert kept.keys() == {"indicators.parquet", "measures.parquet", "files.parquet", "digest.json"}


def test_going_back_to_earlier_data_goes_back_to_their_snapshot() -> None:
    first = store.write_snapshot("2022", tables(observation("a")))
    store.write_snapshot("2022", tables(observation("b")))
    assert store.write_snapshot("2022", tables(observation("a"))) == first
    assert store.current_snapshot("2022").indicators["municipality"].tolist() == ["a"]


def test_editions_do_not_share_data() -> None:
    store.write_snapshot("2022", tables(observation("a")))
    store.write_snapshot("2023", tables(observation("b")))
    assert [store.current_snapshot(id).indicators["municipality"].item() for id in ("2022", "2023")] == ["a", "b"]


def test_a_failed_write_leaves_the_earlier_snapshot_and_no_litter(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = store.write_snapshot("2022", tables(observation("a")))
    before = sorted(item.name for item in (output / "store" / "2022").iterdir())

    def full(table: object, where: Path) -> None:
        where.write_bytes(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(store.snapshot.pq, "write_table", full)
    with pytest.raises(OSError, match="disk full"):
        store.write_snapshot("2022", tables(observation("b")))
    assert store.current_snapshot("2022").id == first
    assert sorted(item.name for item in (output / "store" / "2022").iterdir()) == before


def test_without_data_the_message_gives_the_command() -> None:
    assert not store.has_snapshot("2022")
    with pytest.raises(NotFound, match="Для издания «2022» данные не загружены") as caught:
        store.current_snapshot("2022")
    assert "svod load" in str(caught.value)
    store.write_snapshot("2022", tables(observation("a")))
    assert store.has_snapshot("2022")
    assert not store.has_snapshot("2023")


def test_a_column_that_the_schema_wants_cannot_be_left_out() -> None:
    short = tables(observation("a"))
    short["indicators"] = short["indicators"].drop(columns="denominator")
    with pytest.raises(KeyError, match="denominator"):
        store.write_snapshot("2022", short)
    assert not store.has_snapshot("2022")


@pytest.mark.parametrize(
    ("data", "demo"),
    [("", False), (None, False), ("учебные данные", True), ("Учебные данные, 2022", True), ("сбор", False)],
)
def test_a_snapshot_of_the_demo_region_knows_itself(data: str | None, demo: bool) -> None:
    store.write_snapshot("2022", tables(observation("a"), data=data))
    assert store.current_snapshot("2022").demo is demo


# --- the hash of a table --------------------------------------------------------------------------------------------


def test_one_number_has_one_hash_however_it_is_written() -> None:
    spelt = [pd.DataFrame({"n": [Decimal(text)]}, dtype=object) for text in ("5", "5.0", "5.000000", "0.5E1")]
    assert len({store.frame_hash(frame) for frame in spelt}) == 1


def test_a_table_has_the_same_hash_before_and_after_the_store() -> None:
    given = tables(observation("a", Decimal("2.5")), observation("b", None, None))
    store.write_snapshot("2022", given)
    back = store.current_snapshot("2022")
    assert store.frame_hash(back.indicators) == store.frame_hash(given["indicators"])


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=3), st.text(max_size=3)), min_size=1, max_size=4), st.randoms())
def test_the_hash_forgets_the_order_of_rows_and_nothing_else(rows: list[tuple[str, str]], random) -> None:
    frame = pd.DataFrame(rows, columns=["a", "b"], dtype=object)
    order = random.sample(range(len(rows)), len(rows))
    assert store.frame_hash(frame) == store.frame_hash(frame.iloc[order])
    other = pd.DataFrame([*rows, rows[0]], columns=["a", "b"], dtype=object)
    assert store.frame_hash(frame) != store.frame_hash(other)


# --- other tables and parts -----------------------------------------------------------------------------------------

SCHOOL = {
    "school": "edu740001", "name": "СОШ № 1", "municipality": "miasskiy-go", "type": "СОШ", "settlement": "город",
    "pupils": 800, "file": "школы.xlsx", "sheet": "Школы", "row": 5,
}  # fmt: skip
ITEM = {
    "assessment": "vpr", "year": 2022, "grade": 4, "subject": "Математика", "item": "1", "order": 1, "maximum": 2.0,
    "level": "Б", "content": None, "planned": None, "file": "работы.xlsx", "sheet": "Задания", "row": 5,
}  # fmt: skip


def results(*primaries: float) -> pa.Table:
    empty = {**dict.fromkeys(store.LARGE["results"].names), "assessment": "vpr", "year": 2022, "grade": 4}
    rows = [
        {**empty, "subject": "Математика", "school": "а", "pupil": n, "primary": p} for n, p in enumerate(primaries)
    ]
    return pa.Table.from_pylist(rows, schema=store.LARGE["results"])


def test_a_table_with_rows_is_kept_and_one_without_is_empty_with_its_columns(output: Path) -> None:
    given = {**tables(observation("a")), "schools": pd.DataFrame([SCHOOL]), "items": pd.DataFrame([ITEM])[:0]}
    id = store.write_snapshot("2022", given)
    names = {file.name for file in (output / "store" / "2022" / id).iterdir()}
    assert "schools.parquet" in names
    assert not names & {"items.parquet", "parts.json"}
    snapshot = store.current_snapshot("2022")
    assert snapshot.table("schools").to_dict("records") == [SCHOOL]
    assert snapshot.table("items").empty
    assert list(snapshot.table("items").columns) == store.SCHEMAS["items"].names
    assert snapshot.table("indicators") is snapshot.indicators


def test_the_id_is_what_it_was_before_there_were_other_tables() -> None:
    plain = tables(observation("a"))
    id = store.write_snapshot("2022", plain)
    assert id == "cf278117890c4a95"
    assert store.write_snapshot("2022", {**plain, "schools": pd.DataFrame([SCHOOL])[:0]}) == id
    assert store.write_snapshot("2022", {**plain, "schools": pd.DataFrame([SCHOOL])}) != id


def test_parts_are_shared_and_found_by_assessment_and_year() -> None:
    parts = store.fold("2022", {"results": results(3.0, 4.0)}, [])
    first = store.write_snapshot("2022", tables(observation("a")), parts)
    second = store.write_snapshot("2022", tables(observation("b")), store.fold("2022", {}, []))
    assert first != second
    part = store.current_snapshot("2022").part("vpr", 2022)
    assert (part,) == parts
    assert part.table("results").column("primary").to_pylist() == [3.0, 4.0]
    with pytest.raises(NotFound, match=r"Результатов vpr за 2021 год нет. Загружены: vpr 2022"):
        store.current_snapshot("2022").part("vpr", 2021)


def test_a_load_builds_on_the_last_one_and_an_undone_one_is_as_if_it_had_not_been() -> None:
    cover = ("results", "vpr", 2022, 4, "Математика", "а")
    store.write_snapshot("2022", tables(observation("a")), store.fold("2022", {"results": results(3.0)}, [cover]))
    store.write_snapshot("2022", tables(observation("a")), store.fold("2022", {"results": results(5.0)}, [cover]))
    store.undo("2022")
    assert store.current_snapshot("2022").part("vpr", 2022).table("results").column("primary").to_pylist() == [3.0]


def test_the_digest_tells_which_table_changed_for_which_assessment_and_year() -> None:
    def rows(*primaries: float, item: dict[str, object] = ITEM) -> dict[str, dict[str, str]]:
        parts = store.fold("2022", {"results": results(*primaries)}, [("results",)])
        given = {**tables(observation("a")), "items": pd.DataFrame([item]), "schools": pd.DataFrame([SCHOOL])}
        store.write_snapshot("2022", given, parts)
        return read_digest(snapshot_folder("2022")).rows

    one, other, third = rows(3.0), rows(4.0), rows(4.0, item={**ITEM, "maximum": 3.0})
    assert {name: list(keys) for name, keys in one.items()} == {
        "indicators": ["01-ejournals"], "measures": ["01-ejournals"], "schools": [""], "items": ["vpr-2022"],
        "results": ["vpr-2022"],
    }  # fmt: skip
    assert {name for name in one if one[name] != other[name]} == {"results"}
    assert {name for name in one if other[name] != third[name]} == {"items"}


def test_items_are_told_with_their_maximum_where_the_register_has_it() -> None:
    empty = {**dict.fromkeys(store.LARGE["points"].names), "assessment": "vpr", "year": 2022, "grade": 4}
    rows = [
        {**empty, "subject": "Математика", "municipality": where, "item": item, "points": 1.0}
        for where in ("а", "б")
        for item in ("1", "2")
    ]
    parts = store.fold("2022", {"points": pa.Table.from_pylist(rows, schema=store.LARGE["points"])}, [])
    items = pd.DataFrame([ITEM, {**ITEM, "year": 2021, "item": "2", "maximum": 9.0}])
    store.write_snapshot("2022", {**tables(observation("a")), "items": items}, parts)
    snapshot = store.current_snapshot("2022")
    assert snapshot.by_item("vpr", 2022).column("maximum").to_pylist() == [2.0, None, 2.0, None]
    (own, _) = snapshot.by_item("vpr", 2022, municipality="б").to_pylist()
    assert (own["item"], own["given"], own["points"], own["maximum"]) == ("1", 1, 1.0, 2.0)


KILLED = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from test_snapshot import observation, results, tables
from svod import store
from svod.store import parts, snapshot

where, count = sys.argv[2], 0
real = parts.pq.write_table

def write(table, file, **options):
    global count
    count += 1
    if count == int(where):
        file.write_bytes(b"half")
        os.kill(os.getpid(), signal.SIGKILL)
    real(table, file, **options)

parts.pq.write_table = write
store.write_snapshot("2022", tables(observation("b")), store.fold("2022", {"results": results(9.0)}, [("results",)]))
"""


@pytest.mark.skipif(os.name != "posix", reason="a program cannot kill itself so elsewhere")
@pytest.mark.parametrize(
    "at", [1, 4, 6, 8], ids=["first file of a part", "its aggregates", "first table", "last table"]
)
def test_a_program_killed_while_it_writes_changes_nothing(output: Path, at: int) -> None:
    cover = [("results",)]
    first = store.write_snapshot("2022", tables(observation("a")), store.fold("2022", {"results": results(3.0)}, cover))
    command = [sys.executable, "-c", KILLED, str(Path(__file__).parent), str(at)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == -signal.SIGKILL
    snapshot = store.current_snapshot("2022")
    assert snapshot.id == first
    assert snapshot.part("vpr", 2022).table("results").column("primary").to_pylist() == [3.0]
    assert [made.id for made in store.snapshots("2022")] == [first]
    long_ago = time.time() - 2 * DEAD_SECONDS
    drafts = [item for item in (output / "store").rglob(".*") if item.is_dir()]
    assert len(drafts) == 1
    os.utime(drafts[0], (long_ago, long_ago))
    parts = store.fold("2022", {"results": results(9.0)}, cover)
    assert store.write_snapshot("2022", tables(observation("b")), parts) != first
    assert [item for item in (output / "store").rglob(".*") if item.is_dir()] == []
    assert store.current_snapshot("2022").part("vpr", 2022).table("results").column("primary").to_pylist() == [9.0]


def test_a_table_that_the_store_does_not_have_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="schools: not in LARGE"):
        store.fold("2022", {"schools": results()}, [])


def test_hashes_of_rows_are_made_under_the_key_and_read_as_they_were_written() -> None:
    """A hash that pages print must not let anybody try what a hidden number can be."""
    given = tables(observation("a"))
    store.write_snapshot("2022", given)
    plain = store.current_snapshot("2022").digest
    assert plain == read_digest(snapshot_folder("2022"))
    keyed = plain.under(b"key")
    assert keyed.files == plain.files
    assert keyed.rows.keys() == plain.rows.keys()
    own = [(keyed.rows[table][id], plain.rows[table][id]) for table in plain.rows for id in plain.rows[table]]
    assert own and all(one != other for one, other in own)
    assert plain.under(b"other").rows != keyed.rows
    changed = tables(observation("a", Decimal(6)))
    store.write_snapshot("2022", changed, key=b"key")
    assert store.current_snapshot("2022").digest == read_digest(snapshot_folder("2022"))
    held = store.current_snapshot("2022")
    unkeyed = store.Snapshot("by-hand", held.indicators, held.measures, held.files).digest
    assert held.digest.rows == unkeyed.under(b"key").rows
