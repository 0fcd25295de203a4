"""Cells of an export turned into values of a field, each distinct cell once; what cannot be read is told by row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from svod.contracts.assessments import KINDS
from svod.contracts.indicators import LARGEST
from svod.errors import Fault, NotFound, Place
from svod.intake.cells import Cell, Unreadable, code, day, nothing, number, plain, quoted, text
from svod.intake.declared.columns import MANY, Coded, coded
from svod.intake.readers.heads import subject_of
from svod.intake.readers.persons import UNSAID, group, may_name, variant
from svod.params import Params
from svod.params.model import nearest
from svod.params.sources import CHILDREN, FIELDS, REQUIRED, Source
from svod.store import LARGE, SCHEMAS

__all__ = ["EMPTY", "NOT_DONE", "Values", "faults_of", "read_values", "reader", "sign"]

EMPTY, NOT_DONE = -1, -2
"""Codes of what has no value: nothing is said, and a task that was given and not done."""

_MAY_BE_EMPTY = {"value", "numerator", "denominator", "measure", "start", "status"}

_OF_PUPILS = {"class": group, "variant": variant}

Read = Callable[[Cell], Any]


@dataclass(frozen=True)
class Values:
    """Values of a field: the distinct ones, and for each row the number of its value, `EMPTY` or `NOT_DONE`.

    `wrong` holds the errors of cells that could not be read, by the number of the cell in `cells`.
    """

    values: Sequence[Any]
    codes: np.ndarray
    cells: Coded
    wrong: dict[int, Unreadable]

    @cached_property
    def unread(self) -> np.ndarray:
        """Rows whose cell could not be read."""
        return np.isin(self.cells.codes, list(self.wrong))

    @property
    def filled(self) -> np.ndarray:
        """Rows whose cell says something."""
        return (self.codes != EMPTY) | self.unread

    def arrow(self, rows: np.ndarray, type: pa.DataType, default: str | None = None) -> pa.Array:
        """Values of some rows as a column; `default` stands for none."""
        values, codes = list(self.values), self.codes[rows]
        if default is not None:
            codes = np.where(codes < 0, len(values), codes)
            values.append(default)
        index = pa.array(codes, pa.int32(), mask=codes < 0)
        if pa.types.is_dictionary(type):
            return pa.DictionaryArray.from_arrays(index, pa.array(values, type.value_type)).cast(type)
        return pa.array(values, type).take(index)

    def at(self, row: int) -> Any:
        """Value of one row, None for none."""
        return self.values[self.codes[row]] if self.codes[row] >= 0 else None


def read_values(cells: Coded, read: Read) -> Values:
    """Read every distinct cell once."""
    found: list[Any] = []
    wrong = {}
    for i, cell in enumerate(cells.cells):
        try:
            found.append(read(cell))
        except Unreadable as error:
            wrong[i] = error
            found.append(None)
    distinct = coded(found)
    special = {None: EMPTY, NotDone: NOT_DONE}
    values = [value for value in distinct.cells if value not in special]
    numbers = iter(range(len(values)))
    codes = np.array([special[value] if value in special else next(numbers) for value in distinct.cells], np.int32)
    return Values(values, codes[distinct.codes][cells.codes], cells, wrong)


class NotDone:
    """Stands for the points of a task that was given and not done."""


def faults_of(values: Values, rows: np.ndarray, alive: np.ndarray, place: Place, pupils: bool) -> list[Fault]:
    """What could not be read in the rows that count, each with its row; very many are one fault of the column.

    In a table of `pupils` a word among numbers may be somebody's name, and is not repeated.
    """
    at = np.flatnonzero(values.unread & alive) if values.wrong else ()
    told = []
    for row in at[:1] if len(at) > MANY else at:
        cell = int(values.cells.codes[row])
        error = values.wrong[cell]
        written = values.cells.cells[cell]
        message, value = error.message, plain(text(written) or "")[:100]
        if pupils and may_name(value):
            message, value = UNSAID, ""
        more = f" (и ещё строк: {len(at) - 1})" if len(at) > MANY else ""
        told.append(
            Fault(
                Place(place.file, place.sheet, int(rows[row]), place.column),
                message + more,
                error.allowed,
                error.remedy,
                value,
            )
        )
    return told


def sign(columns: Sequence[Coded]) -> str:
    """The decimal sign of a file: the one that more of its distinct texts have; empty where none has any."""
    counts = {",": 0, ".": 0}
    for column in columns:
        for cell in column.cells:
            for own in counts if isinstance(cell, str) else ():
                counts[own] += own in cell and plain(cell).replace(own, "", 1).isdecimal()
    return max(counts, key=counts.__getitem__) if any(counts.values()) else ""


def reader(field: str, source: Source, decimal: str, params: Params) -> Read:
    """How the cells of a field are read; `decimal` is the sign of texts, empty for any."""
    own = _base(field, source, decimal, params)
    words = {plain(key).lower(): value for key, value in source.values.get(field, {}).items()}
    missing = {plain(word).lower() for word in source.missing}
    needed = field in REQUIRED[source.table] and field not in _MAY_BE_EMPTY

    def read(cell: Cell) -> Any:
        word = (text(cell) or "").lower()
        if word in words:
            return words[word]
        found = None if word in missing else own(cell) if not words or nothing(cell) else _strange(cell, source, field)
        if found is None and needed:
            raise Unreadable("ячейка пуста", "Значение нужно в каждой строке", "Впишите его или уберите строку")
        return found

    return _of_child(source, read) if field == _child_value(source) else read


def _base(field: str, source: Source, decimal: str, params: Params) -> Read:
    kind = FIELDS[source.table].get(field, "number")
    if source.table in ("indicators", "measures") and field in ("procedure", "indicator"):
        return _procedure(params) if field == "procedure" else _indicator(params)
    if source.table == "results" and field in _OF_PUPILS:
        return _OF_PUPILS[field]
    if kind == "number":
        return _number(field, source, decimal)
    if kind == "whole":
        return _whole(field, source, decimal)
    if field == "assessment":
        return _assessment
    if field == "subject":
        return lambda cell: subject_of(text(cell) or "") or None
    if field in ("status", "settlement"):
        return lambda cell: (text(cell) or "").lower() or None
    return day if kind == "day" else text


def _assessment(cell: Cell) -> str | None:
    word = (text(cell) or "").lower()
    kinds = {title.lower(): kind for kind, title in KINDS.items()}
    if not word or word in kinds or word in KINDS:
        return kinds.get(word, word) or None
    known = f"Известны: {', '.join(KINDS.values())}"
    raise Unreadable(f"работы {quoted(cell)} нет", known, "Исправьте ячейку или допишите values в описании источника")


def _strange(cell: Cell, source: Source, field: str) -> None:
    known = ", ".join(f"«{word}»" for word in source.values[field])
    raise Unreadable(
        f"{quoted(cell)} не объявлено",
        f"Объявлены: {known}",
        f"Исправьте ячейку или допишите values в params/sources/{source.id}.yml",
    )


def _number(field: str, source: Source, decimal: str) -> Read:
    """Reader of numbers: «82 %» is 82 whatever the multiplier; Decimal for small tables, float for large ones."""
    times = Decimal(str(source.times.get(field, 1)))
    other = {",": ".", ".": ","}.get(decimal, "\0")
    exact = source.table not in LARGE and field != "value"
    percents = any(one.constants.get("unit") == "%" for one in source.rows)

    def read(cell: Cell) -> Decimal | float | None:
        word = text(cell) or ""
        percent = percents and isinstance(cell, str) and word.endswith("%")
        found = number(word[:-1] if percent else cell)
        if found is None:
            return None
        if isinstance(cell, str) and other in word:
            raise Unreadable(
                f"{quoted(cell)}: десятичный знак «{other}», а в файле «{decimal}»",
                f"В одном файле допустим один десятичный знак, здесь «{decimal}»",
                f"Исправьте ячейку или decimal в params/sources/{source.id}.yml",
            )
        if abs(found) > LARGEST:
            raise Unreadable(f"{quoted(cell)} – слишком много", f"Допустимы числа до {LARGEST}", "Исправьте число")
        found = found if percent else found * times
        return found.normalize() if exact else float(found)

    return read


def _whole(field: str, source: Source, decimal: str) -> Read:
    read_number = _number(field, source, decimal)
    schema = SCHEMAS[source.table]
    most = 2 ** (schema.field(field).type.bit_width - 1) - 1

    def read(cell: Cell) -> int | None:
        found = read_number(cell)
        if found is None:
            return None
        if found != int(found) or abs(found) > most:
            allowed = "Нужно целое число" if found != int(found) else f"Допустимы числа до {most}"
            raise Unreadable(f"{quoted(cell)} не подходит", allowed, "Исправьте число")
        return int(found)

    return read


def _child_value(source: Source) -> str:
    return CHILDREN[source.table][1][-1] if source.table in CHILDREN else ""


def _of_child(source: Source, own: Read) -> Read:
    """Reader of a task or a context variable: what was not given is kept apart from what was not done."""
    done = {plain(word).lower() for word in source.not_done}
    given = {plain(word).lower() for word in (*source.not_given, *source.missing)}

    def read(cell: Cell) -> Any:
        word = (text(cell) or "").lower()
        if word in done:
            return NotDone
        if word in given or (source.table != "results" and nothing(cell)):
            return None
        if nothing(cell):
            raise Unreadable(
                f"{quoted(cell) if word else 'ячейка пуста'}, а что это значит, не объявлено",
                "not_done – не приступил, not_given – задания в варианте не было",
                f"Впишите балл или допишите одно из них в params/sources/{source.id}.yml",
            )
        return own(cell)

    return read


def _procedure(params: Params) -> Read:
    def read(cell: Cell) -> str | None:
        word = text(cell)
        try:
            return params.find_procedure(word).id if word else None
        except NotFound:
            ids = [item.id for item in params.procedures]
            raise Unreadable(
                f"процедуры {quoted(cell)} нет", nearest(word or "", ids), f"Процедуры: {', '.join(ids)}"
            ) from None

    return read


def _indicator(params: Params) -> Read:
    known = [item.code for item in params.methodology.indicators]

    def read(cell: Cell) -> str | None:
        word = None if nothing(cell) else code(cell, known)
        if word is None or word in known:
            return word
        raise Unreadable(f"показателя {quoted(cell)} нет", nearest(word, known), "Исправьте код показателя")

    return read
