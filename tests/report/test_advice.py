"""Recommendations go by the deficit; the way to the next level is the shortest."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from svod.report.advice import lift_text, recommendations_table
from svod.report.findings import findings

SECOND, FOURTH, FIRST = "argayashskiy-mr", "bredinskiy-mr", "agapovskiy-mr"


def test_the_shortest_way_up_by_hand(heads, read) -> None:
    # «Высокий» begins at 89.5 % of 5 points, 4.475; from 3 points that is 1.475. Of the equal losses that comes first
    # which is nearer to a lag behind the median; 8.1, measured in two years, gives halves: 0.5 for the 0.475 left.
    assert read(lift_text(heads(SECOND))) == (
        "До уровня «высокий» не хватило 1,48 балла. Наименьший набор, которого было бы достаточно: "
        "показатель 8.2 «Курсы руководителей» (+1: 3 балла за 3 года) и "
        "показатель 8.1 «Высокая эффективность» (+0,5: 1 балл в одном году из 2)."
    )
    assert read(lift_text(heads(FIRST))) == "Муниципалитет уже на высшем уровне эффективности."


@pytest.mark.parametrize("name", ["municipality/ashinskiy-mr", "pair/17-preschool-quality/ozerskiy-go"])
def test_the_steps_together_reach_the_next_level(page, name: str) -> None:
    report = page(name).report
    level = report.rating.at[report.focus, "level"]
    bound = report.params.methodology.rating.levels[level].percent[0]
    text = lift_text(report).text().replace(",", ".")
    steps = [Fraction(re.match("[0-9.]+", part)[0]) for part in text.split("(+")[1:]]
    over = report.rating.at[report.focus, "points"] + sum(steps) - (bound - Fraction(1, 2)) * report.divisor / 100
    assert -Fraction(len(steps), 200) < over < 1


def test_the_region_is_told_of_its_largest_shares_lost(heads, params, row) -> None:
    table = recommendations_table(heads())
    # 8.2 loses 42/43, 8.1 83/86, 8.3 1/43; 8.4 loses nothing and calls for nothing.
    codes = ("8.2", "8.1", "8.3")
    assert [item.group for item in table.rows if item.group] == ["Регион", "Муниципалитет", "Школа"]
    for who in ("region", "municipality", "school"):
        keys = [item.key for item in table.rows if item.key.startswith(f"{who}-")]
        assert keys == [f"{who}-{code.replace('.', '-')}" for code in codes]
        for key, code in zip(keys, codes, strict=True):
            advice = params.recommendations[code]
            assert row(table, key, "what", "why") == [getattr(advice, who), f"{code}: {advice.deficit}"]


def test_a_municipality_is_told_first_of_what_it_is_furthest_behind_in(heads) -> None:
    keys = [item.key for item in recommendations_table(heads(FOURTH)).rows if item.key.startswith("region-")]
    assert keys == ["region-8-3"]  # 8.1 and 8.2 are lost as at the median


def test_nothing_is_advised_where_the_municipality_is_ahead(heads) -> None:
    """Аргаяшский МР: 8.1 is 1 of 2 with a median of 0, 8.2 is 0 as the median is."""
    table = recommendations_table(heads(SECOND))
    assert [item.key for item in table.rows if item.key.startswith("region-")] == ["region-8-2"]
    assert table.note == (
        "Показателей с баллом ниже медианы области нет; взяты те, по которым потеряно больше всего баллов."
    )


def advised(report) -> list[str]:
    keys = [item.key for item in recommendations_table(report).rows if item.key.startswith("region-")]
    return [key.removeprefix("region-").replace("-", ".") for key in keys]


@pytest.mark.parametrize("name", ["group/overall", "group/outcomes", "municipality/ashinskiy-mr"])
def test_what_the_findings_name_is_advised_on_first(page, params, name: str) -> None:
    """The deficit that a finding tells is the reason of a recommendation, in the order of the findings."""
    report = page(name).report
    told = [text.text().replace("\u00a0", " ") for text, _ in findings(report).items]
    named = [text for text in told if "Дефицит: " in text or "Слабее всего показатель" in text]
    deficits = [params.recommendations[code].deficit for code in advised(report)]
    assert 2 <= len(named) <= len(deficits) == 3
    assert all(deficit in text for deficit, text in zip(deficits, named, strict=False))
    assert recommendations_table(report).note.startswith("Первыми стоят самые слабые показатели процедур, названных")


def test_what_compares_with_the_region_is_no_deficit_of_the_region(by_hand, even) -> None:
    data = {**even(True, "10-vpr"), "10.1": {"*": 50}, "10.2": {"*": 50}, "10.4": {"*": 75}}
    table = recommendations_table(by_hand(data, "10-vpr"), most=1)
    assert [item.key for item in table.rows if item.key.startswith("region-")] == ["region-10-4"]
    assert table.note.endswith("сравнивающие муниципалитет с областью не взяты: полный балл у всех по ним невозможен.")
    alone = recommendations_table(by_hand({code: {"*": 50} for code in ("12.1", "12.2", "12.3")}, "12-riko"))
    assert alone.note.endswith("Сравнение с самой областью (12.1, 12.2, 12.3): полный балл у всех невозможен.")


def test_kindergartens_are_addressed_where_the_indicators_are_theirs(by_hand, even) -> None:
    table = recommendations_table(by_hand(even(False, "17-preschool-quality"), "17-preschool-quality"))
    assert [item.group for item in table.rows if item.group][-1] == "Детский сад"


def test_who_lost_nothing_is_recommended_nothing(heads) -> None:
    assert recommendations_table(heads(FIRST)).rows == ()
