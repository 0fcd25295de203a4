"""The lines of one municipality, and the table of what they are drawn from."""

from __future__ import annotations

import re

import pytest

from svod.report.dynamics import dynamics_figure

FIRST = "agapovskiy-mr"

PAGES = ("pair/08-heads/lokomotivnyy-go", "pair/12-riko/uyskiy-mr", "municipality/ashinskiy-mr", "procedure/08-heads")


def test_the_two_lines_by_hand(moving, row) -> None:
    figure = dynamics_figure(moving(FIRST))
    assert row(figure.data, FIRST, "name", "2020", "2021", "2022", "change") == [
        "Агаповский МР", "66,7", "66,7", "100,0", "+33,3"
    ]  # fmt: skip
    assert row(figure.data, "median", "name", "2020", "2022", "change") == ["Медиана области", "100,0", "100,0", "0,0"]
    assert row(figure.data, "8-2", "2020", "2021", "2022", "change") == ["70,0", "70,0", "90,0", "+20,0"]
    assert row(figure.data, "8-2-median", "2020", "2021", "2022", "change") == ["90,0", "90,0", "90,0", "0,0"]
    assert "2020 – 66,7, 2021 – 66,7, 2022 – 100,0" in figure.alt


def test_the_panels_are_where_it_loses_most(moving) -> None:
    figure = dynamics_figure(moving(FIRST))
    titles = [item.group for item in figure.data.rows if item.group]
    assert titles[0] == "Годовой результат,\u00a0%"
    assert titles[1].startswith("8.2 Курсы")
    first = figure.svg.index("8.2 Курсы")
    assert figure.svg.index("Годовой") < first
    assert all(figure.svg.find(code) > first or code not in figure.svg for code in ("8.1 ", "8.3 ", "8.4 "))


def test_the_panels_of_a_whole_municipality_are_the_groups(page) -> None:
    blocks = page("municipality/ashinskiy-mr").blocks
    data = next(block.data for block in blocks if getattr(block, "anchor", "") == "ris-9-1")
    keys = [item.key for item in data.rows]
    assert keys[:3] == ["group-", "ashinskiy-mr", "median"]
    assert keys[3:] == [
        f"{before}{group}{after}"
        for group in ("conditions", "outcomes", "processes")
        for before, after in (("group-", ""), ("", ""), ("", "-median"))
    ]


def test_a_gap_is_said_and_not_drawn_as_zero(moving, row) -> None:
    figure = dynamics_figure(moving("ashinskiy-mr"))
    assert "2020 – 100,0, 2021 – н/д, 2022 – 100,0" in figure.alt
    assert "только через соседние годы, за которые есть значения" in figure.note
    assert next(item for item in figure.data.rows if item.key == "ashinskiy-mr").cells["2021"].value is None
    assert row(figure.data, "8-2", "2020", "2021", "2022", "change") == ["90,0", "н/д", "90,0", "0,0"]


def test_a_change_from_a_year_without_a_value_is_not_told(by_hand, even, row) -> None:
    data = even(True, "08-heads")
    data["8.2"] = {FIRST: [None, 70, 90], "*": 90}
    table = dynamics_figure(by_hand(data, "08-heads", FIRST)).data
    assert row(table, "8-2", "change") == ["н/д"]
    assert row(table, "8-2-median", "change") == ["0,0"]


def test_a_value_is_drawn_with_the_digits_that_its_score_needs(by_hand, even, row) -> None:
    """79,96 rounded to 80,0 would look like enough for the point."""
    data = even(True, "08-heads")
    data["8.2"] = {FIRST: (7996, 10_000), "*": 95}
    figure = dynamics_figure(by_hand(data, "08-heads", FIRST))
    assert figure.svg.count(">79,96<") == 3
    assert row(figure.data, "8-2", "2020", "2021", "2022") == ["79,96"] * 3


@pytest.mark.parametrize("name", PAGES)
def test_every_number_that_is_drawn_stands_in_the_table_of_the_figure(page, name: str) -> None:
    (figure,) = (block for block in page(name).blocks if getattr(block, "anchor", "") == "ris-9-1")
    drawn = {
        word for text in re.findall(r">([^<>]+)</(?:text|tspan)>", figure.svg) for word in re.findall(r"\d+,\d+", text)
    }
    cells = {cell.shown for item in figure.data.rows for cell in item.cells.values()}
    assert drawn
    assert drawn <= cells
