"""Recommendations go by the deficit; the way to the next level is the shortest."""

from __future__ import annotations

from fractions import Fraction

import pytest

from svod.report.advice import lift_text, recommendations_table

SECOND, FOURTH, FIRST = "argayashskiy-mr", "bredinskiy-mr", "agapovskiy-mr"


def test_the_shortest_way_up_by_hand(heads, read) -> None:
    # «Высокий» begins at 89.5 % of 5 points, 4.475; from 3 points that is 1.475: all of 8.1 (1) and a part of 8.2.
    assert read(lift_text(heads(SECOND))) == (
        "До уровня «высокий» не хватает 1,48 балла. Наименьший набор, который их даёт: "
        "показатель 8.1 «Высокая эффективность» (+1) и показатель 8.2 «Курсы руководителей» (+0,48)."
    )
    assert read(lift_text(heads(FIRST))) == "Муниципалитет уже на высшем уровне эффективности."


@pytest.mark.parametrize("name", ["municipality/ashinskiy-mr", "pair/17-preschool-quality/ozerskiy-go"])
def test_the_steps_together_reach_the_next_level(page, name: str) -> None:
    report = page(name).report
    level = report.rating.at[report.focus, "level"]
    bound = report.params.methodology.rating.levels[level].percent[0]
    text = lift_text(report).text().replace(",", ".")
    steps = [Fraction(part.split(")")[0]) for part in text.split("(+")[1:]]
    reached = (report.rating.at[report.focus, "points"] + sum(steps)) * 100 / report.divisor
    assert abs(reached - (bound - Fraction(1, 2))) < Fraction(len(steps), report.divisor)


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
    assert keys == ["region-8-3", "region-8-1", "region-8-2"]


def test_kindergartens_are_addressed_where_the_indicators_are_theirs(by_hand, even) -> None:
    table = recommendations_table(by_hand(even(False, "17-preschool-quality"), "17-preschool-quality"))
    assert [item.group for item in table.rows if item.group][-1] == "Детский сад"


def test_who_lost_nothing_is_recommended_nothing(heads) -> None:
    assert recommendations_table(heads(FIRST)).rows == ()
