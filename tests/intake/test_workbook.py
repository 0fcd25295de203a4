"""The form is found where people leave it; when it is not, the message says what was looked for."""

from __future__ import annotations

import re
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.contracts.agreements import FORM as AGREEMENT
from svod.contracts.assessments import ITEMS, WORKS
from svod.contracts.indicators import FORM
from svod.contracts.measures import FORM as MEASURES
from svod.contracts.published import FORM as PUBLISHED
from svod.contracts.schools import FORM as SCHOOLS
from svod.errors import InputError
from svod.intake.book import Book
from svod.intake.workbook import HEADER_WITHIN, LONGEST, read_sheet

from .conftest import HEADER

ROW = ("Ашинский МР", "7.1", 3, 4, None, 2, None)


def content(*rows: tuple[object, ...], sheet: str = "Показатели") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_sheet(Book("а.xlsx", data), FORM)
    return str(caught.value)


def test_rows_keep_the_numbers_of_excel():
    sheet = read_sheet(Book("а.xlsx", content((), (), ("Год:", 2022), (), HEADER, ROW, (), ROW)), FORM)
    assert [number for number, _ in sheet.rows] == [6, 8]
    assert sheet.rows[0][1] == {
        "municipality": "Ашинский МР",
        "indicator": "7.1",
        "numerator": 3,
        "denominator": 4,
        "value": "",
        "participants": 2,
        "note": "",
    }


@pytest.mark.parametrize("title", [("Год:", 2022), ("Год: 2022",), ("год", 2022), (None, "ГОД :", None, 2022)])
def test_the_title_block_is_read_in_its_variants(title):
    sheet = read_sheet(Book("а.xlsx", content(("Отчёт",), title, (), HEADER, ROW)), FORM)
    assert str(sheet.titles["год"].cell).removesuffix(".0") == "2022"
    assert sheet.titles["год"].row == 2


def test_columns_are_found_by_name_in_any_order_and_strange_ones_passed_over():
    header = ("№", "ЗНАМЕНАТЕЛЬ ", "Числитель*", "Показатель", "Муниципалитет:", "Подпись")
    sheet = read_sheet(Book("а.xlsx", content(header, (1, 4, 3, "7.1", "Ашинский МР", "да"))), FORM)
    assert sheet.rows == ((2, {"municipality": "Ашинский МР", "indicator": "7.1", "numerator": 3, "denominator": 4}),)


def test_what_is_not_loaded_is_told_once_a_book():
    header = ("№", *HEADER, "Наименование", None, "Подпись", *"абвгде")
    rows = ((1, *ROW, "Доля", "мимо", None, *"123456"), (*[None] * 10, "да"), (*[None] * 40, "и здесь"))
    (told,) = read_sheet(Book("а.xlsx", content(header, *rows)), FORM).unloaded
    columns = "столбцы «№», «а», «б», «в», «г» и ещё 3"
    assert (told.place, told.remedy) == ("а.xlsx, лист «Показатели»", "Нужное перенесите в столбцы формы")
    assert told.message == f"не загружаются: {columns}; ячейки вне столбцов J2, AO4"


def test_columns_of_the_form_empty_ones_and_sheets_of_help_are_not_told():
    book = openpyxl.load_workbook(BytesIO(content((*HEADER, "Единица", "Подпись"), (*ROW, "%", " "))))
    for name, word, state in (("Списки", 1, "visible"), ("Лист2", None, "visible"), ("расчёт", 1, "hidden")):
        sheet = book.create_sheet(name)
        sheet["A1"], sheet.sheet_state = word, state
    stream = BytesIO()
    book.save(stream)
    assert read_sheet(Book("а.xlsx", stream.getvalue()), FORM).unloaded == ()


def test_a_text_table_whose_rows_fell_apart_is_refused():
    rows = "Показатель;Числитель;Знаменатель\n7.1;1;234;1500\n7.2;3;4\n"
    with pytest.raises(InputError, match="строка 2: ячеек в строке 4, а столбцов 3: значения сдвинуты"):
        read_sheet(Book("а.csv", rows.encode()), FORM)


def test_the_name_of_the_sheet_may_differ_in_case_and_spaces():
    assert read_sheet(Book("а.xlsx", content(HEADER, sheet=" показатели ")), FORM).rows == ()


def test_a_missing_sheet_names_those_that_are_there():
    assert "а.xlsx: нет листа «Показатели».\n  В книге листы: «Лист1». Переименуйте лист" in refusal(
        content(HEADER, sheet="Лист1")
    )


@pytest.mark.parametrize(
    "form", [FORM, MEASURES, SCHOOLS, WORKS, ITEMS, PUBLISHED, AGREEMENT], ids=lambda form: form.sheet
)
def test_a_book_has_one_form(form):
    made = openpyxl.Workbook()
    made.active.title = "Списки"
    for own in (form, FORM if form is not FORM else MEASURES):
        made.create_sheet(own.sheet).append(list(own.titles.values()))
    stream = BytesIO()
    made.save(stream)
    with pytest.raises(InputError, match="в книге есть ещё одна таблица: лист «"):
        read_sheet(Book("а.xlsx", stream.getvalue()), form)


def test_works_and_their_items_come_together():
    made = openpyxl.Workbook()
    for own in (WORKS, ITEMS):
        made.create_sheet(own.sheet).append(list(own.titles.values()))
    stream = BytesIO()
    made.save(stream)
    assert read_sheet(Book("а.xlsx", stream.getvalue()), ITEMS).rows == ()


def test_missing_columns_are_told_together_with_the_likely_misspelling():
    told = refusal(content(("Муниципалитет", "Показатель", "Чеслитель", "Учасники"), ROW))
    assert "нет столбца «Числитель»" in told and "Переименуйте столбец «Чеслитель»" in told
    assert "нет столбца «Знаменатель»" in told and "Добавьте его" in told
    assert "Переименуйте столбец «Учасники»" in told
    assert "лист «Показатели», строка 1" in told
    assert "«Примечание» –" not in told


def test_a_column_twice():
    assert "столбец «Числитель» стоит дважды" in refusal(content((*HEADER, "Числитель"), ROW))


def test_a_header_too_low_or_absent():
    low = [("текст",)] * HEADER_WITHIN
    assert "нет строки с названиями столбцов" in refusal(content(*low, HEADER, ROW))
    assert "лист пуст" in refusal(content())


def test_an_empty_and_a_corrupt_file():
    assert "а.xlsx: файл пуст" in refusal(b"")
    assert "книга не читается" in refusal(b"PK but no workbook")
    assert "сохраните как «Книга Excel (.xlsx)»" in refusal(content(HEADER, ROW)[:-200])


def test_a_stray_cell_far_below_is_named_not_read():
    book = openpyxl.Workbook()
    book.active.title = "Показатели"
    book.active.append(HEADER)
    book.active.cell(LONGEST + 5, 1, "x")
    stream = BytesIO()
    book.save(stream)
    assert f"строка {LONGEST + 5}: лист длиннее" in refusal(stream.getvalue())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused_but_never_crashes(changes):
    data = bytearray(DAMAGED)
    for position, byte in changes:
        data[position % len(data)] = byte
    try:
        sheet = read_sheet(Book("а.xlsx", bytes(data)), FORM)
    except InputError as error:
        assert re.search("Всего замечаний: [1-9]", str(error))
    else:
        assert sheet.name


DAMAGED = content(("Год:", 2022), (), HEADER, *[ROW] * 20)
