"""How a sheet is printed: A4 with the margins of official papers, headings on every page, no column cut off."""

from __future__ import annotations

from math import ceil

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["page_setup", "pages_across"]

_ROWS = 55  # of a table on pages side by side, on one of them: none is left with a few rows below
_PORTRAIT, _PAGE = 125, 210  # widths in characters: above the first a page lies, above the second there are more pages


def pages_across(width: float) -> int:
    """How many pages lie side by side for a table of a width in characters."""
    return max(1, ceil(width / _PAGE))


def page_setup(sheet: Worksheet, area: str, width: float, headings: int = 0, head: int = 0) -> None:
    """Set the page of a sheet.

    Parameters
    ----------
    sheet : Worksheet
    area : str
        What is printed, «A1:F50».
    width : float
        Width of the table in characters.
    headings : int
        Row of the headings, repeated on every page; 0 for none.
    head : int
        Columns repeated on every page of a table wider than one.
    """
    sheet.print_area = area
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    setup = sheet.page_setup
    setup.paperSize = sheet.PAPERSIZE_A4
    setup.orientation = "landscape" if width > _PORTRAIT else "portrait"
    setup.fitToWidth = across = pages_across(width)
    setup.fitToHeight = ceil(CellRange(area).max_row / _ROWS) if across > 1 else 0
    sheet.page_margins = PageMargins(
        left=20 / 25.4, right=10 / 25.4, top=20 / 25.4, bottom=20 / 25.4, header=0.4, footer=0.4
    )
    sheet.oddHeader.center.text = "&P"
    if headings:
        sheet.print_title_rows = f"{headings}:{headings}"
    if headings and across > 1:
        sheet.print_title_cols = f"A:{get_column_letter(head)}"
