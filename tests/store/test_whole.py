"""A folder of the store is there whole or not at all, and what a killed program left goes."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from svod.store.whole import DEAD_SECONDS, point, whole_folder


def test_a_folder_appears_when_all_is_written(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "a" / "b") as draft:
        (draft / "file").write_text("x", "utf-8")
        assert not (tmp_path / "a" / "b").exists()
    assert [item.name for item in (tmp_path / "a").iterdir()] == ["b"]
    assert (tmp_path / "a" / "b" / "file").read_text("utf-8") == "x"


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), whole_folder(tmp_path / "b") as draft:
        (draft / "file").touch()
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    for text in ("first", "second"):
        with whole_folder(tmp_path / "b") as draft:
            (draft / "file").write_text(text, "utf-8")
    assert (tmp_path / "b" / "file").read_text("utf-8") == "first"
    assert [item.name for item in tmp_path.iterdir()] == ["b"]


def test_drafts_of_killed_programs_go_and_those_of_running_ones_stay(tmp_path: Path) -> None:
    for name, age in (("dead", DEAD_SECONDS + 60), ("alive", 1)):
        (tmp_path / f".{name}").mkdir()
        (tmp_path / f".{name}" / "half.parquet").touch()
        os.utime(tmp_path / f".{name}", (time.time() - age,) * 2)
    with whole_folder(tmp_path / "b"):
        pass
    assert sorted(item.name for item in tmp_path.iterdir()) == [".alive", "b"]


def test_a_pointer_is_replaced_at_once(tmp_path: Path) -> None:
    for text in ("one", "two"):
        point(tmp_path / "x" / "current", text)
    assert {item.name: item.read_text("utf-8") for item in (tmp_path / "x").iterdir()} == {"current": "two"}
