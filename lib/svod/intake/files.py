"""Which files of a folder are to be read: every table in it and in the folders inside, whatever it is called."""

from __future__ import annotations

import hashlib
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from svod.errors import Fault, InputError

__all__ = ["TRUTH", "Input", "find_inputs"]

TRUTH = "истина"
"""Folder in which training data keep what was planted in them; it is never read."""

_TABLES = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".parquet"}
_SILENT = {".ini", ".db", ".md", ".yml", ".json", ".log", ".lnk"}


@dataclass(frozen=True)
class Input:
    """A file to load; its name is its path in the folder, for two municipalities may call theirs the same."""

    path: Path
    name: str

    @cached_property
    def content(self) -> bytes:
        """Bytes of the file.

        Raises
        ------
        InputError
            When it cannot be opened.
        """
        try:
            return self.path.read_bytes()
        except OSError as error:
            why = "нет прав на чтение" if isinstance(error, PermissionError) else "диск его не отдаёт"
            remedy = "Закройте его в других программах и проверьте права"
            raise InputError([Fault(self.name, f"файл не открывается: {why}", "", remedy)]) from None

    @property
    def sha256(self) -> str:
        """Of the content; empty for a file that does not open."""
        with suppress(InputError):
            return hashlib.sha256(self.content).hexdigest()
        return ""


def find_inputs(path: Path) -> tuple[list[Input], list[str]]:
    """Files of a folder and of the folders inside it, or the one file, in the order of names.

    Hidden files, lock files of Excel (`~$…`) and the truth of training data are passed over.

    Returns
    -------
    (inputs, passed)
        `passed` names documents that are no tables (a letter, a scan, an archive): a person may have meant them.

    Raises
    ------
    InputError
        When there is nothing to load.
    """
    if not path.exists():
        raise InputError([Fault(str(path), "такой папки или файла нет", "", "Проверьте путь")])
    if path.is_file():
        return [Input(path, unicodedata.normalize("NFC", path.name))], []
    files = {_name(file, path): file for file in path.rglob("*") if file.is_file()}
    named = {name: files[name] for name in sorted(files) if not _hidden(name)}
    inputs = [Input(file, name) for name, file in named.items() if file.suffix.lower() in _TABLES]
    if not inputs:
        allowed = "Допустимы xlsx, xls, ods, csv и Parquet"
        raise InputError([Fault(str(path), "в папке нет таблиц", allowed, "Положите их в эту папку")])
    return inputs, [name for name, file in named.items() if file.suffix.lower() not in _TABLES | _SILENT]


def _name(file: Path, folder: Path) -> str:
    return unicodedata.normalize("NFC", file.relative_to(folder).as_posix())


def _hidden(name: str) -> bool:
    parts = name.split("/")
    return any(part.startswith((".", "~$")) for part in parts) or TRUTH in parts[:-1]
