"""The lines above a table: which work it is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.intake.readers.heads import beside, read_head, subject_of

HEAD = [
    ["ВПР 2026 Русский язык 4 класс"],
    ["Предмет:", "Русский язык"],
    ["Максимальный первичный балл:", 24],
    ["Дата:", "15.04.2026"],
]


def read(page, rows):
    return read_head(page([*rows, ["Код участника"]]), len(rows))


def test_a_head_names_the_work(page) -> None:
    head = read(page, HEAD)
    assert head.work == ("vpr", 2026, 4, "Русский язык")
    assert (head.maximum, head.date, head.programme_grade) == (24, date(2026, 4, 15), 4)
    assert head.faults == head.warnings == ()


def test_what_is_not_said_is_none_and_the_title_alone_will_do(page) -> None:
    head = read(page, [["ВПP  2022 г. История 6 класс"]])  # Latin P
    assert head.work == ("vpr", 2022, 6, "История")
    assert (head.maximum, head.date, head.programme_grade) == (None, None, None)


@pytest.mark.parametrize(
    ("title", "day", "grade"),
    [
        ("ВПР 2022 Математика 6 класс", "20.09.2022", 5),
        ("ВПР 2022 Математика 6 класс", date(2022, 4, 1), 6),
        ("ВПР 2020 Математика 6 класс (по программе 5 класса)", "18.09.2020", 5),
    ],
)
def test_an_autumn_work_is_on_the_programme_of_the_grade_before(page, title, day, grade) -> None:
    head = read(page, [[title], ["Дата:", day]])
    assert head.programme_grade == grade and head.faults == ()
    assert bool(head.warnings) == ("программе" not in title and grade == 5)


@settings(deadline=None, max_examples=20)
@given(
    st.integers(2015, 2099), st.integers(1, 11), st.sampled_from(["Математика", "Английский язык", "Физика (базовая)"])
)
def test_year_grade_and_subject_are_those_written(page, year, grade, subject) -> None:
    head = read(page, [[f"ВПР {year} {subject} {grade} класс"], ["Предмет: " + subject]])
    assert head.work == ("vpr", year, grade, subject) and head.faults == ()


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        ([["Русский язык"]], ["над таблицей нет строки «ВПР ГГГГ Предмет N класс»"]),
        ([["ВПР 2001 Физика 12 класс"]], ["над таблицей нет строки «ВПР ГГГГ Предмет N класс»"]),
        ([["ВПР 2026 Физика 7 класс"], ["Дата:", "весна"], ["Предмет:", "Химия"]], ["в заголовке предмет", "не дата"]),
    ],
)
def test_every_line_that_cannot_be_read_is_told(page, rows, messages) -> None:
    told = [fault.message for fault in read(page, rows).faults]
    assert len(told) == len(messages)
    assert all(any(words in message for message in told) for words in messages) or rows[0] == [
        "ВПР 2001 Физика 12 класс"
    ]


def test_a_label_may_hold_its_value() -> None:
    assert beside(["", "Предмет: Химия"], "предмет") == "Химия"
    assert beside(["Предмет:", None, "Химия"], "предмет") == "Химия"
    assert beside(["Предмет"], "предмет") == "" and beside(["Химия"], "предмет") is None


@pytest.mark.parametrize(
    "written", ["русский язык", " Русский  язык", "01 - Русский язык", "«Русский язык»", "РУССКИЙ ЯЗЫК", "Русcкий Язык"]
)
def test_a_subject_has_one_spelling(written) -> None:
    assert subject_of(written) == "Русский язык"


@pytest.mark.parametrize("written", ["ОРКСЭ", "ОБЖ", "История Урала", "Polish", "Математика (ЕГЭ)", ""])
def test_short_names_and_names_of_places_stay_as_they_are(written) -> None:
    assert subject_of(written) == written
