"""One exception tree: every message says what is wrong, where, what is allowed and what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = [
    "BuildError",
    "Fault",
    "FaultsError",
    "InputError",
    "NotFound",
    "ParamsError",
    "Place",
    "SvodError",
    "hindrance",
]


class SvodError(Exception):
    """Any failure Svod explains to a person; `exit_code` is what the command line returns."""

    exit_code = 1


class BuildError(SvodError):
    """A report could not be executed, rendered or written."""


class NotFound(SvodError):
    """A name asked for on the command line or in a notebook is not known."""

    exit_code = 2


class Place(str):
    """Where a fault is, in the words of the person who has the file open: «файл, лист «…», строка 7, столбец «…»».

    A text that keeps its parts, so that a table of faults can have a column for each.
    """

    file: str
    sheet: str
    row: int | None
    column: str

    def __new__(cls, file: str, sheet: str = "", row: int | None = None, column: str = "") -> Place:
        parts = [
            file,
            f"лист «{sheet}»" if sheet else "",
            f"строка {row}" if row else "",
            f"столбец «{column}»" if column else "",
        ]
        made = super().__new__(cls, ", ".join(part for part in parts if part))
        made.file, made.sheet, made.row, made.column = file, sheet, row, column
        return made

    def __getnewargs__(self) -> tuple[str, str, int | None, str]:
        return self.file, self.sheet, self.row, self.column


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of an input: `place` is file, sheet, row and column or key; the rest are Russian clauses.

    `value` is what stands there, as the person wrote it; it is not part of the message, which quotes what it needs.
    """

    place: str
    message: str
    allowed: str = ""
    remedy: str = ""
    value: str = ""

    def __str__(self) -> str:
        head = f"{self.place}: {self.message.rstrip('.')}."
        tail = " ".join(f"{part.rstrip('.')}." for part in (self.allowed, self.remedy) if part)
        return f"{head}\n  {tail}" if tail else head


class FaultsError(SvodError):
    """All faults of an input at once."""

    exit_code = 2
    heading = "Замечания"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.brief(len(self.faults)))

    def brief(self, most: int) -> str:
        """The first faults, and how many there are."""
        rest = [f"… и ещё {len(self.faults) - most}"] if len(self.faults) > most else []
        head = f"{self.heading}. Всего замечаний: {len(self.faults)}."
        return "\n".join([head, *map(str, self.faults[:most]), *rest])


class ParamsError(FaultsError):
    """A file of params/ says something that the methodology cannot mean."""

    heading = "Параметры не приняты"


class InputError(FaultsError):
    """Workbooks that cannot be taken into the store."""

    heading = "Данные не загружены"


_HINDRANCES = {
    errno.ENOSPC: "на диске нет места. Освободите его и повторите команду: готовые страницы целы",
    errno.EDQUOT: "исчерпана квота на диске. Освободите место и повторите команду: готовые страницы целы",
    errno.EACCES: "нет прав на запись. Исправьте права или укажите другую папку в SVOD_OUTPUT",
    errno.EPERM: "нет прав на запись. Исправьте права или укажите другую папку в SVOD_OUTPUT",
    errno.EFBIG: "файл больше, чем разрешено системой. Снимите ограничение (ulimit -f)",
    errno.EROFS: "диск доступен только для чтения. Укажите другую папку в SVOD_OUTPUT",
    errno.ENOTDIR: "на месте папки лежит файл. Уберите его и повторите команду",
    errno.EEXIST: "на месте папки лежит файл. Уберите его и повторите команду",
    errno.EIO: "диск не отвечает. Проверьте его",
    errno.EISDIR: "на месте файла лежит папка. Уберите её и повторите команду",
}


def hindrance(error: OSError) -> str:
    """What hinders writing and what to do, in Russian; empty for an error that is not about writing."""
    return _HINDRANCES.get(error.errno or 0, "")
