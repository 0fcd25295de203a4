"""A workbook of indicators: which procedure, year and municipality it is about, and its rows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from svod.contracts.indicators import FORM
from svod.errors import Fault, NotFound, Place
from svod.intake.book import Book
from svod.intake.cells import Cell, Unreadable, code, number, plain, printed, quoted, text
from svod.intake.fields import FormReader, Read, read_rows, words_above
from svod.intake.taken import Taken
from svod.intake.workbook import Sheet, read_sheet
from svod.params import Params
from svod.params.model import nearest

__all__ = ["IndicatorsReader"]

_NAME = re.compile(r"(?:.*/)?([0-9]{2}-[a-z0-9-]+?)-([0-9]{4})\.[a-z]+", re.IGNORECASE)


_FILLED = ("numerator", "participants", "note")
"""Fields with a word that nothing but a person writes: a count has a dash for a denominator, a value is a formula."""


class IndicatorsReader(FormReader):
    """The form «Показатели»: of one procedure, for one year or several, of all municipalities or of one."""

    title = "показатели процедуры"
    form = FORM

    def read(self, book: Book, params: Params) -> Taken:
        """Read the form.

        The file name, where it names a procedure and a year, the lines over the table and the codes of the indicators
        must speak of the same.

        Raises
        ------
        InputError
            When no table can be found in the file.
        """
        sheet = read_sheet(book, FORM)
        head = _head(sheet, params)
        rows, faults = read_rows(sheet, FORM, _readers(params, head.procedure))
        by_codes = _by_codes(rows, params)
        procedure = by_codes or head.procedure
        faults += _faults(sheet, head, by_codes, params)
        counts = {item.code for item in params.methodology.indicators if item.kind == "count"}
        for row in rows:
            row |= {"procedure": procedure, "year": row["year"] or head.year}
            if row["indicator"] in counts and not row["unread"] & {"numerator", "denominator"}:
                row["denominator"] = _denominator_of_count(row)
        if not rows and any(params.edition.held(item.code, head.year) for item in _indicators(params, procedure)):
            told = "в таблице нет ни одной строки"
            faults.append(Fault(Place(sheet.file, sheet.name), told, "", "Заполните таблицу или уберите файл из папки"))
        of, data = words_above(sheet, "муниципалитет"), words_above(sheet, "данные")
        filled = any(text(cells.get(name)) for _, cells in sheet.rows for name in _FILLED)
        if of and rows and not faults and not filled and all(row["denominator"] is None for row in rows):
            told = "форма не заполнена"
            untouched = Fault(Place(sheet.file, sheet.name), told, "", "Загруженные раньше данные остаются прежними")
            return Taken(book.name, self.title, {"indicators": []}, warnings=(untouched, *sheet.unloaded), data=data)
        # Without a line over it the table speaks for the municipalities of its rows, and for no others.
        years = {row["year"] for row in rows} | {head.year}
        covers = frozenset(("indicators", procedure, year, of) for year in years if of and procedure and year)
        return Taken(book.name, self.title, {"indicators": rows}, tuple(faults), sheet.unloaded, covers, data)


@dataclass(frozen=True)
class _Head:
    """What the file name and the lines over the table say; empty and 0 where they do not."""

    procedure: str
    year: int
    named: tuple[str, int]


def _head(sheet: Sheet, params: Params) -> _Head:
    found = _NAME.fullmatch(sheet.file.lower())
    named = (found[1], int(found[2])) if found and found[1] in {item.id for item in params.procedures} else ("", 0)
    year = re.sub(r"\s*(г\.?|год)$", "", words_above(sheet, "год"))
    written = int(year) if year.isdecimal() else 0
    return _Head(named[0] or _procedure_of(words_above(sheet, "процедура"), params), written, named)


def _faults(sheet: Sheet, head: _Head, by_codes: str, params: Params) -> list[Fault]:
    """Disagreements about the procedure and the year."""
    where, faults = Place(sheet.file, sheet.name), []
    own, (named, year) = by_codes or head.procedure, head.named
    if not own:
        allowed = f"Процедуры: {', '.join(item.id for item in params.procedures)}"
        faults.append(Fault(where, "не понять, какой процедуры таблица", allowed, "Впишите над таблицей «Процедура:»"))
    elif named and by_codes and named != by_codes:
        told = f"по кодам показателей это процедура {by_codes}, а по названию файла – {named}"
        faults.append(Fault(where, told, "", f"Переименуйте файл в {by_codes}-{year}.xlsx"))
    title = sheet.titles.get("процедура")
    above = _procedure_of(words_above(sheet, "процедура"), params)
    if title and above and above != (named or own):
        place = Place(sheet.file, sheet.name, title.row)
        whose = f"по названию файла {named}" if named else f"по кодам показателей {own}"
        told = f"над таблицей процедура {above}, а {whose}"
        faults.append(Fault(place, told, "", "Исправьте заголовок или название файла"))
    return faults + _year_faults(sheet, head, params)


def _year_faults(sheet: Sheet, head: _Head, params: Params) -> list[Fault]:
    title, named = sheet.titles.get("год"), head.named[1]
    place = Place(sheet.file, sheet.name, title.row if title else None)
    years = f"Годы издания: {', '.join(map(str, params.edition.years))}"
    if not words_above(sheet, "год"):
        if sheet.rows and all("year" in cells for _, cells in sheet.rows):
            return []
        remedy = f"Впишите {named}" if named else "Впишите год или добавьте столбец «Год»"
        return [Fault(place, "над таблицей не указан год", "Нужна строка «Год:» и рядом число", remedy)]
    if named and head.year != named:
        told = f"год {quoted(title.cell)}, а по названию файла {named}"
        return [Fault(place, told, years, "Исправьте год или название файла")]
    if head.year not in params.edition.years:
        told = f"год {quoted(title.cell)} не входит в издание {params.edition.id}"
        return [Fault(place, told, years, "Исправьте год или загрузите файл в другое издание")]
    return []


def _denominator_of_count(row: dict[str, Any]) -> Decimal | None:
    """A count needs no denominator: 1 is written for an empty one, and none where there is no count."""
    if row["denominator"] not in (None, 1):
        return row["denominator"]
    return None if row["numerator"] is None else Decimal(1)


def _indicators(params: Params, procedure: str) -> list[Any]:
    return list(params.methodology.of(procedure)) if procedure else []


def _readers(params: Params, procedure: str) -> dict[str, Read]:
    known = [item.code for item in params.methodology.indicators]
    own = [item.code for item in _indicators(params, procedure)] or known
    whose = f"Показатели процедуры {procedure}" if procedure else "Показатели"

    def known_code(cell: Cell) -> str:
        found = code(cell, known)
        allowed = f"{whose}: {', '.join(own)}"
        if found is None:
            raise Unreadable("ячейка пуста", allowed, "Впишите код показателя")
        if found not in known:
            near = nearest(found, own) or nearest(found, known) or "Исправьте код"
            raise Unreadable(f"показателя {quoted(cell)} нет", allowed, near)
        return found

    def year(cell: Cell) -> int | None:
        found = number(cell)
        if found is None or found in params.edition.years:
            return None if found is None else int(found)
        raise Unreadable(
            f"год {quoted(cell)} не входит в издание {params.edition.id}",
            f"Годы издания: {', '.join(map(str, params.edition.years))}",
            "Исправьте год",
        )

    return {
        "municipality": text,
        "year": year,
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


def _procedure_of(title: str, params: Params) -> str:
    """Procedure by its title in words; empty for a title that is none of ours, which is no fault: it is free text."""
    try:
        return params.find_procedure(plain(title)).id if title else ""
    except NotFound:
        return ""
