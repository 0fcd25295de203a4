"""A workbook of indicators: which procedure and year it is, and its rows."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Any

from svod.contracts.indicators import FORM
from svod.errors import Fault, NotFound, Place
from svod.intake.book import Book
from svod.intake.cells import Cell, Unreadable, code, number, plain, printed, quoted, text
from svod.intake.fields import Filled, Reader, named, read_rows
from svod.intake.files import Input
from svod.intake.names import MunicipalityNames
from svod.intake.workbook import Sheet, read_sheet
from svod.params import Params
from svod.params.model import nearest

__all__ = ["read_indicators"]


def read_indicators(source: Input, params: Params, names: MunicipalityNames) -> Filled:
    """Read one workbook of indicators.

    The file name, the title block and the codes of the indicators must speak of the same procedure and year.

    Raises
    ------
    InputError
        When no table can be found in the file.
    """
    sheet = read_sheet(Book(source.name, source.content), FORM)
    filled = read_rows(sheet, FORM, _readers(params, names, source.procedure))
    rows, faults = filled.rows, filled.faults
    by_codes = _by_codes(rows, params)
    if by_codes and by_codes != source.procedure:
        faults.append(
            Fault(
                Place(sheet.file, sheet.name),
                f"по кодам показателей это процедура {by_codes}, а по названию файла – {source.procedure}",
                "",
                f"Переименуйте файл в {by_codes}-{source.year}.xlsx",
            )
        )
    faults += _title_faults(sheet, source, params)
    if not rows and any(
        params.edition.held(item.code, source.year) for item in params.methodology.of(source.procedure)
    ):
        faults.append(
            Fault(
                Place(sheet.file, sheet.name),
                "в таблице нет ни одной строки",
                "",
                "Заполните таблицу или уберите файл из папки",
            )
        )
    counts = {item.code for item in params.methodology.indicators if item.kind == "count"}
    for row in rows:
        row |= {"procedure": by_codes or source.procedure, "year": source.year}
        if row["indicator"] in counts and not row["unread"] & {"numerator", "denominator"}:
            row["denominator"] = _denominator_of_count(row)
    return filled


def _denominator_of_count(row: dict[str, Any]) -> Decimal | None:
    """A count needs no denominator: 1 is written for an empty one, and none where there is no count."""
    if row["denominator"] not in (None, 1):
        return row["denominator"]
    return None if row["numerator"] is None else Decimal(1)


def _readers(params: Params, names: MunicipalityNames, procedure: str) -> dict[str, Reader]:
    known = [item.code for item in params.methodology.indicators]
    own = [item.code for item in params.methodology.of(procedure)]

    def known_code(cell: Cell) -> str:
        found = code(cell, known)
        allowed = f"Показатели процедуры {procedure}: {', '.join(own)}"
        if found is None:
            raise Unreadable("ячейка пуста", allowed, "Впишите код показателя")
        if found not in known:
            raise Unreadable(
                f"показателя {quoted(cell)} нет",
                allowed,
                nearest(found, own) or nearest(found, known) or "Исправьте код",
            )
        return found

    return {
        "municipality": named(names),
        "indicator": known_code,
        "numerator": number,
        "denominator": number,
        "value": printed,
        "participants": number,
        "note": text,
    }


def _by_codes(rows: list[dict[str, Any]], params: Params) -> str:
    """The procedure that all codes of a table belong to; empty when they disagree or none could be read."""
    home = {item.code: file.procedure for file in params.methodology.files for item in file.indicators}
    found = Counter(home[row["indicator"]] for row in rows if row["indicator"])
    return next(iter(found)) if len(found) == 1 else ""


def _title_faults(sheet: Sheet, source: Input, params: Params) -> list[Fault]:
    """Faults of the lines «Процедура», «Год» and of their agreement with the file name."""
    faults = []
    year, procedure = sheet.titles.get("год"), sheet.titles.get("процедура")
    if year is None or text(year.cell) is None:
        faults.append(
            Fault(
                Place(sheet.file, sheet.name, year.row if year else None),
                "над таблицей не указан год",
                "Нужна строка «Год:» и рядом число",
                f"Впишите {source.year}",
            )
        )
    else:
        written = re.sub(r"\s*(г\.?|год)$", "", text(year.cell) or "")
        if written != str(source.year):
            faults.append(
                Fault(
                    Place(sheet.file, sheet.name, year.row),
                    f"год {quoted(year.cell)}, а по названию файла {source.year}",
                    f"Годы издания: {', '.join(map(str, params.edition.years))}",
                    "Исправьте год или название файла",
                )
            )
    if procedure is not None and (other := _procedure_of(text(procedure.cell) or "", params)) not in (
        "",
        source.procedure,
    ):
        faults.append(
            Fault(
                Place(sheet.file, sheet.name, procedure.row),
                f"над таблицей процедура {other}, а по названию файла {source.procedure}",
                "",
                "Исправьте заголовок или название файла",
            )
        )
    return faults


def _procedure_of(title: str, params: Params) -> str:
    """Procedure by its title in words; empty for a title that is none of ours, which is no fault: it is free text."""
    try:
        return params.find_procedure(plain(title)).id
    except NotFound:
        return ""
