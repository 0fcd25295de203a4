"""The way back: which snapshots there were, undoing a load, using an earlier one, staying on a pinned one."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod import digest, store
from svod.errors import NotFound, SvodError
from svod.store import history


@pytest.fixture(autouse=True)
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    monkeypatch.setenv("SVOD_PARAMS", str(tmp_path / "params"))
    (tmp_path / "params" / "editions").mkdir(parents=True)
    return tmp_path


def load(name: str, edition: str = "2022") -> str:
    """A snapshot that differs by the name of its file."""
    tables = {table: pd.DataFrame(columns=store.SCHEMAS[table].names, dtype=object) for table in store.ALWAYS}
    tables["files"] = pd.DataFrame([{"file": name, "sha256": "0" * 64, "rows": 1, "data": "учебные данные"}])
    return store.write_snapshot(edition, tables)


def current() -> str:
    return store.current_snapshot("2022").id


def pin(output: Path, text: str) -> None:
    (output / "params" / "editions" / "2022.yml").write_text(f"id: x\n{text}\nyears: [2022]\n", "utf-8")


def test_undo_goes_back_load_by_load_and_then_says_that_there_is_nothing() -> None:
    one, two, three = load("1"), load("2"), load("3")
    assert current() == three
    assert [store.undo("2022"), current()] == [two, two]
    assert store.undo("2022") == one
    with pytest.raises(NotFound, match="отменять нечего: прежних данных нет"):
        store.undo("2022")
    assert current() == one
    with pytest.raises(NotFound, match="ещё не загружались"):
        store.undo("2021")


def test_what_was_undone_is_loaded_again_or_used_again() -> None:
    one, two = load("1"), load("2")
    store.undo("2022")
    assert load("2") == two
    assert store.undo("2022") == one
    assert store.use("2022", two[:6]) == two
    assert current() == two
    assert store.undo("2022") == one


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from("123u"), max_size=12))
def test_undo_is_a_stack_of_loads(tmp_path_factory: pytest.TempPathFactory, steps: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SVOD_OUTPUT", str(tmp_path_factory.mktemp("output")))
        stack: list[str] = []
        for step in steps:
            if step != "u":
                id = load(step)
                stack += [id] if stack[-1:] != [id] else []
            elif len(stack) > 1:
                stack.pop()
                assert store.undo("2022") == stack[-1]
            assert current() == stack[-1] if stack else not store.has_snapshot("2022")


def test_snapshots_are_listed_with_what_they_hold(output: Path) -> None:
    assert store.snapshots("2022") == ()
    one, two = load("1.xlsx"), load("2.xlsx")
    store.undo("2022")
    pin(output, f'snapshot: "{two}"')
    found = {made.id: made for made in store.snapshots("2022")}
    assert found.keys() == {one, two}
    assert (found[one].current, found[one].pinned, found[two].current, found[two].pinned) == (True, False, False, True)
    assert (found[two].files, found[two].rows, found[two].demo) == (("2.xlsx",), {"files": 1}, True)


def test_rows_of_large_tables_are_counted(output: Path) -> None:
    row = {**dict.fromkeys(store.LARGE["results"].names), "assessment": "vpr", "year": 2022, "school": "а", "pupil": 1}
    parts = store.fold("2022", {"results": pa.Table.from_pylist([row], schema=store.LARGE["results"])}, [])
    tables = {table: pd.DataFrame(columns=store.SCHEMAS[table].names, dtype=object) for table in store.ALWAYS}
    tables["files"] = pd.DataFrame([{"file": "а", "sha256": "", "rows": 1, "data": ""}])
    store.write_snapshot("2022", tables, parts)
    assert store.snapshots("2022")[0].rows == {"files": 1, "results": 1}
    (parts[0].folder / "results.parquet").unlink()
    assert store.snapshots("2022")[0].damaged
    with pytest.raises(SvodError, match="повреждено"):
        store.last_parts("2022")[0].table("results")


@pytest.mark.parametrize("asked", ["", "zzz", "0123456789abcdef"])
def test_a_snapshot_that_is_not_there_cannot_be_used(asked: str) -> None:
    one = load("1")
    with pytest.raises(NotFound, match=f"Снимки издания «2022»: {one}"):
        store.use("2022", asked)
    assert current() == one


def test_a_program_killed_between_history_and_pointer_is_forgotten(output: Path) -> None:
    one, two = load("1"), load("2")
    file = output / "store" / "2022" / "history"
    file.write_text(f"{one}\n{two}\n{'f' * 16}", "utf-8")
    assert current() == two
    assert store.undo("2022") == one


@pytest.mark.parametrize("text", ["", "deadbeefdeadbeef", None])
def test_a_store_that_does_not_say_what_is_current_is_told_and_put_right(output: Path, text: str | None) -> None:
    one, two = load("1"), load("2")
    pointer = output / "store" / "2022" / "current"
    pointer.unlink() if text is None else pointer.write_text(text, "utf-8")
    for ask in (store.has_snapshot, store.current_snapshot, store.last_snapshot, store.undo):
        with pytest.raises(SvodError, match=r"повреждено: .*current(?s:.*)svod snapshots --use"):
            ask("2022")
    assert [made.current for made in store.snapshots("2022")] == [False, False]
    assert store.use("2022", two) == two == current()
    assert store.undo("2022") == one


@pytest.mark.parametrize("file", ["indicators.parquet", "digest.json"])
def test_a_snapshot_whose_files_are_spoilt_is_told_listed_and_never_used(output: Path, file: str) -> None:
    one, two = load("1"), load("2")
    spoilt = output / "store" / "2022" / two / file
    spoilt.write_bytes(spoilt.read_bytes()[:20])
    with pytest.raises(SvodError, match=rf"повреждено: .*{two} – файлы в нём испорчены"):
        store.current_snapshot("2022")
    assert {made.id: made.damaged for made in store.snapshots("2022")} == {one: False, two: True}
    with pytest.raises(NotFound, match="Снимка"):
        store.use("2022", two)
    assert store.use("2022", one) == one == current()


def test_a_store_from_before_there_was_a_history(output: Path) -> None:
    one = load("1")
    (output / "store" / "2022" / "history").unlink()
    two = load("2")
    assert history.undo("2022") == one != two


def test_a_pinned_edition_stays_while_loads_go_on(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = load("1"), load("2")
    pin(output, f'snapshot: "{one}"  # утверждённые данные')
    assert (current(), store.last_snapshot("2022").id) == (one, two)
    three = load("3")
    assert (current(), store.last_snapshot("2022").id) == (one, three)
    monkeypatch.setenv(digest.PINNED, two)
    assert current() == two
    monkeypatch.delenv(digest.PINNED)
    pin(output, 'snapshot: ""')
    assert current() == three
    pin(output, f"snapshot: '{'e' * 16}'")
    with pytest.raises(NotFound, match="закреплено"):  # not False: nobody may load other data in its place
        store.has_snapshot("2022")
    with pytest.raises(NotFound, match=r"закреплено за снимком e{16}(?s:.*)svod snapshots(?s:.*)2022.yml"):
        current()
