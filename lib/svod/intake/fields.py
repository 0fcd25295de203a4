"""Rows of a form from cells to values: every cell by itself, so that one bad cell hides no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from svod.contracts import Form
from svod.errors import Fault, Place
from svod.intake.book import Book
from svod.intake.cells import Cell, Unreadable, plain, text
from svod.intake.workbook import Sheet, looks_like

__all__ = ["FormReader", "Read", "fits_form", "read_rows", "words_above"]

Read = Callable[[Cell], Any]


class FormReader:
    """A reader of one of our forms; a file is of the form when it has its sheet, or most of its columns."""

    form: ClassVar[Form]

    @property
    def signs(self) -> str:
        return f"лист «{self.form.sheet}»"

    def fits(self, book: Book) -> bool:
        return fits_form(book, self.form)


def fits_form(book: Book, form: Form) -> bool:
    """Whether a book has the sheet of a form, or a sheet of another name with most of its columns."""
    return book.kind != "parquet" and (book.sheet(form.sheet) is not None or looks_like(book, form))


def read_rows(sheet: Sheet, form: Form, readers: dict[str, Read]) -> tuple[list[dict[str, Any]], list[Fault]]:
    """Values of every row of a sheet by field, and what was wrong with its cells.

    A cell that cannot be read is a fault; its field is then None and named in the row's `unread`. The municipality is
    as written; where a row does not name it, the line «Муниципалитет:» over the table does, which is row `over`.
    """
    rows: list[dict[str, Any]] = []
    faults: list[Fault] = []
    above = words_above(sheet, "муниципалитет")
    for number, cells in sheet.rows:
        unread = set()
        row: dict[str, Any] = {"file": sheet.file, "sheet": sheet.name, "row": number}
        for field, title in form.titles.items():
            try:
                row[field] = readers[field](cells.get(field))
            except Unreadable as error:
                row[field] = None
                unread.add(field)
                place = Place(sheet.file, sheet.name, number, title)
                faults.append(
                    Fault(place, error.message, error.allowed, error.remedy, plain(text(cells.get(field)) or ""))
                )
        if "municipality" not in unread:
            over = sheet.titles["муниципалитет"].row if above and not row.get("municipality") else None
            row |= {"municipality": row.get("municipality") or above or None, "above": above, "over": over}
        rows.append({**row, "unread": frozenset(unread)})
    return rows, faults


def words_above(sheet: Sheet, key: str) -> str:
    """What a line over the table says after its key, empty where there is no such line."""
    title = sheet.titles.get(key)
    return (text(title.cell) or "") if title else ""
