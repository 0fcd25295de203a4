"""Tables are found by their headings wherever they stand; a recogniser looks at anything without failing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.errors import InputError
from svod.intake.book import Book
from svod.intake.readers import NATIONAL
from svod.intake.readers.layout import Columns, heading, looked, opened, tables_in, training

FORM = Columns({"school": ("ОО", "Логин"), "code": ("Код участника",)}, keys=("code",), required=("school", "code"))


@pytest.mark.parametrize(
    "written", ["Код участника", "код  участника:", "КОД УЧАСТНИКА", "Kод yчастника", "Код\u00a0участника"]
)
def test_a_heading_is_known_however_it_is_written(workbook, written) -> None:
    (page,) = opened(workbook([["Заголовок"], [], ["OO", written], ["edu1", 40001]]))
    assert page.header(FORM) == 2 and page.form(FORM) is FORM
    assert heading(2.0) == "2" and heading(None) == heading(0.5) == ""


@settings(deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=8), st.integers(0, 20))
def test_rows_keep_their_numbers_when_empty_ones_are_left_out(workbook, filled, above) -> None:
    rows = [["edu1", place] if full else [" ", None] for place, full in enumerate(filled)]
    (page,) = opened(workbook([*[["Титул"]] * above, ["Логин", "Код участника"], *rows]))
    table = page.table(FORM, page.header(FORM))
    assert list(table.rows) == [above + 2 + place for place, full in enumerate(filled) if full]
    assert list(table.cells("code")) == [place for place, full in enumerate(filled) if full]
    table.keep([place % 2 == 0 for place in range(len(table.rows))])
    assert len(table.cells("school")) == len(table.rows)


def test_a_header_without_a_required_column_or_with_one_twice_is_told(workbook) -> None:
    book = workbook(
        {"1": [["Код участника"], [1]], "2": [["ОО", "Логин", "Код участника"], [1, 2, 3]], "3": [["Прочее"]]}
    )
    tables, faults, warnings = tables_in(book, lambda page: page.form(FORM))
    assert tables == []
    assert [(fault.place.sheet, fault.message) for fault in faults] == [
        ("1", "нет столбца «ОО»"),
        ("2", "столбец «ОО» стоит дважды"),
    ]
    assert [warning.place.sheet for warning in warnings] == ["3"]


def test_a_text_table_is_read_like_a_sheet_and_ragged_rows_are_filled() -> None:
    book = Book("ф1.csv", "ОО;Код участника;Балл\nedu1;40001\nedu2;40002;3\n".encode("cp1251"))
    ((page,),) = [opened(book)]
    assert page.table(FORM, 0).columns[2] == ("", "3")


def test_training_data_are_known_by_their_label(workbook) -> None:
    assert training(workbook([["Данные:", "учебные данные"], ["ОО"]])) == "учебные данные"
    assert training(workbook([["ОО"]])) == ""


BROKEN = [
    b"", b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 200, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, b"PAR1",
    b"\x00" * 50, b"<html><table></table>", b"a;" + b"x" * 200_000, b'"' + b"y" * 200_000, b"\xff\xfe\x00\xd8",
]  # fmt: skip


@pytest.mark.parametrize("reader", NATIONAL, ids=lambda reader: type(reader).__name__)
@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_a_recogniser_looks_at_a_broken_file_and_passes_it_over(reader, content) -> None:
    assert reader.fits(Book("файл.xlsx", content)) is False


@settings(deadline=None)
@given(st.text(max_size=300) | st.binary(max_size=300))
def test_a_recogniser_looks_at_anything(content) -> None:
    book = Book("файл", content if isinstance(content, bytes) else content.encode())
    assert not any(reader.fits(book) for reader in NATIONAL) and isinstance(looked(book), tuple)


def test_a_sheet_that_cannot_be_read_is_explained() -> None:
    with pytest.raises(InputError, match="текстовая таблица не читается"):
        opened(Book("файл.csv", b'"' + b"y" * 200_000))
