"""Every cell is read by itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from svod.contracts import Form
from svod.intake.book import Book
from svod.intake.cells import number, text
from svod.intake.fields import fits_form, read_rows, words_above
from svod.intake.workbook import Sheet, Title

FORM = Form("Лист", {"name": "Имя", "count": "Число"}, ("name",))
READERS = {"name": text, "count": number}


def sheet(*rows: dict[str, object], **titles: Title) -> Sheet:
    return Sheet("а.xlsx", "Лист", titles, tuple(enumerate(rows, 6)))


def test_values_and_where_they_came_from():
    (row,), faults = read_rows(sheet({"name": " а ", "count": "1,5"}), FORM, READERS)
    assert (row["name"], row["count"], row["unread"]) == ("а", Decimal("1.5"), frozenset())
    assert (row["file"], row["sheet"], row["row"]) == ("а.xlsx", "Лист", 6)
    assert faults == []


def test_a_bad_cell_is_a_fault_with_its_value_and_hides_no_other():
    rows, faults = read_rows(sheet({"name": "а", "count": "x"}, {"name": "б", "count": "y"}), FORM, READERS)
    assert [fault.place for fault in faults] == [f"а.xlsx, лист «Лист», строка {n}, столбец «Число»" for n in (6, 7)]
    assert [fault.value for fault in faults] == ["x", "y"]
    assert [(row["name"], row["count"], row["unread"]) for row in rows] == [
        ("а", None, {"count"}),
        ("б", None, {"count"}),
    ]


def test_a_column_that_is_not_there_is_empty():
    assert read_rows(sheet({"name": "а"}), FORM, READERS)[0][0]["count"] is None


def test_the_municipality_over_the_table_is_that_of_rows_that_name_none():
    of = Form("Лист", {"municipality": "Муниципалитет", "count": "Число"}, ("count",))
    head = {"муниципалитет": Title("Ашинский МР", 2)}
    table = Sheet("а.xlsx", "Лист", head, ((6, {"count": 1}), (7, {"municipality": "Троицкий ГО", "count": 2})))
    rows, _ = read_rows(table, of, {"municipality": text, "count": number})
    assert [(row["municipality"], row["above"], row["over"]) for row in rows] == [
        ("Ашинский МР", "Ашинский МР", 2), ("Троицкий ГО", "Ашинский МР", None),
    ]  # fmt: skip


def test_the_lines_over_the_table():
    assert words_above(sheet(данные=Title("Учебные данные", 3)), "данные") == "Учебные данные"
    assert words_above(sheet(данные=Title(None, 3)), "данные") == words_above(sheet(), "данные") == ""


@pytest.mark.parametrize(("text", "fits"), [("Имя;Число\nа;1", True), ("Число;Год\n1;2", False), ("", False)])
def test_a_form_is_known_by_its_columns_where_there_is_no_sheet_of_its_name(text, fits):
    assert fits_form(Book("а.csv", text.encode() or b" "), FORM) is fits
