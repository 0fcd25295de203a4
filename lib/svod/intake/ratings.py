"""Ratings that somebody else published: places and percents as printed."""

from __future__ import annotations

from svod.contracts.published import FORM
from svod.errors import Fault
from svod.intake.book import Book
from svod.intake.cells import Cell, Unreadable, number, quoted, text
from svod.intake.fields import Read, fits_form, read_rows, words_above
from svod.intake.taken import Taken
from svod.intake.workbook import read_sheet
from svod.params import Params

__all__ = ["RatingReader"]


class RatingReader:
    """The form «Рейтинг»; the line «Издание:» over the table says in which edition the ratings were published."""

    title = "опубликованный рейтинг"
    signs = f"лист «{FORM.sheet}»"

    def fits(self, book: Book) -> bool:
        return fits_form(book, FORM)

    def read(self, book: Book, params: Params) -> Taken:
        """Read the ratings of one edition; each takes the place of the one loaded before.

        Raises
        ------
        InputError
            When no table can be found in the file.
        """
        sheet = read_sheet(book, FORM)
        readers: dict[str, Read] = {"scope": _scope, "place": _whole, "municipality": text, "percent": _percent}
        faults: list[Fault]
        rows, faults = read_rows(sheet, FORM, readers)
        edition = words_above(sheet, "издание") or params.edition.id
        for row in rows:
            row["edition"] = edition
        data = words_above(sheet, "данные")
        return Taken(book.name, self.title, {"published": rows}, tuple(faults), data=data)


def _scope(cell: Cell) -> str | None:
    return (text(cell) or "").lower() or None


def _percent(cell: Cell) -> int | None:
    """«82 %», 82, 0.82 is a fault: a published percent is whole."""
    return _whole((text(cell) or "").rstrip("% ") if isinstance(cell, str) else cell)


def _whole(cell: Cell) -> int | None:
    found = number(cell)
    if found is None or found == int(found):
        return None if found is None else int(found)
    raise Unreadable(f"{quoted(cell)} – не целое число", "Допустимы целые числа", "Исправьте число")
