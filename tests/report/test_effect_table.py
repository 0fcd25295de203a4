"""Who stands in the table of part ten, and what of their measures."""

from __future__ import annotations

from svod.blocks import Text
from svod.report.effect_table import effect_table, named

FIRST, SECOND = "agapovskiy-mr", "argayashskiy-mr"


def test_measures_stand_with_their_indicator_and_years(by_hand, even, measure, row, read) -> None:
    acted = (
        measure(FIRST, "08-heads", "Курсы") | {"indicator": "8.2"},
        measure(FIRST, "08-heads", "Школа резерва", start=2021),
        measure(SECOND, "08-heads", "Стажировки", status="отменена"),
    )
    data = even(True, "08-heads")
    table = effect_table(by_hand(data, "08-heads", measures=acted))
    assert [item.key for item in table.rows] == [FIRST]
    assert row(table, FIRST, "measures") == ["Курсы (8.2, 2022); Школа резерва (2021)"]
    own = effect_table(by_hand(data, "08-heads", SECOND, measures=acted))
    assert row(own, SECOND, "measures", "verdict") == ["«Стажировки» – отменена", "данных недостаточно"]
    assert [read(Text.of(one)) for one in named(table)] == ["Меры перечислены в таблице 10.1."]


def test_a_table_of_nobody_is_not_referred_to(by_hand, even) -> None:
    table = effect_table(by_hand(even(True, "08-heads"), "08-heads"))
    assert table.rows == ()
    assert named(table) == []
