"""The program is its files and what is installed beside it, whatever is about it."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from svod import paths
from svod.provenance import library_hash, packages_hash, template_hash

READ = (library_hash, template_hash, packages_hash)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A library of one file, one stylesheet and one installed package."""
    for name, text in (("one.py", "a = 1\n"), ("publish/page.css", "p {}\n")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text.encode())
    (tmp_path / "site" / "numpy-2.4.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(paths, "LIBRARY", tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site"), str(tmp_path / "nowhere")])
    yield tmp_path
    forget()


def forget() -> None:
    for read in READ:
        read.cache_clear()


def hashes() -> list[str]:
    """Library, template and packages, read anew."""
    forget()
    return [read() for read in READ]


def test_a_library_of_one_file_by_hand(library: Path) -> None:
    (library / "site" / "numpy-2.4.0.dist-info").rmdir()
    assert hashes()[0] == hashlib.sha256(b"one.py\0a = 1\n").hexdigest()
    assert hashes()[1] == hashlib.sha256(b"page.css\0p {}\n").hexdigest()


@pytest.mark.parametrize(
    ("name", "text", "moved"),
    [
        ("one.py", "a = 2\n", (True, False, False)),
        ("two.py", "a = 1\n", (True, False, False)),
        ("one.py", "a = 1\r\n", (False, False, False)),
        ("__pycache__/one.pyc", "x", (False, False, False)),
        ("cli/app.py", "x", (False, False, False)),
        ("intake/load.py", "x", (False, False, False)),
        ("publish/page.css", "p {color: red}\n", (False, True, False)),
    ],
)
def test_each_hash_is_moved_by_its_own_files_alone(
    library: Path, name: str, text: str, moved: tuple[bool, bool, bool]
) -> None:
    before = hashes()
    (library / name).parent.mkdir(exist_ok=True)
    (library / name).write_bytes(text.encode())
    assert tuple(old != new for old, new in zip(before, hashes(), strict=True)) == moved


def test_packages_are_their_names_and_versions_without_the_project(library: Path) -> None:
    before = hashes()[2]
    (library / "site" / "svod-0.2.0.dist-info").mkdir()
    assert hashes()[2] == before
    (library / "site" / "numpy-2.4.0.dist-info").rename(library / "site" / "numpy-2.4.1.dist-info")
    assert hashes()[2] != before
