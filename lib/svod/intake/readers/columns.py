"""Columns of cells to arrays: every distinct cell is read once, so that a million cells cost a fifth of a second."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

from svod.intake.cells import Cell, Unreadable, number, plain, quoted, text
from svod.intake.readers.layout import Table
from svod.intake.readers.persons import UNSAID, may_name

__all__ = ["BLANK", "NOT_DONE", "Once", "floats", "integers", "mark", "points", "said", "score", "words"]

NOT_DONE = math.nan
"""Points of an item that the pupil did not do."""

BLANK = math.inf
"""Points in an empty cell: which of the two it means is seen when all files are together."""

_NOT_DONE = {"х", "x", "-", "–", "—", "−", "нет отметки", "не выполнял", "не выполняла"}
_PERCENT = re.compile(r"\s*%$")


class Once(dict[Cell, Any]):
    """What cells say, each distinct one read once; `broken` says why some could not be.

    A broken cell is `otherwise`. What a `secret` column holds no message repeats, nor a word that may be a name.
    """

    def __init__(self, read: Callable[[Cell], Any], otherwise: object = None, *, secret: bool = False) -> None:
        super().__init__()
        self.read, self.otherwise, self.secret = read, otherwise, secret
        self.broken: dict[Cell, Unreadable] = {}

    def __missing__(self, cell: Cell) -> object:
        try:
            found = self.read(cell)
        except Unreadable as error:
            self.broken[cell] = error
            found = self.otherwise
        self[cell] = found
        return found


def points(cell: Cell) -> float:
    """Points of one item: a number, `NOT_DONE` for Х, a dash and «нет отметки», `BLANK` for an empty cell.

    Raises
    ------
    Unreadable
        When the cell holds something else.
    """
    word = plain(cell) if isinstance(cell, str) else cell
    if word == "" or word is None:
        return BLANK
    if isinstance(word, str) and word.lower() in _NOT_DONE:
        return NOT_DONE
    try:
        found = number(cell)
    except Unreadable:
        raise Unreadable(
            f"{quoted(cell)} – не балл",
            "Допустимы число; Х, «-», «нет отметки» – задание не выполнено; пустая ячейка",
            "Исправьте балл",
        ) from None
    return NOT_DONE if found is None else float(found)


def score(cell: Cell) -> float:
    """A number, with or without «%»; NaN for an empty cell, Х, a dash, «нет отметки», «н/д».

    Raises
    ------
    Unreadable
        When the cell holds something else.
    """
    word = _PERCENT.sub("", plain(cell)) if isinstance(cell, str) else cell
    if isinstance(word, str) and word.lower() in _NOT_DONE:
        return math.nan
    found = number(word)
    return math.nan if found is None else float(found)


def mark(cell: Cell) -> float:
    """A mark from 2 to 5; NaN where there is none.

    Raises
    ------
    Unreadable
        When the cell holds something else.
    """
    try:
        found = score(cell)
    except Unreadable:
        found = 0.0
    if math.isnan(found) or found in (2, 3, 4, 5):
        return found
    raise Unreadable(
        f"{quoted(cell)} – не отметка", "Допустимы 2, 3, 4, 5, «нет отметки» и пустая ячейка", "Исправьте отметку"
    )


def floats(table: Table, position: int | None, read: Once) -> np.ndarray:
    """Numbers of a column, shape (n_rows,); NaN everywhere where the form has no such column.

    What cannot be read becomes a fault of the table and NaN.
    """
    if position is None:
        return np.full(len(table.rows), math.nan)
    cells = table.columns[position]
    found = np.fromiter(map(read.__getitem__, cells), np.float64, len(cells))
    _tell(table, position, read)
    return found


def words(table: Table, position: int | None, read: Once | None = None) -> list[Any]:
    """Texts of a column; where the form has no such column, what an empty cell says."""
    read = Once(text) if read is None else read
    if position is None:
        return [read[""]] * len(table.rows)
    found = list(map(read.__getitem__, table.columns[position]))
    _tell(table, position, read)
    return found


def said(cell: Cell) -> str:
    """Text of a cell, empty for an empty one."""
    return text(cell) or ""


def integers(values: np.ndarray) -> pa.Array:
    """Whole numbers that may be missing, from floats where NaN is missing."""
    missing = np.isnan(values)
    return pa.array(np.where(missing, 0, values).astype(np.int64), mask=missing)


def _tell(table: Table, position: int, read: Once) -> None:
    for place, cell in enumerate(table.columns[position]) if read.broken else ():
        if error := read.broken.get(cell):
            word = text(cell) or ""
            message, value = (UNSAID, "") if may_name(word) else (error.message, "" if read.secret else word)
            table.tell(place, position, message, error.allowed, error.remedy, value)
