"""Cover, contents, notes."""

from __future__ import annotations

from collections.abc import Callable

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from svod.params import Params
from svod.publish.paper import Content, Paper
from svod.publish.xlsx.front import Entry, contents, cover, notes
from svod.publish.xlsx.style import Ink

NBSP = "\N{NO-BREAK SPACE}"


def said(sheet: Worksheet) -> list[str]:
    return [cell.value.replace(NBSP, " ") for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_cover_says_what_in_what_state_and_by_whom(params: Params, paper_of: Callable[..., Paper]) -> None:
    book = openpyxl.Workbook()
    cover(book.active, paper_of(demo=True), params, Ink(book))
    words = said(book.active)
    assert words[1:4] == ["Над заголовком", "Проба", "Проект. Издание 2022 года"]
    assert words[4].startswith("Учебные данные")
    assert words[-1] == f"{params.publication.organisation}, {params.publication.place}"


def test_contents_lead_to_every_sheet_under_its_part(table_of_cells: Callable[..., Content]) -> None:
    book, table = openpyxl.Workbook(), table_of_cells(headings=["Имя"])
    contents(book.active, [Entry("8.1", "8. Рейтинг", table), Entry("8.2", "8. Рейтинг", table)], Ink(book))
    links = [cell.hyperlink.location for row in book.active.iter_rows() for cell in row if cell.hyperlink]
    assert links == ["'Примечания'!A1", "'8.1'!A1", "'8.2'!A1"]
    assert said(book.active).count("8. Рейтинг") == 1


def test_notes_explain_the_marks_that_occur_and_no_other(
    paper_of: Callable[..., Paper], table_of_cells: Callable[..., Content]
) -> None:
    table = table_of_cells([{"text": "н/д", "value": None}], headings=["#Балл"])
    book = openpyxl.Workbook()
    notes(book.active, paper_of(table), [Entry("8.1", "8. Рейтинг", table)], Ink(book))
    words = said(book.active)
    assert "н/д" in words and "скрыто" not in words and "●●○○" not in words
    assert words[-2:] == ["Издание", "2022"]
