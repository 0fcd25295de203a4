"""Tables of the store out of the sheets of a declared export: Arrow for large tables, dicts for small ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from svod.intake.declared.export import Export
from svod.intake.declared.lines import Line
from svod.intake.declared.values import EMPTY
from svod.intake.taken import Cover, Rows
from svod.params.sources import CHILDREN, FIELDS, Source
from svod.store import LARGE, SCHEMAS
from svod.store.tables import UNITS, WORK

__all__ = ["POINTS", "covered", "tables", "taken_schema"]

POINTS = pa.schema([("result", pa.int32()), ("item", SCHEMAS["points"].field("item").type), ("points", pa.float64())])
"""Points as read: `result` is the row number in `results` of the same file."""

_OF_FORM = {"indicators": ("value",)}
"""Columns of a form, and so of its contract, that the store does not keep."""

_NOBODY = ("country", "region")
"""Scopes of statistics that need no code."""

_NAMES = ("municipality", "school", "school_name", "date", "code", "group", "key")


def taken_schema(table: str) -> pa.Schema:
    """Columns of a large table as read: names and codes as written, and the name of the school beside its code."""
    fields = [pa.field("pupil", pa.string()) if one.name == "pupil" else one for one in SCHEMAS[table]]
    return pa.schema([*fields, pa.field("school_name", SCHEMAS["points"].field("school").type)])


def tables(source: Source, sheets: Sequence[Export]) -> dict[str, Rows]:
    """Rows of all sheets of a file by the table they are for."""
    return _large(source, sheets) if source.table in LARGE else _small(source, sheets)


def covered(source: Source, made: dict[str, Rows]) -> frozenset[Cover]:
    """What a file speaks for: the units it has rows of, or whole works when its source says that it is complete.

    Who is told apart by a name alone, without a code, is covered by no unit of its own.
    """
    rows, unit = made[source.table], tuple(name for name in UNITS[source.table] if name != "date")
    if not unit:
        return frozenset((name,) for name in made)
    if source.complete:
        unit = WORK if isinstance(rows, pa.Table) else unit[:-1]
    if isinstance(rows, pa.Table):
        rows = rows.select(list(unit)).group_by(list(unit)).aggregate([]).to_pylist()
    units = {tuple(row[name] for name in unit) for row in rows}
    if not source.complete:
        nobodys = {own for own in units if source.table == "statistics" and own[-2] in _NOBODY}
        units = {own for own in units if own[-1]} | {own[:-1] for own in nobodys}
    return frozenset((source.table, *own) for own in units if None not in own)


def _families(source: Source, lines: Sequence[Line]) -> list[tuple[Line, list[Line]]]:
    """Lines of one row of the table each, beside those of its children: a pupil and the pupil's tasks."""
    _, own = CHILDREN.get(source.table, ("", ()))
    found: dict[tuple[Any, ...], tuple[Line, list[Line]]] = {}
    for line in lines:
        parts = [
            {name: value for name, value in given.items() if name not in own}
            for given in (line.words, line.constants, line.columns)
        ]
        parent = Line(*parts, tuple(name for name in line.own if name not in own))
        key = tuple(frozenset(part.items()) for part in parts)
        found.setdefault(key, (parent, []))[1].append(line)
    return list(found.values())


def _rows(sheet: Export, parent: Line, children: Sequence[Line], alone: bool) -> np.ndarray:
    """Numbers of the rows that give this row of the table: where something that is its own is filled."""
    own = {(name, parent.columns[name]) for name in parent.own}
    if not alone:
        own |= {(name, line.columns[name]) for line in children for name in line.own}
    return np.flatnonzero(sheet.given(sorted(own)))


