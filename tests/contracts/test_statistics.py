"""What statistics that arrive made may say."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.contracts.statistics import statistics_contract
from svod.errors import Fault

GOOD = {
    "assessment": "vpr", "year": 2022, "grade": 5, "subject": "Математика", "scope": "school",
    "municipality": "ashinskiy-mr", "code": "edu740001", "group": "", "participants": 20, "statistic": "mean",
    "key": "", "value": 50.0, "unit": "%", "file": "ф3.xlsx", "sheet": "Лист1",
}  # fmt: skip
NAMES = ("assessment", "subject", "scope", "municipality", "code", "group", "statistic", "key", "unit", "file", "sheet")


def check(*changes: dict[str, object]) -> list[Fault]:
    table = pd.DataFrame([{**GOOD, "row": 9 + i, **change} for i, change in enumerate(changes)])
    return statistics_contract().faults(table.astype(dict.fromkeys(NAMES, "category")))


def marks(*values: float | None, **change: object) -> list[dict[str, object]]:
    return [{"statistic": "mark", "key": str(2 + i), "value": value, **change} for i, value in enumerate(values)]


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"value": None},
        {"participants": None},
        {"value": 0.0},
        {"value": 100.0},
        {"scope": "country", "municipality": "", "code": ""},
        {"unit": "pupils", "statistic": "count", "value": 20.0},
        {"unit": "points", "value": 137.5},
    ],
)
def test_what_is_accepted(change):
    assert check(change) == []


@pytest.mark.parametrize(
    ("change", "column", "message"),
    [
        ({"scope": "класс"}, "Группы участников", "строка ни о ком: «класс»"),
        ({"scope": "municipality", "municipality": ""}, "Муниципалитет", "строка о муниципалитете, а он не указан"),
        ({"code": ""}, "ОО", "строка об ОО, а она не указана"),
        ({"unit": "шт."}, "Единица", "единица «шт.» неизвестна"),
        ({"participants": -1}, "Кол-во участников", "участников −1"),
        ({"value": 100.5}, "Значение", "«mean»: 100,5 %"),
        ({"value": -0.01}, "Значение", "«mean»: −0,01 %"),
        ({"unit": "points", "value": -1.0}, "Значение", "«mean»: −1 балла"),
        ({"unit": "pupils", "statistic": "count", "key": "a", "value": 2.5}, "Значение", "«a»: 2,5 участников"),
        ({"unit": "pupils", "statistic": "count", "key": "a", "value": 21.0}, "Значение", "«a»: 21 из 20 участников"),
    ],
)  # fmt: skip
def test_what_is_refused(change, column, message):
    (fault,) = check(change)
    assert fault.place == f"ф3.xlsx, лист «Лист1», строка 9, столбец «{column}»"
    assert fault.message == message
    assert fault.remedy


def test_marks_make_a_hundred_percent_but_for_rounding():
    assert check(*marks(33.33, 33.33, 33.33, 0.0)) == []
    assert check(*marks(33.0, 33.0, 33.0, 0.0)) == []
    (fault,) = check(*marks(33.33, 33.33, 33.3, 0.0))
    assert fault.message == "распределение отметок: сумма 99,96 %"
    assert fault.place.row == 9


def test_whole_percents_are_held_to_the_decimals_of_their_file():
    wrong, right = marks(33.0, 33.0, 33.0, 0.0), marks(12.25, 12.25, 25.5, 50.0, code="edu740002")
    assert [fault.message for fault in check(*wrong, *right)] == ["распределение отметок: сумма 99 %"]


def test_a_distribution_with_a_value_missing_or_of_nobody_is_let_be():
    assert check(*marks(10.0, None, 10.0, 10.0)) == []
    assert check(*marks(0.0, 0.0, 0.0, 0.0, participants=0)) == []


def test_every_participant_has_one_mark():
    assert check(*marks(5.0, 5.0, 5.0, 5.0, unit="pupils")) == []
    (fault,) = check(*marks(5.0, 5.0, 5.0, 6.0, unit="pupils"))
    assert fault.message == "распределение отметок: вместе 21 из 20 участников"


def journal(*pairs: tuple[float, float], **change: object) -> list[dict[str, object]]:
    """Percents and counts of «понизили», «подтвердили», «повысили» as they stand in one row of the form."""
    return [
        {"statistic": name, "key": key, "value": value, "unit": unit, "participants": 40, "row": 9, **change}
        for key, pair in zip(("lowered", "confirmed", "raised"), pairs, strict=True)
        for name, value, unit in zip(("journal", "journal_count"), pair, ("%", "pupils"), strict=True)
    ]


def test_counts_of_the_journal_are_the_participants_and_what_the_percents_say():
    assert check(*journal((25.0, 10.0), (70.0, 28.0), (5.0, 2.0))) == []
    assert check(*journal((33.33, 1.0), (33.33, 1.0), (33.33, 1.0), participants=3)) == []
    assert [fault.message for fault in check(*journal((25.0, 20.0), (70.0, 28.0), (5.0, 2.0)))] == [
        "распределение сравнения с журналом: вместе 50 из 40 участников",
        "распределение сравнения с журналом, «понизили»: 20 из 40 участников – это 50 %, а указано 25 %",
    ]
    (fault,) = check(*journal((25.0, 11.0), (70.0, 27.0), (5.0, 2.0)))[:1]
    assert fault.message.endswith("«понизили»: 11 из 40 участников – это 27,5 %, а указано 25 %")
    assert fault.remedy == "Исправьте то, что ошибается"


def test_of_a_name_without_a_code_nothing_more_is_told():
    unknown = {"municipality": None, "code": None, "scope": "municipality"}
    assert check(*marks(10.0, 20.0, 30.0, 10.0, **unknown), *marks(10.0, 20.0, 30.0, 10.0, **unknown)) == []


def test_schools_and_groups_have_distributions_of_their_own():
    others = [
        marks(25.0, 25.0, 25.0, 25.0, **change) for change in ({"code": "edu740002"}, {"group": "5"}, {"year": 2021})
    ]
    assert check(*marks(0.0, 50.0, 50.0, 0.0), *(row for rows in others for row in rows)) == []


def test_a_row_repeated_is_refused_and_names_the_first():
    (fault,) = check({}, {"value": 60.0})
    assert fault.message == "строка повторена: Математика, 5 класс, 2022 год, edu740001, «mean»"
    assert fault.allowed == "Впервые: ф3.xlsx, строка 9"
    assert check({}, {"key": "5"}, {"subject": "Физика"}) == []


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=40), st.sampled_from([0, 1, 2]))
def test_percents_of_any_counts_rounded_as_printed_are_accepted(counts, digits):
    whole = sum(counts)
    scores = [
        {"statistic": "primary", "key": str(i), "value": round(100 * n / whole, digits)} for i, n in enumerate(counts)
    ]
    assert check(*scores) == []


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 3), st.floats(1.0, 20.0))
def test_a_mark_off_by_a_percent_is_always_found(at, error):
    values = [10.25, 20.25, 30.25, 39.25]
    values[at] += round(error, 2)
    assert len(check(*marks(*values))) == 1
