"""Cells: what they print, the number behind, and that a missing one has none."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from xml.etree.ElementTree import Element

import numpy as np
import pytest
from html5lib.html5parser import ParseError
from hypothesis import given
from hypothesis import strategies as st

from svod.blocks import Bar, Cell, LevelMark, Places, Strip, missing
from svod.blocks.cells import MARKS

NUMBERS = [5, Fraction(1, 3), np.int64(5), np.float64(0.5), np.float32(0.5), 0]
STRIP = {"q1": 1, "median": 2, "q3": 3, "low": 0, "high": 4}
TEXT = st.text("абв 5<>&\"'=/%", max_size=12)


def shaped(cell: Cell) -> str:
    return f"<table><tbody><tr><td{cell.attributes()}>{cell.inner()}</td></tr></tbody></table>"


def test_a_cell_prints_its_text_and_keeps_its_number() -> None:
    cell = Cell("94,96", 94.96)
    assert (cell.inner(), cell.attributes()) == ("94,96", ' data-v="94.96"')
    assert cell.content() == {"text": "94,96", "value": 94.96}


@pytest.mark.parametrize(
    ("value", "attribute"),
    [(0, "0"), (1234567, "1234567"), (Fraction(1, 3), "0.333333333333"), (-0.5, "-0.5"), (np.int64(7), "7")],
)
def test_the_number_behind_is_not_rounded_for_print(value: float, attribute: str) -> None:
    assert Cell("…", value).attributes() == f' data-v="{attribute}"'


@pytest.mark.parametrize(
    "cell", [missing(), missing("скрыто", "менее 10"), Cell("н/д", float("nan")), Bar("н/д"), Bar("н/д", np.nan)]
)
def test_a_missing_cell_is_not_zero(cell: Cell) -> None:
    assert cell.value is None and cell.content()["value"] is None
    assert "data-v" not in cell.attributes() and "--v" not in cell.attributes()


def test_a_zero_is_not_missing() -> None:
    assert 'data-v="0"' in Cell("0", 0).attributes() and '--v:0"' in Bar("0", 0).attributes()


def test_a_missing_cell_says_why(parsed: Callable[[str], Element]) -> None:
    found = parsed(missing("скрыто", 'менее 10 "участников" & др.').inner()).find("abbr")
    assert (found.text, found.get("title")) == ("скрыто", 'менее 10 "участников" & др.')


def test_a_link_and_a_note_carry_their_addresses(parsed: Callable[[str], Element], nasty: str) -> None:
    links = parsed(Cell(nasty, href='m.html?a=1&b="2"#<c>', note="prim-1").inner()).findall(".//a")
    assert [(link.text, link.get("href")) for link in links] == [(nasty, 'm.html?a=1&b="2"#<c>'), ("*", "#prim-1")]


def every_kind(text: str) -> list[Cell]:
    return [
        Cell(text, href=text, why=text),
        LevelMark(text, number=2),
        Bar(text, 50),
        Places(text),
        Strip(text, **STRIP),
    ]


@given(TEXT)
def test_no_text_breaks_the_markup_of_a_cell(parsed: Callable[[str], Element], text: str) -> None:
    *plain, strip = (parsed(shaped(cell)).find(".//td") for cell in every_kind(text))
    assert ["".join(cell.itertext()) for cell in plain] == [text] * len(plain)
    assert strip.find(".//svg").get("aria-label") == text
    assert [cell.find(".//b") for cell in plain] == [None] * len(plain)


def test_the_reader_of_cells_notices_a_name_that_was_not_escaped(parsed: Callable[[str], Element], nasty: str) -> None:
    with pytest.raises(ParseError):
        parsed(f"<table><tbody><tr><td>{nasty}</td></tr></tbody></table>")


@pytest.mark.parametrize("number", [1, 2, 3, 4, np.int64(4)])
def test_a_level_is_word_colour_and_mark(number: int) -> None:
    mark = LevelMark("Уровень", number=number)
    assert f"k{number} c{number} fill" in mark.inner() and mark.attributes() == f' data-v="{number}"'
    assert mark.content() == {"text": "Уровень", "level": number, "mark": MARKS[number - 1]}
    assert MARKS[number - 1].count("●") == number and len(MARKS[number - 1]) == len(MARKS)
    assert "fill" not in LevelMark("Уровень", number=number, fill=False).inner()


@pytest.mark.parametrize(("value", "length"), [(67, "67"), (104, "100"), (-3, "0"), (Fraction(200, 3), "66.67")])
def test_a_bar_stays_between_0_and_100_and_its_number_does_not(value: float, length: str) -> None:
    bar = Bar("…", value)
    assert f'style="--v:{length}"' in bar.attributes() and f'data-v="{float(value):.12g}"' in bar.attributes()


def test_a_bar_is_tinted_by_its_level_if_it_has_one() -> None:
    assert (Bar("5", 5, level=1).css(), Bar("5", 5).css()) == ("bar c1", "bar")


def test_a_range_of_places_by_hand(parsed: Callable[[str], Element]) -> None:
    places = Places.of(4, 2, 6, 41)
    lines = {line.get("class"): (line.get("x1"), line.get("x2")) for line in parsed(places.inner()).iter("line")}
    assert lines == {"ax": ("0", "100%"), "s-ot wide-stroke": ("2.5%", "12.5%"), "md": ("7.5%", "7.5%")}
    assert places.content() == {"text": "2–6", "place": 4, "low": 2, "high": 6, "last": 41}


def test_one_place_is_no_range_and_one_municipality_no_axis() -> None:
    assert Places.of(1, 1, 1, 1).shown == "1"
    assert 'x1="0.0%"' in Places.of(1, 1, 1, 1).inner()


@given(st.integers(1, 43), st.integers(1, 43), st.integers(1, 43), st.integers(1, 43))
def test_ranges_sort_by_their_best_place_then_by_their_worst(a: int, b: int, c: int, d: int) -> None:
    (low, high), (other_low, other_high) = sorted((a, b)), sorted((c, d))
    keys = [float(Places.of(x, x, y, 43).attributes()[9:-1]) for x, y in ((low, high), (other_low, other_high))]
    assert (keys[0] < keys[1]) == ((low, high) < (other_low, other_high))


def test_a_strip_is_drawn_and_told(parsed: Callable[[str], Element]) -> None:
    strip = Strip("Темы: 62\u00a0%", values=(1, 2), own=2, best=2, **STRIP)
    assert parsed(strip.inner()).find("svg").get("aria-label") == "Темы: 62\u00a0%"
    assert strip.content() == {
        "text": "Темы: 62 %",
        "strip": {**STRIP, "best": 2, "own": 2, "values": [1, 2], "better": "more"},
    }
    assert Strip("…", **STRIP).content()["strip"]["own"] is None


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: type(number).__name__)
def test_content_is_plain_whatever_number_came_in(number: float) -> None:
    cells = [
        Cell("5", number),
        Bar("5", number),
        Strip("5", q1=number, median=number, q3=number, best=number, low=number, high=number, own=number),
    ]
    for cell in cells:
        assert json.loads(json.dumps(cell.content(), allow_nan=False)) == cell.content()
    assert cells[0].content()["value"] == pytest.approx(float(number))


def test_content_of_places_and_levels_is_plain() -> None:
    one, four = np.int64(1), np.int64(4)
    for cell in (Places.of(one, one, four, four), LevelMark("Высокий", number=four)):
        assert json.loads(json.dumps(cell.content())) == cell.content()
