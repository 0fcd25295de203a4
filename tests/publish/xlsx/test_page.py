"""How a sheet is printed."""

from __future__ import annotations

import openpyxl
import pytest

from svod.publish.xlsx.page import page_setup, pages_across


def test_margins_are_those_of_official_papers_and_headings_repeat() -> None:
    sheet = openpyxl.Workbook().active
    page_setup(sheet, "A1:F50", 90, headings=4, head=2)
    margins = sheet.page_margins
    assert [round(side * 25.4) for side in (margins.left, margins.right, margins.top, margins.bottom)] == [
        20,
        10,
        20,
        20,
    ]
    assert (sheet.print_title_rows, sheet.print_title_cols, sheet.print_area) == ("$4:$4", None, "'Sheet'!$A$1:$F$50")
    assert not sheet.sheet_view.showGridLines


@pytest.mark.parametrize(
    ("width", "orientation", "pages"), [(90, "portrait", 1), (150, "landscape", 1), (500, "landscape", 3)]
)
def test_a_wide_table_lies_and_a_wider_one_takes_pages(width: float, orientation: str, pages: int) -> None:
    sheet = openpyxl.Workbook().active
    page_setup(sheet, "A1:F50", width, headings=4, head=2)
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        orientation,
        pages,
        int(pages > 1),
    )
    assert pages_across(width) == pages
    assert sheet.print_title_cols == ("$A:$B" if pages > 1 else None)
