"""Blanks with a cause are told; a clean file is not opened a second time."""

from __future__ import annotations

import io

import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.errors import Fault, Place
from svod.intake import suspects
from svod.intake.book import Book
from svod.intake.suspects import explained
from svod.intake.taken import Taken

HEAD = ("Муниципалитет", "Показатель", "Числитель", "Знаменатель", "Примечание")
ROW = ("Ашинский МР", "7.1", 80, 100, "да")


def book(*rows, change=None, header=HEAD) -> Book:
    made = openpyxl.Workbook()
    page = made.active
    page.title = "Лист"
    for row in (header, *rows):
        page.append(row)
    if change:
        change(page)
    stream = io.BytesIO()
    made.save(stream)
    return Book("а.xlsx", stream.getvalue())


def small(*faults: Fault) -> Taken:
    return Taken("а.xlsx", "форма", {"indicators": [{"sheet": "Лист"}]}, faults)


def large(*faults: Fault) -> Taken:
    return Taken("а.xlsx", "форма", {"results": pa.table({"sheet": ["Лист"]})}, faults)


def told(faults) -> list[tuple[str, int | None, str]]:
    return [(fault.place.column, fault.place.row, fault.message) for fault in faults]


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """Names of the sheets that are looked through."""
    seen: list[str] = []
    parts = suspects._parts

    def noted(packed):
        seen.append(packed.filename or "")
        return parts(packed)

    monkeypatch.setattr(suspects, "_parts", noted)
    return seen


def test_a_formula_nobody_computed_is_told_once_a_column():
    found = explained(book((*ROW[:2], "=40+40", 100, ""), (*ROW[:2], "=4", "=5", "")), small())
    assert told(found.faults) == [
        ("Числитель", 2, "формула без вычисленного значения; таких ячеек: 2"),
        ("Знаменатель", 3, "формула без вычисленного значения"),
    ]
    assert "Ctrl+Alt+F9" in found.faults[0].remedy and found.tables == small().tables


def test_an_error_of_excel_is_told_with_its_name():
    def spoil(page):
        page["C2"] = "#N/A"
        page["C2"].data_type = "e"

    (fault,) = explained(book(ROW, change=spoil), small()).faults
    assert (fault.message, fault.value) == ("в ячейке ошибка Excel #N/A", "#N/A")


def test_a_merged_cell_is_told_where_it_hides_something():
    made = book(ROW, ROW, change=lambda page: (page.merge_cells("A2:A3"), page.merge_cells("E2:E3")))
    assert told(explained(made, small()).faults) == [
        ("Муниципалитет", 2, "объединённые ячейки (A2:A3): значение есть только в первой из них, остальные пусты")
    ]


def test_what_is_hidden_is_told_where_it_is_looked():
    def hide(page):
        page.row_dimensions[3].hidden = page.column_dimensions["B"].hidden = True
        page["D2"] = None

    warnings = explained(book(ROW, ROW, change=hide), small()).warnings
    assert told(warnings) == [
        ("", 3, "строки скрыты, а прочитаны как остальные: 3 (всего 1)"),
        ("Показатель", None, "столбец скрыт, а прочитан как остальные"),
    ]


def test_a_clean_file_is_not_opened_again(opened):
    assert explained(book(ROW, ROW), small()) == small() and opened == []
    assert explained(book((*ROW[:4], None)), small()) == small() and opened == []  # an empty note loses nothing


@pytest.mark.parametrize(
    ("rows", "faults", "looks"),
    [
        ([ROW, (*ROW[:3], None)], (), False),  # a large export has blanks: a task not done
        ([(*ROW[:3], None)] * 2, (), True),  # a column of nothing is suspicious
        ([ROW], (Fault(Place("а.xlsx", "Лист", 2, "Числитель"), "пусто", "", "Впишите"),), True),
        ([ROW], (Fault(Place("а.xlsx", "Лист", 2, "Числитель"), "плохо", "", "Исправьте", "х"),), False),
    ],
)
def test_a_large_export_is_looked_through_for_a_blank_column_or_a_fault_alone(opened, rows, faults, looks):
    assert explained(book(*rows), large(*faults)).faults == faults
    assert bool(opened) == looks


@pytest.mark.parametrize("content", [b"a;b\n1;\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"])
def test_what_has_no_xml_is_left_as_it_is(content):
    taken = Taken("а.xls", "", {}, (Fault("а.xls", "не читается", "", "Получите заново"),))
    assert explained(Book("а.xls", content), taken) == taken


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([4, "x", None, "=1+1"]), min_size=1, max_size=30), st.integers(1, 4000))
def test_every_formula_without_a_value_is_found_whatever_the_pieces(column, piece):
    """Cut anywhere, the XML gives the same cells."""
    made = book(*((*ROW[:2], cell, 100, "") for cell in column))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(suspects, "_PIECE", piece)
        patch.setattr(suspects, "_LONGEST", 300)
        found = explained(made, small()).faults
    formulas = column.count("=1+1")
    more = f"; таких ячеек: {formulas}" if formulas > 1 else ""
    want = [("Числитель", column.index("=1+1") + 2, f"формула без вычисленного значения{more}")] if formulas else []
    assert told(found) == want
