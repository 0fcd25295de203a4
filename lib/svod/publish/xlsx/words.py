"""Words on a sheet: written as text, in rows as high as they need, and links from sheet to sheet."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from math import floor

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from svod.publish.xlsx.cells import is_formula, put
from svod.publish.xlsx.style import BODY, Ink, Style

__all__ = ["LINE", "folded", "heighten", "linked", "say", "say_across"]

LINE = 90
"""Width of a line of prose in characters."""
_LEADING = 1.35  # height of a line in sizes of its type
_ROOM = 1.1  # letters of plain type to a digit, in which widths are counted


def folded(words: str, width: float, size: float = BODY, bold: bool = False) -> int:
    """Lines that words take in a column `width` characters wide."""
    room = max(1, floor((width - 1) * (1 if bold else _ROOM) * BODY / size))
    return 1 if len(words) <= room else max(1, len(textwrap.wrap(words, room)))


def heighten(sheet: Worksheet, row: int, lines: float, size: float = BODY) -> None:
    """Make a row as high as some lines; a row made higher by another cell stays so."""
    height = round(lines * size * _LEADING + 2, 1)
    own = sheet.row_dimensions[row]
    own.height = max(own.height or 0, height)


def say(sheet: Worksheet, row: int, column: int, words: str, ink: Ink, style: Style) -> None:
    """Write words in one cell, folded to the width of its column unless the style says otherwise."""
    cell = sheet.cell(row, column)
    put(cell, words)
    ink.on(cell, replace(style, quote=is_formula(words)))
    width = sheet.column_dimensions[get_column_letter(column)].width
    heighten(sheet, row, folded(words, width, style.size, style.bold) if style.wrap else 1, style.size)


def say_across(sheet: Worksheet, row: int, words: str, ink: Ink, style: Style, widths: list[float]) -> None:
    """Write words across columns of these widths, as many as a line of prose needs."""
    cell, span, total = sheet.cell(row, 1), 0, 0.0
    put(cell, words)
    ink.on(cell, replace(style, quote=is_formula(words)))
    while span < len(widths) and (total < LINE or not span):
        total, span = total + widths[span], span + 1
    if span > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=span)
    heighten(sheet, row, folded(words, total, style.size, style.bold), style.size)


def linked(sheet: Worksheet, row: int, column: int, words: str, target: str, ink: Ink) -> None:
    """A cell that leads to another sheet."""
    cell = sheet.cell(row, column)
    put(cell, words)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{target}'!A1", display=cell.value)
    ink.on(cell, Style(link=True, wrap=False, quote=is_formula(words)))
