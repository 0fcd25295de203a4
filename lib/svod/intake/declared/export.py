"""One sheet of a declared export: which of its rows count, and what every field of a row is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cached_property, reduce
from typing import Any

import numpy as np

from svod.errors import Fault, Place
from svod.intake.book import Book
from svod.intake.cells import Cell, Unreadable, nothing, text
from svod.intake.declared.columns import Coded, Header, Table, coded, open_table
from svod.intake.declared.lines import Line, lines
from svod.intake.declared.values import Values, faults_of, read_values, reader, sign
from svod.params import Params
from svod.params.sources import FIELDS, Source

__all__ = ["Export"]

JOIN = ", "
"""Between the texts of several columns that make one field."""

Columns = tuple[int, ...]


class Export:
    """A sheet read by a source; its rows are opened when they are first asked for.

    Attributes
    ----------
    lines : list of Line
        What every row becomes.
    header_faults : list of Fault
        What the header lacks; with any of them the rows cannot be read.
    faults : list of Fault
        What was found in the cells read so far, each cell told once.
    """

    def __init__(self, source: Source, params: Params, book: Book, header: Header) -> None:
        self.source, self.params, self.book, self.header = source, params, book, header
        self.lines, self.header_faults = lines(source, header, book.name)
        self.faults: list[Fault] = []
        self._told: set[tuple[int | None, str]] = set()
        self._opened: dict[Columns, Coded] = {}
        self._values: dict[tuple[str, Columns], Values] = {}

    @cached_property
    def table(self) -> Table:
        return open_table(self.book, self.source.file, self.header)

    @cached_property
    def live(self) -> np.ndarray:
        """Rows that say something and are none of those the source passes over (bool, by row)."""
        used = {column for line in self.lines for columns in line.columns.values() for column in columns}
        filled = [_mask(self._cells((column,)), lambda cell: not nothing(cell)) for column in sorted(used)]
        live = reduce(np.logical_or, filled, np.zeros(len(self.table.rows), dtype=bool))
        for field, texts in self.source.skip.items():
            words = {word.lower() for word in texts}
            for columns in {line.columns[field] for line in self.lines if field in line.columns}:
                live &= ~_mask(self._cells(columns), lambda cell, words=words: (text(cell) or "").lower() in words)
        return live

    def values(self, field: str, columns: Columns) -> Values:
        """Values of a field in columns, by all rows; «» is the field of a number that goes nowhere."""
        if (field, columns) not in self._values:
            read = reader(field, self.source, self._decimal, self.params)
            found = read_values(self._cells(columns), read)
            pupils = self.source.table == "results"
            self.note(faults_of(found, self.table.rows, self.live, self.place(None, columns), pupils))
            self._values[field, columns] = found
        return self._values[field, columns]

    def replace(self, field: str, columns: Columns, values: Iterable[str | None]) -> None:
        """Put other values, by row, in the place of those read."""
        self._values[field, columns] = read_values(coded(values), lambda value: value)

    def fixed(self, line: Line) -> dict[str, Any]:
        """Fields of a line that are the same in every row: constants, and what headings and names say."""
        kinds = FIELDS[self.source.table]
        found = {
            field: Decimal(str(value)) if kinds[field] == "number" else value for field, value in line.constants.items()
        }
        coded = {field: found[field] for field in ("procedure", "indicator") if field in found}
        said = {field: word for field, word in line.words.items() if field not in line.columns}
        return found | {field: self._said(field, word) for field, word in (coded | said).items()}

    def given(self, own: Iterable[tuple[str, Columns]]) -> np.ndarray:
        """Rows that count and have something in any of these fields; all that count where there are none."""
        filled = [self.values(field, columns).filled for field, columns in own]
        return self.live & reduce(np.logical_or, filled) if filled else self.live

    def title(self, columns: Sequence[int]) -> str:
        """Headings of columns, for a message."""
        return JOIN.join(self.header.headings[column] for column in columns)

    def place(self, row: int | None, columns: Sequence[int]) -> Place:
        """Where a cell is; `row` counts from 0 under the header, None is the header itself."""
        number = self.header.row if row is None else int(self.table.rows[row])
        return Place(self.book.name, self.header.sheet, number, self.title(columns))

    def note(self, faults: Iterable[Fault]) -> None:
        """Note faults; a cell that two fields are read from is told once."""
        for fault in faults:
            cell = (fault.place.row, fault.place.column)
            if cell not in self._told:
                self._told.add(cell)
                self.faults.append(fault)

    def _said(self, field: str, word: str) -> Any:
        """What a word of a heading or of a name is as a value."""
        try:
            return reader(field, self.source, "", self.params)(word)
        except Unreadable as error:
            place = Place(self.book.name, self.header.sheet, self.header.row, word)
            self.note([Fault(place, error.message, error.allowed, error.remedy, word)])
            return None

    @cached_property
    def _decimal(self) -> str:
        kinds = FIELDS[self.source.table]
        numbers = {
            columns
            for line in self.lines
            for field, columns in line.columns.items()
            if kinds[field] in ("number", "whole") and field not in self.source.values
        }
        return self.source.file.decimal or sign([self._cells(columns) for columns in sorted(numbers)])

    def _cells(self, columns: Columns) -> Coded:
        """Cells of a column, or the texts of several joined."""
        if columns not in self._opened:
            parts = [self.table.column(column) for column in columns]
            self._opened[columns] = parts[0] if len(parts) == 1 else _joined(parts)
        return self._opened[columns]


def _joined(parts: Sequence[Coded]) -> Coded:
    texts = [np.array([text(cell) or "" for cell in part.cells], dtype=object)[part.codes] for part in parts]
    return coded(JOIN.join(filter(None, row)) for row in zip(*texts, strict=True))


def _mask(column: Coded, test: Callable[[Cell], bool]) -> np.ndarray:
    """Rows whose cell passes a test, each distinct cell tested once."""
    passed = np.fromiter(map(test, column.cells), dtype=bool, count=len(column.cells))
    return passed[column.codes]
