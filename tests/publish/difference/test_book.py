"""The workbook of changes: numbers are numbers, texts stay texts, the same changes give the same bytes."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook

from svod.publish.difference import Change, Difference, Kind, Spot, difference_book

NAMES = ("2021", "2022")
PLANTED = '=HYPERLINK("http://x","y")'
FOUND: Difference = {
    Change(Kind.NUMBER, "Рейтинг", "Ашинский МР", "Баллы", "5", "4,5", -0.5): [Spot("a.html", ""), Spot("b.html", "")],
    Change(Kind.TEXT, "Часть 1", "", "", PLANTED, "+7\x07"): [Spot("a.html", "")],
}


@pytest.fixture
def book() -> Workbook:
    return load_workbook(io.BytesIO(difference_book(FOUND, NAMES)))


def test_there_is_a_sheet_for_every_kind(book: Workbook) -> None:
    assert book.sheetnames == ["Сводка", "Числа", "Тексты"]
    assert [[cell.value for cell in row] for row in book["Числа"].iter_rows()] == [
        ["Таблица", "Строка", "Столбец", "Было", "Стало", "Разность", "Страниц", "Страницы"],
        ["Рейтинг", "Ашинский МР", "Баллы", "5", "4,5", -0.5, 2, "a.html, b.html"],
    ]
    assert book["Числа"].freeze_panes == "A2"


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
