"""A table laid out: how wide its columns are, how large its type, and its cells as the template draws them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from svod.figures.labels import width
from svod.publish.paper import Content
from svod.wording.numbers import NBSP, typography

__all__ = ["PORTRAIT", "SHORT", "laid_out"]

PORTRAIT, LANDSCAPE = 510.0, 728.0  # pt, what a page leaves between its margins
SIZES = (9.5, 8.5, 7.5)  # pt, the largest that fits is taken
GAP = 8.0  # pt between columns
SHORT = 200.0  # pt: a lower table is not broken
LINE, ROW = 1.2, 0.3  # height of a line in sizes of type; what a row takes besides its lines, in lines
HEAD = 55.0  # pt: the caption and the heading
DRAWN = {"bar": (70.0, 120.0), "last": (84.0, 120.0), "strip": (90.0, 150.0), "level": (92.0, 96.0)}
"""What only a drawn cell's content has, and how wide the drawing is, at least and at most."""
HELD, TALL = 2, 4  # how many last rows stay with the note, and how many lines each may take
NOTHING: Content = {"text": "–", "value": None}


@dataclass(frozen=True)
class _Room:
    """What a column needs: the least without breaking a word, and the most it can use, in points."""

    least: float
    most: float
    grows: bool


def laid_out(table: Content) -> dict[str, Any]:
    """The table as the template takes it.

    Returns
    -------
    dict
        `size` of type and `widths` in points, `landscape` when no size fits a page upright, `short` when it must not
        be broken, `heads` and `rows`; a row is a group's name or its cells, each with its `kind`;
        it knows how many `lines` it takes. The last `held` rows are not parted from the note.
    """
    columns = [{**column, "heading": _heading(column["heading"])} for column in table["columns"]]
    table = {**table, "columns": columns}
    kinds = [_kind(table, column) for column in columns]
    landscape, size, widths = _fitted(table, kinds)
    rows = [_row(row, columns) for row in table["rows"]]
    for row in rows:
        row["lines"] = _lines(row, widths, size)
    height = sum(row["lines"] + ROW for row in rows) * size * LINE + HEAD
    return {
        "size": size,
        "widths": widths,
        "landscape": landscape,
        "squeezed": sum(widths) > LANDSCAPE - 1,
        "height": height,
        "short": height <= SHORT,
        "heads": [{"text": column["heading"], "right": column["numeric"]} for column in columns],
        "rows": rows,
        "held": len(list(takewhile(_holds, reversed(rows[-HELD:])))),
    }


def _holds(row: Mapping[str, Any]) -> bool:
    return "cells" in row and row["lines"] <= TALL


def _heading(words: str) -> str:
    """A heading, its percent sign not parted from its last word."""
    return typography(words).replace(", %", f",{NBSP}%")


def _kind(table: Content, column: Mapping[str, Any]) -> str:
    """What a column is made of: a drawing named in DRAWN, or text."""
    return next((kind for cell in _cells(table, column["key"]) for kind in DRAWN if kind in cell), "text")


def _cells(table: Content, key: str) -> list[Content]:
    return [row["cells"].get(key, NOTHING) for row in table["rows"] if "cells" in row]


def _fitted(table: Content, kinds: Sequence[str]) -> tuple[bool, float, list[float]]:
    """Whether the table lies on its side, its size of type and the widths of its columns."""
    for landscape, room in ((False, PORTRAIT), (True, LANDSCAPE)):
        for size in SIZES:
            rooms = [_room(table, column, kind, size) for column, kind in zip(table["columns"], kinds, strict=True)]
            if sum(one.least for one in rooms) <= room:
                return landscape, size, _shared(rooms, room)
    squeeze = LANDSCAPE / sum(one.least for one in rooms)
    return True, size, [round(one.least * squeeze, 2) for one in rooms]


def _room(table: Content, column: Mapping[str, Any], kind: str, size: float) -> _Room:
    head = column["heading"]
    word = _widest(head.split(" "), size, bold=True) + GAP
    if kind in DRAWN:
        least, most = DRAWN[kind]
        return _Room(max(least, word), max(most, word), kind != "level")
    texts = [cell["text"] for cell in _cells(table, column["key"])]
    bold = any(row.get("focus") for row in table["rows"])
    least = _widest([part for text in texts for part in text.split(" ")], size, bold) + GAP
    most = max(_widest(texts, size, bold), width(head, size, True) / 2) + GAP
    return _Room(max(least, word), max(most, least, word), not column["numeric"])


def _widest(texts: Iterable[str], size: float, bold: bool) -> float:
    """Width of the widest, looked for among the longest."""
    longest = sorted(set(texts), key=lambda text: (-len(text), text))[:4]
    return max((width(text, size, bold) for text in longest if text), default=0.0)


def _shared(rooms: Sequence[_Room], room: float) -> list[float]:
    """Widths that fill the room: what is over goes to words and drawings, what is short is taken from the widest."""
    least, most = sum(one.least for one in rooms), sum(one.most for one in rooms)
    if most <= room:
        # Columns of numbers alone keep together at the left instead of drifting apart.
        growing = sum(one.most for one in rooms if one.grows)
        stretch = (room - most) / growing if growing else 0.0
        return [round(one.most * (1 + stretch * one.grows), 2) for one in rooms]
    share = (room - least) / (most - least)
    return [round(one.least + (one.most - one.least) * share, 2) for one in rooms]


def _row(row: Content, columns: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    if "cells" not in row:
        return {"group": row["group"]}
    cells = [_cell(row["cells"].get(column["key"], NOTHING), column["numeric"]) for column in columns]
    return {"focus": row["focus"], "cells": cells}


def _cell(cell: Content, numeric: bool) -> dict[str, Any]:
    """A cell as it is drawn; what has nothing to draw is text."""
    text = cell["text"]
    if "level" in cell:
        return {"kind": "level", "text": text, "level": cell["level"]}
    if "bar" in cell and cell["value"] is not None:
        share = min(max(cell["value"] / 100, 0), 1)
        return {"kind": "bar", "text": text, "share": share, "level": cell["bar"]["level"]}
    if "last" in cell:
        at = {name: (cell[name] - 1) / max(cell["last"] - 1, 1) for name in ("place", "low", "high")}
        return {"kind": "places", "text": text, **at}
    if "strip" in cell:
        return {"kind": "strip", "text": text, **_strip(cell["strip"])}
    return {"kind": "text", "text": text, "right": numeric}


def _strip(strip: Content) -> dict[str, Any]:
    """Where everything of a strip stands, as a share of its scale."""
    across = (strip["high"] - strip["low"]) or 1

    def at(value: float | None) -> float | None:
        return None if value is None else (value - strip["low"]) / across

    marks = {name: at(strip[name]) for name in ("q1", "median", "q3", "best", "own")}
    return {**marks, "values": [at(value) for value in sorted({*strip["values"]} - {None})]}


def _lines(row: Mapping[str, Any], widths: Sequence[float], size: float) -> int:
    """How many lines a row takes: exact when it is one, roughly when it is more."""
    if "group" in row:
        return 1 + int(width(row["group"], size, True) // sum(widths))
    texts = [(cell["text"], room - GAP) for cell, room in zip(row["cells"], widths, strict=True) if _is_text(cell)]
    return 1 + max((int(width(text, size, row["focus"]) // room) for text, room in texts), default=0)


def _is_text(cell: Mapping[str, Any]) -> bool:
    return cell["kind"] == "text"
