"""Files appear whole or not at all; when nothing can be written, the message says what hinders it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from svod.errors import BuildError, hindrance

__all__ = ["Unwritable", "draft_of", "no_drafts", "write_whole"]

DRAFT = ".draft-"
"""Beginning of the name of a file that is being written."""


class Unwritable(BuildError):
    """Nothing can be written to the output: the other documents would fail one by one for the same reason."""


@contextmanager
def draft_of(file: Path) -> Iterator[Path]:
    """Give a place beside a file to write to; it takes the file's place when all went well, else it is removed.

    Raises
    ------
    Unwritable
        Naming the file and what hinders it.
    """
    draft: Path | None = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=DRAFT, suffix=file.suffix)
        os.close(handle)
        draft = Path(name)
        yield draft
        draft.chmod(0o644)
        draft.replace(file)
    except BaseException as error:
        if draft:
            draft.unlink(missing_ok=True)
        if isinstance(error, OSError) and (hindrance(error) or error.filename == str(draft)):
            raise Unwritable(f"Файл {file} не записан: {hindrance(error) or error.strerror}") from error
        raise


def write_whole(file: Path, content: str | bytes) -> None:
    """Write a file, text as UTF-8, so that it appears whole or not at all.

    Raises
    ------
    Unwritable
        Naming the file and what hinders it.
    """
    with draft_of(file) as draft:
        draft.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


@contextmanager
def no_drafts(folder: Path) -> Iterator[None]:
    """Remove what a killed build has left half-written, and at the end what was stopped; nobody else writes there."""
    _remove_drafts(folder)
    try:
        yield
    finally:
        _remove_drafts(folder)


def _remove_drafts(folder: Path) -> None:
    for draft in folder.rglob(f"{DRAFT}*"):
        draft.unlink(missing_ok=True)
