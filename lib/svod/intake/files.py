"""Which files of a folder are inputs, and of what: the name says the procedure and the year."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from svod.errors import Fault, InputError
from svod.params import Params
from svod.params.model import nearest

__all__ = ["REGISTER", "Input", "find_inputs"]

REGISTER = "меры.xlsx"

_NAME = re.compile(r"([0-9]{2}-[a-z0-9-]+)-([0-9]{4})\.xlsx")
_TABLES = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv"}


@dataclass(frozen=True)
class Input:
    """A workbook to load; the register of measures has no procedure and no year."""

    path: Path
    procedure: str = ""
    year: int = 0

    @property
    def name(self) -> str:
        return unicodedata.normalize("NFC", self.path.name)

    @cached_property
    def content(self) -> bytes:
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise InputError(
                [
                    Fault(
                        self.name,
                        f"файл не открывается ({error.strerror})",
                        "",
                        "Закройте его в других программах и проверьте права",
                    )
                ]
            ) from None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def find_inputs(path: Path, params: Params) -> tuple[list[Input], list[Fault]]:
    """Inputs of a folder or the one input of a file, in the order of names.

    Folders inside, hidden files, lock files of Excel (`~$…`) and files that are not tables are passed over.

    Returns
    -------
    (inputs, faults)
        Faults name tables that are neither a workbook of indicators nor the register of measures.

    Raises
    ------
    InputError
        When there is nothing to load.
    """
    if not path.exists():
        raise InputError([Fault(str(path), "такой папки или файла нет", "", "Проверьте путь")])
    files = (
        [path]
        if path.is_file()
        else sorted((file for file in path.iterdir() if _is_table(file)), key=lambda file: file.name)
    )
    if not files:
        raise InputError(
            [Fault(str(path), "в папке нет книг xlsx", f"Ожидаются {_expected(params)}", "Положите их в эту папку")]
        )
    inputs, faults = [], []
    for file in files:
        found = _recognise(file, params)
        (faults if isinstance(found, Fault) else inputs).append(found)
    return inputs, faults


def _is_table(file: Path) -> bool:
    return file.is_file() and not file.name.startswith((".", "~$")) and file.suffix.lower() in _TABLES


def _expected(params: Params) -> str:
    return f"книги вида {params.procedures[0].id}-{max(params.edition.years)}.xlsx и {REGISTER}"


def _recognise(file: Path, params: Params) -> Input | Fault:
    name = unicodedata.normalize("NFC", file.name).lower()
    if name == REGISTER:
        return Input(file)
    found = _NAME.fullmatch(name)
    if not found:
        return Fault(
            file.name,
            "по названию файла не понять, что в нём",
            f"Ожидаются {_expected(params)}",
            "Переименуйте файл или уберите его из папки",
        )
    procedure, year = found[1], int(found[2])
    ids = [item.id for item in params.procedures]
    if procedure not in ids:
        return Fault(file.name, f"процедуры «{procedure}» нет", nearest(procedure, ids), f"Процедуры: {', '.join(ids)}")
    if year not in params.edition.years:
        return Fault(
            file.name,
            f"год {year} не входит в издание {params.edition.id}",
            f"Годы издания: {', '.join(map(str, params.edition.years))}",
            "Исправьте год или загрузите файл в другое издание",
        )
    return Input(file, procedure, year)
