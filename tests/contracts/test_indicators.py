"""What a row of indicators may say."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.contracts.indicators import Printed, agrees, counted, indicator_contract
from svod.errors import Fault
from svod.params import Params
from svod.stats.scale import round_half_up


def check(params: Params, *changes: dict[str, object]) -> list[Fault]:
    """Faults of rows that differ from a good one as told; values are numbers for short."""
    contract = indicator_contract(params)
    good = {
        "municipality": "ashinskiy-mr",
        "procedure": "07-libraries",
        "indicator": "7.1",
        "year": 2022,
        "numerator": 80,
        "denominator": 100,
        "value": None,
        "participants": 12,
        "note": None,
        "file": "07-libraries-2022.xlsx",
        "sheet": "Показатели",
        "unread": frozenset(),
    }
    rows = [{**good, "row": 6 + i, **change} for i, change in enumerate(changes)]
    numbers = {"numerator", "denominator", "participants"}
    return contract.faults(
        contract.table(
            {key: Decimal(str(value)) if key in numbers and value is not None else value for key, value in row.items()}
            for row in rows
        )
    )


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"numerator": 0},
        {"numerator": 100},
        {"numerator": 0, "denominator": 0},
        {"numerator": 0, "denominator": 0, "value": Printed(Decimal(0))},
        {"numerator": None, "denominator": None},
        {"participants": None},
        {"procedure": "06-main-programmes", "indicator": "6.1", "numerator": "0.123456", "denominator": "1.000"},
        {"numerator": "80.0", "denominator": "1E+2", "participants": "0.000"},
        {"numerator": None, "denominator": None, "value": Printed(Decimal(0))},
        {"procedure": "07-libraries", "indicator": "7.2", "numerator": 300, "denominator": 12},
        {"procedure": "08-heads", "indicator": "8.4", "numerator": 3, "denominator": 1},
        {
            "procedure": "16-preschool-indicators",
            "indicator": "16.4",
            "numerator": 130,
            "denominator": 100,
            "value": Printed(Decimal("1.3")),
        },
        {"procedure": "18-mkdo", "indicator": "18.1", "numerator": 50, "denominator": 10},
        {"procedure": "11-project-500", "indicator": "11.1", "numerator": None, "denominator": None, "year": 2020},
        {"value": Printed(Decimal("0.8"))},
        {"value": Printed(Decimal("80.0"))},
        {"value": Printed(Decimal(80), percent=True)},
    ],
)
def test_what_is_accepted(params, change):
    assert check(params, change) == []


BROKEN = [
    ({"numerator": -3}, "Числитель", "числитель −3 меньше нуля", "Исправьте число"),
    ({"denominator": -3, "numerator": 0}, "Знаменатель", "знаменатель −3 меньше нуля", "Исправьте число"),
    ({"participants": -1}, "Участники", "число участников −1 меньше нуля", "Исправьте число"),
    ({"participants": "1.5"}, "Участники", "число участников 1,5 – не целое", "Исправьте число"),
    (
        {"numerator": 12, "denominator": 10},
        "Числитель",
        "числитель 12 больше знаменателя 10: доля 120 %",
        "не переставлены ли",
    ),
    ({"numerator": 5, "denominator": 0}, "Знаменатель", "знаменатель 0 при числителе 5", "впишите 0 в числитель"),
    ({"numerator": None}, "Числитель", "пусто, а знаменатель указан", "Впишите числитель"),
    ({"denominator": None}, "Знаменатель", "пусто, а числитель указан", "Впишите знаменатель"),
    (
        {"numerator": "0.1234567", "procedure": "06-main-programmes", "indicator": "6.1"},
        "Числитель",
        "числитель 0,1234567: больше 6 знаков после запятой",
        "Округлите",
    ),
    ({"numerator": "0.125"}, "Числитель", "числитель 0,125 – не целое", "вместо процента впишите само количество"),
    (
        {"denominator": "100.7"},
        "Знаменатель",
        "знаменатель 100,7 – не целое",
        "вместо процента впишите само количество",
    ),
    (
        {"denominator": "1234.567"},
        "Знаменатель",
        "знаменатель 1234,567 – не целое",
        "точку или запятую между тысячами уберите",
    ),
    (
        {"numerator": "1.000"},
        "Числитель",
        "числитель 1,000 – единицы это или тысячи",
        "точку или запятую между тысячами уберите",
    ),
    (
        {"participants": "2.000"},
        "Участники",
        "число участников 2,000 – единицы",
        "точку или запятую между тысячами уберите",
    ),
    ({"numerator": "1E+30", "denominator": "1E+31"}, "Числитель", "числитель слишком велик", "Исправьте число"),
    ({"participants": "1E+300"}, "Участники", "число участников слишком велико", "Исправьте число"),
    ({"indicator": "8.2"}, "Показатель", "показатель 8.2 – из процедуры 08-heads, а не 07-libraries", "Перенесите"),
    (
        {"value": Printed(Decimal(50))},
        "Значение",
        "значение 50 не сходится с числителем и знаменателем: 80 из 100 дают 80 %",
        "Исправьте",
    ),
    ({"value": Printed(Decimal("0.79"))}, "Значение", "значение 0,79 не сходится", "Исправьте"),
    ({"value": Printed(Decimal(8)), "numerator": 0, "denominator": 0}, "Значение", "– это «не применимо»", "Исправьте"),
    (
        {"value": Printed(Decimal(8)), "numerator": None, "denominator": None},
        "Значение",
        "значение 8 без числителя и знаменателя",
        "Впишите",
    ),
]


@pytest.mark.parametrize(("change", "column", "message", "remedy"), BROKEN)
def test_what_is_refused(params, change, column, message, remedy):
    (fault,) = [fault for fault in check(params, change) if f"«{column}»" in fault.place]
    assert fault.place == f"07-libraries-2022.xlsx, лист «Показатели», строка 6, столбец «{column}»"
    assert message in fault.message
    assert remedy in fault.remedy


def test_what_is_counted_is_told_by_its_description(params):
    broken = [
        item.code
        for item in params.methodology.indicators
        for words in (item.numerator, item.denominator)
        if not counted(words) and item.kind not in ("mean_score", "count")
    ]
    assert broken == ["5.3", "5.3", "6.1", "6.1", "16.4", "16.4"]
    assert [counted(words) for words in ("сумма баллов", "число педагогов", "среднегодовая численность")] == [0, 1, 0]


def test_a_mean_score_stays_on_its_scale(params):
    (fault,) = check(params, {"procedure": "18-mkdo", "indicator": "18.1", "numerator": 54, "denominator": 10})
    assert fault.message == "средний балл 5,4 вне шкалы"
    assert fault.allowed == "Шкала показателя 18.1: от 0 до 5"


def test_a_count_has_no_denominator(params):
    (fault,) = check(params, {"procedure": "08-heads", "indicator": "8.4", "numerator": 3, "denominator": 7})
    assert "знаменателя нет, а указано 7" in fault.message


def test_percent_is_only_for_indicators_in_percent(params):
    (fault,) = check(
        params, {"indicator": "7.2", "numerator": 30, "denominator": 1, "value": Printed(Decimal(30), percent=True)}
    )
    assert fault.message == "значение 30 % в процентах"


def test_a_value_for_a_year_without_measurement_is_told_once_with_the_reason(params):
    rows = [
        {"procedure": "11-project-500", "indicator": "11.1", "year": 2020, "municipality": code}
        for code in params.region.codes[:3]
    ]
    (fault,) = check(params, *rows)
    assert fault.message == "показатель 11.1 в 2020 году не измерялся, а данные указаны (и ещё строк: 2)"
    assert fault.allowed.startswith("Причина: ")


def test_a_row_repeated_in_another_file_names_both(params):
    (fault,) = check(params, {}, {"file": "07-Libraries-2022.xlsx", "numerator": 70})
    assert fault.place.startswith("07-Libraries-2022.xlsx, лист «Показатели», строка 7")
    assert fault.message == "строка повторена: Ашинский МР, показатель 7.1, 2022 год"
    assert fault.allowed == "Впервые: 07-libraries-2022.xlsx, строка 6"


def test_another_year_or_indicator_is_no_repetition(params):
    assert check(params, {}, {"year": 2021}, {"indicator": "7.3"}, {"municipality": "troitskiy-mr"}) == []


def test_all_faults_of_a_row_are_told(params):
    faults = check(params, {"numerator": 120, "participants": "2.5", "value": Printed(Decimal(5)), "indicator": "8.2"})
    assert len(faults) == 4


def test_a_negative_number_is_told_once(params):
    assert len(check(params, {"numerator": -3, "value": Printed(Decimal(3))})) == 1


@given(
    above=st.integers(0, 5000),
    below=st.integers(1, 5000),
    decimals=st.integers(0, 6),
    unit=st.sampled_from(["%", "чел.", "балл"]),
)
def test_any_value_agrees_with_its_own_rounding_and_not_with_the_next_but_one(above, below, decimals, unit):
    value = Fraction(100 * above, below)
    rounded = round_half_up(value, decimals)
    printed = Decimal(int(rounded * 10**decimals)).scaleb(-decimals)
    assert agrees(Printed(printed), value, unit)
    if unit != "%":
        assert not agrees(Printed(printed + Decimal(2).scaleb(-decimals)), value, unit)
    else:
        share = round_half_up(value / 100, decimals + 2)
        assert agrees(Printed(Decimal(int(share * 10 ** (decimals + 2))).scaleb(-decimals - 2)), value, unit)


def test_one_is_a_hundred_percent_or_one_percent_and_nothing_between():
    one = Printed(Decimal(1))
    assert agrees(one, Fraction(100), "%") and agrees(one, Fraction(1), "%")
    assert not agrees(one, Fraction(60), "%")


def test_a_value_keeps_the_decimals_it_was_printed_with():
    assert Printed(Decimal("82.40")).decimals == 2
    assert Printed(Decimal("1E+2")).decimals == 0
    assert str(Printed(Decimal("82.4"), percent=True)) == "82,4 %"
