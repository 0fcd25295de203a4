"""One table on one sheet."""

from __future__ import annotations

from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from svod.figures.palette import LEVELS, SOFT
from svod.publish.paper import Content
from svod.publish.xlsx.sheet import TOP, fill, table_of, title_of
from svod.publish.xlsx.style import Ink

NAME = {"text": "Ашинский МР", "value": None}
LEVEL = {"text": "Средний", "level": 2, "mark": "●●○○"}


@pytest.fixture
def filled(table_of_cells: Callable[..., Content]) -> Callable[..., Worksheet]:
    def made(rows: int = 2, **more: object) -> Worksheet:
        first = [{"text": "37,67", "value": 113 / 3}, NAME, LEVEL]
        rest = [[{"text": "н/д", "value": None}, NAME, LEVEL] for _ in range(rows - 1)]
        content = table_of_cells(first, *rest, headings=["#Баллы", "Имя", "Уровень"], **more)
        book = openpyxl.Workbook()
        fill(book.active, content, Ink(book), "tab_1")
        return book.active

    return made


def test_a_number_is_exact_and_what_is_missing_is_a_word(filled: Callable[..., Worksheet]) -> None:
    sheet = filled()
    number, absent = sheet.cell(TOP + 1, 1), sheet.cell(TOP + 2, 1)
    assert (number.value, number.number_format, number.alignment.horizontal) == (113 / 3, "0.00", "right")
    assert (absent.value, absent.data_type, absent.alignment.horizontal) == ("н/д", "s", "right")
    assert absent.font.color.rgb == "FF" + SOFT.lstrip("#").upper()


def test_a_level_is_word_mark_and_colour(filled: Callable[..., Worksheet]) -> None:
    cell = filled().cell(TOP + 1, 3)
    assert (cell.value, cell.fill.start_color.rgb) == ("●●○○ Средний", "FF" + LEVELS[1].lstrip("#").upper())


def test_the_table_is_marked_up_and_its_head_stays(filled: Callable[..., Worksheet]) -> None:
    sheet = filled(rows=12)
    table = sheet.tables["tab_1"]
    assert (table.ref, [column.name for column in table.tableColumns]) == ("A4:C16", ["Баллы", "Имя", "Уровень"])
    assert (table.autoFilter.ref, sheet.freeze_panes, sheet.print_title_rows) == ("A4:C16", "A5", "$4:$4")
    assert filled(rows=2).tables["tab_1"].autoFilter is None


def test_title_way_back_and_notes_stand_around_the_table(filled: Callable[..., Worksheet]) -> None:
    sheet = filled(note="Порог проектный.", how="сумма", demo=True)
    assert sheet["A1"].value.replace("\N{NO-BREAK SPACE}", " ") == "Таблица 8.1 – Проба (учебные данные)"
    assert sheet["A2"].hyperlink.location == "'Содержание'!A1"
    assert [sheet.cell(row, 1).value.replace("\N{NO-BREAK SPACE}", " ") for row in (8, 9)] == [
        "Порог проектный.",
        "Как посчитано: сумма.",
    ]


@pytest.mark.parametrize("columns", [10, 60])
def test_words_stand_over_columns_that_every_printed_page_has(
    columns: int, table_of_cells: Callable[..., Content]
) -> None:
    cells = [NAME, *({"text": "1", "value": 1} for _ in range(columns))]
    book = openpyxl.Workbook()
    table = table_of_cells(cells, headings=["Имя", *(f"#{i}" for i in range(columns))], note="Слово за словом. " * 9)
    fill(book.active, table, Ink(book), "tab_1")
    across = {(words.min_row, words.max_col) for words in book.active.merged_cells.ranges}
    if columns == 60:
        assert book.active.print_title_cols == "$A:$A" and not across
        assert book.active.row_dimensions[1].height > 30 and book.active.row_dimensions[7].height > 100
    else:
        assert across == {(1, 9), (7, 9)}


def test_the_data_of_a_figure_come_with_its_words(table_of_cells: Callable[..., Content]) -> None:
    data = table_of_cells([NAME], headings=["Имя"])
    figure = {"block": "figure", "number": "9.1", "caption": "Ход", "demo": False, "alt": "Линия растёт.", "data": data}
    book = openpyxl.Workbook()
    fill(book.active, figure, Ink(book), "tab_1")
    assert table_of(figure) is data
    assert title_of(figure).replace("\N{NO-BREAK SPACE}", " ") == "Рисунок 9.1 – Ход: данные рисунка"
    assert book.active["A7"].value.replace("\N{NO-BREAK SPACE}", " ") == "Что на рисунке: Линия растёт."


def test_a_table_without_rows_is_a_heading_and_no_table(table_of_cells: Callable[..., Content]) -> None:
    book = openpyxl.Workbook()
    fill(book.active, table_of_cells(headings=["Имя"]), Ink(book), "tab_1")
    assert book.active["A4"].value == "Имя" and not book.active.tables
