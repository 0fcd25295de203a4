"""Registers of the region: its schools with what is known of them, and the works with their items."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from svod.contracts import Form
from svod.contracts.assessments import ITEMS, KINDS, WORKS
from svod.contracts.schools import FORM as SCHOOLS
from svod.errors import Fault, Place
from svod.intake.book import Book
from svod.intake.cells import Cell, Unreadable, day, number, text, whole
from svod.intake.fields import Read, read_rows, words_above
from svod.intake.names import normal
from svod.intake.readers.heads import subject_of
from svod.intake.readers.individual import PERSONAL, label
from svod.intake.taken import Cover, Taken
from svod.intake.workbook import Sheet, read_sheet
from svod.params import Params

__all__ = ["SchoolsReader", "WorksReader"]

_WORK = ("assessment", "year", "grade", "subject")
_KINDS = {word.lower(): kind for kind, title in KINDS.items() for word in (kind, title)}


class SchoolsReader:
    """The register «Школы»; further columns with a heading are context variables, a number for each school."""

    title = "реестр школ"
    signs = f"лист «{SCHOOLS.sheet}»"

    def fits(self, book: Book) -> bool:
        return book.kind == "workbook" and book.sheet(SCHOOLS.sheet) is not None

    def read(self, book: Book, params: Params) -> Taken:
        """Read the register of the whole region.

        Raises
        ------
        InputError
            When no table can be found in the file.
        """
        sheet = read_sheet(book, SCHOOLS)
        rows, faults = read_rows(sheet, SCHOOLS, _READ)
        context, more = _context(sheet, rows)
        faults += more + _empty(sheet, rows)
        return Taken(
            book.name,
            self.title,
            {"schools": rows, "context": context},
            tuple(faults),
            sheet.unloaded,
            covers=frozenset({("schools",), ("context",)}),
            data=words_above(sheet, "данные"),
        )


class WorksReader:
    """The registers «Работы» and «Задания», both or one of them."""

    title = "реестр работ"
    signs = f"листы «{WORKS.sheet}» и «{ITEMS.sheet}»"

    def fits(self, book: Book) -> bool:
        return book.kind == "workbook" and any(book.sheet(form.sheet) is not None for form in (WORKS, ITEMS))

    def read(self, book: Book, params: Params) -> Taken:
        """Read what the registers say of works; of works they do not name they say nothing.

        Raises
        ------
        InputError
            When a table cannot be found on its sheet.
        """
        tables: dict[str, list[dict[str, Any]]] = {}
        faults: list[Fault] = []
        left: list[Fault] = []
        data = ""
        for name, form in (("assessments", WORKS), ("items", ITEMS)):
            if book.sheet(form.sheet) is None:
                continue
            sheet = read_sheet(book, form)
            tables[name], more = read_rows(sheet, form, _READ)
            faults += more + ([] if name == "items" else _empty(sheet, tables[name]))
            left += sheet.unloaded
            data = data or words_above(sheet, "данные")
        covers = {_cover(name, row) for name, rows in tables.items() for row in rows}
        return Taken(book.name, self.title, dict(tables), tuple(faults), tuple(left), frozenset(covers), data)


def _cover(table: str, row: Mapping[str, Any]) -> Cover:
    return (table, *(row[name] for name in _WORK))


def _empty(sheet: Sheet, rows: list[dict[str, Any]]) -> list[Fault]:
    """A register without rows would take everything away."""
    if rows:
        return []
    told = "в реестре нет ни одной строки"
    return [Fault(Place(sheet.file, sheet.name), told, "", "Заполните таблицу или уберите файл из папки")]


def _context(sheet: Sheet, rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[Fault]]:
    """Numbers of the columns that the form does not know, one row for each school that has one.

    Columns about a person (the head of a school, a telephone) are passed over, and nothing of them is told.
    """
    found: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for row, others in zip(rows, sheet.others, strict=True):
        same = {name: row[name] for name in ("school", "municipality", "file", "sheet", "row", "unread")}
        for title, cell in others.items():
            if PERSONAL.search(normal(title)):
                continue
            try:
                value = number(cell)
            except Unreadable as error:
                place = Place(sheet.file, sheet.name, row["row"], title)
                faults.append(Fault(place, error.message, error.allowed, error.remedy, text(cell) or ""))
                continue
            if value is not None:
                found.append({**same, "variable": title, "value": float(value)})
    return found, faults


def _kind(cell: Cell) -> str | None:
    """Kind of a work by its title; another word is left for the contract to tell."""
    word = text(cell)
    return _KINDS.get(word.lower(), word) if word else None


def _number(cell: Cell) -> float | None:
    found = number(cell)
    return None if found is None else float(found)


def _lower(cell: Cell) -> str | None:
    return (text(cell) or "").lower() or None


def _subject(cell: Cell) -> str | None:
    return subject_of(text(cell) or "") or None


def _item(cell: Cell) -> str | None:
    return label(text(cell) or "") or None


def _reads(*forms: Form) -> dict[str, Read]:
    kinds: dict[str, Callable[[Cell], Any]] = {
        "assessment": _kind, "subject": _subject, "item": _item, "settlement": _lower, "date": day,
        **dict.fromkeys(("pupils", "year", "grade", "programme_grade", "order"), whole),
        **dict.fromkeys(("maximum", "mark3", "mark4", "mark5"), _number),
    }  # fmt: skip
    return {name: kinds.get(name, text) for form in forms for name in form.titles}


_READ = _reads(SCHOOLS, WORKS, ITEMS)
