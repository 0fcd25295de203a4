"""Part seven: rules as the methodology has them, values of the region as a ratio of sums."""

from __future__ import annotations

import pytest

from svod.report.measured import indicators, indicators_text, region_values_table, rules_table

FIRST, SECOND = "agapovskiy-mr", "argayashskiy-mr"


def test_rules_by_hand(heads, row) -> None:
    table = rules_table(heads())
    columns = ("unit", "rule", "maximum", "threshold")
    rule = "1 балл – не ниже 60 %; 2 балла – не ниже 80 %"
    assert row(table, "8-1", *columns) == ["%", rule, "2", "проектный"]
    assert row(table, "8-3", "basis") == ["из источника: показатель 7 мотивирующего мониторинга"]


def test_values_of_the_region_by_hand(by_hand, row) -> None:
    # 90 of 900 and 42 × (50 of 100): the ratio of sums is 2190 of 5100, 42.9 %, not the mean of percents.
    data = {"8.1": {FIRST: (90, 900), "*": 50}, "8.3": {FIRST: 30, "*": 10}, "8.2": {SECOND: None, "*": 70}}
    table = region_values_table(by_hand(data, "08-heads"))
    assert row(table, "8-1", "2020", "2021", "2022") == ["н/д", "42,9", "42,9"]
    assert row(table, "8-1", "median", "best", "worst", "n", "full") == ["50,0", "50,0", "10,0", "43", "0"]
    assert row(table, "8-3", "2022", "best", "worst") == ["1,05", "1,00", "3,00"]
    assert row(table, "8-2", "n", "full") == ["42", "0"]
    assert row(table, "8-4", "2022", "full") == ["н/д", "0"]
    assert "(n меньше 43 там, где значения не присланы)" in table.note
    assert "median" not in next(item.cells for item in table.rows if item.key == "8-4")


def test_a_mean_of_whole_numbers_is_not_rounded_to_one_of_them(by_hand, params, row) -> None:
    """30 heads of 43 take 2 courses, 13 take 1: 73 of 43 are 1.7, the median is 2."""
    one = dict.fromkeys(params.region.codes[:13], (1, 1))
    table = region_values_table(by_hand({"8.4": {**one, "*": (2, 1)}}, "08-heads"))
    assert row(table, "8-4", "2020", "2022", "median", "best", "worst") == ["1,7", "1,7", "2", "2", "1"]
    assert "у 8.4 – среднее на муниципалитет" in table.note


def test_a_procedure_of_whole_data_explains_no_smaller_n(heads) -> None:
    assert "n меньше" not in region_values_table(heads()).note


def test_how_many_indicators_and_points_by_hand(heads, read) -> None:
    assert read(indicators_text(heads())) == (
        "Показателей четыре, вместе 5 баллов: правила начисления баллов – в таблице 7.1, значения по области – в "
        "таблице 7.2, баллы каждого муниципалитета за период – на рисунке 7.1."
    )
    assert read(indicators_text(heads(FIRST))).startswith("Показателей четыре, вместе 5 баллов. Значения и баллы – в")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("group/conditions", "Процедуры измеряются 25 показателями и дают вместе не более 27 баллов."),
        ("group/overall", "Процедуры измеряются 71 показателем и дают вместе не более 95 баллов."),
    ],
)
def test_a_group_counts_its_indicators(page, read, name: str, words: str) -> None:
    assert read(indicators_text(page(name).report)).startswith(words)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("procedure/08-heads", ["7.1", "7.2", "7.1"]),
        ("pair/08-heads/ashinskiy-mr", ["7.1", "7.2"]),
        ("municipality/ashinskiy-mr", ["7.1"]),
        ("group/conditions", ["7.1", "7.1", "7.2"]),
    ],
)
def test_what_part_seven_shows(page, name: str, shown: list[str]) -> None:
    numbers = [block.number for block in indicators(page(name).report).blocks[1:]]
    assert numbers == shown


def test_every_indicator_has_its_rule(params, page) -> None:
    for one in params.procedures:
        table = rules_table(page(f"procedure/{one.id}").report)
        items = params.methodology.of(one.id)
        assert [item.cells["code"].shown for item in table.rows] == [item.code for item in items]
        assert [item.cells["maximum"].value for item in table.rows] == [item.maximum for item in items]
        assert all("балл" in item.cells["rule"].shown for item in table.rows)
