"""A sound report passes; one altered value is found, whichever it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from svod.publish.gate.inside import inside, is_rating, scope_of
from svod.publish.gate.rules import Checks, Rules
from svod.publish.paper import Content

PERCENT = ("8.2", "a", "percent")


def faults(reading: Any, rules: Rules) -> list[str]:
    checks = Checks()
    inside(reading, rules, checks)
    assert checks.count
    return [f"{fault.what}: {fault.expected} ≠ {fault.found}" for fault in checks.faults]


@pytest.mark.parametrize("about", [{"procedure": "07-libraries"}, {"municipality": "a"}])
def test_a_sound_report_passes(about: dict[str, str], reading: Callable[..., Any], rules: Rules) -> None:
    assert faults(reading(**about), rules) == []


@pytest.mark.parametrize(
    ("where", "values", "fault"),
    [
        (PERCENT, {"text": "99"}, "число предложения и ячейка tab-8-2/a/percent: 99 ≠ 100"),
        (PERCENT, {"value": 98}, "таблица 8.2, Ашинский МР: процент от баллов: 100 ≠ 98"),
        (("8.2", "c", "place"), {"value": 3}, "таблица 8.2: место по баллам, Чесменский МР: 2 ≠ 3"),
        (("8.2", "c", "points"), {"value": 3.0}, "таблица 8.2: баллы не растут сверху вниз: 2 ≠ 3"),
        (
            ("8.2", "b", "level"),
            {"text": "Высокий"},
            "таблица 8.2, Брединский МР: уровень по проценту: средний ≠ высокий",
        ),
        (("8.1", "level-2", "count"), {"value": 3}, "таблица 8.1: муниципалитетов уровня «Средний»: 2 ≠ 3"),
        (("8.1", "level-2", "count"), {"value": 3}, "таблица 8.1: муниципалитетов всех уровней: 3 ≠ 4"),
    ],
)
def test_one_altered_value_is_found(
    where: tuple[str, str, str], values: dict[str, Any], fault: str, alter: Any, reading: Any, rules: Rules
) -> None:
    assert fault in faults(reading(change=alter(*where, **values)), rules)


def test_a_total_that_is_no_sum_is_found(alter: Any, reading: Any, rules: Rules) -> None:
    altered = reading(municipality="a", change=alter("7.1", "total", "points", value=5.0))
    assert faults(altered, rules) == ["таблица 7.1: итог столбца «Баллы»: 4 ≠ 5"]


def test_a_municipality_left_out_is_found(reading: Any, rules: Rules) -> None:
    def leave_out(contents: list[Content]) -> None:
        contents[-1]["rows"].pop()

    assert "таблица 8.2: муниципалитетов в рейтинге: 3 ≠ 2" in faults(reading(change=leave_out), rules)


def test_a_number_that_its_sentence_does_not_say_is_found(reading: Any, rules: Rules) -> None:
    def rewrite(contents: list[Content]) -> None:
        contents[1]["items"][0]["text"] = "Итог 90 %."

    found = faults(reading(change=rewrite), rules)
    assert found == ["число из ячейки tab-8-2/a/percent стоит в предложении: 100 ≠ Итог 90 %. Таблица 8.2"]


def test_a_drawn_number_that_the_table_of_the_figure_lacks_is_found(reading: Any, rules: Rules, alter: Any) -> None:
    report = reading(change=alter("8.2", "a", "points", text="4,5"))
    drawn = replace(report, drawn={"tab-8-2": ("2022", "4,5  Ашинский МР", "−99,5", "0,1")})
    assert set(faults(drawn, rules)) - set(faults(report, rules)) == {
        "рисунок 8.2: чисел, которых нет в его таблице:  ≠ 0,1, 99,5"
    }


def test_a_rating_is_known_by_its_columns(reading: Any) -> None:
    report = reading()
    assert [anchor for anchor, table in report.tables.items() if is_rating(table)] == ["tab-8-2"]
    assert [scope_of(reading(**about)) for about in ({"procedure": "x"}, {"group": "y"}, {"municipality": "a"})] == [
        "x", "y", "overall",
    ]  # fmt: skip
