"""Rules find rows, pandera runs them, a person reads them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pandera.pandas as pa
import pytest

from svod.contracts.rules import Contract, Form, Problem, each, in_russian, merged, unique
from svod.errors import Place

FORM = Form("Лист", {"name": "Имя", "count": "Число"}, ("name",))


def row(name: str | None, count: int | None, number: int, unread: tuple[str, ...] = ()) -> dict[str, object]:
    return {"name": name, "count": count, "file": "а.xlsx", "sheet": "Лист", "row": number, "unread": frozenset(unread)}


def positive(rows: dict[str, object]) -> Problem | None:
    return Problem("count", f"число {rows['count']}", "Больше нуля", "Исправьте") if rows["count"] < 0 else None


def contract(*rules: object) -> Contract:
    return Contract(FORM, (), rules)


def test_a_fault_says_file_sheet_row_column_and_what_to_do():
    checked = contract(each("positive", ("count",), positive))
    (fault,) = checked.faults(checked.table([row("а", 1, 6), row("б", -2, 7)]))
    assert str(fault) == "а.xlsx, лист «Лист», строка 7, столбец «Число»: число -2.\n  Больше нуля. Исправьте."


def test_a_cell_that_was_not_read_is_not_spoken_of_again():
    checked = contract(each("positive", ("count",), positive))
    assert checked.faults(checked.table([row("а", None, 6, unread=("count",))])) == []


def test_one_cause_is_told_once():
    checked = contract(merged(each("positive", ("count",), positive), ("name",)))
    faults = checked.faults(checked.table([row("а", -1, 6), row("а", -2, 7), row("б", -3, 8), row("а", -4, 9)]))
    assert [fault.message for fault in faults] == ["число -1 (и ещё строк: 2)", "число -3"]


def test_the_later_of_two_equal_rows_names_the_earlier():
    checked = contract(unique("unique", ("name",), "name", lambda rows: rows["name"]))
    (fault,) = checked.faults(checked.table([row("а", 1, 6), row("б", 1, 7), row("а", 2, 8)]))
    assert fault.place.endswith("строка 8, столбец «Имя»")
    assert fault.allowed == "Впервые: а.xlsx, строка 6"


def test_rows_that_pass_and_an_empty_table_have_no_faults():
    checked = contract(each("positive", ("count",), positive))
    assert checked.faults(checked.table([])) == checked.faults(checked.table([row("а", 1, 6)])) == []


def test_a_lost_column_is_a_mistake_of_the_program():
    checked = contract(each("positive", ("count",), positive))
    with pytest.raises(pa.errors.SchemaErrors):
        checked.faults(checked.table([row("а", 1, 6)]).drop(columns="name").astype(object))


def test_a_table_has_the_columns_of_the_contract_as_plain_objects():
    table = contract().table([row("а", 1, 6)])
    assert list(table.columns) == ["name", "count", "file", "sheet", "row", "unread"]
    assert set(table.dtypes) == {pd.Series([], dtype=object).dtype}


def test_place_leaves_out_what_it_does_not_know():
    assert Place("а.xlsx", "Лист") == "а.xlsx, лист «Лист»"
    assert Place("а.xlsx", "Лист", 5) == "а.xlsx, лист «Лист», строка 5"


@pytest.mark.parametrize(
    ("number", "digits", "text"),
    [
        (Decimal("0.50"), 6, "0,5"),
        (Decimal("-3"), 6, "−3"),
        (Fraction(1400, 17), 2, "82,35"),
        (12, 6, "12"),
        (Decimal("0.125"), 2, "0,13"),
        (100, 0, "100"),
        (Decimal("-0.0000001"), 6, "0"),
        (Decimal("1E+20"), 6, "1" + 20 * "0"),
    ],
)
def test_numbers_of_messages_have_a_decimal_comma(number, digits, text):
    assert in_russian(number, digits) == text
