"""Ratings that somebody else published: places and percents as printed."""

from __future__ import annotations

from svod.contracts.published import FORM
from svod.errors import Fault
from svod.intake.book import Book
from svod.intake.cells import Cell, text, whole
from svod.intake.fields import FormReader, Read, read_rows, words_above
from svod.intake.taken import Taken
from svod.intake.workbook import read_sheet
from svod.params import Params

__all__ = ["RatingReader"]


class RatingReader(FormReader):
    """The form «Рейтинг»; the line «Издание:» over the table says in which edition the ratings were published."""

    title = "опубликованный рейтинг"
    form = FORM

    def read(self, book: Book, params: Params) -> Taken:
        """Read the ratings of one edition; each takes the place of the one loaded before.

        Raises
        ------
        InputError
            When no table can be found in the file.
        """
        sheet = read_sheet(book, FORM)
        readers: dict[str, Read] = {"scope": _scope, "place": whole, "municipality": text, "percent": _percent}
        faults: list[Fault]
        rows, faults = read_rows(sheet, FORM, readers)
        edition = words_above(sheet, "издание") or params.edition.id
        for row in rows:
            row["edition"] = edition
        data = words_above(sheet, "данные")
        return Taken(book.name, self.title, {"published": rows}, tuple(faults), sheet.unloaded, data=data)


def _scope(cell: Cell) -> str | None:
    return (text(cell) or "").lower() or None


def _percent(cell: Cell) -> int | None:
    """«82 %», 82, 0.82 is a fault: a published percent is whole."""
    return whole((text(cell) or "").rstrip("% ") if isinstance(cell, str) else cell)
