"""A file is what its content says, whatever it is called; what cannot be opened says why."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.errors import InputError
from svod.intake import book as opening
from svod.intake.book import Book

TEXT = "Муниципалитет;Число\nАшинский МР;1,5\n"


def workbook(*rows: tuple[object, ...], sheet: str = "Лист1") -> bytes:
    made = openpyxl.Workbook()
    made.active.title = sheet
    for row in rows:
        made.active.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def refusal(content: bytes, name: str = "а.xlsx") -> str:
    opened = Book(name, content)
    with pytest.raises(InputError) as caught:
        [opened.grid(sheet) for sheet in opened.sheets]
    return str(caught.value)


def test_a_workbook_whatever_its_name():
    found = Book("а.csv", workbook((), (None, "б", 2), sheet=" Меры "))
    assert (found.kind, found.sheets) == ("workbook", (" Меры ",))
    assert found.sheet("меры") == " Меры " and found.sheet("прочее") is None
    assert found.grid(" Меры ") == [["", "", ""], ["", "б", 2.0]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("sign", ";,\t|")
def test_a_text_in_the_encodings_and_with_the_separators_that_are_met(encoding, sign):
    written = TEXT.replace(",", ".").replace(";", sign)
    found = Book("а.xls", written.encode(encoding))
    assert (found.kind, found.sheets, found.separator) == ("text", ("",), sign)
    assert found.grid("") == [["Муниципалитет", "Число"], ["Ашинский МР", "1.5"]]


def test_a_decimal_comma_is_no_separator():
    assert Book("а.csv", TEXT.encode()).grid("")[1] == ["Ашинский МР", "1,5"]


def test_sheets_that_nobody_sees_are_known():
    made = openpyxl.Workbook()
    made.active.title = "Меры"
    for number, state in enumerate(("hidden", "veryHidden", "visible")):
        made.create_sheet(str(number)).sheet_state = state
    stream = io.BytesIO()
    made.save(stream)
    assert Book("а.xlsx", stream.getvalue()).hidden == {"0", "1"}
    assert Book("а.csv", TEXT.encode()).hidden == set()


@pytest.mark.parametrize(("number", "format"), [(-1e17, "DD.MM.YYYY"), (1e10, "[h]:mm:ss")])
def test_a_day_a_million_years_away_is_a_refusal_not_a_panic(number, format):
    made = openpyxl.Workbook()
    made.active["A1"] = number
    made.active["A1"].number_format = format
    stream = io.BytesIO()
    made.save(stream)
    assert "дата или время, каких не бывает" in refusal(stream.getvalue())


def test_a_cell_without_an_end_is_a_refusal():
    assert "Проверьте кавычки" in refusal(b'a;b\n"' + b"1" * 200_000)


def test_a_quoted_separator_and_line_end_stay_in_their_cell():
    assert Book("а.csv", 'а;б\n"1;2";"х\ny"\n'.encode()).grid("")[1] == ["1;2", "х\ny"]


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=5), min_size=2,
                         max_size=4), min_size=1, max_size=5))  # fmt: skip
def test_any_text_is_cells_or_a_refusal(rows):
    content = "\n".join(";".join(row) for row in rows).encode()
    try:
        cells = Book("а.csv", content).grid("")
    except InputError as error:
        assert error.faults[0].message
    else:
        assert all(isinstance(cell, str) for row in cells for cell in row)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "файл пуст"),
        (b"PK\x03\x04 but no workbook", "книга не читается"),
        (workbook(("а",))[:-200], "книга не читается"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "это веб-страница, а не таблица"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "это веб-страница"),
        (b"%PDF-1.7\x00\x00", "не читается ни как книга Excel, ни как текстовая таблица"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "книга закрыта паролем"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "книга не читается"),
    ],
)
def test_what_cannot_be_opened_says_why(content, message):
    assert message in refusal(content)


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(opening, "LARGEST", 1 << 20)
    stream = io.BytesIO(workbook(("а",)))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet2.xml", b"0" * (2 << 20))
    assert len(stream.getvalue()) < 1 << 20
    assert "в распакованном виде книга занимает 2 МБ" in refusal(stream.getvalue())


def test_a_cell_far_away_is_refused_before_the_empty_ones_are_made(monkeypatch):
    monkeypatch.setattr(opening, "MOST_CELLS", 1000)
    made = openpyxl.Workbook()
    made.active["A1"], made.active["Z900"] = 1, "лишнее"
    stream = io.BytesIO()
    made.save(stream)
    assert "лист занимает 900 строк и 26 столбцов" in refusal(stream.getvalue())


HEADS = "Год;Код;Числитель;Примечание\n"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("2022;7.1;1;234;1500\n2022;7.2;5;\n", [(2, "ячеек в строке 5, а столбцов 4: значения сдвинуты")]),
        ('2022;7.1;1;"долг\n2022;7.2;5;\n2022;7.3;6;\n', [(2, "в одной ячейке несколько строк таблицы")]),
        ('2022;7.1;1;"первая строка\nвторая строка"\n', []),
        ("2022;7.1;1;;;\n2022;7.2\n", []),
    ],
    ids=["a separator inside a number", "a quote left open", "two lines of a note", "separators at the end"],
)
def test_rows_of_a_text_that_fell_apart_are_told(rows, told):
    faults = Book("а.csv", (HEADS + rows).encode()).torn(1)
    assert [(fault.place.row, fault.message) for fault in faults] == told


def test_a_workbook_never_falls_apart():
    assert Book("а.xlsx", workbook(("Год",), (2022, "лишнее"))).torn(1) == []
