"""Tables and the map of part eight."""

from __future__ import annotations

import re

import pytest

from svod.report.rating import (
    levels_table,
    not_assessed,
    not_assessed_table,
    printed_form,
    rating_table,
    tile_figure,
)

FIRST, SECOND, FOURTH = "agapovskiy-mr", "argayashskiy-mr", "bredinskiy-mr"
PROJECT = ("11.1", "11.2", "11.3")


def test_places_by_hand(heads, row) -> None:
    table = rating_table(heads())
    columns = ("place", "points", "percent", "level")
    assert row(table, FIRST, *columns) == ["1", "5", "100", "Высокий"]
    assert row(table, SECOND, *columns) == ["2", "3", "60", "Выше среднего"]
    assert row(table, "ashinskiy-mr", *columns) == ["3", "2", "40", "Средний"]
    assert row(table, FOURTH, *columns) == ["4", "1", "20", "Низкий"]
    assert [item.key for item in table.rows][:3] == [FIRST, SECOND, "ashinskiy-mr"]
    assert "Процент – доля от 5 возможных баллов." in table.note


def test_the_range_of_places_is_that_of_the_report(heads) -> None:
    report = heads()
    for item in rating_table(report).rows:
        firm, cell = report.intervals.loc[item.key], item.cells["places"]
        assert (cell.low, cell.high, cell.place, cell.last) == (firm["low"], firm["high"], firm["place"], 4)


def test_levels_by_hand(heads, row) -> None:
    table = levels_table(heads(SECOND))
    assert row(table, "level-2", "level", "color", "percent", "count", "own") == [
        "Средний",
        "оранжевый",
        "30–59",
        "40",
        "–",
    ]
    assert row(table, "level-3", "count", "own") == ["1", "Аргаяшский МР"]
    assert [item.focus for item in table.rows] == [False, False, True, False]
    assert "points" not in {column.key for column in table.columns}


def test_a_group_has_bands_of_points_and_an_empty_level_a_dash(page, row) -> None:
    table = levels_table(page("group/conditions").report)
    assert row(table, "level-4", "percent", "points", "count") == ["90–100", "24–27", "–"]
    assert sum(item.cells["count"].value for item in table.rows) == 43


def test_the_divisor_that_is_not_the_maximum_is_explained(page) -> None:
    assert "Процент взят от 28 баллов, хотя наибольшее число баллов в таблице уровней – 27" in (
        rating_table(page("group/conditions").report).note
    )


def test_a_published_difference_is_marked_and_noted(page) -> None:
    table = rating_table(page("group/overall").report)
    marked = {item.cells["name"].shown for item in table.rows if item.cells["name"].note}
    assert marked == {"Южноуральский ГО", "Троицкий ГО"}
    assert table.note_anchor == "prim-1"
    assert rating_table(page("group/outcomes").report).note_anchor == ""


@pytest.mark.parametrize("name", ["group/conditions", "group/overall"])
def test_the_printed_form_has_everybody_once_in_the_order_of_places(page, name: str) -> None:
    report = page(name).report
    rows = printed_form(report).rows
    halves = [[tuple(item.cells[key].shown for key in keys) for item in rows] for keys in ("abc", "def")]
    lines = [line for line in halves[0] + halves[1] if line[1]]
    wanted = [(str(item["place"]), item["name"], f"{item['percent']} %") for _, item in report.rating.iterrows()]
    assert [tuple(text.replace("\u00a0", " ") for text in line) for line in lines] == wanted
    assert len(rows) == 22


def test_the_map_has_a_tile_and_a_link_for_everybody(page, params) -> None:
    report = page("procedure/08-heads").report
    figure = tile_figure(report)
    links = re.findall(r'href="(\.\./municipality/[a-z-]+\.html)"', figure.svg)
    assert sorted(links) == sorted(f"../municipality/{code}.html" for code in params.region.codes)
    assert {item.key: item.cells["percent"].value for item in figure.data.rows} == dict(report.rating["percent"])


def test_what_the_alternative_text_counts(heads) -> None:
    alt = tile_figure(heads()).alt.replace("\u00a0", " ")
    assert "43 муниципалитета на условных местах" in alt
    assert "«высокий» – 1, «выше среднего» – 1, «средний» – 40 и «низкий» – 1" in alt


# --- not assessed -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def outcomes(by_hand, even, params):
    """Everybody does as well as can be in every year; the first municipality has 0 of 0 in 11.1–11.3."""
    data = even(True, *(item.id for item in params.procedures_of("outcomes")))
    for code in PROJECT:
        data[code] = {FIRST: (0, 0), **data[code]}

    def made(rule: str = "zero", **given):
        rating = params.methodology.rating.model_copy(update={"not_assessed": rule})
        method = params.methodology.model_copy(update={"rating": rating})
        return by_hand(data, by=params.model_copy(update={"methodology": method}), **given)

    return made


def test_not_applicable_gives_no_points_and_shows_the_percent_over_the_rest(outcomes, row) -> None:
    report = outcomes(group="outcomes")
    assert not_assessed(report, FIRST) == list(PROJECT)
    assert not_assessed(report, SECOND) == []
    points = report.rating["points"]
    assert points[SECOND] - points[FIRST] == 4, "11.1, 11.2 and 11.3 give 4 points"
    table = not_assessed_table(report)
    assert [item.key for item in table.rows] == [FIRST]
    percents = [round(float(points[FIRST]) * 100 / of) for of in (42, 38)]
    assert row(table, FIRST, "items", "forgone", "percent", "rescaled") == [
        "11.1, 11.2, 11.3",
        "4",
        *map(str, percents),
    ]
    assert percents[0] < percents[1]
    assert "по методике даёт ноль баллов" in table.note


def test_a_methodology_that_rescales_gives_the_percent_over_the_rest(outcomes, row) -> None:
    report = outcomes("rescale", group="outcomes")
    zero = outcomes(group="outcomes").rating.at[FIRST, "points"]
    # What was gained on 38 points is stretched over all 42.
    assert report.rating.at[FIRST, "points"] == zero * 42 / 38
    table = not_assessed_table(report)
    shown = row(table, FIRST, "percent", "rescaled")
    assert shown[0] == shown[1] == str(round(float(zero) * 100 / 38))
    assert "уже пересчитан" in table.note


def test_nothing_to_stretch_gives_no_percent(outcomes, row) -> None:
    report = outcomes(procedure="11-project-500")
    assert row(not_assessed_table(report), FIRST, "percent", "rescaled") == ["0", "н/д"]
