"""Tall figures among what runs on round them."""

from __future__ import annotations

import pytest

from svod.publish.pdf.afloat import PAGE, TALL, afloat

TEXT, TABLE = {"kind": "text"}, {"kind": "table"}


def figure(height: float) -> dict:
    return {"kind": "figure", "height": height}


def order(contents: list[dict]) -> list[tuple[str, bool]]:
    return [(content["kind"], content.get("floats", False)) for content in contents]


def test_a_tall_figure_floats_from_where_it_stood() -> None:
    made = afloat([TEXT, TABLE, figure(470), TEXT], last=False)
    assert order(made) == [("text", False), ("table", False), ("figure", True), ("text", False)]


def test_at_the_end_of_a_report_the_table_before_a_figure_runs_on_round_it() -> None:
    made = afloat([TEXT, TABLE, figure(600)], last=True)
    assert order(made) == [("text", False), ("figure", True), ("table", False)]
    assert order(afloat([TEXT, figure(600)], last=True)) == [("text", False), ("figure", True)]


@pytest.mark.parametrize(("last", "least"), [(False, TALL), (True, PAGE)])
def test_figures_keep_their_order_and_low_ones_their_place(last: bool, least: float) -> None:
    heights = [least, least + 1, 40, 2 * least]
    made = [content for content in afloat([TABLE, *map(figure, heights)], last) if content["kind"] == "figure"]
    assert [content["height"] for content in made] == heights
    assert [content.get("floats", False) for content in made] == [False, True, False, True]


def test_nothing_given_is_changed() -> None:
    given = [TABLE, figure(600)]
    assert afloat(given, last=True) != given and given == [TABLE, figure(600)]
