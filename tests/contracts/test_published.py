"""What a row of a rating published elsewhere may say; the ratings of 2022 are as it should be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.contracts.published import published_contract
from svod.errors import Fault
from svod.params import Params

WHERE = {"edition": "2022", "scope": "overall", "file": "рейтинг.xlsx", "sheet": "Рейтинг", "unread": frozenset()}


def check(params: Params, *rows: dict[str, object]) -> list[Fault]:
    contract = published_contract(params)
    return contract.faults(contract.table({**WHERE, "row": 2 + i, **row} for i, row in enumerate(rows)))


def rating(params: Params, *pairs: tuple[object, object], **change: object) -> list[dict[str, object]]:
    """Rows of a rating with these places and percents, for the first municipalities."""
    places = zip(params.region.codes, pairs, strict=False)
    return [{"municipality": code, "place": place, "percent": percent, **change} for code, (place, percent) in places]


def test_the_four_ratings_of_2022_are_accepted(params):
    printed = [{"scope": scope, **row.model_dump()} for scope, rows in params.published.ratings.items() for row in rows]
    assert len(printed) == 172
    assert check(params, *printed) == []


@pytest.mark.parametrize("pairs", [[(1, 90), (2, 80), (2, 80), (3, 80), (4, 0)], [(1, 100)], []])
def test_equal_ones_share_a_place_and_different_places_may_round_to_one_percent(params, pairs):
    assert check(params, *rating(params, *pairs)) == []


@pytest.mark.parametrize(
    ("pairs", "row", "column", "message"),
    [
        ([(2, 90)], 2, "Рейтинг", "нет первого места"),
        ([(1, 90), (1, 90), (3, 70)], 4, "Рейтинг", "место 3 после 1"),
        ([(1, 90), (2, 91)], 3, "ИТОГ", "место 2 ниже, а процент больше: 91 % против 90 %"),
        ([(1, 90), (1, 80)], 3, "ИТОГ", "на одном месте 1 разные проценты: 80 % против 90 %"),
        ([(1, 101)], 2, "ИТОГ", "процент 101"),
        ([(1, None)], 2, "ИТОГ", "ячейка пуста"),
        ([(0, 50)], 2, "Рейтинг", "место 0"),
    ],
)
def test_places_and_percents_out_of_order_are_refused(params, pairs, row, column, message):
    (fault,) = check(params, *rating(params, *pairs))
    assert (fault.place.row, fault.place.column, fault.message) == (row, column, message)
    assert fault.remedy


def test_an_unknown_group_or_municipality_and_a_second_row_are_refused(params):
    (first,) = rating(params, (1, 90))
    assert [fault.message for fault in check(params, {**first, "scope": "overal"})] == ["рейтинга «overal» нет"]
    assert [fault.remedy for fault in check(params, {**first, "scope": "overal"})] == ["Похоже на «overall»"]
    told = [fault.message for fault in check(params, {**first, "municipality": "moskva"})]
    assert told == ["муниципалитета «moskva» нет"]
    told = [fault.message for fault in check(params, first, first)]
    assert told == ["строка повторена: Агаповский МР, рейтинг «overall»"]
    assert check(params, first, {**first, "scope": "processes"}) == []


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 100), min_size=1, max_size=43))
def test_any_percents_ranked_densely_are_accepted(params, percents):
    order = sorted(set(percents), reverse=True)
    assert check(params, *rating(params, *((order.index(one) + 1, one) for one in percents))) == []
