"""«Согласование данных»: what a municipality reads, what it gets to fill in, and that it comes back as it was meant."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import html5lib
import openpyxl
import pytest

from svod.contracts.agreements import FORM
from svod.intake.agreement import Agreement, AgreementReader, Line, Standing, seal
from svod.intake.book import Book
from svod.params import Params
from svod.publish.agreement import agreement_book, agreement_page

LINE = Line(
    "07-libraries", "7.1", 2022, "Обеспеченность учебниками", "%", Decimal(75), Decimal(100), 12, Fraction(75),
    Fraction(50), ("а.xlsx", "Показатели", 6), seal("а"), Standing.AGREED, "", "Иванова И. И.",
)  # fmt: skip
NOTHING = replace(
    LINE, indicator="7.2", numerator=None, denominator=None, participants=None, value=None, before=Fraction(2),
    source=("", "", None), seal=seal("б"), standing=Standing.WAITING, person="",
)  # fmt: skip
WHOLE = replace(NOTHING, indicator="", year=None, name="Библиотеки", unit="", before=None, seal=seal("в"))
REMARK = replace(LINE, year=2021, standing=Standing.REMARK, remark="=Было <51>", seal=seal("г"))
OLD = replace(LINE, indicator="7.3", standing=Standing.CHANGED, remark="Прежнее", seal=seal("д"))


@pytest.fixture
def agreement() -> Agreement:
    return Agreement("ashinskiy-mr", (WHOLE, REMARK, LINE, NOTHING, OLD))


def filled(params: Params, agreement: Agreement) -> dict[tuple[str, int | None], tuple[bool, str | None, str | None]]:
    """Answers of the form as a load reads them, by indicator and year."""
    taken = AgreementReader().read(Book("форма.xlsx", agreement_book(params, agreement, demo=False)), params)
    assert taken.warnings == ()
    assert taken.faults == () and taken.covers == {("agreements", "Ашинский МР", "07-libraries")}
    return {(i["indicator"], i["year"]): (i["agreed"], i["remark"], i["person"]) for i in taken.tables["agreements"]}


def test_the_page_shows_numbers_beside_the_year_before_and_no_person(params: Params, agreement: Agreement) -> None:
    page = agreement_page(params, agreement, demo=True)
    html5lib.HTMLParser(strict=True).parse(page)
    assert "Согласовано строк 1 из 4, открытых замечаний 1" in page and "учебные данные" in page
    for words in (
        "75,00 %",
        "+25,00 п. п., большое",
        "а.xlsx, строка 6",
        "н/д",
        "=Было &lt;51&gt;",
        "Ашинский муниципальный",
    ):
        assert words in page
    assert ">7. Библиотеки<" in page and "07-libraries. " not in page
    assert "Иванова" not in page and "Порог проектный" in page
    assert page.count("data-row=") == 4


def test_an_answer_to_the_whole_is_shown_when_there_is_one(params: Params) -> None:
    whole = replace(WHOLE, standing=Standing.REMARK, remark="Проверяем")
    page = agreement_page(params, Agreement("ashinskiy-mr", (whole, LINE)), demo=False)
    assert "вся процедура" in page and "Проверяем" in page and "учебные данные" not in page


def test_the_form_carries_the_answers_that_stand_and_loads_unchanged(params: Params, agreement: Agreement) -> None:
    assert filled(params, agreement) == {
        ("7.1", 2022): (True, None, "Иванова И. И."), ("7.1", 2021): (False, "=Было <51>", "Иванова И. И.")
    }  # fmt: skip


def test_what_is_to_be_filled_in_alone_is_not_locked(params: Params, agreement: Agreement) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(agreement_book(params, agreement, demo=True)))[FORM.sheet]
    assert sheet.protection.sheet
    head = next(row for row in sheet.iter_rows() if row[0].value == "Процедура")
    below = {cell.value: sheet.cell(cell.row + 1, cell.column) for cell in head}
    open_ones = {title for title, cell in below.items() if not cell.protection.locked}
    assert open_ones == {"Согласовано (да/нет)", "Замечание", "Кто"}
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"да,нет"' and below["Согласовано (да/нет)"].coordinate in rule.sqref
    assert (below["Числитель"].value, below["Значение"].value) == (None, None)
    second = {cell.value: sheet.cell(cell.row + 2, cell.column) for cell in head}
    assert (second["Числитель"].value, second["Числитель"].number_format) == (75, "General")
    assert (second["Значение"].value, second["Значение"].number_format) == (75.0, "0.00")
    assert sheet.row_dimensions[head[0].row].height > 20 and "без фамилии" in sheet["B4"].value
    assert sheet["B1"].value == "Ашинский МР" and sheet["B3"].value == "учебные данные"


def test_a_form_of_training_data_says_so_to_the_load(params: Params, agreement: Agreement) -> None:
    book = Book("форма.xlsx", agreement_book(params, agreement, demo=True))
    assert AgreementReader().read(book, params).data == "учебные данные"
