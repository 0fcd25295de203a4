"""Files that appear whole or not at all, and what is said when they cannot be written."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from svod.factory.atomic import Unwritable, draft_of, no_drafts, write_whole


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "new" / "page.html"
    write_whole(file, "первая")
    with pytest.raises(UnicodeEncodeError):
        write_whole(file, "вторая \ud800")
    assert file.read_text("utf-8") == "первая"
    assert [item.name for item in file.parent.iterdir()] == ["page.html"]


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "new" / "sbornik.pdf"
    write_whole(file, b"\r\n\x00\xff")
    assert file.read_bytes() == b"\r\n\x00\xff"


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("", "utf-8")
    with pytest.raises(Unwritable, match=r"Файл .*page\.html не записан: на месте папки лежит файл"):
        write_whole(tmp_path / "site" / "page.html", "страница")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "на диске нет места. Освободите его"),
        (errno.EACCES, "нет прав на запись"),
        (errno.EROFS, "диск доступен только для чтения"),
        (errno.EIO, "диск не отвечает"),
    ],
)
def test_what_hinders_is_said_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    file = tmp_path / "page.html"
    write_whole(file, "первая")

    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(Unwritable, match=words):
        write_whole(file, "вторая")
    assert [item.name for item in tmp_path.iterdir()] == ["page.html"]
    assert file.read_text("utf-8") == "первая"


def test_what_goes_wrong_meanwhile_is_not_taken_for_a_fault_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), draft_of(tmp_path / "page.html"):
        (tmp_path / "absent").read_text()
    assert not list(tmp_path.iterdir())


def test_drafts_of_a_killed_build_are_removed_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "pair").mkdir()
    for name in (".draft-abc.html", "pair/.draft-xyz.ipynb", "pair/page.html", ".lock"):
        (tmp_path / name).write_text("", "utf-8")
    with no_drafts(tmp_path):
        assert not list(tmp_path.rglob(".draft*"))
        (tmp_path / ".draft-late").write_text("", "utf-8")
    left = sorted(file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file())
    assert left == [".lock", "pair/page.html"]
