"""Registers of schools and of works from cells to values."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from svod.contracts.assessments import ITEMS, WORKS
from svod.contracts.schools import FORM as SCHOOLS
from svod.errors import InputError
from svod.intake.book import Book
from svod.intake.registers import SchoolsReader, WorksReader
from svod.intake.taken import Taken

HEAD = tuple(SCHOOLS.titles.values())
SCHOOL = ("edu740001", "СОШ № 1", "Ашинский МР", "СОШ", "Город", 512)


@pytest.fixture
def read(book, params):
    def run(reader, sheet: str, header: tuple, *rows: tuple, **changes: object) -> Taken:
        file = book("реестр.xlsx", rows, **{"sheet": sheet, "header": header, "title": {}, **changes})
        source = Book("реестр.xlsx", file.read_bytes())
        assert reader.fits(source)
        return reader.read(source, params)

    return run


def test_a_school_and_what_is_known_of_it(read):
    taken = read(SchoolsReader(), "Школы", (*HEAD, None, "Индекс *"), (*SCHOOL, "сноска", 0.5))
    assert taken.faults == () and taken.covers == {("schools",), ("context",)}
    (school,) = taken.tables["schools"]
    assert [school[name] for name in SCHOOLS.titles] == [*SCHOOL[:4], "город", 512]
    assert [told.message for told in taken.warnings] == ["не загружаются: ячейки вне столбцов G2"]
    (context,) = taken.tables["context"]
    assert (context["school"], context["variable"], context["value"], context["row"]) == (
        "edu740001",
        "Индекс *",
        0.5,
        2,
    )


def test_no_context_where_a_school_has_no_number(read):
    taken = read(SchoolsReader(), "Школы", (*HEAD, "Индекс"), (*SCHOOL, "н/д"), ("edu740002", *SCHOOL[1:], 2))
    assert [(row["school"], row["value"]) for row in taken.tables["context"]] == [("edu740002", 2.0)]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ((*SCHOOL, "много"), "строка 2, столбец «Индекс»: «много» – не число"),
        ((*SCHOOL[:5], 1.5, 1), "строка 2, столбец «Обучающихся»: «1.5» – не целое число"),
    ],
)
def test_a_cell_of_a_school_that_cannot_be_read(read, row, message):
    (fault,) = read(SchoolsReader(), "Школы", (*HEAD, "Индекс"), row).faults
    assert message in str(fault)


def test_an_empty_register_would_take_the_schools_away(read):
    (fault,) = read(SchoolsReader(), "Школы", HEAD).faults
    assert "в реестре нет ни одной строки" in str(fault)


WORK = ("ВПР", 2022, 4, "математика", datetime(2022, 3, 15), None, 20, 6, 10, 15)
KEY = ("vpr", 2022, 4, "Математика")


def test_a_work_and_its_key(read):
    taken = read(WorksReader(), "Работы", tuple(WORKS.titles.values()), WORK)
    assert taken.faults == () and taken.covers == {("assessments", *KEY)}
    (work,) = taken.tables["assessments"]
    assert [work[name] for name in WORKS.titles] == [*KEY, date(2022, 3, 15), None, 20.0, 6.0, 10.0, 15.0]


@pytest.mark.parametrize(("cell", "item"), [(4, "4"), ("9.1", "9.1"), ("4к1", "4К1"), ("4K1", "4К1"), ("9,1", "9.1")])
def test_an_item_however_it_is_written(read, cell, item):
    taken = read(WorksReader(), "Задания", tuple(ITEMS.titles.values()), (*WORK[:4], cell, 1, 2, "Б", "1.1", "умеет"))
    (row,) = taken.tables["items"]
    assert [row[name] for name in ITEMS.titles] == [*KEY, item, 1, 2.0, "Б", "1.1", "умеет"]
    assert taken.covers == {("items", *KEY)}


def test_another_word_for_a_kind_is_left_to_the_contract(read):
    taken = read(WorksReader(), "Работы", tuple(WORKS.titles.values()), ("олимпиада", *WORK[1:]))
    assert taken.tables["assessments"][0]["assessment"] == "олимпиада"


def test_a_column_that_is_not_there(read):
    with pytest.raises(InputError, match="нет столбца «Максимальный балл»"):
        read(WorksReader(), "Работы", tuple(WORKS.titles.values())[:6], WORK[:6])
