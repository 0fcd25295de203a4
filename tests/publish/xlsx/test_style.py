"""Looks: made once each, of the colours of the publications."""

from __future__ import annotations

import openpyxl

from svod.figures.palette import INK, LEVELS
from svod.publish.xlsx.style import Ink, Style


def test_a_look_is_what_it_says() -> None:
    book = openpyxl.Workbook()
    cell = Ink(book).on(book.active["B2"], Style(bold=True, level=2, right=True, rules=(INK, ""), code="0.0"))
    assert (cell.font.bold, cell.font.name, cell.alignment.horizontal, cell.number_format) == (
        True,
        "Arial",
        "right",
        "0.0",
    )
    assert cell.fill.start_color.rgb == "FF" + LEVELS[1].lstrip("#").upper()
    assert (cell.border.top.style, cell.border.bottom.style) == ("thin", None)


def test_like_cells_share_one_look_and_unlike_ones_do_not() -> None:
    book = openpyxl.Workbook()
    sheet, ink = book.active, Ink(book)
    first, second, other = (
        ink.on(sheet[place], style) for place, style in [("A1", Style()), ("A2", Style()), ("A3", Style(quote=True))]
    )
    assert first.style_id == second.style_id != other.style_id
    assert other.quotePrefix and not first.quotePrefix
