"""The register of measures from cells to values."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from svod.errors import InputError
from svod.intake.book import Book
from svod.intake.measures import MeasuresReader
from svod.intake.taken import Taken

ROW = (
    "Ашинский МР",
    7,
    "7.1",
    "Закупка учебников",
    datetime(2021, 2, 1),
    "01.09.2021",
    "Управление образования",
    "Выполнена",
)


@pytest.fixture
def read(book, params):
    def run(*rows: object, **changes: object) -> Taken:
        source = Book("меры.xlsx", book("меры.xlsx", rows, **changes).read_bytes())
        assert MeasuresReader().fits(source)
        return MeasuresReader().read(source, params)

    return run


def test_a_row_as_it_is_stored(read):
    filled = read(ROW)
    assert filled.faults == ()
    assert filled.tables["measures"] == [
        {
            "municipality": "Ашинский МР",
            "above": "",
            "over": None,
            "procedure": "07-libraries",
            "indicator": "7.1",
            "measure": "Закупка учебников",
            "start": date(2021, 2, 1),
            "end": date(2021, 9, 1),
            "responsible": "Управление образования",
            "school": None,
            "status": "выполнена",
            "file": "меры.xlsx",
            "sheet": "Меры",
            "row": 2,
            "unread": frozenset(),
        }
    ]


@pytest.mark.parametrize("cell", [7, "7", "07", "07-libraries", "libraries", 7.0])
def test_a_procedure_by_number_or_id(read, cell):
    assert read((ROW[0], cell, *ROW[2:])).tables["measures"][0]["procedure"] == "07-libraries"


@pytest.mark.parametrize("cell", [None, "", "–", "н/д"])
def test_a_measure_about_the_whole_procedure(read, cell):
    filled = read((*ROW[:2], cell, *ROW[3:]))
    assert filled.faults == ()
    assert filled.tables["measures"][0]["indicator"] is None


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        (1, 19, "столбец «Процедура»: процедуры «19» нет"),
        (1, None, "столбец «Процедура»: ячейка пуста"),
        (2, "7.9", "столбец «Показатель»: показателя «7.9» нет"),
        (2, "учебники", "столбец «Показатель»: показателя «учебники» нет"),
        (4, "осенью", "столбец «Начало»: «осенью» – не дата"),
    ],
)
def test_a_cell_that_cannot_be_read(read, column, cell, message):
    (fault,) = read((*ROW[:column], cell, *ROW[column + 1 :])).faults
    assert str(fault).startswith(f"меры.xlsx, лист «Меры», строка 2, {message}")


def test_a_title_block_above_is_no_obstacle(read):
    filled = read(ROW, title={"Данные:": "учебные данные", "Реестр мер": ""})
    assert filled.tables["measures"][0]["row"] == 5
    assert filled.data == "учебные данные"


def test_it_speaks_for_the_municipality_over_it_and_without_one_for_no_more_than_its_rows_name(read):
    assert read(ROW).covers == frozenset()
    assert read(ROW, title={"Муниципалитет:": "Ашинский МР"}).covers == {("measures", "Ашинский МР")}


def test_a_missing_column(read):
    with pytest.raises(InputError, match="нет столбца «Статус»"):
        read(
            ROW[:-1],
            header=("Муниципалитет", "Процедура", "Показатель", "Мера", "Начало", "Окончание", "Ответственный"),
        )


def test_a_register_without_rows_takes_nothing_away_and_says_so(read):
    taken = read()
    assert (taken.faults, taken.covers, taken.tables) == ((), frozenset(), {"measures": []})
    assert "в реестре нет ни одной меры" in taken.warnings[0].message
