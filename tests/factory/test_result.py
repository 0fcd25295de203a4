"""A run's end in words, and a file known again by its bytes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from svod.factory.plan import Document
from svod.factory.result import FileState, Result, Status


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_bytes(b"<p>1</p>")
    return tmp_path / "page.html"


def test_a_file_is_its_size_and_its_bytes(file: Path) -> None:
    state = FileState.of(file)
    assert (state.size, state.sha256) == (8, hashlib.sha256(b"<p>1</p>").hexdigest())
    assert state.holds(file)


def test_a_touched_file_holds_and_a_changed_or_absent_one_does_not(file: Path) -> None:
    state = FileState.of(file)
    os.utime(file, ns=(0, 0))
    assert state.holds(file)
    file.write_bytes(b"<p>2</p>")
    os.utime(file, ns=(0, 0))
    assert not state.holds(file)
    file.unlink()
    assert not state.holds(file)


def test_a_failure_is_told_with_its_cell() -> None:
    document = Document(Path("x.ipynb"), {}, "x.html", "x")
    assert Result(document, Status.OK).told == ""
    assert Result(document, Status.FAILED, failure="нет заголовка").told == "нет заголовка"
    told = Result(document, Status.FAILED, cell="part-01-body", failure="ValueError: беда").told
    assert told == "ячейка part-01-body: ValueError: беда"


def test_every_end_has_words() -> None:
    assert [status.words for status in Status] == ["готов", "ошибка", "процесс погиб", "не уложился во время"]
