"""Hashes of the program: what computes and words a report, what turns it into a page, what is installed beside it."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from svod import paths

__all__ = ["library_hash", "packages_hash", "template_hash"]

_NOT_COMPUTING = {"contracts", "intake", "publish", "factory", "cli", "demo", "__main__.py"}


@lru_cache(maxsize=1)
def library_hash() -> str:
    """sha256 over the files of the library that a report is computed and worded by.

    How data came into the store (`contracts`, `intake`), how a page looks (`publish`) and is built (`factory`),
    commands and the demo region change no number and no word: reports read the store.
    """
    return _tree(paths.LIBRARY, _NOT_COMPUTING)


@lru_cache(maxsize=1)
def template_hash() -> str:
    """sha256 over everything that turns an executed notebook into a page."""
    return _tree(paths.LIBRARY / "publish")


@lru_cache(maxsize=1)
def packages_hash() -> str:
    """sha256 over the version of Python and the names of installed packages with their versions.

    The names are those of the `.dist-info` folders; the project itself is told by its files.
    """
    found = {item.name for place in sys.path for item in Path(place or ".").glob("*.dist-info")}
    others = sorted(name for name in found if not name.startswith("svod-"))
    return hashlib.sha256("\n".join([sys.version, *others]).encode()).hexdigest()


def _tree(root: Path, without: Collection[str] = ()) -> str:
    """sha256 over the names and bytes of a folder's files, line endings taken as LF."""
    digest = hashlib.sha256()
    for file in sorted(root.rglob("*")):
        place = file.relative_to(root)
        if place.parts[0] in without or "__pycache__" in place.parts or not file.is_file():
            continue
        digest.update(place.as_posix().encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()
