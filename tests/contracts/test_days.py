"""One work is written within a month; a second one needs a name of its own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.contracts.days import apart, days_apart, two_works

APRIL, OCTOBER = date(2022, 4, 15), date(2022, 10, 20)


def work(day: date | None, file: str = "апрель.xlsx", **changes: object) -> dict[str, object]:
    own = {"assessment": "diagnostic", "year": 2022, "grade": 8, "subject": "Математика", "date": day}
    return {**own, "file": file, "sheet": "Лист1", "row": 1, **changes}


@pytest.mark.parametrize(("assessment", "days"), [("diagnostic", 31), ("kdr", 31), ("vpr", 92), ("ege", 366)])
def test_a_work_takes_so_many_days(assessment, days) -> None:
    assert not apart(assessment, APRIL, APRIL + timedelta(days))
    late = APRIL + timedelta(days + 1)
    assert apart(assessment, APRIL, late) and apart(assessment, late, APRIL)


def test_a_second_work_of_a_year_is_told_with_both_days_and_what_to_do() -> None:
    (fault,) = days_apart([work(APRIL), work(OCTOBER, "октябрь.xlsx"), work(date(2022, 4, 20), "рядом.xlsx")])
    assert fault.place == "октябрь.xlsx, лист «Лист1», строка 1"
    assert fault.message == (
        "Математика, 8 класс: дата 20.10.2022, а в файле апрель.xlsx 15.04.2022 – это разные работы"
    )
    assert fault.remedy.startswith("Другой работе дайте имя в предмете во всех её файлах: «Математика (вторая)»")


def test_works_of_other_names_and_without_a_day_are_let_be() -> None:
    named = work(OCTOBER, "октябрь.xlsx", subject="Математика (вторая)")
    assert days_apart([work(None), work(APRIL), named, work(OCTOBER, grade=9), work(None)]) == []


@given(st.integers(-300, 300))
def test_it_does_not_matter_which_of_two_days_is_told_first(days) -> None:
    other = APRIL + timedelta(days)
    assert (
        bool(days_apart([work(APRIL), work(other)])) == bool(days_apart([work(other), work(APRIL)])) == (abs(days) > 31)
    )
    assert "31 сут." in two_works(work(APRIL), other, APRIL, "там")[1]
