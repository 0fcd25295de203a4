"""What a source declares of its rows: keys, parts of a whole, percents."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svod.intake.book import Book
from svod.intake.declared.checks import check
from svod.intake.declared.columns import headers
from svod.intake.declared.export import Export

HEAD = "МО;Код;Предмет;Сдавали;Балл;Ниже;Выше\n"
PARTS = ({"whole": "Сдавали", "of": ("Ниже", "Выше")},)


@pytest.fixture
def checked(params):
    def make(source, rows: list[str]):
        book = Book("а.csv", (HEAD + "\n".join(rows) + "\n").encode())
        (header,) = headers(book, source.file, source.headings)
        return check(Export(source, params, book, header))

    return make


def test_parts_may_fill_the_whole_and_not_exceed_it(source, checked):
    rows = ["М;1;Ф;10;4;5;5", "М;2;Ф;10;4;6;5", "М;3;Ф;10;4;11;", "М;4;Ф;;4;11;5", "М;5;Ф;10;4;;"]
    faults, warnings = checked(source(parts=PARTS), rows)
    assert [fault.place.row for fault in faults] == [3, 4]
    assert faults[0].message == "части больше целого: «Ниже» 6 + «Выше» 5; вместе 11, «Сдавали» 10"
    assert faults[1].message == "части больше целого: «Ниже» 11 + «Выше» –; вместе 11, «Сдавали» 10"
    assert faults[0].place == "а.csv, строка 3, столбец «Выше»"
    assert "params/sources/made.yml" in faults[0].remedy
    assert warnings == []


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=9))
def test_exactly_the_rows_whose_parts_exceed_are_named(source, checked, numbers):
    rows = [f"М;{i};Ф;{whole};4;{low};{high}" for i, (whole, low, high) in enumerate(numbers)]
    faults, _ = checked(source(parts=PARTS), rows)
    assert [fault.place.row for fault in faults] == [
        row for row, (whole, low, high) in enumerate(numbers, 2) if low + high > whole
    ]


def test_a_key_repeated_is_a_fault_or_gets_a_number(source, checked):
    rows = ["М;1;Ф;10;4;;", "М;2;Ф;10;4;;", "М;1;Ф;10;5;;", "М;1;Х;10;5;;", "М;1;Ф;10;6;;", ";;;10;6;;"]
    faults, warnings = checked(source(unique=("subject", "code")), rows)
    assert [(fault.place.row, fault.message, fault.allowed) for fault in faults if fault.place.column] == [
        (4, "строка повторена: Ф, 1", "Впервые: строка 2"),
        (6, "строка повторена: Ф, 1", "Впервые: строка 2"),
    ]
    assert warnings == []
    faults, warnings = checked(source(unique=("subject", "code"), duplicates="number"), rows)
    assert faults == []
    assert [told.message for told in warnings] == [
        "строка повторена: Ф, 1; взята как «… (2)»",
        "строка повторена: Ф, 1; взята как «… (3)»",
    ]


def test_a_code_of_a_pupil_is_not_told(source, params):
    book = Book("а.csv", "ОО;Код;Отметка;З1\nшк;тайна;4;1\nшк;тайна;4;1\n".encode())
    declared = source("results", unique=("school", "pupil"))
    (header,) = headers(book, declared.file, declared.headings)
    (fault,), _ = check(Export(declared, params, book, header))
    assert fault.message == "строка повторена: шк"
    assert "тайна" not in str(fault) + fault.value


def test_fractions_in_a_column_of_percents_are_asked_about(source, checked):
    percents = {"constants": {**source().constants, "unit": "%"}}
    rows = ["М;1;Ф;10;0,82;;", "М;2;Ф;10;1;;"]
    (fault,), _ = checked(source(**percents), rows)
    assert fault.message == "в столбце процентов нет числа больше 1"
    assert fault.place == "а.csv, строка 1, столбец «Балл»"
    assert checked(source(**percents, times={"value": 100}), rows) == ([], [])
    assert checked(source(**percents), [*rows, "М;3;Ф;10;8,2;;"]) == ([], [])
    assert checked(source(**percents), ["М;1;Ф;10;1;;", "М;2;Ф;10;0;;"]) == ([], [])


def test_rows_of_another_length_are_told(source, checked):
    faults, _ = checked(source(), ["М;1;Ф;10;4;;", "М;1"])
    assert [fault.message for fault in faults] == ["ячеек в строке 2, а столбцов 7"]
