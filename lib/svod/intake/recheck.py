"""What the files of a load say of works held against the results that it leaves in the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from svod.contracts.assessments import Settled, named
from svod.contracts.results import check_results
from svod.errors import Fault, Place
from svod.intake.changes import RENAMED, covered
from svod.intake.merge import Tables
from svod.intake.taken import Cover
from svod.store import WORK, Part, uncovered

__all__ = ["head", "recheck", "replaced_heads"]

_TOLD = {"assessments": ("maximum", "mark3", "mark4", "mark5"), "items": ("item", "maximum")}
"""Columns of what is said of a work by which results are checked."""
_PUPILS = ("results", "points")


def replaced_heads(parts: Iterable[Part], covers: Collection[Cover]) -> set[tuple[Any, ...]]:
    """Files and works of which a load replaces every row that the store has: what their heads said goes with them."""
    brought, stays = set(), set()
    for part in parts:
        for unit, _, file in part.counts:
            head = (file, *unit[1 : 1 + len(WORK)])
            brought.add(head)
            if not covered(unit, covers):
                stays.add(head)
    return brought - stays


def head(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """File and work of a row of `assessments` or `items`."""
    return (RENAMED.sub("", row["file"]), *(row.get(name) for name in WORK))


def recheck(
    settled: Settled, old: Tables, parts: Sequence[Part], covers: Collection[Cover], files: Collection[str]
) -> list[Fault]:
    """Hold works of which something else is said now against the results of them that a load leaves in the store.

    Parameters
    ----------
    settled : Settled
        Works and items as they are to be.
    old : dict of DataFrame
        Small tables of the store.
    parts : sequence of Part
        Large tables of the store.
    covers : collection of Cover
        What the load speaks for: results under it are not held against anything, for they go.
    files : collection of str
        Names of the files of the load.

    Returns
    -------
    list of Fault
        One for each work, at its row in a file of the load.
    """
    rows = {"assessments": settled.works, "items": settled.items}
    after, before = _said(rows), _said({name: old[name].to_dict("records") for name in rows})
    known = {part.key: part for part in parts}
    faults = []
    for work in sorted(key for key in after if after[key] != before.get(key) and key[:2] in known):
        where = dict(zip(WORK, work, strict=True))
        results, points = (uncovered(name, known[work[:2]].table(name, **where), covers) for name in _PUPILS)
        found, _ = check_results(results, _numbered(points, results), settled)
        if found:
            own = (row for name in rows for row in rows[name] if row["file"] in files and head(row)[1:] == work)
            place = next((Place(row["file"], row["sheet"], row["row"]) for row in own), named(where))
            told = f"{named(where)}: загруженные раньше результаты с этим расходятся (замечаний к ним {len(found)})"
            allowed = f"Первое: {found[0].place}: {found[0].message}. {found[0].allowed}"
            remedy = "Исправьте этот файл или загрузите его одной папкой с исправленными результатами"
            faults.append(Fault(place, told, allowed, remedy))
    return faults


def _said(rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> dict[tuple[Any, ...], set[tuple[Any, ...]]]:
    """By work, all by which results are checked."""
    said: dict[tuple[Any, ...], set[tuple[Any, ...]]] = defaultdict(set)
    for name, columns in _TOLD.items():
        for row in rows[name]:
            said[head(row)[1:]].add((name, *(row.get(column) for column in columns)))
    return said


def _numbered(points: pa.Table, results: pa.Table) -> pa.Table:
    """Stored points with the row of `results` each belongs to."""
    key = ["municipality", "school", "date", "pupil"]
    rows, own = (table.select(key).to_pandas().astype({"pupil": "Int64"}) for table in (results, points))
    rows = rows.assign(result=range(len(rows))).dropna(subset="pupil")
    at = own.merge(rows, on=key, how="left")["result"]
    return points.append_column("result", pa.array(at, pa.int64(), from_pandas=True)).filter(pa.array(at.notna()))
