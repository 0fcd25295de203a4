"""The years, and who took part: nothing is counted that was not sent."""

from __future__ import annotations

import pytest

from svod.report.sample import availability_table, participants_table, participants_text, periods_text

FIRST, SECOND = "agapovskiy-mr", "argayashskiy-mr"


@pytest.mark.parametrize(
    ("procedure", "words"),
    [
        ("01-ejournals", "Аналитика охватывает 2020–2022 годы, все показатели измерялись ежегодно."),
        ("08-heads", "Показатель 8.1 за 2020 год не рассчитывается: оценка руководителей"),
        ("09-learning-results", "Показатели 9.1 и 9.2 за 2020 год не рассчитываются: ОГЭ в 2020 году не проводился"),
        ("11-project-500", "Показатели 11.1, 11.2 и 11.3 за 2020 год не рассчитываются: показатель сравнивает год"),
    ],
)
def test_the_years_and_what_was_not_measured(page, read, procedure: str, words: str) -> None:
    text = read(periods_text(page(f"procedure/{procedure}").report))
    assert words in text
    assert "нулём не считается" in text


def test_availability_by_hand(heads, page, row) -> None:
    table = availability_table(heads())
    assert row(table, "8-1", "2020", "2021", "2022") == ["н/д", "есть", "есть"]
    assert row(table, "8-2", "2020") == ["есть"]
    counts = availability_table(page("map").report)
    assert row(counts, "11-project-500", "all", "2020", "2021", "2022") == ["3", "0", "3", "3"]
    assert row(counts, "08-heads", "all", "2020", "2022") == ["4", "3", "4"]


@pytest.fixture(scope="module")
def gaps(by_hand):
    """Of 43 municipalities the first sends nothing for 2021, the second has 0 of 0 by 8.2 in 2022."""
    data = {
        "8.1": {FIRST: [None, None, 50], "*": 50},
        "8.2": {FIRST: [70, None, 70], SECOND: [70, 70, (0, 0)], "*": 70},
        "8.3": {FIRST: [10, None, 10], "*": 10},
        "8.4": {FIRST: [(2, 1), None, (2, 1)], "*": (2, 1)},
    }
    return lambda municipality="": by_hand(data, "08-heads", municipality)


def test_completeness_by_hand(gaps, row) -> None:
    table = participants_table(gaps())
    columns = ("sent", "whole", "values", "participants", "empty", "absent")
    # 8.1 was not held in 2020: 3 × 43 values; 40 take part in every municipality.
    assert row(table, "2020", *columns) == ["43 из 43", "43 из 43", "129 из 129", "1720", "–", "–"]
    assert row(table, "2021", *columns) == ["42 из 43", "42 из 43", "168 из 172", "1680", "–", "4"]
    assert row(table, "2022", *columns) == ["43 из 43", "43 из 43", "171 из 172", "1720", "1", "–"]


def test_completeness_in_words_by_hand(gaps, read) -> None:
    text = read(participants_text(gaps()))
    assert "; в 2022 году – 1720 руководителей образовательных организаций." in text
    assert (
        "Не все прислали всё: нет сведений от Агаповского муниципального района за 2021 год. Баллы за период – среднее "
        "по остальным годам."
    ) in text
    assert "По показателю 8.2 у 1 муниципалитета измерять было нечего: «не применимо»." in text


def test_a_part_not_sent_is_told_by_indicator_and_a_procedure_by_its_number(by_hand, read, row, even) -> None:
    data = {"8.1": {"*": 50}, "8.2": {FIRST: [None, None, 70], "*": 70}, "8.3": {"*": 10}, "8.4": {"*": (2, 1)}}
    report = by_hand(data, "08-heads")
    whose = "от Агаповского муниципального района"
    assert f"нет сведений {whose} по показателю 8.2 за 2020 и 2021 годы." in read(participants_text(report))
    assert row(participants_table(report), "2020", "sent", "whole") == ["43 из 43", "42 из 43"]


def test_a_group_names_the_procedure_not_sent_and_no_participants(page, read) -> None:
    text = read(participants_text(page("group/outcomes").report))
    assert "нет сведений от Нагайбакского муниципального района по процедуре № 15 за 2021 год." in text
    assert "детские сады" not in text
    assert "измерять было нечего: «не применимо»" in read(
        participants_text(page("municipality/karabashskiy-go").report)
    )


def test_one_municipality_in_words_by_hand(gaps, read, row) -> None:
    first, second = gaps(FIRST), gaps(SECOND)
    assert "Не прислано: 8.1 (2021), 8.2 (2021), 8.3 (2021) и 8.4 (2021)." in read(participants_text(first))
    assert "По показателю 8.2 измерять было нечего: «не применимо»." in read(participants_text(second))
    table = participants_table(first)
    assert row(table, "participants", "2020", "2021", "2022") == ["40", "н/д", "40"]
    assert row(table, "8-2", "2020", "2021", "2022") == ["100", "н/д", "100"]
    assert row(participants_table(second), "8-2", "2022") == ["0"]


def test_nothing_absent_is_said_so(heads, read) -> None:
    assert "Пропусков в присланных данных нет." in read(participants_text(heads()))


@pytest.mark.parametrize("name", ["procedure/15-career-guidance", "group/outcomes", "municipality/karabashskiy-go"])
def test_values_received_and_absent_make_those_due(page, name: str) -> None:
    for item in participants_table(page(name).report).rows:
        got, due = map(int, item.cells["values"].shown.replace("\u00a0", "").split("из"))
        assert got + item.cells["empty"].value + item.cells["absent"].value == due
        assert item.cells["values"].value == got
