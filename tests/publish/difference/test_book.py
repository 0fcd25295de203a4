"""The workbook of changes: numbers are numbers, texts stay texts, the same changes give the same bytes."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook

from svod.publish.difference import Change, Difference, Kind, Spot, difference_book

NAMES = ("2021", "2022")
PLANTED = '=HYPERLINK("http://x","y")'
FOUND: Difference = {
    Change(Kind.NUMBER, "Рейтинг", "Ашинский МР", "Баллы", "5", "4,5", (5, 4.5)): [
        Spot("a.html", ""),
        Spot("b.html", ""),
    ],
    Change(Kind.TEXT, "Часть 1", "", "", PLANTED, "+7\x07"): [Spot("a.html", "")],
}


@pytest.fixture
def book() -> Workbook:
    return load_workbook(io.BytesIO(difference_book(FOUND, NAMES)))


def test_there_is_a_sheet_for_every_kind(book: Workbook) -> None:
    assert book.sheetnames == ["Сводка", "Числа", "Тексты"]
    assert [[cell.value for cell in row] for row in book["Числа"].iter_rows()] == [
        ["Таблица", "Строка", "Столбец", "Было", "Стало", "Разность", "Страниц", "Страницы"],
        ["Рейтинг", "Ашинский МР", "Баллы", 5, 4.5, -0.5, 2, "a.html, b.html"],
    ]
    assert book["Числа"].freeze_panes == "A2"


def test_numbers_read_as_they_are_printed(book: Workbook) -> None:
    assert [book["Числа"][f"{column}2"].number_format for column in "DEF"] == ["0", "0.0", '0.0;"−"0.0']


def test_what_is_no_number_of_its_cell_is_written_as_printed() -> None:
    """A level has a number of its own, a hidden value has none, a printed text may say another number."""
    found: Difference = {
        Change(Kind.LEVEL, "Рейтинг", "Ашинский МР", "Уровень", "Средний", "Низкий", (2, 1)): [Spot("a.html", "")],
        Change(Kind.NUMBER, "Рейтинг", "Ашинский МР", "2022", "71,4", "скрыто", (71.42857, None)): [Spot("a.html", "")],
        Change(Kind.NUMBER, "Рейтинг", "Аргаяшский МР", "2022", "80", "81", (50, 81)): [Spot("a.html", "")],
    }
    written = load_workbook(io.BytesIO(difference_book(found, NAMES)))
    assert [cell.value for cell in written["Уровни"][2]][3:5] == ["Средний", "Низкий"]
    rows = [[cell.value for cell in row][3:6] for row in written["Числа"].iter_rows(min_row=2)]
    assert rows == [[71.42857, "скрыто", None], ["80", 81, 31]]
    assert written["Числа"]["D2"].number_format == "0.0"


def test_a_formula_in_a_text_stays_a_text(book: Workbook) -> None:
    planted, plus = book["Тексты"]["B2"], book["Тексты"]["C2"]
    assert (planted.value, planted.data_type, planted.quotePrefix) == (PLANTED, "s", True)
    assert (plus.value, plus.data_type) == ("+7", "s")


def test_a_text_longer_than_a_cell_is_cut() -> None:
    long = {Change(Kind.TEXT, "Часть 1", "", "", "", "я" * 40_000): [Spot("a.html", "")]}
    cell = load_workbook(io.BytesIO(difference_book(long, NAMES)))["Тексты"]["C2"]
    assert len(cell.value) < 32_767 and cell.value.endswith(" …")


def test_the_bytes_are_the_same() -> None:
    assert difference_book(FOUND, NAMES) == difference_book(dict(FOUND), NAMES)
