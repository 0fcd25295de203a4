"""Findings stand by their size, each with its evidence."""

from __future__ import annotations

import re

import pytest

from svod.report.advice import recommendations_table
from svod.report.findings import findings
from svod.report.losses import own_losses_table

PAGES = ("procedure/01-ejournals", "group/processes", "group/overall", "municipality/karabashskiy-go")


@pytest.mark.parametrize("name", PAGES)
def test_there_are_three_to_seven_findings_each_with_a_reference(page, name: str) -> None:
    items = findings(page(name).report).items
    assert 3 <= len(items) <= 7
    for text, proof in items:
        assert re.search(r"#(tab|ris)-\d", text.html() + proof.html())


@pytest.mark.parametrize("id", ["01-ejournals", "10-vpr", "14-upbringing"])
def test_losses_are_told_from_the_largest_down(page, id: str) -> None:
    texts = [text.text() for text, _ in findings(page(f"procedure/{id}").report).items]
    told = [int(found[1]) for text in texts if (found := re.search(r"отеряно (\d+)", text))]
    assert len(told) == 2
    assert told == sorted(told, reverse=True)


def test_what_was_not_assessed_is_a_finding_with_what_it_costs(page) -> None:
    texts = [text.text().replace("\u00a0", " ") for text, _ in findings(page("group/outcomes").report).items]
    (told,) = [text for text in texts if "не оценена" in text]
    assert told.startswith("У 2 муниципалитетов часть показателей не оценена: измерять было нечего. По методике")
    assert "это ноль баллов, хотя «не применимо» не значит «плохо»" in told
    (proof,) = [
        proof.text() for text, proof in findings(page("group/outcomes").report).items if "оценена" in text.text()
    ]
    assert proof.startswith("Что изменил бы пересчёт")
    whole = [text.text() for text, _ in findings(page("group/processes").report).items]
    assert not [text for text in whole if "не оценен" in text]


@pytest.mark.parametrize(
    ("rest", "why"),
    [
        (
            (0, 0),
            "не оценён: измерять было нечего. По методике это ноль баллов, хотя «не применимо» не значит «плохо».",
        ),
        (None, "не оценён: данных нет. По методике это ноль баллов."),
        ([(0, 0), None, None], "не оценён: измерять было нечего или данных нет. По методике это ноль баллов, хотя"),
    ],
)
def test_why_nothing_was_assessed_is_told_as_it_is_known(by_hand, read, rest, why: str) -> None:
    """8.2 is held in every year; of Агаповский МР it has an empty denominator, no data, or both."""
    data = {"8.1": {"*": 90}, "8.2": {"*": 90, "agapovskiy-mr": rest}, "8.3": {"*": 10}, "8.4": {"*": (2, 1)}}
    assert f"Показатель 8.2 {why}" in read(findings(by_hand(data, "08-heads", "agapovskiy-mr")))


def test_what_was_not_assessed_is_no_deficit(page, read) -> None:
    """A municipality without a school in «500+» is not told to lower the risks of its schools."""
    report = page("municipality/lokomotivnyy-go").report
    text = read(findings(report))
    assert "Показатели 3.2, 11.1, 11.2 и 11.3 не оценены" in text
    assert "500+" not in text
    rows = {item.key: item.cells for item in own_losses_table(report).rows}
    assert rows["11-project-500"]["name"].shown.endswith("(не оценивалось)")
    assert not any(item.key.endswith("-11-1") for item in recommendations_table(report).rows)


def test_one_indicator_is_one_and_a_place_that_does_not_move_is_not_told(page, read) -> None:
    text = read(findings(page("municipality/zlatoustovskiy-go").report)).replace("\u00a0", " ")
    assert "Показатель 3.2 не оценён" in text
    assert "С медианным баллом" not in text


def test_no_sentence_claims_all_variants_of_the_method(page, read) -> None:
    """The range is of 90 % of the draws; a place may move in the rest."""
    for name in ("procedure/07-libraries", "procedure/10-vpr", "group/overall", "municipality/ashinskiy-mr"):
        text = read(findings(page(name).report))
        assert "при любом" not in text and "ни при одном" not in text
    assert "в 90 % рассмотренных" in text.replace("\u00a0", " ")
