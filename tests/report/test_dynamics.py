"""The years of the region on one drawing."""

from __future__ import annotations

import pytest

from svod.report.dynamics import dynamics_figure
from svod.wording.phrases import join

FIRST, SECOND = "agapovskiy-mr", "argayashskiy-mr"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_changes_by_hand(moving, row) -> None:
    table = dynamics_figure(moving()).data
    assert row(table, FIRST, "2020", "2021", "2022", "change") == ["66,7", "66,7", "100,0", "+33,3"]
    assert row(table, SECOND, "2022", "change") == ["66,7", "−33,3"]
    assert row(table, "ashinskiy-mr", "2020", "2021", "2022", "change") == ["100,0", "н/д", "100,0", "0,0"]
    assert row(table, "median", "2020", "2022", "change") == ["100,0", "100,0", "0,0"]


def test_the_largest_rise_and_fall_are_named(moving) -> None:
    figure = dynamics_figure(moving())
    assert "Наибольший рост +33,3 п. п.: Агаповский МР; наибольшее снижение −33,3 п. п.: Аргаяшский МР." in plain(
        figure.alt
    )
    assert "Годовой результат муниципалитетов за 2020–2022 годы" in figure.caption
    assert "Агаповский" in figure.svg
    assert "Аргаяшский" in figure.svg


@pytest.mark.parametrize(("rising", "named"), [(1, True), (3, True), (4, False)])
def test_those_who_share_the_largest_rise_are_named_while_they_are_three(
    by_hand, even, params, rising: int, named: bool
) -> None:
    data, codes = even(True, "08-heads"), params.region.codes[:rising]
    data["8.2"] = {**{code: [70, 70, 90] for code in codes}, "*": 90}
    figure = dynamics_figure(by_hand(data, "08-heads"))
    names = [item.name for item in params.region.municipalities if item.code in codes]
    who = f": {join(names)}." if named else f" у {rising} муниципалитетов."
    assert plain(figure.alt).endswith(f"медиана области. Наибольший рост +33,3 п. п.{who}"), "and nobody fell"
    assert plain(figure.note).endswith(f"Наибольший рост +33,3 п. п.{who}")
    assert [name in figure.svg for name in names] == [named] * rising


def test_where_nobody_moved_nothing_is_said_of_rise_or_fall(by_hand, even) -> None:
    figure = dynamics_figure(by_hand(even(True, "08-heads"), "08-heads"))
    assert figure.alt.endswith("и медиана области.")
    assert figure.note == "Серые линии – муниципалитеты, чёрная – медиана области."


def test_an_indicator_scored_once_is_said_not_to_be_in_the_yearly_result(by_hand, even, moving) -> None:
    report = by_hand(even(True, "09-learning-results"), "09-learning-results")
    assert dynamics_figure(report).how.endswith(", кроме 9.4: балл за динамику ставится один раз за период")
    assert "кроме" not in dynamics_figure(moving()).how


def test_one_year_is_nothing_to_compare(by_hand, params) -> None:
    last = {item.code: {"*": [None, None, 1]} for item in params.methodology.of("08-heads")}
    report = by_hand(last, "08-heads")
    table = dynamics_figure(report).data
    assert {item.cells["change"].shown for item in table.rows} == {"н/д"}
