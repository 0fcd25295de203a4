"""Sheets: sizes in millimetres, the lying sheet bound on top, the first page without a number."""

from __future__ import annotations

import pytest

from svod.publish.docx.sheet import Sheet

XML = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1701" '
    'w:header="567" w:footer="567" w:gutter="0"/><w:cols/></w:sectPr>'
)


def test_the_text_of_a_sheet_of_the_standard_is_170_by_257() -> None:
    sheet = Sheet(XML)
    assert (round(sheet.room), round(sheet.height)) == (170, 257)
    assert sheet.tallest < sheet.height


def test_a_turned_sheet_is_bound_on_top() -> None:
    lying = Sheet(XML).turned()
    assert 'w:orient="landscape"' in lying.xml and 'w:top="1701"' in lying.xml
    assert (lying.room, lying.height) == pytest.approx((Sheet(XML).height, Sheet(XML).room))


def test_the_mark_of_the_first_page_stands_where_the_schema_wants_it() -> None:
    assert Sheet(XML).first().xml.endswith("<w:cols/><w:titlePg/></w:sectPr>")
    grid = XML.replace("</w:sectPr>", "<w:docGrid/></w:sectPr>")
    assert Sheet(grid).first().xml.endswith("<w:titlePg/><w:docGrid/></w:sectPr>")
