"""A table as an immutable value: caption, columns, rows, note; every cell addressable as `table/row/column`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from svod.blocks.cells import Cell
from svod.blocks.mime import Block, dashed, esc
from svod.blocks.text import Quoted, Ref
from svod.wording.numbers import typography

__all__ = ["Column", "Row", "Table"]


@dataclass(frozen=True)
class Column:
    """A column: key, heading with its unit, and whether its cells are numbers (right-aligned)."""

    key: str
    heading: str
    numeric: bool = False
    css: str = ""
    hidden_heading: bool = False


@dataclass(frozen=True)
class Row:
    """A row: key, cells by column; `focus` marks the municipality of the page, `group` names a group and opens it."""

    key: str
    cells: Mapping[str, Cell]
    focus: bool = False
    group: str = ""
    _drawn: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def html(self, columns: tuple[Column, ...], head: str, look: str) -> str:
        """The row under some columns, made once for all tables of one `look`."""
        if look not in self._drawn:
            cells = "".join(_cell(column, self.cells.get(column.key, _NOTHING), head) for column in columns)
            self._drawn[look] = f'<tr data-row="{esc(self.key)}"{" class=me" if self.focus else ""}>{cells}</tr>'
        return self._drawn[look]


@dataclass(frozen=True)
class Table(Block):
    """A numbered table.

    `number` is «8.1»; the anchor `tab-8-1` stays good as long as the number does. `head` is the column that names the
    row (the first by default). `how` is what «как посчитано» shows first: the formula in words. `key` tells what the
    drawings in its cells mean; a format that draws none leaves it out.
    """

    number: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    note_anchor: str = ""
    css: str = ""
    demo: bool = False
    head: str = ""
    how: str = ""
    key: str = ""
    of_figure: bool = False

    @property
    def anchor(self) -> str:
        number = dashed(self.number)
        return f"ris-{number}-data" if self.of_figure else f"tab-{number}"

    @property
    def label(self) -> str:
        return f"Данные рисунка {self.number}" if self.of_figure else f"Таблица {self.number}"

    def ref(self, form: str = "таблица") -> Ref:
        """«таблица 8.1», «таблице 8.1» …"""
        return Ref(self.anchor, f"{form} {self.number}")

    def quote(self, row: str, column: str) -> Quoted:
        """A number of the table for a sentence.

        Raises
        ------
        KeyError
            When there is no such row or column: a sentence may not name a number that no table has.
        """
        cells = next((item.cells for item in self.rows if item.key == row and not item.group), {})
        if column not in cells or column not in {item.key for item in self.columns}:
            raise KeyError(f"{self.anchor}/{row}/{column}")
        return Quoted(cells[column].shown, f"{self.anchor}/{row}/{column}")

    def html(self) -> str:
        tag = ' <span class="demo">учебные данные</span>' if self.demo else ""
        caption = f"<b>{esc(typography(self.label))} –</b> {esc(typography(self.caption))}{tag}"
        head = "".join(self._heading(column) for column in self.columns)
        scroll = (
            f' tabindex="0" role="region" aria-label="{esc(self.label)}: {esc(self.caption)}"'
            if "wide" in self.css
            else ""
        )
        anchor = f' id="{self.note_anchor}"' if self.note_anchor else ""
        said = " ".join(filter(None, (self.key, self.note)))
        note = f'<p class="note"{anchor}>{esc(typography(said))}</p>' if said else ""
        return (
            f'<div class="tw" id="{self.anchor}"{scroll}><table class="{self.css}"><caption>{caption}</caption>'
            f"<thead><tr>{head}</tr></thead>{self._body()}</table>{note}</div>"
        )

    def _heading(self, column: Column) -> str:
        words = (
            f'<span class="vh">{esc(column.heading)}</span>'
            if column.hidden_heading
            else esc(typography(column.heading))
        )
        return f'<th scope="col" data-col="{esc(column.key)}"{_classes(column)}>{words}</th>'

    def _body(self) -> str:
        head = self.head or self.columns[0].key
        look = "|".join([head, *(f"{column.key} {column.numeric:d} {column.css}" for column in self.columns)])
        group = f'<tr class="grp"><th scope="rowgroup" colspan="{len(self.columns)}"><span>'
        out = [
            f"{group}{esc(row.group)}</span></th></tr>" if row.group else row.html(self.columns, head, look)
            for row in self.rows
        ]
        return "<tbody>" + "\n".join(out) + "</tbody>"

    def text(self) -> str:
        body = [[column.heading for column in self.columns]]
        body += [
            [row.cells.get(column.key, _NOTHING).shown for column in self.columns] for row in self.rows if not row.group
        ]
        widths = [max(len(line[i]) for line in body) for i in range(len(self.columns))]
        lines = [
            "  ".join(
                word.rjust(w) if column.numeric else word.ljust(w)
                for word, w, column in zip(line, widths, self.columns, strict=True)
            ).rstrip()
            for line in body
        ]
        return "\n".join([f"{self.label} – {self.caption}", *lines, *([self.note] if self.note else [])])

    def content(self) -> dict[str, Any]:
        return {
            "block": "table",
            "number": self.number,
            "anchor": self.anchor,
            "caption": self.caption,
            "demo": self.demo,
            "columns": [{"key": c.key, "heading": c.heading, "numeric": c.numeric} for c in self.columns],
            "rows": [
                {"group": row.group}
                if row.group
                else {"key": row.key, "focus": bool(row.focus), "cells": {k: c.content() for k, c in row.cells.items()}}
                for row in self.rows
            ],
            "note": self.note,
            "how": self.how,
            "key": self.key,
        }


_NOTHING = Cell("–")


def _cell(column: Column, cell: Cell, head: str) -> str:
    tag = 'th scope="row"' if column.key == head else "td"
    return f"<{tag}{_classes(column, cell.css())}{cell.attributes()}>{cell.inner()}</{tag[:2]}>"


def _classes(column: Column, own: str = "") -> str:
    """Attribute with the classes of a column's cell."""
    css = " ".join(filter(None, ["n" if column.numeric else "", column.css, own]))
    return f' class="{css}"' if css else ""
