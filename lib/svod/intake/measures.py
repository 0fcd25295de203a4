"""The register of measures: what each municipality did, in which procedure, when."""

from __future__ import annotations

from svod.contracts.measures import FORM
from svod.errors import Fault, NotFound, Place
from svod.intake.book import Book
from svod.intake.cells import Cell, Unreadable, code, day, nothing, quoted, text
from svod.intake.fields import FormReader, Read, read_rows, words_above
from svod.intake.names import normal
from svod.intake.taken import Taken
from svod.intake.workbook import read_sheet
from svod.params import Params
from svod.params.model import nearest

__all__ = ["MeasuresReader"]


class MeasuresReader(FormReader):
    """The form «Меры»; `indicator` is None where a measure is about the procedure as a whole."""

    title = "реестр мер"
    form = FORM

    def read(self, book: Book, params: Params) -> Taken:
        """Read the register of the municipality named over the table, or of those that its rows name.

        Raises
        ------
        InputError
            When no table can be found in the file.
        """
        sheet = read_sheet(book, FORM)
        rows, faults = read_rows(sheet, FORM, _readers(params))
        of, data = words_above(sheet, "муниципалитет"), words_above(sheet, "данные")
        if not rows and not faults:
            told = "в реестре нет ни одной меры"
            remedy = "Загруженные раньше меры остаются; отменённую меру оставьте в реестре со статусом «отменена»"
            empty = Fault(Place(sheet.file, sheet.name), told, "", remedy)
            return Taken(book.name, self.title, {"measures": []}, warnings=(empty, *sheet.unloaded), data=data)
        covers = frozenset({("measures", of)} if of else ())  # else its rows say for whom it speaks
        return Taken(book.name, self.title, {"measures": rows}, tuple(faults), sheet.unloaded, covers, data)


def _readers(params: Params) -> dict[str, Read]:
    ids = [item.id for item in params.procedures]
    known = [item.code for item in params.methodology.indicators]

    def procedure(cell: Cell) -> str:
        word = text(cell)
        if word is None:
            raise Unreadable(
                "ячейка пуста", "Нужен номер или идентификатор процедуры", "Впишите его, например 7 или 07-libraries"
            )
        try:
            return params.find_procedure(word).id
        except NotFound:
            raise Unreadable(
                f"процедуры {quoted(cell)} нет", nearest(word, ids), f"Процедуры: {', '.join(ids)}"
            ) from None

    def indicator(cell: Cell) -> str | None:
        word = None if nothing(cell) else code(cell, known)
        if word is None or word in known:
            return word
        raise Unreadable(
            f"показателя {quoted(cell)} нет", nearest(word, known), "Исправьте код или оставьте ячейку пустой"
        )

    return {
        "municipality": text,
        "procedure": procedure,
        "indicator": indicator,
        "measure": text,
        "start": day,
        "end": day,
        "responsible": text,
        "school": text,
        "status": lambda cell: normal(text(cell) or "") or None,
    }
