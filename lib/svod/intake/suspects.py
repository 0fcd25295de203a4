"""Why cells of a workbook read as empty: what the reader of cells does not show stands in the XML of its sheets.

A formula that a program wrote and nobody computed, an error of Excel and a cell under a merged one all read as blank,
and a blank is «н/д». So where blanks are suspicious the XML is looked through, once, without unpacking it whole. Other
files are not opened a second time. What is hidden is read like the rest: a sheet is always told, rows and columns where
it is looked.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import IO
from xml.etree import ElementTree

import pyarrow as pa

from svod.errors import Fault, InputError, Place
from svod.intake.book import Book, Grid
from svod.intake.cells import text
from svod.intake.taken import Rows, Taken

__all__ = ["explained"]

HEADER_WITHIN = 30
SHOWN = 5  # merged ranges or numbers of rows that a message names

_FREE = {"значение", "примечание"}
"""Headings of columns where a blank loses nothing: a value is computed anew, a note says nothing."""

_PIECE, _LONGEST = 1 << 20, 1 << 16  # bytes read at once; more than one cell with its formula takes
_TAG = rb"<(?:\w+:)?"
_FORMULA = _TAG + rb"f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
_TOKEN = re.compile(
    _TAG + rb"c\b(?:"
    rb"(?P<error>[^>]*\bt=[\"']e[\"'][^>]*)>\s*(?:" + _FORMULA + rb")?" + _TAG + rb"v>(?P<said>[^<]*)<|"
    rb"(?P<formula>[^>]*)(?<!/)>\s*" + _FORMULA + rb"(?:" + _TAG + rb"v\s*(?:/>|>\s*</(?:\w+:)?v>))?\s*</(?:\w+:)?c>)|"
    + _TAG + rb"(?P<kind>row|col|mergeCell)\b(?P<tag>[^>]*)>"
)  # fmt: skip
_SIGNS = (b"<f", b":f", b'"e"', b"'e'", b"hidden", b"mergeCell")  # a piece without them needs no closer look
_ATTRIBUTE = re.compile(rb"\b(r|t|min|max|ref|hidden)=[\"']([^\"']*)[\"']")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_DAMAGED = (
    InputError,
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    LookupError,
    ValueError,
    SyntaxError,
    RuntimeError,
)
"""A book that a lenient reader opened and a strict one does not: nothing more is told of it."""


@dataclass
class _Look:
    """What the XML of a sheet says, rows and columns from 0: blanks with a cause, merged ranges, what is hidden."""

    formulas: list[tuple[int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[str, tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class _Table:
    """A sheet whose header is the row with most texts: its place, cells, and headings by column."""

    file: str
    sheet: str
    cells: Grid
    header: int
    headings: dict[int, str]

    def blank(self, row: int, column: int) -> bool:
        return column >= len(self.cells[row]) or not text(self.cells[row][column])

    def matters(self, row: int, column: int) -> bool:
        """Whether a blank here may be data lost: under a heading, in a row that has something else."""
        own = self.headings.get(column, "").lower().rstrip(" *:.")
        if not self.header < row < len(self.cells) or own in _FREE | {""} or not self.blank(row, column):
            return False
        return sum(not self.blank(row, other) for other in range(len(self.cells[row]))) > 1

    def place(self, row: int | None, column: int = -1) -> Place:
        return Place(self.file, self.sheet, None if row is None else row + 1, self.headings.get(column, ""))


def explained(book: Book, taken: Taken) -> Taken:
    """The same with the causes of suspicious blanks: faults, and warnings about what is hidden.

    Suspicious are a fault about an empty cell, a column with nothing under its heading, and any blank of a small table.
    """
    faults, warnings = list(taken.faults), list(taken.warnings)
    large = any(isinstance(rows, pa.Table) for rows in taken.tables.values())
    with suppress(*_DAMAGED):
        unseen = sorted(_sheets(taken) & book.hidden)
        warnings += [_unseen(Place(book.name, name), "лист скрыт, а прочитан") for name in unseen]
        if book.kind == "workbook" and book.content[:2] == b"PK":
            tables = [_table(book, name) for name in book.sheets if name in _sheets(taken)]
            if looked := [table for table in tables if _suspicious(table, taken.faults, large)]:
                _through(book, looked, faults, warnings)
    return replace(taken, faults=tuple(faults), warnings=tuple(warnings))


def _through(book: Book, tables: Sequence[_Table], faults: list[Fault], warnings: list[Fault]) -> None:
    """Look through the XML of some sheets and add what it tells."""
    told = tuple(faults)
    with zipfile.ZipFile(io.BytesIO(book.content)) as packed:
        parts = _parts(packed)
        for table in tables:
            with packed.open(parts[table.sheet]) as stream:
                look = _look(stream)
            faults += _empty(table, look) + _merged(table, look, told)
            warnings += _hidden(table, look)
        if any("externalLinks/" in name for name in packed.namelist()):
            said = "книга ссылается на другие книги: числа могли устареть"
            warnings.append(Fault(Place(book.name), said, "Прочитано то, что сохранено", "Замените ссылки значениями"))


def _sheets(taken: Taken) -> set[str]:
    """Sheets that rows or faults come from."""

    def of(rows: Rows) -> Sequence[str]:
        if isinstance(rows, pa.Table):
            return rows["sheet"].unique().to_pylist() if "sheet" in rows.column_names else ()
        return [row["sheet"] for row in rows]

    told = {getattr(fault.place, "sheet", "") for fault in taken.faults}
    return told.union(*map(of, taken.tables.values()))


def _table(book: Book, sheet: str) -> _Table:
    cells = book.grid(sheet)
    words = [[text(cell) if isinstance(cell, str) else None for cell in row] for row in cells[:HEADER_WITHIN]]
    counts = [sum(map(bool, row)) for row in words]
    header = counts.index(max(counts)) if counts else 0
    headings = {column: word for column, word in enumerate(words[header] if words else ()) if word}
    return _Table(book.name, sheet, cells, header, headings)


def _suspicious(table: _Table, faults: Sequence[Fault], large: bool) -> bool:
    if any(getattr(one.place, "sheet", "") == table.sheet and one.place.row and not one.value for one in faults):
        return True
    own = {column for column, heading in table.headings.items() if heading.lower().rstrip(" *:.") not in _FREE}
    filled = [row for row in table.cells[table.header + 1 :] if not {"", None}.issuperset(row)]
    for row in filled:
        blank = {column for column in own if column >= len(row) or not text(row[column])}
        own = blank if large else own
        if not own or (blank and not large):
            break
    return bool(filled and own and blank)


def _parts(packed: zipfile.ZipFile) -> dict[str, str]:
    """File of every sheet in a packed workbook, by the sheet's name."""
    links = ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found = {}
    for sheet in ElementTree.fromstring(packed.read("xl/workbook.xml")).iterfind("{*}sheets/{*}sheet"):
        target = next((targets[value] for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        found[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _look(stream: IO[bytes]) -> _Look:
    look = _Look()
    for found in _tokens(stream):
        attributes = dict(_ATTRIBUTE.findall(found["error"] or found["formula"] or found["tag"] or b""))
        said = {key.decode(): value.decode("utf-8", "replace") for key, value in attributes.items()}
        if not found["kind"]:
            cell = _cell(said.get("r", ""))
            if cell and found["error"]:
                look.errors[cell] = found["said"].decode("utf-8", "replace")
            elif cell and said.get("t") != "str":  # a formula may give an empty text
                look.formulas.append(cell)
        elif found["kind"] == b"mergeCell":
            first, _, last = said.get("ref", "").partition(":")
            if (begin := _cell(first)) and (end := _cell(last)):
                look.merged.append((f"{first}:{last}", begin, end))
        elif said.get("hidden") in ("1", "true"):
            if found["kind"] == b"row":
                look.rows.add(int(said.get("r", 0)) - 1)
            else:
                look.columns |= set(range(int(said["min"]) - 1, min(int(said["max"]), 1 << 14)))
    return look


def _tokens(stream: IO[bytes]) -> Iterator[re.Match[bytes]]:
    """Cells without a value, rows, columns and merged ranges, piece by piece."""
    kept = b""
    while piece := stream.read(_PIECE):
        kept += piece
        if not any(sign in kept for sign in _SIGNS):
            kept = kept[-_LONGEST:]
            continue
        sure = len(kept) - _LONGEST
        done = max(sure, 0)
        for found in _TOKEN.finditer(kept):
            if found.end() > sure:
                done = min(found.start(), done)
                break
            yield found
        kept = kept[done:]
    yield from _TOKEN.finditer(kept)


def _cell(reference: str) -> tuple[int, int] | None:
    """Row and column from 0 of «C7»."""
    if not (found := _REFERENCE.fullmatch(reference)):
        return None
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _empty(table: _Table, look: _Look) -> list[Fault]:
    """Blanks that are formulas without a value or errors of Excel: one fault a column and cause."""
    causes = dict.fromkeys(look.formulas, "") | look.errors
    cells: dict[tuple[int, str], list[int]] = {}
    for (row, column), said in sorted(causes.items()):
        if table.matters(row, column):
            cells.setdefault((column, said), []).append(row)
    faults = []
    for (column, said), rows in cells.items():
        more = f"; таких ячеек: {len(rows)}" if len(rows) > 1 else ""
        if said:
            told, remedy = f"в ячейке ошибка Excel {said}{more}", "Исправьте формулу или впишите число"
        else:
            told = f"формула без вычисленного значения{more}"
            remedy = "Откройте книгу в Excel, пересчитайте (Ctrl+Alt+F9) и сохраните, или впишите числа"
        faults.append(Fault(table.place(rows[0], column), told, "Такая ячейка читается как пустая", remedy, said))
    return faults


def _merged(table: _Table, look: _Look, told: Sequence[Fault]) -> list[Fault]:
    """Merged cells that hide data, and those of a header that could not be read."""
    unread = any(one.place.row == table.header + 1 for one in told if getattr(one.place, "sheet", "") == table.sheet)
    covering: list[tuple[str, tuple[int, int]]] = []
    for name, first, last in look.merged:
        rows, columns = range(first[0], last[0] + 1), range(first[1], last[1] + 1)
        inside = ((row, column) for row in rows[: len(table.cells)] for column in columns[: len(table.headings) + 1])
        if (unread and table.header in rows) or any(table.matters(*cell) for cell in inside if cell != first):
            covering.append((name, first))
    if not covering:
        return []
    names = ", ".join(name for name, _ in covering[:SHOWN]) + (" …" if len(covering) > SHOWN else "")
    message = f"объединённые ячейки ({names}): значение есть только в первой из них, остальные пусты"
    allowed = "Каждому значению нужна своя ячейка, названиям столбцов – одна строка"
    return [Fault(table.place(*covering[0][1]), message, allowed, "Отмените объединение и впишите значение в каждую")]


def _hidden(table: _Table, look: _Look) -> list[Fault]:
    """What is hidden and was read all the same."""
    body = range(table.header + 1, len(table.cells))
    rows = [row for row in body if row in look.rows and any(map(text, table.cells[row]))]
    columns = [
        own for own in sorted(look.columns & set(table.headings)) if not all(table.blank(row, own) for row in body)
    ]
    told = []
    if rows:
        numbers = ", ".join(str(row + 1) for row in rows[:SHOWN]) + (" …" if len(rows) > SHOWN else "")
        told.append((table.place(rows[0]), f"строки скрыты, а прочитаны как остальные: {numbers} (всего {len(rows)})"))
    told += [(table.place(None, column), "столбец скрыт, а прочитан как остальные") for column in columns]
    return [_unseen(place, words) for place, words in told]


def _unseen(place: Place, message: str) -> Fault:
    return Fault(place, message, "Скрытое загружается", "Если это лишнее, удалите его, а не скрывайте")
