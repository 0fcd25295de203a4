"""Rows that are no pupils, and which school a row belongs to."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.intake.cells import Unreadable
from svod.intake.readers.individual import FORM
from svod.intake.readers.sections import Section, code, login_of, logins, miscounted, pupils_alone

HEADER = ["ОО", "Название ОО", "Код участника", "Первичный балл", "Отметка"]


@pytest.fixture(scope="module")
def table(under):
    return lambda *rows: under(HEADER, rows, FORM)


def test_the_lines_of_schools_are_taken_out_and_the_pupils_stay(table) -> None:
    read = table(
        ["СОШ № 1 (EDU740001) | Кол-во участников: 2"],
        ["edu740001", "СОШ № 1 (edu740001)", 40001, 5, 4],
        [None, "СОШ № 1 (edu740001)", 40002, 5, 4],
        ["СОШ № 2 (edu740002)", "Кол-во участников: 7"],
        HEADER,
        [None, "СОШ № 2", 40003, 5, 4],
        ["Х – задание не выполнялось"],
    )
    sections = pupils_alone(read)
    assert sections == [Section(2, "edu740001", 2), Section(5, "edu740002", 7)]
    assert list(read.rows) == [3, 4, 7]
    schools, names = logins(read, sections)
    assert schools == ["edu740001", "edu740001", "edu740002"] and names[2] == "СОШ № 2"
    assert read.faults == []
    (warning,) = miscounted(read, sections, schools, read.rows)
    assert warning.message == "edu740002: заявлено участников 7, а строк 1" and warning.place.row == 5


@settings(deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=5))
def test_sections_that_declare_what_they_hold_are_not_told(table, counts) -> None:
    rows = []
    for number, count in enumerate(counts):
        login = f"edu74000{number}"
        rows.append([f"СОШ ({login}) | Кол-во участников: {count}"])
        rows += [[login, f"СОШ ({login})", 40000 + pupil, 5, 4] for pupil in range(count)]
    read = table(*rows)
    sections = pupils_alone(read)
    schools, _ = logins(read, sections)
    assert [section.declared for section in sections] == counts and len(schools) == sum(counts)
    assert miscounted(read, sections, schools, read.rows) == [] and read.faults == []


def test_rows_without_a_code_a_school_or_with_two_schools_are_faults(table) -> None:
    read = table(
        ["Итого", None, None, 5.5, 4.1],
        [None, None, None, 17],
        [None, "СОШ № 1", 40001, 5, 4],
        ["edu740001", "СОШ № 2 (edu740002)", 40002, 5, 4],
        ["ОО", "Название", "Код участника", "Балл", "Отметка"],
    )
    logins(read, pupils_alone(read))
    assert [(fault.place.row, fault.message) for fault in read.faults] == [
        (2, "строка без кода участника"),
        (3, "строка без кода участника"),
        (6, "посреди таблицы другая строка заголовков"),
        (4, "не указана ОО"),
        (5, "логин «edu740001», а в названии ОО – «edu740002»"),
    ]


@pytest.mark.parametrize("written", ["edu740001", "EDU740001", "СОШ № 1 (edu740001)", "еdu740001"])  # Cyrillic е
def test_a_login_has_one_spelling(written) -> None:
    assert login_of(written) == "edu740001" and login_of("СОШ № 1") == ""


def test_what_is_no_code_is_not_repeated() -> None:
    assert code(40001.0) == "40001" and code(" 4-17 ") == "4-17"
    for cell in ("Петров Пётр", "01.02.2015", date(2015, 2, 1)):
        with pytest.raises(Unreadable) as told:
            code(cell)
        said = f"{told.value.message}{told.value.allowed}{told.value.remedy}"
        assert "Петров" not in said and "2015" not in said
