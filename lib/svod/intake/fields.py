"""Rows of a form from cells to values: every cell by itself, so that one bad cell hides no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from svod.contracts import Form
from svod.errors import Fault, Place
from svod.intake.cells import Cell, Unreadable, text
from svod.intake.names import MunicipalityNames
from svod.intake.workbook import Sheet

__all__ = ["Filled", "Reader", "named", "read_rows"]

Reader = Callable[[Cell], Any]


@dataclass(frozen=True)
class Filled:
    """A form as read: its rows, what was wrong with it, and what its line «Данные:» says, empty when it has none."""

    rows: list[dict[str, Any]]
    faults: list[Fault]
    data: str


def read_rows(sheet: Sheet, form: Form, readers: dict[str, Reader]) -> Filled:
    """Values of every row of a sheet by field.

    A cell that cannot be read is a fault; its field is then None and named in the row's `unread`.
    """
    rows: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for number, cells in sheet.rows:
        unread = set()
        row: dict[str, Any] = {"file": sheet.file, "sheet": sheet.name, "row": number}
        for field, title in form.titles.items():
            try:
                row[field] = readers[field](cells.get(field))
            except Unreadable as error:
                row[field] = None
                unread.add(field)
                faults.append(
                    Fault(Place(sheet.file, sheet.name, number, title), error.message, error.allowed, error.remedy)
                )
        rows.append({**row, "unread": frozenset(unread)})
    data = sheet.titles.get("данные")
    return Filled(rows, faults, (text(data.cell) or "") if data else "")


def named(names: MunicipalityNames) -> Reader:
    """Reader of the column «Муниципалитет»."""

    def read(cell: Cell) -> str:
        word = text(cell)
        if word is None:
            raise Unreadable(
                "ячейка пуста", "Муниципалитет нужен в каждой строке", "Впишите его; не объединяйте ячейки"
            )
        return names.find(word)

    return read
