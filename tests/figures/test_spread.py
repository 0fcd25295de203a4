from __future__ import annotations

from fractions import Fraction

import pytest

from svod.figures.spread import axis_svg, strip_svg

VALUES = [30, 40, 40, 50, None, Fraction(70), float("nan"), 90.0]
STRIP = {"q1": 40, "median": 45, "q3": 65, "low": 20, "high": 100, "label": "Условия: 62 %, «медиана» 45 %"}


def drawn(parsed, **more) -> dict[str, list]:
    """Return the elements of a strip by their class."""
    found: dict[str, list] = {}
    for element in parsed(strip_svg(VALUES, **STRIP, **more))[1:]:
        found.setdefault(element.get("class"), []).append(element)
    return found


def test_ticks_are_in_percent_of_the_scale_one_for_equal_values(parsed):
    assert [tick.get("x1") for tick in drawn(parsed)["tk"]] == ["12.5%", "25%", "37.5%", "62.5%", "87.5%"]


def test_band_median_and_own_value_stand_where_they_were_given(parsed):
    found = drawn(parsed, own=62)
    assert (found["iq"][0].get("x"), found["iq"][0].get("width")) == ("25%", "31.25%")
    assert found["md"][0].get("x1") == "31.25%"
    assert found["p-me"][0].get("cx") == "52.5%"


@pytest.mark.parametrize("own", [None, float("nan")])
def test_without_an_own_value_there_is_no_dot(parsed, own):
    assert "p-me" not in drawn(parsed, own=own)


def test_the_best_is_given_or_stands_at_the_better_end(parsed):
    assert drawn(parsed, best=70)["best"][0].get("cx") == "62.5%"
    assert drawn(parsed)["best"][0].get("cx") == "87.5%"
    assert drawn(parsed, better="less")["best"][0].get("cx") == "12.5%"


def test_the_strip_is_fluid_and_says_what_it_shows(parsed):
    root = parsed(strip_svg(VALUES, height=40, **STRIP))[0]
    assert (root.get("height"), root.get("role"), root.get("aria-label")) == ("40", "img", STRIP["label"])
    assert root.get("viewBox") is None and root.get("width") is None


def test_a_label_with_quotes_stays_one_attribute(parsed):
    label = 'Школа "№ 5" & <сад>'
    assert parsed(strip_svg(VALUES, **{**STRIP, "label": label}))[0].get("aria-label") == label


def test_the_axis_prints_its_numbers_and_the_unit_once(parsed):
    texts = [(text.text, text.get("x"), text.get("text-anchor")) for text in parsed(axis_svg(20, 100, 20, "%"))[1:]]
    assert texts == [
        ("20", "0%", "start"),
        ("40", "25%", "middle"),
        ("60", "50%", "middle"),
        ("80", "75%", "middle"),
        ("100\u00a0%", "100%", "end"),
    ]


def test_an_axis_of_fractions_uses_the_comma_and_may_end_between_steps(parsed):
    texts = [(text.text, text.get("text-anchor")) for text in parsed(axis_svg(0, 1.2, 0.5, ""))[1:]]
    assert texts == [("0", "start"), ("0,5", "middle"), ("1", "middle")]
