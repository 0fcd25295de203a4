"""The register of measures: what each municipality did, in which procedure, when."""

from __future__ import annotations

from svod.contracts.measures import FORM
from svod.errors import NotFound
from svod.intake.book import Book
from svod.intake.cells import Cell, Unreadable, code, day, nothing, quoted, text
from svod.intake.fields import Filled, Reader, named, read_rows
from svod.intake.files import Input
from svod.intake.names import MunicipalityNames
from svod.intake.workbook import read_sheet
from svod.params import Params
from svod.params.model import nearest

__all__ = ["read_measures"]


def read_measures(source: Input, params: Params, names: MunicipalityNames) -> Filled:
    """Read the register; `indicator` is None where a measure is about the procedure as a whole.

    Raises
    ------
    InputError
        When no table can be found in the file.
    """
    sheet = read_sheet(Book(source.name, source.content), FORM)
    return read_rows(sheet, FORM, _readers(params, names))


def _readers(params: Params, names: MunicipalityNames) -> dict[str, Reader]:
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
        "municipality": named(names),
        "procedure": procedure,
        "indicator": indicator,
        "measure": text,
        "start": day,
        "end": day,
        "responsible": text,
        "school": text,
        "status": lambda cell: (text(cell) or "").lower() or None,
    }
