"""Workbooks behind dashboards: many years, works and schools in one table."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.intake.readers.dashboards import Dashboards

READER = Dashboards()
KEYS = ["Год", "Класс", "Предмет", "Муниципалитет", "ОО", "Логин", "Кол-во участников"]
BIAS = ["Год", "Логин", "Муниципалитет", "ОО", "4 РУ", "4 МА", "5 РУ", "5 МА", "Количество маркеров"]


def rows_of(taken, *keys):
    return [tuple(row[key] for key in keys) for row in taken.tables["statistics"].to_pylist()]


def test_shares_of_marks_by_year_grade_and_subject(workbook, params) -> None:
    book = workbook(
        [
            [*KEYS, 2, 3, 4, 5],
            [2021, 4, "русский язык", "Ашинский МР", "СОШ № 1", "edu740001", 50, 10, 30, 40, 20],
            [2022, "5 класс", "Математика", "Ашинский МР", "СОШ № 1", "EDU740001", 40, "0,1", 0.3, 0.4, 0.2],
        ]
    )
    taken = READER.read(book, params)
    assert taken.faults == ()
    assert rows_of(taken, "year", "grade", "subject", "code", "school_name", "participants", "key", "value") == [
        (*work, "edu740001", "СОШ № 1", count, key, value)
        for *work, count in [(2021, 4, "Русский язык", 50), (2022, 5, "Математика", 40)]
        for key, value in [("2", 10), ("3", 30), ("4", 40), ("5", 20)]
    ]


def test_markers_by_subject_an_empty_cell_is_a_work_not_written(workbook, params) -> None:
    book = workbook(
        [
            BIAS,
            [2021, "edu740001", "Ашинский МР", "СОШ № 1", 1, 0, None, 1, 2],
            [2021, "edu740002", "Ашинский МР", "СОШ № 2", 0, 0, 0, 0, 1],
        ]
    )
    taken = READER.read(book, params)
    assert rows_of(taken, "code", "grade", "subject", "statistic", "value")[:3] == [
        ("edu740001", 4, "Русский язык", "marker", 1),
        ("edu740001", 4, "Математика", "marker", 0),
        ("edu740001", 5, "Математика", "marker", 1),
    ]
    (warning,) = taken.warnings
    assert warning.message == "маркеров всего 1, а по предметам 0" and warning.place.row == 3


@settings(deadline=None, max_examples=15)
@given(st.integers(2, 30))
def test_primary_scores_have_a_column_for_each(workbook, params, most) -> None:
    shares = [round(100 / (most + 1), 2)] * (most + 1)
    row = [2022, 4, "Математика", "Ашинский МР", "СОШ № 1", "edu740001", 50, *shares]
    taken = READER.read(workbook([[*KEYS, *range(most + 1)], row]), params)
    assert rows_of(taken, "statistic", "key") == [("primary", str(key)) for key in range(most + 1)]


def test_broken_cells_are_told_each_with_its_place(workbook, params) -> None:
    book = workbook(
        [
            [*KEYS, 2, 3, 4, 5],
            ["прошлый", 4, "Математика", "Ашинский МР", "СОШ № 1", "edu740001", 50, 10, 30, 40, 20],
            [2022, 12, "Математика", "Ашинский МР", "СОШ № 1", "edu740001", 50, 10, "треть", 40, 20],
            [2022, 4, "Математика", "Ашинский МР", "Итого", None, 50, 10, 30, 40, 20],
        ]
    )
    faults = {(fault.place.row, fault.place.column) for fault in READER.read(book, params).faults}
    assert faults == {(2, "Год"), (3, "Класс"), (3, "3"), (4, "Логин")}


@pytest.mark.parametrize("header", [[*KEYS, "доля"], ["Год", "Логин", "Муниципалитет"]])
def test_another_table_is_not_taken_for_it(workbook, header) -> None:
    assert not READER.fits(workbook([header, [2022] * len(header)]))
