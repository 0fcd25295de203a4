"""One sheet of an export: which rows count, fields of several columns, what names and constants say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from svod.intake.book import Book
from svod.intake.declared.columns import headers
from svod.intake.declared.export import Export

HEAD = "МО;Код;Предмет;Сдавали;Балл\n"


@pytest.fixture
def export(params):
    def make(source, text: str, name: str = "а.csv") -> Export:
        book = Book(name, text.encode())
        (header,) = headers(book, source.file, source.headings[:1])
        return Export(source, params, book, header)

    return make


def test_empty_rows_and_those_passed_over_do_not_count(source, export):
    text = HEAD + "Миасс;1;Физика;5;4\n;;;;\nИТОГО;;;5;4\nн/д;;;;-\nМиасс;;;;\n"
    made = export(source(skip={"municipality": ("Итого",)}), text)
    assert made.live.tolist() == [True, False, False, False, True]


def test_several_columns_make_one_text_and_an_empty_one_is_left_out(source, export):
    made = export(source(columns={**source().columns, "code": ("МО", "Код")}), HEAD + "Миасс;1;Ф;5;4\nОзёрск;;Ф;5;4\n")
    line = made.lines[0]
    found = made.values("code", line.columns["code"])
    assert [found.at(row) for row in range(2)] == ["Миасс, 1", "Озёрск"]
    assert made.title(line.columns["code"]) == "МО, Код"


def test_rows_that_do_not_count_have_no_faults_and_a_cell_of_two_fields_has_one(source, export):
    columns = {**source().columns, "participants": "Балл"}
    made = export(
        source(columns=columns, skip={"municipality": ("Итого",)}), HEAD + "Миасс;1;Ф;5;пять\nИтого;;;5;шесть\n"
    )
    for field in ("participants", "value"):
        made.values(field, made.lines[0].columns[field])
    assert [fault.place for fault in made.faults] == ["а.csv, строка 2, столбец «Балл»"]


def test_what_names_and_constants_say(source, export):
    declared = source(file={"name": "огэ-<year>.csv"}, constants={"assessment": "oge", "value": 5})
    assert export(declared, HEAD, "огэ-2021.csv").fixed(export(declared, HEAD, "огэ-2021.csv").lines[0]) == {
        "assessment": "oge",
        "value": Decimal(5),
        "year": 2021,
    }
    wrong = export(declared, HEAD, "огэ-весна.csv")
    assert wrong.fixed(wrong.lines[0])["year"] is None
    assert [fault.message for fault in wrong.faults] == ["«весна» – не число"]


def test_a_line_is_given_where_something_of_its_own_is(source, export):
    made = export(source(), HEAD + "Миасс;1;Ф;5;4\nМиасс;2;Ф;;\nМиасс;3;Ф;;2\n")
    columns = made.lines[0].columns
    assert made.given([("value", columns["value"])]).tolist() == [True, False, True]
    assert made.given([("value", columns["value"]), ("code", columns["code"])]).all()
    assert made.given([]).all()


def test_values_can_be_replaced(source, export):
    made = export(source(), HEAD + "Миасс;1;Ф;5;4\nМиасс;1;Ф;5;4\n")
    columns = made.lines[0].columns["code"]
    made.replace("code", columns, ["1", "1 (2)"])
    assert [made.values("code", columns).at(row) for row in range(2)] == ["1", "1 (2)"]
