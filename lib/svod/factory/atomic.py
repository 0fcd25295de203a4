"""Files appear whole or not at all; when nothing can be written, the message says what hinders it."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from svod.errors import BuildError

__all__ = ["Unwritable", "draft_of", "remove_drafts", "write_whole"]

DRAFT = ".draft-"
"""Beginning of the name of a file that is being written."""


class Unwritable(BuildError):
    """Nothing can be written to the output: the other documents would fail one by one for the same reason."""


_UNWRITABLE = {
    errno.ENOSPC: "на диске нет места. Освободите его и повторите команду: готовые страницы целы",
    errno.EDQUOT: "исчерпана квота на диске. Освободите место и повторите команду: готовые страницы целы",
    errno.EACCES: "нет прав на запись. Исправьте права или укажите другую папку в SVOD_OUTPUT",
    errno.EPERM: "нет прав на запись. Исправьте права или укажите другую папку в SVOD_OUTPUT",
    errno.EROFS: "диск доступен только для чтения. Укажите другую папку в SVOD_OUTPUT",
    errno.ENOTDIR: "на месте папки лежит файл. Уберите его и повторите команду",
    errno.EEXIST: "на месте папки лежит файл. Уберите его и повторите команду",
    errno.EIO: "диск не отвечает. Проверьте его",
    errno.EISDIR: "на месте файла лежит папка. Уберите её и повторите команду",
}


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
        if isinstance(error, OSError) and (error.errno in _UNWRITABLE or error.filename == str(draft)):
            why = _UNWRITABLE.get(error.errno or 0, str(error.strerror))
            raise Unwritable(f"Файл {file} не записан: {why}") from error
        raise


def write_whole(file: Path, text: str) -> None:
    """Write a file so that it appears whole or not at all.

    Raises
    ------
    Unwritable
        Naming the file and what hinders it.
    """
    with draft_of(file) as draft:
        draft.write_text(text, encoding="utf-8", newline="\n")


def remove_drafts(folder: Path) -> None:
    """Remove what a killed build has left half-written; nobody else may be writing there."""
    for draft in folder.rglob(f"{DRAFT}*"):
        draft.unlink(missing_ok=True)
