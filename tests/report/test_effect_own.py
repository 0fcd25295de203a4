"""Part ten of one municipality: what it came to, beside which measures, and why nothing is said."""

from __future__ import annotations

import pytest

from svod.report.effect import effect_figure, effect_text, verdict
from svod.report.effect_table import effect_table
from svod.report.expectation import expectation

FIRST = "agapovskiy-mr"


@pytest.fixture(scope="module")
def told(by_hand, params, measure, read):
    """What part ten says of a municipality with some measures; by 8.1 results are spread evenly."""
    own = {code: [None, (50, 70, 85)[i % 3], (50, 70, 85)[i // 3 % 3]] for i, code in enumerate(params.region.codes)}
    data = {"8.1": own, "8.2": {FIRST: [60, 70, 75], "*": 70}, "8.3": {"*": 10}, "8.4": {"*": (2, 1)}}

    def get(*measures: tuple[str, dict, str | None]) -> str:
        rows = tuple(measure(FIRST, "08-heads", what, **given) | {"indicator": code} for what, given, code in measures)
        return read(effect_text(by_hand(data, "08-heads", FIRST, measures=rows)))

    return get


def test_the_indicator_of_a_measure_is_told_beside_the_verdict_on_the_procedure(told) -> None:
    text = told(("Курсы", {}, "8.2"))
    assert "Меры относятся к показателю 8.2: 70,0 → 75,0 (таблица 7.1), а заключение дано о процедуре в целом." in text
    assert "заключение дано" not in told(("Курсы", {}, None))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"status": "отменена"}, "«Курсы» – отменена"),
        ({"status": "запланирована", "start": 2023}, "«Курсы» – запланирована с 2023 года"),
        ({"start": 2020}, "«Курсы» – закончена в 2020 году"),
    ],
)
def test_a_measure_that_cannot_be_judged_is_named_with_the_reason(told, given: dict, why: str) -> None:
    text = told(("Курсы", given, "8.2"))
    assert f"К изменению с 2021 по 2022 год записанные в реестре меры отношения не имеют: {why}." in text
    assert "не записаны" not in text
    beside = told(("Курсы", given, "8.2"), ("Стажировки", {}, None))
    assert f"В сравнение не вошли: {why}." in beside
    assert "Зарегистрированы меры: «Стажировки»." in beside


def test_an_empty_register_is_called_empty(told) -> None:
    assert "Меры по этой процедуре в реестре не записаны" in told()


def test_braces_in_the_name_of_a_measure_are_words(told) -> None:
    assert "Зарегистрированы меры: «Совет {place}»." in told(("Совет {place}", {}, None))


def test_a_municipality_without_two_years_gets_no_verdict_and_its_known_year_is_told(page, row, read) -> None:
    report = page("pair/15-career-guidance/nagaybakskiy-mr").report
    assert report.focus not in expectation(report).table.index
    assert verdict(report).words == "Данных недостаточно"
    known = row(effect_table(report), report.focus, "previous", "current", "low", "high")
    assert known[0] == "н/д" != known[1]
    assert known[2:] == ["н/д", "н/д"]
    assert "данных за два года подряд нет" in read(effect_text(report))
    assert effect_figure(report) is None


def test_where_there_was_nothing_to_measure_no_values_are_asked_for(page, read) -> None:
    text = read(effect_text(page("pair/11-project-500/lokomotivnyy-go").report))
    assert "измерять было нечего, поэтому ожидаемого результата и заключения нет" in text
    assert "нужны значения" not in text
