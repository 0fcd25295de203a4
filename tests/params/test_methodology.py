"""A methodology: 71 indicators, points 27, 42 and 26 of 95, and no rule that contradicts itself."""

from __future__ import annotations

from fractions import Fraction

import pytest

from svod.params import Params
from svod.params.methodology import AtLeast, AtMost, IndicatorFile, Rating

HEADS = "methodology/2022/indicators/08-heads.yml"
RATING = "methodology/2022/rating.yml"


def test_the_methodology_has_71_indicators_and_95_points(params: Params) -> None:
    method = params.methodology
    assert len(method.indicators) == 71
    assert {group.id: group.maximum for group in method.rating.groups} == {
        "conditions": 27,
        "outcomes": 42,
        "processes": 26,
    }
    assert sum(item.maximum for item in method.indicators) == method.rating.overall.maximum == 95


def test_levels_are_those_of_the_source(params: Params) -> None:
    levels = params.methodology.rating.levels
    assert [(level.name, level.percent) for level in levels] == [
        ("Низкий", (0, 29)), ("Средний", (30, 59)), ("Выше среднего", (60, 89)), ("Высокий", (90, 100)),
    ]  # fmt: skip
    assert [level.points["conditions"] for level in levels] == [(0, 7), (8, 16), (17, 23), (24, 27)]


def test_what_is_asked_by_name_is_found(params: Params) -> None:
    method = params.methodology
    assert [item.code for item in method.of("08-heads")] == ["8.1", "8.2", "8.3", "8.4"]
    assert method.maximum("08-heads") == 5
    assert method.indicator("8.1").points == AtLeast(rule="at_least", thresholds=(60, 80))
    assert method.indicator("8.3").points == AtMost(rule="at_most", thresholds=("1.5",))
    assert method.indicator("8.3").thresholds == (Fraction(3, 2),)
    assert method.indicator("9.4").thresholds == ()
    assert method.group("overall").maximum == 95
    assert method.group("conditions").divisor == 28


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("thresholds: [60, 80]", "thresholds: [80, 60]", "показатель 8.1: у at_least"),
        ("thresholds: [60, 80]", "thresholds: [60, 60]", "пороги растут"),
        ("thresholds: [60, 80]", "thresholds: [60]", "показатель 8.1: порогов 1, а наибольший балл 2"),
        ("thresholds: [60, 80]", "thresholds: [40, 60, 80]", "В списке лишние значения"),
        ("maximum: 2", "maximum: 1", "порогов 2, а наибольший балл 1"),
        ("better: more", "better: less", "у at_least больше – лучше"),
        ("better: less", "better: more", "показатель 8.3: у at_most меньше – лучше"),
        ("rule: at_most, thresholds: [1.5]", "rule: at_most, thresholds: [1.50]", "«1.50» YAML превращает"),
        ("multiplier: 100", "multiplier: 1", "показатель 8.1: у доли (share) множитель 100"),
        ("kind: share", "kind: mean_score", "шкала (scale) нужна среднему баллу"),
        ("kind: share", "kind: share\n    scale: [1, 5]", "нужна среднему баллу (mean_score) и только ему"),
        ("kind: share", "kind: difference", "правило dynamic и вид difference идут только вместе"),
        ("points: {rule: at_least, thresholds: [60, 80]}", "points: {rule: dynamic}", "идут только вместе"),
        ("rule: at_least", "rule: at_lest", "Похоже на «at_least»"),
        ("thresholds: [60, 80]", "tresholds: [60, 80]", "Похоже на «thresholds»"),
        ('code: "8.1"', "code: 8.1", "возьмите значение в кавычки"),
        ('code: "8.1"', 'code: "08.1"', "Нужна запись вида"),
        ("base: people", "base: human", "Допустимы: pupils, people, organisations, items"),
        ("threshold: designed", "threshold: guessed", "Допустимы: given, real, designed, memory"),
        ("    short: Высокая эффективность\n", "", "нет обязательного ключа «short»"),
    ],
)  # fmt: skip
def test_an_indicator_that_contradicts_itself_is_told(copy, old: str, new: str, fault: str) -> None:
    assert copy.told(IndicatorFile, HEADS) == []
    copy.edit(HEADS, old, new)
    told = copy.told(IndicatorFile, HEADS)
    assert any(fault in item for item in told), told
    assert all("строка " in item and "столбец " in item for item in told)


