"""Folders and pointers of the store appear whole or not at all, also when the program is killed in the middle."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["DEAD_SECONDS", "point", "whole_folder"]

DEAD_SECONDS = 600
"""A draft that nobody has written to for so long was left by a program that was killed."""


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write to; it takes the place of `folder` when all went well, else it is removed.

    What is there already stays: folders of the store are named by content. Dead drafts beside it are removed.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    _clean(folder.parent)
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix="."))
    try:
        yield draft
        draft.chmod(0o755)
        try:
            if not folder.exists():
                draft.rename(folder)
        except OSError:
            if not folder.exists():  # else another program was quicker with the same content
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def point(file: Path, text: str) -> None:
    """Write a small file so that a reader sees the earlier text or this one, never a part."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.parent / f".{file.name}-{os.getpid()}"
    with draft.open("w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())  # else a power cut may leave the name with nothing in it
    draft.replace(file)


def _clean(folder: Path) -> None:
    for item in folder.glob(".*"):
        with suppress(FileNotFoundError):
            if time.time() - item.stat().st_mtime > DEAD_SECONDS:
                shutil.rmtree(item) if item.is_dir() else item.unlink()
