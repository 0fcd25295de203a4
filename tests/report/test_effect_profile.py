"""One municipality over all procedures: verdicts by procedure and what most of them say."""

from __future__ import annotations

import pandas as pd
import pytest

from svod.report.effect_profile import Outcome, effect_by_procedure, joined, joint_verdict, outcomes, profile_text
from svod.report.expectation import expectation, verdict_of

FIRST = "agapovskiy-mr"
VALUE = (50, 70, 85)


@pytest.fixture(scope="module")
def report(by_hand, params, measure):
    """Data of one procedure alone; measures of two."""
    own = {code: [None, VALUE[i % 3], VALUE[(i + i // 7) % 3]] for i, code in enumerate(params.region.codes)}
    data = {"8.1": own, "8.2": {"*": 70}, "8.3": {"*": 10}, "8.4": {"*": (2, 1)}}
    acted = (
        measure(FIRST, "08-heads", "Стажировки"),
        measure(FIRST, "08-heads", "Школа резерва"),
        measure(FIRST, "08-heads", "Стажировки"),
        measure(FIRST, "07-libraries", "Обновление фондов"),
        measure("argayashskiy-mr", "06-main-programmes", "Наставники"),
    )
    return by_hand(data, municipality=FIRST, measures=acted)


def test_outcomes_are_of_the_procedures_with_measures(report) -> None:
    found = outcomes(report)
    assert [(item.procedure, item.verdict) for item in found] == [("07-libraries", "unknown"), ("08-heads", "same")]
    assert found[0].row is None
    row = expectation(report, "08-heads").table.loc[FIRST]
    assert found[1].verdict == verdict_of(row)
    pd.testing.assert_series_equal(found[1].row, row)


def test_the_table_by_hand(report, row) -> None:
    table = effect_by_procedure(report)
    columns = ("procedure", "measures", "previous", "current", "verdict")
    assert row(table, "08-heads", *columns) == [
        "8 Руководители", "Стажировки (2022); Школа резерва (2022)", "40,0", "40,0",
        "не отличается от ожидаемого без мер",
    ]  # fmt: skip
    assert row(table, "07-libraries", *columns) == [
        "7 Библиотеки", "Обновление фондов (2022)", "н/д", "н/д", "данных недостаточно",
    ]  # fmt: skip


def test_the_text_counts_the_verdicts(report, read) -> None:
    text = read(profile_text(report))
    assert "Меры зарегистрированы по 2 процедурам." in text
    assert "«не отличается от ожидаемого без мер» – 1 и «данных недостаточно» – 1 (таблица 10.1)" in text


def test_the_text_tells_where_the_joint_verdict_comes_from(report, read) -> None:
    text = read(profile_text(report))
    assert "движению остальных муниципалитетов; меры были и среди них" in text
    assert "Общее заключение совпадает с заключением по большинству процедур" in text
    assert "один из двадцати выходит за него и случайно" in effect_by_procedure(report).note


DISAGREE = "Заключения по процедурам расходятся, поэтому общее – «не отличается от ожидаемого без мер»."


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        (["unknown"], "Данных не хватает по всем этим процедурам."),
        (
            ["above", "same"],
            "Заключения по процедурам расходятся, поэтому общее – «не отличается от ожидаемого без мер».",
        ),
        (
            ["above", "below"],
            "Заключения по процедурам расходятся, поэтому общее – «не отличается от ожидаемого без мер».",
        ),
        (["below", "unknown"], "Общее заключение совпадает с заключением по большинству процедур"),
    ],
)
def test_a_majority_is_claimed_only_where_there_is_one(verdicts: list[str], said: str) -> None:
    assert joined([Outcome("08-heads", key, None) for key in verdicts]).startswith(said)


def test_without_measures_it_is_said_what_is_needed(page, read) -> None:
    report = page("municipality/ashinskiy-mr").report
    assert outcomes(report) == []
    assert effect_by_procedure(report).rows == ()
    assert "В реестре нет мер Ашинского муниципального района, которые шли в 2021 и 2022 годах" in read(
        profile_text(report)
    )


@pytest.mark.parametrize(
    ("verdicts", "joint"),
    [
        ([], "unknown"),
        (["unknown", "unknown"], "unknown"),
        (["above", "unknown"], "above"),
        (["above", "same"], "same"),
        (["above", "above", "same"], "above"),
        (["below", "below", "above"], "below"),
        (["below", "above"], "same"),
        (["same"], "same"),
    ],
)
def test_the_joint_verdict_is_that_of_more_than_half(verdicts: list[str], joint: str) -> None:
    assert joint_verdict([Outcome("08-heads", key, None) for key in verdicts]) == joint
