"""A table as Excel wants it: one row of unlike headings, no rows that span, one number a cell, columns wide enough."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from svod.publish.paper import Content
from svod.publish.xlsx.cells import inert, is_number, shown
from svod.wording.numbers import NBSP, typography

__all__ = ["Grid", "Line", "grid"]

_WIDEST, _NARROWEST, _HEADING = 42, 7, 10  # characters: a column of words, any column, a heading kept on one line
_SECTION = {"key": "", "heading": "Раздел", "numeric": False}
_NOTHING = {"text": "–", "value": None}
_ENDS = {"low": "от", "high": "до"}


@dataclass(frozen=True)
class Line:
    """A row: its cells, and whether it is of the municipality that the report is about."""

    cells: tuple[Content, ...]
    focus: bool


@dataclass(frozen=True)
class Grid:
    """A table; its groups of rows are told in a column of their own, so that it can be sorted and filtered.

    `numeric` says which columns are set to the right, `head` how many columns name a row and stay in sight.
    """

    headings: tuple[str, ...]
    numeric: tuple[bool, ...]
    lines: tuple[Line, ...]
    head: int

    @cached_property
    def widths(self) -> list[float]:
        """Widths of the columns in characters: cells whole up to a limit, of a long heading its longest word."""
        return [self._width(column, heading) for column, heading in enumerate(self.headings)]

    def _width(self, column: int, heading: str) -> float:
        longest = max((len(shown(line.cells[column])) for line in self.lines), default=0)
        word = max(map(len, re.split(r"[ -]", heading)))
        return round(min(max(longest, word * 1.15, min(len(heading), _HEADING), _NARROWEST), _WIDEST) + 3, 1)


def grid(table: Content) -> Grid:
    """Read the content of a table; a range of places becomes two columns of numbers."""
    spread = _spread(table)
    columns, lines = [column for column, _ in spread], list(_lines(table, spread))
    if any("group" in row for row in table["rows"]):
        columns = [_SECTION, *columns]
    else:
        lines = [Line(line.cells[1:], line.focus) for line in lines]
    numeric = tuple(
        column["numeric"] or any(is_number(line.cells[i]) for line in lines) for i, column in enumerate(columns)
    )
    # The name of a row is its first cell of words, after its section if there is one.
    sections = columns[0] is _SECTION
    first = next((i for i, right in enumerate(numeric) if not right and i >= sections), 0)
    return Grid(tuple(_unlike(column["heading"] for column in columns)), numeric, tuple(lines), min(first, 2) + 1)


def _spread(table: Content) -> list[tuple[Content, str]]:
    """Columns of the sheet, each with the end of the range that it takes of its cells, if it takes one."""
    found: list[tuple[Content, str]] = []
    for column in table["columns"]:
        own = (row["cells"].get(column["key"], _NOTHING) for row in table["rows"] if "cells" in row)
        if any("last" in cell for cell in own):
            found += [({**column, "heading": f"{column['heading']}, {words}"}, end) for end, words in _ENDS.items()]
        else:
            found.append((column, ""))
    return found


def _lines(table: Content, spread: Sequence[tuple[Content, str]]) -> Iterator[Line]:
    """Rows, the section of each as its first cell."""
    section = ""
    for row in table["rows"]:
        if "group" in row:
            section = row["group"]
        else:
            cells = (_cell(row["cells"].get(column["key"], _NOTHING), end) for column, end in spread)
            yield Line(({"text": section, "value": None}, *cells), row["focus"])


def _cell(content: Content, end: str) -> Content:
    return {"text": str(content[end]), "value": content[end]} if end in content else content


def _unlike(headings: Iterable[str]) -> Iterator[str]:
    """Headings of which none is empty or said twice."""
    seen: dict[str, int] = {}
    for place, heading in enumerate(headings, start=1):
        words = inert(typography(heading)).strip().replace(", %", f",{NBSP}%") or f"Столбец {place}"
        seen[words.lower()] = times = seen.get(words.lower(), 0) + 1
        yield words if times == 1 else f"{words} ({times})"
