"""A sheet to fill in: what is asked is open and tinted, all else is locked; long words are cut to what Excel keeps."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.archive import packed
from svod.intake.forms.page import PROMPT_LONGEST, Check, Column, Page, guide, lists, new_book

COLUMNS = (Column("Год", 6), Column("Число", 12, "Сколько", asked=True, right=True), Column("", 20, asked=True))


@pytest.fixture
def book(params):
    return new_book(params, "Проба")


@pytest.fixture
def page(book):
    return Page(book.create_sheet("Лист"), COLUMNS)


def reopened(book: openpyxl.Workbook) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(packed(book)))


def test_what_is_asked_is_open_and_tinted(book, page):
    page.head("Название", [("Год:", "2022")], 2, "Заполните")
    page.headings(words=True)
    page.line((2022, None, None))
    page.line((2021, "–", None), 30, locked=("Число",))
    page.seal()
    sheet = reopened(book)["Лист"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(max_row=8)] == [
        ["Название", None, None], ["Год:", "2022", None], ["Заполните", None, None], [None] * 3,
        [None, "Сколько", None], ["Год", "Число", None], [2022, None, None], [2021, "–", None],
    ]  # fmt: skip
    open_ = [cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
    assert open_ == ["C6", "B7", "C7", "C8"]
    assert sheet["B7"].fill.start_color.rgb == "FFFFF6D6" != sheet["B8"].fill.start_color.rgb
    assert sheet.protection.sheet and sheet.protection.insertRows and not sheet.protection.formatColumns
    assert (sheet.freeze_panes, sheet.print_area, sheet.page_setup.orientation) == (
        "A7",
        "'Лист'!$A$1:$C$8",
        "landscape",
    )


def test_the_book_bears_the_last_day_of_the_edition(book, params):
    assert (book.properties.created, book.properties.creator) == (
        datetime(2022, 12, 31),
        params.publication.organisation,
    )
    assert book.sheetnames == []


def test_a_list_is_named_by_its_cells(book, page):
    refs = lists(book, {"Буквы": ("а", "б", "в"), "Числа": ("1.10",)})
    assert refs == {"Буквы": "'Списки'!$A$2:$A$4", "Числа": "'Списки'!$B$2:$B$2"}
    sheet = reopened(book)["Списки"]
    assert (sheet.sheet_state, sheet["B2"].value, sheet["A2"].protection.locked) == ("hidden", "1.10", True)


def test_a_guide_is_numbered(book):
    guide(book, "Как", ["Первое", "Второе"])
    sheet = reopened(book)["Как заполнить"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)] == [[1, "Первое"], [2, "Второе"]]


@given(words=st.text("абв ", max_size=400), warns=st.booleans())
def test_a_check_keeps_to_what_excel_keeps(params, words, warns):
    page = Page(new_book(params, "Проба").create_sheet("Лист"), COLUMNS)
    page.check("B7:B8", Check(words, words, "whole", ("0", "5"), words, warns))
    (rule,) = page.sheet.data_validations.dataValidation
    assert rule.prompt == words[:PROMPT_LONGEST] and len(rule.promptTitle) <= 32 and len(rule.error or "") <= 225
    assert (rule.formula1, rule.formula2, rule.errorStyle) == ("0", "5", "warning" if warns else "stop")


def test_a_row_has_a_value_for_every_column(page):
    with pytest.raises(ValueError, match="shorter"):
        page.line((2022,))
