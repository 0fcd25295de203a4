"""Reports that tell the same pass; one that tells another number is found, and so is a sum that does not add up."""

from __future__ import annotations

from typing import Any

import pytest

from svod.publish.gate.across import Claim, claims_of, compare_claims, sums
from svod.publish.gate.rules import Checks, Rules

PAIR = {"procedure": "07-libraries", "municipality": "a"}


def told(rules: Rules, *readings: Any) -> tuple[Checks, dict[Any, Claim]]:
    checks = Checks()
    claims = [claim for reading in readings for claim in claims_of(reading, rules)]
    return checks, compare_claims(claims, rules, checks)


def test_reports_that_agree_pass(reading: Any, rules: Rules) -> None:
    checks, source = told(rules, reading(), reading("pair/07-libraries/a.html", **PAIR))
    assert checks.faults == []
    assert checks.count == 3 * 5 + 1  # three municipalities by five columns, and the total of the pair
    assert source["07-libraries", "a", "points"].page == "procedure/07-libraries.html"


@pytest.mark.parametrize(
    ("column", "values", "fault"),
    [
        ("points", {"value": 3.0}, ("баллы, Ашинский МР", "4", "3")),
        ("percent", {"value": 99}, ("процент, Ашинский МР", "100", "99")),
        ("place", {"value": 2}, ("место, Ашинский МР", "1", "2")),
        ("level", {"text": "Средний"}, ("уровень, Ашинский МР", "высокий", "средний")),
        ("places", {"text": "1–2"}, ("границы места, Ашинский МР", "1", "1–2")),
    ],
)
def test_another_number_on_another_page_is_found(
    column: str, values: dict[str, Any], fault: tuple[str, str, str], alter: Any, reading: Any, rules: Rules
) -> None:
    pair = reading("pair/07-libraries/a.html", change=alter("8.2", "a", column, **values), **PAIR)
    checks, _ = told(rules, pair, reading())
    what, expected, found = fault
    assert [(item.page, item.expected, item.found) for item in checks.faults] == [(pair.page, expected, found)]
    assert checks.faults[0].what == f"{what}, 07-libraries: как на странице procedure/07-libraries.html"


def test_the_page_of_a_municipality_answers_to_the_page_of_the_procedure(
    alter: Any, reading: Any, rules: Rules
) -> None:
    own = reading("municipality/a.html", change=alter("7.1", "07-libraries", "place", value=2), municipality="a")
    checks, _ = told(rules, reading(), own)
    assert [(fault.page, fault.expected, fault.found) for fault in checks.faults] == [("municipality/a.html", "1", "2")]


def test_a_cell_that_says_why_it_is_empty_claims_nothing(alter: Any, reading: Any, rules: Rules) -> None:
    empty = {"text": "–", "value": None, "why": "измерять было нечего"}
    own = reading("municipality/a.html", change=alter("7.1", "07-libraries", "place", **empty), municipality="a")
    checks, _ = told(rules, reading(), own)
    assert checks.faults == []


@pytest.mark.parametrize(("points", "faults"), [(4.0, []), (5.0, [("4", "5")])])
def test_points_of_a_group_are_the_sum_of_its_procedures(
    points: float, faults: list[tuple[str, str]], alter: Any, reading: Any, rules: Rules
) -> None:
    group = reading("group/conditions.html", change=alter("8.2", "a", "points", value=points), group="conditions")
    checks, source = told(rules, reading(), group)
    sums(source, rules, checks)
    assert [(fault.expected, fault.found) for fault in checks.faults] == faults


def test_a_number_that_is_missing_is_not_zero(alter: Any, reading: Any, rules: Rules) -> None:
    pair = reading("pair/07-libraries/a.html", change=alter("8.2", "c", "points", text="н/д", value=None), **PAIR)
    checks, _ = told(rules, reading(), pair)
    assert [(fault.expected, fault.found) for fault in checks.faults] == [("2", "н/д")]
