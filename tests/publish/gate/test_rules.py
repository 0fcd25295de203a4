"""Comparisons are counted, and those that do not hold are kept."""

from __future__ import annotations

from svod.params import Params
from svod.publish.gate.rules import Checks, Discrepancy, Rules


def test_comparisons_are_counted_and_faults_kept() -> None:
    checks = Checks()
    checks.hold("x.html", "слово", "10\N{NO-BREAK SPACE}000", "10 000")
    checks.equal("x.html", "число", 1 / 3, 0.3333333333333)
    checks.within("x.html", "процент", 57.5, 58, 0.5)
    checks.equal("x.html", "место", 2, 3)
    assert (checks.count, checks.faults) == (4, [Discrepancy("x.html", "место", "2", "3")])


def test_counts_of_two_reports_are_added() -> None:
    one, other = Checks(), Checks()
    one.hold("x.html", "слово", "да", "да")
    other.hold("y.html", "слово", "да", "нет")
    one += other
    assert (one.count, [fault.page for fault in one.faults]) == (2, ["y.html"])


def test_the_rules_of_an_edition_are_those_of_its_params(params: Params) -> None:
    rules = Rules.of(params)
    assert rules.names["ashinskiy-mr"] == "Ашинский МР" and len(rules.names) == len(params.region.codes)
    assert rules.levels["высокий"] == (90, 100)
    assert set(rules.groups["overall"]) == {"conditions", "outcomes", "processes"}
    assert rules.divisors["overall"] == params.methodology.rating.overall.divisor
    assert rules.divisors["07-libraries"] == 3
