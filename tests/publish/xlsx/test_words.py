"""Words on a sheet: folded, high enough, inert, and links that lead to a sheet."""

from __future__ import annotations

import openpyxl

from svod.publish.xlsx.style import Ink, Style
from svod.publish.xlsx.words import LINE, folded, heighten, linked, say, say_across


def test_words_fold_at_the_width_of_their_column() -> None:
    assert folded("слово", 20) == 1
    assert folded("слово " * 10, 21) == 4  # 22 letters to a line, three words on each
    assert folded("слово " * 10, 21, size=20) > folded("слово " * 10, 21)
    assert folded("", 5) == 1


def test_a_row_is_as_high_as_its_highest_cell() -> None:
    sheet = openpyxl.Workbook().active
    heighten(sheet, 1, 3)
    heighten(sheet, 1, 1)
    assert sheet.row_dimensions[1].height == 42.5


def test_a_line_of_prose_takes_as_many_columns_as_it_needs() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    say_across(sheet, 1, "=Название", Ink(book), Style(), [LINE / 2] * 5)
    assert [str(span) for span in sheet.merged_cells.ranges] == ["A1:B1"]
    assert (sheet["A1"].data_type, sheet["A1"].quotePrefix) == ("s", True)


def test_a_link_leads_to_a_sheet_of_the_same_file() -> None:
    book = openpyxl.Workbook()
    linked(book.active, 2, 1, "К содержанию", "Содержание", Ink(book))
    link = book.active["A2"].hyperlink
    assert (link.location, link.target, book.active["A2"].value) == ("'Содержание'!A1", None, "К содержанию")


def test_words_said_in_a_cell_make_its_row_high_enough() -> None:
    book = openpyxl.Workbook()
    book.active.column_dimensions["A"].width = 10
    say(book.active, 1, 1, "слово " * 10, Ink(book), Style())
    assert book.active.row_dimensions[1].height > 5 * 13