def test_at_most_falls_strictly(copy) -> None:
    name = "methodology/2022/indicators/03-objectivity.yml"
    copy.edit(name, "thresholds: [10, 0]", "thresholds: [0, 10]")
    (fault,) = copy.told(IndicatorFile, name)
    assert "показатель 3.1: у at_most меньше – лучше (better: less), пороги убывают" in fault


def test_a_rule_without_thresholds_gives_two_points(copy) -> None:
    name = "methodology/2022/indicators/12-riko.yml"
    copy.edit(name, "maximum: 2", "maximum: 1")
    (fault,) = copy.told(IndicatorFile, name)
    assert "правило versus_region даёт до 2 баллов, а наибольший балл 1" in fault


def test_two_faults_of_two_indicators_of_one_file_are_both_told(copy) -> None:
    copy.edit(HEADS, "thresholds: [60, 80]", "thresholds: [80, 60]")
    copy.edit(HEADS, "thresholds: [1.5]", "thresholds: [1.5, 1]")
    told = copy.told(IndicatorFile, HEADS)
    assert len(told) == 2
    assert "показатель 8.1" in told[0]
    assert "показатель 8.3" in told[1]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("maximum: 27", "maximum: 28", "дают в сумме 96, а у общего рейтинга 95"),
        ("maximum: 42", "maximum: 41", "дают в сумме 94, а у общего рейтинга 95"),
        ("maximum: 26", "maximum: 27", "дают в сумме 96, а у общего рейтинга 95"),
        ("maximum: 95", "maximum: 96", "дают в сумме 95, а у общего рейтинга 96"),
        ("percent: [30, 59]", "percent: [31, 59]", "без пропусков и наложений"),
        ("percent: [30, 59]", "percent: [29, 59]", "без пропусков и наложений"),
        ("percent: [0, 29]", "percent: [1, 29]", "без пропусков и наложений"),
        ("percent: [90, 100]", "percent: [90, 99]", "без пропусков и наложений"),
        ("level_rule: percent", "level_rule: percents", "Похоже на «percent»"),
        ("rounding: half_up", "rounding: half_even", "Допустимы: half_up"),
        ("rank: dense", "rank: min", "Допустимы: dense"),
        ("period: mean", "period: median", "Допустимы: mean, last, sum"),
        ("not_assessed: zero", "not_assesed: zero", "Похоже на «not_assessed»"),
        ("draws: 1000", "draws: 10", "Нужно число не меньше 100"),
        ("aggregations: [arithmetic, ", "aggregations: [aritmetic, ", "Похоже на «arithmetic»"),
        ("divisor: 28", "divisor: 0", "Нужно число не меньше 1"),
        ("seed: 2022", "seed: 02022", "«02022» YAML превращает в другое целое число"),
    ],
)
def test_a_rating_that_contradicts_itself_is_told(copy, old: str, new: str, fault: str) -> None:
    assert copy.told(Rating, RATING) == []
    copy.edit(RATING, old, new)
    told = copy.told(Rating, RATING)
    assert any(fault in item for item in told), told


def test_a_level_without_the_bands_of_a_group_is_told(copy) -> None:
    copy.edit(RATING, "points: {conditions: [0, 7],", "points: {condition: [0, 7],")
    told = copy.told(Rating, RATING)
    assert any("condition" in item for item in told), "a rating by conditions would fail while it is drawn"