def _large(source: Source, sheets: Sequence[Export]) -> dict[str, Rows]:
    child, own = CHILDREN.get(source.table, ("", ("", "")))
    schema = taken_schema(source.table)
    made, points = [schema.empty_table()], [POINTS.empty_table()]
    start = 0
    for sheet in sheets:
        families = _families(source, sheet.lines)
        for parent, children in families:
            rows = _rows(sheet, parent, children, bool(child) and len(families) == 1)
            table = _arrow(sheet, parent, rows, schema)
            numbers = np.arange(len(rows))
            if own[0] in children[0].columns:
                table, numbers = _folded(table)
            made.append(table)
            points += [_points(sheet, line, rows, numbers + start) for line in children if own[-1] in line.columns]
            start += table.num_rows
    found = {source.table: pa.concat_tables(made).unify_dictionaries().combine_chunks()}
    if len(points) > 1:
        found[child] = pa.concat_tables(points).unify_dictionaries().combine_chunks()
    return found


def _arrow(sheet: Export, line: Line, rows: np.ndarray, schema: pa.Schema) -> pa.Table:
    fixed = sheet.fixed(line) | {"file": sheet.book.name, "sheet": sheet.header.sheet}
    columns = []
    for one in schema:
        default = "" if one.name in _NAMES else None
        if one.name == "row":
            columns.append(pa.array(sheet.table.rows[rows], pa.int32()))
        elif one.name in line.columns:
            columns.append(sheet.values(one.name, line.columns[one.name]).arrow(rows, one.type, default))
        else:
            columns.append(_repeated(fixed.get(one.name, default), one.type, len(rows)))
    return pa.Table.from_arrays(columns, schema=schema)


def _repeated(value: Any, type: pa.DataType, times: int) -> pa.Array:
    if not pa.types.is_dictionary(type):
        number = float(value) if value is not None and pa.types.is_floating(type) else value
        return pa.repeat(pa.scalar(number, type), times)
    index = pa.array(np.zeros(times, np.int32), mask=np.full(times, value is None))
    return pa.DictionaryArray.from_arrays(index, pa.array([value or ""], pa.string()))


def _points(sheet: Export, line: Line, rows: np.ndarray, numbers: np.ndarray) -> pa.Table:
    """Tasks that were given; null where they were not done."""
    points = sheet.values("points", line.columns["points"])
    given = points.codes[rows] != EMPTY
    table = _arrow(sheet, line, rows[given], POINTS.remove(0))
    return table.add_column(0, POINTS.field(0), pa.array(numbers[given], pa.int32()))


def _folded(table: pa.Table) -> tuple[pa.Table, np.ndarray]:
    """One row for each pupil of a long table, and the number of that row for every row of the long one."""
    own = table.drop_columns(["row"]).to_pandas()
    numbers = own.groupby(list(own.columns), sort=False, dropna=False, observed=True).ngroup()
    return table.take(pa.array(np.flatnonzero(~numbers.duplicated()))), numbers.to_numpy()


def _small(source: Source, sheets: Sequence[Export]) -> dict[str, Rows]:
    child, own = CHILDREN.get(source.table, ("", ()))
    made: dict[str, list[dict[str, Any]]] = {source.table: []}
    names = [name for name in (*FIELDS[source.table], *_OF_FORM.get(source.table, ())) if name not in own]
    for sheet in sheets:
        families = _families(source, sheet.lines)
        for parent, children in families:
            rows = _rows(sheet, parent, children, bool(child))
            made[source.table] += _dicts(sheet, parent, rows, names)
            for line in children if own and own[-1] in children[0].columns else ():
                filled = rows[sheet.values(own[-1], line.columns[own[-1]]).filled[rows]]
                made.setdefault(child, []).extend(_dicts(sheet, line, filled, ["school", *own]))
    return {**made}


def _dicts(sheet: Export, line: Line, rows: np.ndarray, names: Sequence[str]) -> list[dict[str, Any]]:
    fixed = sheet.fixed(line)
    read = {name: sheet.values(name, line.columns[name]) for name in names if name in line.columns}
    return [
        {
            **{name: read[name].at(row) if name in read else fixed.get(name) for name in names},
            "file": sheet.book.name,
            "sheet": sheet.header.sheet,
            "row": int(sheet.table.rows[row]),
            "unread": frozenset(name for name, values in read.items() if values.unread[row]),
        }
        for row in rows
    ]
