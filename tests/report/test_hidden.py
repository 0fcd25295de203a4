"""What may not be published of few persons: the small, what would give it away, and why a reader is told."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from svod.blocks import Row
from svod.report.dynamics import dynamics_figure
from svod.report.hidden import coded_cell, coded_value, hidden_cell, hide, persons, reasons, region_cell
from svod.report.measured import region_values_table
from svod.report.own import own_values_table, spread_table
from svod.report.sample import participants_table
from svod.stats.disclosure import Coded

FIRST, SECOND = "agapovskiy-mr", "argayashskiy-mr"


def row_of(part: int, whole: int, taking: int | None = None) -> dict[str, Any]:
    return {
        "numerator": Fraction(part),
        "denominator": Fraction(whole),
        "participants": taking,
        "value": Fraction(100 * part, whole) if whole else None,
        "region": Fraction(50),
    }


@pytest.fixture
def pupils(params):
    return params.methodology.indicator("12.1")


@pytest.fixture
def taking(params):
    """Participants of РИКО are pupils, the denominators of its indicators."""
    return params.procedure("12-riko").participants


def test_how_many_persons_stand_behind_a_value(params, pupils) -> None:
    heads, schools = params.methodology.indicator("8.2"), params.methodology.indicator("2.1")
    assert [persons(item, row_of(3, 12)) for item in (pupils, heads, schools)] == [12, 12, None]


def test_the_few_and_the_next_smallest_lose_their_numbers(pupils, taking) -> None:
    rows = {"a": row_of(5, 7), "b": row_of(30, 50), "c": row_of(200, 400)}
    hide(pupils, rows, taking)
    assert {name: row["hidden"] for name, row in rows.items()} == {
        "a": "менее 10 человек",
        "b": "иначе вычисляется значение, за которым менее 10 человек",
        "c": "",
    }
    assert [rows[name][key] for name in "ab" for key in ("value", "numerator", "denominator")] == [None] * 6
    assert (rows["c"]["value"], rows["c"]["region"]) == (50, 50)


def test_a_region_of_few_hides_its_own_value(pupils, taking) -> None:
    rows = {"a": row_of(5, 7), "b": row_of(0, 0)}
    hide(pupils, rows, taking)
    assert (rows["a"]["region"], rows["a"]["region_hidden"]) == (None, "менее 10 человек")


@pytest.mark.parametrize(
    ("parts", "told"),
    [([(14, 15), (29, 30)], Coded("не менее", 95)), ([(29, 30), (30, 31)], None), ([(9, 15), (20, 30)], None)],
    ids=["43 of 45", "59 of 61", "29 of 45"],
)
def test_a_region_of_less_than_61_tells_its_own_share_by_a_bound(pupils, taking, parts, told) -> None:
    rows = {name: row_of(*pair) for name, pair in zip("ab", parts, strict=True)}
    hide(pupils, rows, taking)
    assert [row["region_coded"] for row in rows.values()] == [told, told]


def counted_region(*parts: tuple[int, int]) -> dict[str, dict[str, Any]]:
    """Rows of municipalities a, b, c …, beside the share of all of them."""
    rows = {name: row_of(*pair) for name, pair in zip("abcd", parts, strict=False)}
    part, whole = (sum(pair[place] for pair in parts) for place in (0, 1))
    return {name: row | {"region": Fraction(100 * part, whole)} for name, row in rows.items()}


@pytest.mark.parametrize(
    ("others", "region", "digits"),
    [
        ((14_627, 17_360), Fraction(843, 10), 1),
        ((1_497, 2_000), Fraction(75), 0),
        ((37, 50), None, None),
    ],
    ids=["of very many: in tenths", "of many: in whole percent", "of few: not at all"],
)
def test_the_region_tells_no_more_of_a_bounded_share_than_its_bound(pupils, taking, others, region, digits) -> None:
    """40 of 42 are «не менее 95», 40 to 42: the total, the others taken away, must leave all three possible.

    In tenths 17 402 leave 17 counts, 2 042 only two; in whole percent 2 042 leave 20, and 92 one.
    """
    rows = counted_region((40, 42), others)
    hide(pupils, rows, taking)
    assert rows["a"]["coded"] == Coded("не менее", 95)
    assert [(row["region"], row["region_digits"]) for row in rows.values()] == [(region, digits)] * 2
    assert bool(rows["b"]["region_hidden"]) == (region is None)


def test_the_points_of_few_are_no_way_to_their_share(params) -> None:
    """Of 5 and of 10 all who score a point are 80 % or more: beside 12 of 15 they would be 4 of 5 and 8 of 10."""
    item, taking = params.methodology.indicator("8.1"), params.procedure("08-heads").participants
    rows = counted_region((4, 5), (8, 10), (1_546, 2_040))
    hide(item, rows, taking)
    assert [bool(row["hidden"]) for row in rows.values()] == [True, True, False]
    assert rows["c"]["region_digits"] in (0, 1)
    assert rows["c"]["region"] == round(rows["c"]["region"], rows["c"]["region_digits"])


def test_the_share_of_a_region_that_hides_nothing_stays_exact(pupils, taking) -> None:
    rows = counted_region((200, 300), (100, 400))
    hide(pupils, rows, taking)
    assert rows["a"]["region"] == Fraction(30_000, 700)
    assert region_cell(rows["a"]) is None


def test_the_cell_of_the_region_says_why_it_is_rough() -> None:
    row = {"region": Fraction(84), "region_hidden": "", "region_coded": None, "region_digits": 0}
    cell = region_cell(row)
    assert (cell.shown, cell.value) == ("84", 84)
    assert reasons([Row("a", {"x": cell})]) == (
        " Значение области округлено до целых, где точное выдало бы скрытые доли муниципалитетов."
    )
    assert region_cell(row | {"region_digits": 1}).shown == "84,0"
    assert region_cell(row | {"region_hidden": "иначе"}).shown == "скрыто"


def test_people_are_protected_as_pupils_are_and_schools_are_not(params) -> None:
    found = {}
    for code, id in (("8.2", "08-heads"), ("2.1", "02-infrastructure")):
        rows = {"a": row_of(5, 7, taking=7), "b": row_of(50, 50, taking=50), "c": row_of(200, 400, taking=400)}
        hide(params.methodology.indicator(code), rows, params.procedure(id).participants)
        found[code] = [(bool(row["hidden"]), row["participants_hidden"], row["coded"]) for row in rows.values()]
    assert found["8.2"] == [(True, True, None), (True, True, None), (False, False, None)]
    assert found["2.1"] == [(False, False, None)] * 3


@pytest.mark.parametrize(
    ("code", "id", "hidden"),
    [
        ("12.1", "12-riko", [True, True, False]),
        ("13.1", "13-olympiads", [True, False, False]),
        ("10.4", "10-vpr", [True, False, False]),
        ("9.1", "09-learning-results", [False, False, False]),
    ],
    ids=["denominators", "numerators", "beside tasks", "schools"],
)
def test_participants_who_are_persons_are_hidden_with_those_they_are(params, code, id, hidden: list[bool]) -> None:
    """7, 50 and 400 take part; where participants are the denominators, the second is hidden for the first's sake."""
    rows = {name: row_of(n // 2, n, taking=n) for name, n in zip("abc", (7, 50, 400), strict=True)}
    hide(params.methodology.indicator(code), rows, params.procedure(id).participants)
    assert [row["participants_hidden"] for row in rows.values()] == hidden


def test_a_bound_is_a_word_in_a_table_and_a_number_on_a_chart() -> None:
    told = Coded("не более", 5)
    assert (coded_cell(told).shown, coded_cell(told).value, coded_value(told)) == ("не более 5", None, 5)


def test_a_note_says_why_and_nothing_where_nothing_is_hidden() -> None:
    assert reasons([Row("a", {"x": hidden_cell()})]) == " Скрыто: менее 10 человек."
    assert reasons([Row("a", {})]) == ""


# --- on the pages -----------------------------------------------------------------------------------------------------

SMALL = {"12.1": {FIRST: (5, 7), SECOND: (30, 50), "*": (200, 400)}, "12.2": {"*": 70}, "12.3": {"*": 70}}


def test_one_municipality_prints_neither_value_nor_denominator(by_hand, row) -> None:
    report = by_hand(SMALL, "12-riko", FIRST)
    own, spread, taking = own_values_table(report), spread_table(report), participants_table(report)
    assert row(own, "12-1", "2020", "2021", "2022", "n") == ["скрыто"] * 4
    assert row(own, "12-2", "2022", "n") == ["70,0", "100"]
    assert row(spread, "12-1", "own", "median") == ["скрыто", "50,0"]
    assert next(one for one in spread.rows if one.key == "12-1").cells["strip"].own is None
    assert row(taking, "12-1", "2020", "2021", "2022") == ["скрыто"] * 3
    assert all("Скрыто: менее 10 человек." in table.note for table in (own, spread, taking))


def test_the_chart_says_what_it_does_not_draw(by_hand, row) -> None:
    figure = dynamics_figure(by_hand(SMALL, "12-riko", FIRST))
    assert figure.note.endswith(" Скрыто: менее 10 человек.")
    assert row(figure.data, "12-1", "2020", "2021", "2022", "change") == [*["скрыто"] * 3, "н/д"]
    assert figure.svg.count(">скрыто<") == 1, "one word for three years"
    assert "71,4" not in figure.svg


def test_the_chart_draws_a_bound_as_a_bound(by_hand, row) -> None:
    everybody = {"12.1": {FIRST: (30, 30), "*": 70}, "12.2": {"*": 70}, "12.3": {"*": 70}}
    figure = dynamics_figure(by_hand(everybody, "12-riko", FIRST))
    assert row(figure.data, "12-1", "2020", "2021", "2022") == ["не менее 95"] * 3
    assert figure.svg.count(">≥\u00a095<") == 3
    assert "100,0" not in figure.svg.partition("12.1")[2].partition("12.2")[0]


def test_its_neighbour_is_hidden_for_its_sake(by_hand, row) -> None:
    table = own_values_table(by_hand(SMALL, "12-riko", SECOND))
    assert row(table, "12-1", "2022", "n") == ["скрыто", "скрыто"]
    assert "по которым вычислялось бы" in table.note


def test_the_region_prints_its_value_and_the_spread_of_the_others(by_hand, row) -> None:
    table = region_values_table(by_hand(SMALL, "12-riko"))
    assert row(table, "12-1", "best", "worst", "n") == ["50,0", "50,0", "41"]


def test_a_region_with_one_small_sender_prints_nothing(by_hand, row) -> None:
    report = by_hand({"12.1": {FIRST: (5, 7), "*": None}, "12.2": {"*": 70}, "12.3": {"*": 70}}, "12-riko")
    assert row(region_values_table(report), "12-1", "2020", "2021", "2022") == ["скрыто"] * 3


def test_two_of_few_are_not_left_over_from_the_sum(by_hand, row) -> None:
    """6 and 9 beside 41 × 40: a reader of 15 for both, each less than 10, would know that they are 6 to 9."""
    values = {"12.1": {FIRST: (3, 6), SECOND: (4, 9), "*": (20, 40)}, "12.2": {"*": None}, "12.3": {"*": None}}
    report = by_hand(values, "12-riko")
    rows = report.snapshot.indicators
    for name, taking in ((FIRST, 6), (SECOND, 9)):
        rows.loc[rows["municipality"] == name, "participants"] = taking
    table = participants_table(report)
    assert row(table, "2022", "participants") == ["скрыто"]
    assert "Скрыты и числа, по которым вычислялось бы значение" in table.note


@pytest.mark.parametrize(
    ("first", "others", "own", "together"),
    [
        ((5, 7), (20, 40), "скрыто", "скрыто"),
        ((7, 40), (40, 90), "скрыто", "скрыто"),
        ((7, 70), (20, 90), "скрыто", "скрыто"),
    ],
    ids=["counted over, a neighbour hidden too", "counted among others", "other than its indicators say"],
)
def test_participants_who_are_few_pupils_are_not_told_nor_left_over_from_the_sum(
    by_hand, row, first, others, own: str, together: str
) -> None:
    """Participants are 7 in one municipality and 40 in the 42 others."""
    values = {"12.1": {FIRST: first, "*": others}, "12.2": {"*": None}, "12.3": {"*": None}}
    one, whole = by_hand(values, "12-riko", FIRST), by_hand(values, "12-riko")
    for report in (one, whole):
        rows = report.snapshot.indicators
        rows.loc[rows["municipality"] == FIRST, "participants"] = 7
    assert row(participants_table(one), "participants", "2022") == [own]
    assert row(participants_table(whole), "2022", "participants") == [together]
