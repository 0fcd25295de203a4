"""Which registered measures two years can tell something of, and why not of the others."""

from __future__ import annotations

import pytest

from svod.report.register import left_out, listed, measures, others, those_with_measures

FIRST, SECOND = "agapovskiy-mr", "argayashskiy-mr"


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        ({}, True),
        ({"status": "выполняется"}, True),
        ({"status": "отменена"}, False),
        ({"status": "запланирована"}, False),
        ({"start": 2021}, True),
        ({"start": 2020}, False),
        ({"start": 2023}, False),
    ],
)
def test_which_measures_count(by_hand, even, measure, given: dict, counts: bool) -> None:
    report = by_hand(even(True, "08-heads"), "08-heads", measures=(measure(FIRST, "08-heads", "Мера", **given),))
    assert len(measures(report)) == counts
    assert len(others(report)) == (not counts)


def test_measures_are_of_the_procedure_and_of_the_municipality(by_hand, even, measure) -> None:
    acted = (measure(FIRST, "08-heads", "А"), measure(SECOND, "08-heads", "Б"), measure(FIRST, "07-libraries", "В"))
    data = even(True, "08-heads")
    assert list(measures(by_hand(data, "08-heads", measures=acted))["measure"]) == ["А", "Б"]
    assert list(measures(by_hand(data, "08-heads", FIRST, measures=acted))["measure"]) == ["А"]
    assert list(measures(by_hand(data, municipality=FIRST, measures=acted))["measure"]) == ["А", "В"]


def test_those_with_measures_are_of_the_whole_region_in_the_report_of_one(by_hand, even, measure) -> None:
    acted = (measure(FIRST, "08-heads", "А"), measure(SECOND, "08-heads", "Б"))
    assert those_with_measures(by_hand(even(True, "08-heads"), "08-heads", FIRST, measures=acted)) == {FIRST, SECOND}


def test_measures_are_listed_once_and_the_others_with_their_reason(by_hand, even, measure) -> None:
    acted = (
        measure(FIRST, "08-heads", "Курсы") | {"indicator": "8.2"},
        measure(FIRST, "08-heads", "Курсы") | {"indicator": "8.2"},
        measure(FIRST, "08-heads", "Наставники", start=2021) | {"end": None},
        measure(FIRST, "08-heads", "Резерв", status="отменена"),
        measure(FIRST, "08-heads", "Сессия", start=2023),
    )
    report = by_hand(even(True, "08-heads"), "08-heads", FIRST, measures=acted)
    assert listed(measures(report)) == "Курсы (8.2, 2022); Наставники (с 2021)"
    assert left_out(report) == "«Резерв» – отменена и «Сессия» – начнётся в 2023 году"
