"""Every cell is read by itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from svod.contracts import Form
from svod.intake.cells import Unreadable, number, text
from svod.intake.fields import named, read_rows
from svod.intake.names import MunicipalityNames
from svod.intake.workbook import Sheet, Title

FORM = Form("Лист", {"name": "Имя", "count": "Число"}, ("name",))
READERS = {"name": text, "count": number}


def sheet(*rows: dict[str, object], **titles: Title) -> Sheet:
    return Sheet("а.xlsx", "Лист", titles, tuple(enumerate(rows, 6)))


def test_values_and_where_they_came_from():
    filled = read_rows(sheet({"name": " а ", "count": "1,5"}), FORM, READERS)
    assert filled.rows == [
        {"name": "а", "count": Decimal("1.5"), "file": "а.xlsx", "sheet": "Лист", "row": 6, "unread": frozenset()}
    ]
    assert filled.faults == []


def test_a_bad_cell_is_a_fault_and_hides_no_other():
    filled = read_rows(sheet({"name": "а", "count": "x"}, {"name": "б", "count": "y"}), FORM, READERS)
    assert [fault.place for fault in filled.faults] == [
        f"а.xlsx, лист «Лист», строка {n}, столбец «Число»" for n in (6, 7)
    ]
    assert [(row["name"], row["count"], row["unread"]) for row in filled.rows] == [
        ("а", None, {"count"}),
        ("б", None, {"count"}),
    ]


def test_a_column_that_is_not_there_is_empty():
    assert read_rows(sheet({"name": "а"}), FORM, READERS).rows[0]["count"] is None


def test_the_label_of_the_data():
    assert read_rows(sheet(данные=Title("Учебные данные", 3)), FORM, READERS).data == "Учебные данные"
    assert read_rows(sheet(данные=Title(None, 3)), FORM, READERS).data == ""
    assert read_rows(sheet(), FORM, READERS).data == ""


def test_a_municipality_is_needed_in_every_row(params):
    read = named(MunicipalityNames(params.region))
    assert read("Ашинский МР") == "ashinskiy-mr"
    with pytest.raises(Unreadable, match="ячейка пуста"):
        read(" ")
