"""Statistics that arrive made: what a column holds by its heading, whose a row is, rows of the table `statistics`."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from svod.errors import Fault
from svod.intake.book import Book
from svod.intake.cells import Cell, text
from svod.intake.names import normal
from svod.intake.readers.layout import heading, training
from svod.intake.taken import Cover, Taken
from svod.store import LARGE
from svod.store.tables import WORK

__all__ = ["STATISTICS", "Measure", "Whose", "covered", "in_percent", "kinds", "statistics", "taken"]

STATISTICS = LARGE["statistics"].append(pa.field("school_name", pa.dictionary(pa.int32(), pa.string())))
"""Statistics as a reader gives them: `municipality` as written, `code` a school's login as written, or else empty."""

_MARKS = ("2", "3", "4", "5")
_JOURNAL = {"понизили": "lowered", "подтвердили": "confirmed", "повысили": "raised"}


@dataclass(frozen=True)
class Measure:
    """What a column holds: a statistic of the store, which of its keys, in which unit."""

    statistic: str
    key: str
    unit: str


@dataclass(frozen=True)
class Whose:
    """Whom a row is about: scope, municipality as written, code as written, name of the school as written."""

    scope: str
    municipality: str
    code: str
    name: str = ""


def kinds(header: Sequence[Cell], above: Sequence[Cell] = ()) -> dict[int, Measure]:
    """What the columns of a form hold, by position; empty where the headings do not tell.

    2, 3, 4, 5 alone are marks; 0 and on without a gap are primary scores; «Понизили», «Подтвердили», «Повысили» are the
    comparison with the journal, in percent or in participants. `above` is the row over the header, where a merged
    heading of two columns stands when the header has two rows.
    """
    words = [heading(cell) for cell in header]
    numbers = {place: word for place, word in enumerate(words) if word.isdecimal()}
    found = tuple(numbers.values())
    if found == _MARKS:
        return {place: Measure("mark", word, "%") for place, word in numbers.items()}
    if len(found) > 2 and found == tuple(map(str, range(len(found)))):
        return {place: Measure("primary", word, "%") for place, word in numbers.items()}
    return _journal(header, above)


def _journal(header: Sequence[Cell], above: Sequence[Cell]) -> dict[int, Measure]:
    """Columns of the comparison with the journal; a heading without its verb belongs to the verb before it."""
    measures: dict[int, Measure] = {}
    verb = ""
    for place, cell in enumerate(header):
        over = text(above[place]) if place < len(above) else None
        word = normal(f"{over or ''} {text(cell) or ''}")
        own = next((key for begins, key in _JOURNAL.items() if begins in word), "")
        verb = own or verb
        percent = "%" in (text(cell) or "") or "%" in (over or "")
        if verb and (own or percent or re.search(r"кол во|количество", word)):
            counts = not percent and re.search(r"кол во|количество", word)
            measures[place] = Measure("journal_count", verb, "pupils") if counts else Measure("journal", verb, "%")
    return measures if {item.key for item in measures.values()} == set(_JOURNAL.values()) else {}


def in_percent(values: Sequence[float]) -> list[float]:
    """Percents of one row; multiplied by 100 when nothing in the row is above 1, for then they are fractions of one."""
    filled = [value for value in values if not math.isnan(value)]
    times = 100 if len(filled) > 1 and max(filled) <= 1 else 1
    return [round(float(value) * times, 6) for value in values]


def statistics(rows: Sequence[dict[str, Any]]) -> pa.Table:
    """Rows of a reader as the table.

    Parameters
    ----------
    rows : sequence of dict
        `work`, `whose`, `participants` (NaN: not said), `measure`, `value`, `file`, `sheet`, `row`.
    """
    made = [
        {
            **dict(zip(WORK, row["work"], strict=True)),
            "scope": row["whose"].scope,
            "municipality": row["whose"].municipality,
            "code": row["whose"].code,
            "school_name": row["whose"].name,
            "group": "",
            "participants": None if math.isnan(row["participants"]) else round(row["participants"]),
            "statistic": row["measure"].statistic,
            "key": row["measure"].key,
            "unit": row["measure"].unit,
            **{name: row[name] for name in ("value", "file", "sheet", "row")},
        }
        for row in rows
    ]
    columns = {name: [row[name] for row in made] for name in STATISTICS.names}
    return pa.table([pa.array(columns[column.name], column.type) for column in STATISTICS], schema=STATISTICS)


def taken(
    book: Book, title: str, rows: Sequence[dict[str, Any]], faults: Sequence[Fault], warnings: Sequence[Fault]
) -> Taken:
    """What a reader of statistics gives for a file."""
    if not rows and not faults:
        faults = [Fault(book.name, "в файле нет ни одной строки", "", "Получите заполненную форму")]
    made = {"statistics": statistics(rows)}
    return Taken(book.name, title, made, tuple(faults), tuple(warnings), covered(rows), training(book))


def covered(rows: Sequence[dict[str, Any]]) -> frozenset[Cover]:
    """What the rows speak for: statistics of works, of whoever they are about; names and logins as written."""
    return frozenset(
        ("statistics", *row["work"], row["measure"].statistic, whose.scope, *filter(None, [whose.code or own]))
        for row in rows
        for whose in [row["whose"]]
        for own in [whose.municipality if whose.scope == "municipality" else ""]
    )
