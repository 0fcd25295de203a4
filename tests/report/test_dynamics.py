"""What has moved over the years, and what cannot be compared."""

from __future__ import annotations

import pytest

from svod.report.dynamics import dynamics_figure, moves

FIRST, SECOND = "agapovskiy-mr", "argayashskiy-mr"


@pytest.fixture(scope="module")
def moving(by_hand, even):
    """8.2, 8.3 and 8.4 are held in every year; by 8.2 the first municipality rises, the second falls, one has a gap."""
    data = even(True, "08-heads")
    data["8.2"] = {FIRST: [70, 70, 90], SECOND: [90, 90, 70], "ashinskiy-mr": [90, None, 90], "*": 90}
    return lambda municipality="": by_hand(data, "08-heads", municipality)


def test_changes_by_hand(moving, row) -> None:
    found = moves(moving())
    assert (found.first, found.last) == (2020, 2022)
    assert [round(float(found.change[code]), 1) for code in (FIRST, SECOND, "ashinskiy-mr")] == [33.3, -33.3, 0.0]
    table = dynamics_figure(moving()).data
    assert row(table, FIRST, "2020", "2021", "2022", "change") == ["66,7", "66,7", "100,0", "+33,3"]
    assert row(table, SECOND, "2022", "change") == ["66,7", "−33,3"]
    assert row(table, "ashinskiy-mr", "2020", "2021", "2022", "change") == ["100,0", "н/д", "100,0", "0,0"]
    assert row(table, "median", "2020", "2022", "change") == ["100,0", "100,0", "0,0"]


def test_the_largest_rise_and_fall_are_named(moving) -> None:
    figure = dynamics_figure(moving())
    assert "Сильнее всего вырос Агаповский МР, сильнее всего снизился Аргаяшский МР." in figure.alt
    assert "Годовой результат муниципалитетов за 2020–2022 годы" in figure.caption
    assert "Агаповский" in figure.svg
    assert "Аргаяшский" in figure.svg


def test_a_gap_of_a_municipality_is_said_and_not_drawn_as_zero(moving) -> None:
    figure = dynamics_figure(moving("ashinskiy-mr"))
    assert "2020 – 100,0, 2021 – н/д, 2022 – 100,0" in figure.alt
    cell = next(item for item in figure.data.rows if item.key == "ashinskiy-mr").cells["2021"]
    assert cell.value is None
    assert figure.data.rows[0].key == "median"


def test_one_year_is_nothing_to_compare(by_hand, params) -> None:
    last = {item.code: {"*": [None, None, 1]} for item in params.methodology.of("08-heads")}
    report = by_hand(last, "08-heads")
    assert moves(report) is None
    table = dynamics_figure(report).data
    assert {item.cells["change"].shown for item in table.rows} == {"н/д"}


def test_the_panels_of_a_municipality_are_where_it_loses_most(moving) -> None:
    svg = dynamics_figure(moving(FIRST)).svg
    first = svg.index("8.2 Курсы")
    assert svg.index("Годовой результат") < first
    assert all(svg.find(code) > first or code not in svg for code in ("8.1 ", "8.3 ", "8.4 "))


STORIES = [
    ("17-preschool-quality", "ozerskiy-go", -1),
    ("06-main-programmes", "miasskiy-go", -1),
    ("18-mkdo", "ust-katavskiy-go", 1),
    ("14-upbringing", "varnenskiy-mr", 1),
]


@pytest.mark.parametrize(("procedure", "municipality", "sign"), STORIES)
def test_what_was_planted_in_the_demo_region_is_found(page, procedure: str, municipality: str, sign: int) -> None:
    change = moves(page(f"procedure/{procedure}").report).change * sign
    assert change[municipality] > 0
    assert (change > change[municipality]).sum() < 3, "among the three largest moves of the region"


def test_the_demo_file_names_these_stories(root) -> None:
    text = (root / "params" / "demo.yml").read_text("utf-8").partition("stories:")[2]
    assert [(id in text, code in text) for id, code, _ in STORIES] == [(True, True)] * len(STORIES)
    assert text.partition("measures:")[0].count("municipality:") == len(STORIES)
