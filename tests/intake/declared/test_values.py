"""Cells turned into values: numbers as written, words as declared, tasks not done and not given kept apart."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.errors import Place
from svod.intake.cells import Unreadable
from svod.intake.declared.columns import MANY, coded
from svod.intake.declared.values import EMPTY, NOT_DONE, faults_of, read_values, reader, sign
from svod.intake.readers.persons import UNSAID


def values(read, cells):
    found = read_values(coded(cells), read)
    return [found.at(row) for row in range(len(cells))]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("56,3", 56.3),
        ("1 234,5", 1234.5),
        (56.3, 56.3),
        (7, 7.0),
        ("", None),
        ("н/д", None),
        (None, None),
        ("−2", -2.0),
    ],
)
def test_numbers_are_read_as_written(params, source, cell, number):
    assert values(reader("value", source(), ",", params), [cell]) == [number]


def test_the_other_decimal_sign_is_a_fault_and_a_number_of_excel_has_none(params, source):
    read = reader("value", source(), ",", params)
    found = read_values(coded(["56.3", 56.3, "56,3"]), read)
    assert [str(error) for error in found.wrong.values()] == ["«56.3»: десятичный знак «.», а в файле «,»"]
    assert [found.at(row) for row in range(3)] == [None, 56.3, 56.3]


def test_the_sign_of_a_file_is_what_most_of_its_texts_have():
    assert sign([coded(["1,5", "2,5", "3.5", "a,b", None, 4.5])]) == ","
    assert sign([coded(["1.5"]), coded(["2"])]) == "."
    assert sign([coded(["1", 2.5])]) == ""


@pytest.mark.parametrize("digits", ["0.82", "0,82"])
def test_fractions_are_multiplied_and_a_percent_sign_is_not(params, source, digits):
    percents = source(constants={**source().constants, "unit": "%"}, times={"value": 100})
    assert values(reader("value", percents, "", params), [0.82, digits, "82 %", "82,5%"]) == [82, 82, 82, 82.5]
    with pytest.raises(Unreadable, match="не число"):
        reader("value", source(), "", params)("82 %")


def test_words_mean_what_is_declared_and_nothing_else(params, source):
    declared = source(values={"subject": {"Мат": "Математика"}}, missing=("скрыто",))
    read = reader("subject", declared, "", params)
    assert [read("мат "), read("МАТ")] == ["Математика", "Математика"]
    with pytest.raises(Unreadable, match="«Физ» не объявлено") as error:
        read("Физ")
    assert error.value.allowed == "Объявлены: «Мат»"
    assert reader("value", declared, "", params)("Скрыто") is None


@pytest.mark.parametrize(("word", "kind"), [("ЕГЭ", "ege"), ("впр", "vpr"), ("oge", "oge"), (" РИКО ", "riko")])
def test_works_are_known_by_their_usual_names(params, source, word, kind):
    assert reader("assessment", source(), "", params)(word) == kind


def test_a_field_that_every_row_needs_is_not_empty(params, source):
    with pytest.raises(Unreadable, match="ячейка пуста"):
        reader("subject", source(), "", params)(None)
    assert reader("group", source(), "", params)(None) is None


@pytest.mark.parametrize(
    ("field", "cell", "message"),
    [
        ("participants", "10,5", "«10,5» не подходит"),
        ("participants", "9999999999", "«9999999999» не подходит"),
        ("year", "40000", "«40000» не подходит"),
        ("value", "1000000000001", "слишком много"),
        ("value", "много", "не число"),
        ("assessment", "ГВЭ", "работы «ГВЭ» нет"),
    ],
)
def test_what_cannot_be_read(params, source, field, cell, message):
    with pytest.raises(Unreadable, match=message) as error:
        reader(field, source(), "", params)(cell)
    assert error.value.remedy


def test_not_done_and_not_given_are_two_things(params, source):
    read = reader("points", source("results"), "", params)
    found = read_values(coded(["1", "x", "", "0"]), read)
    assert found.codes.tolist() == [0, NOT_DONE, EMPTY, 1]
    assert found.filled.tolist() == [True, True, False, True]
    with pytest.raises(Unreadable, match="«–», а что это значит, не объявлено"):
        read("–")


def test_numbers_of_small_tables_stay_exact(params, source):
    small = source(table="indicators", constants={}, columns={})
    assert reader("numerator", small, "", params)("0,1") == Decimal("0.1")
    assert reader("procedure", small, "", params)("7") == "07-libraries"
    assert reader("indicator", small, "", params)(7.1) == "7.1"
    for field, word in (("procedure", "77"), ("indicator", "77.1")):
        with pytest.raises(Unreadable, match="нет"):
            reader(field, small, "", params)(word)


def test_faults_name_their_rows_and_very_many_are_one(params, source):
    read = reader("value", source(), "", params)
    rows, place = np.arange(2, 2 + MANY + 2), Place("а.csv", "", None, "Балл")
    found = read_values(coded(["1", "плохо", *[f"х{i}" for i in range(MANY)]]), read)
    one = np.zeros(len(rows), dtype=bool)
    one[[0, 1]] = True
    (fault,) = faults_of(found, rows, one, place, pupils=False)
    assert (fault.place, fault.value) == ("а.csv, строка 3, столбец «Балл»", "плохо")
    (fault,) = faults_of(found, rows, np.ones(len(rows), dtype=bool), place, pupils=False)
    assert fault.message == f"«плохо» – не число (и ещё строк: {MANY})"


def test_a_word_among_numbers_of_pupils_is_not_repeated(params, source):
    read = reader("mark", source("results"), "", params)
    found = read_values(coded(["Ким", "4а"]), read)
    every = np.ones(2, dtype=bool)
    first, second = faults_of(found, np.array([2, 3]), every, Place("а.csv", "", None, "Отметка"), pupils=True)
    assert (first.message, first.value) == (UNSAID, "")
    assert (second.message, second.value) == ("«4а» – не число", "4а")


@given(st.lists(st.sampled_from(["а", "б", "", None])))
def test_a_column_of_arrow_has_the_values_of_its_rows(cells):
    found = read_values(coded(cells), lambda cell: cell or None)
    rows = np.arange(len(cells))[::-1]
    for type in (pa.string(), pa.dictionary(pa.int32(), pa.string())):
        assert found.arrow(rows, type).to_pylist() == [cell or None for cell in cells[::-1]]
        assert found.arrow(rows, type, "").to_pylist() == [cell or "" for cell in cells[::-1]]
