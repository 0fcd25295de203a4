from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from matplotlib.collections import LineCollection

from svod.figures.canvas import draw, points_of
from svod.figures.labels import width
from svod.figures.palette import INK, ME, OTHER, SOFT
from svod.figures.slope import fan, frame, slope

YEARS = [2020, 2021, 2022]
NAMES = {"focus_label": "Троицкий МР", "reference_label": "медиана области"}


def spots(ax) -> list[tuple[str, str, float, float]]:
    """Return text, side and place in points of every label that belongs to a point."""
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    across, up = points_of(ax)
    found = []
    for text in ax.texts:
        if text.xycoords == "data":
            (x, y), (dx, dy) = text.xy, text.xyann
            place = (x - left) / (right - left) * across + dx, (y - low) / (high - low) * up + dy
            found.append((text.get_text(), text.get_ha(), *place))
    return found


def ends(text: str, side: str, x: float, bold: bool = True) -> tuple[float, float]:
    """Return where a label of 9 points begins and ends."""
    left = x - {"left": 0, "center": 0.5, "right": 1}[side] * width(text, 9, bold)
    return left, left + width(text, 9, bold)


def lines(ax, color: str) -> list[np.ndarray]:
    return [line.get_ydata() for line in ax.lines if line.get_color() == color]


def test_both_lines_go_through_their_values(ax):
    slope(ax, YEARS, [19.0, 14.3, 9.5], [11.0, 10.4, 10.9], title="9.3 Школы")
    assert all(list(y) == [19.0, 14.3, 9.5] for y in lines(ax, ME)) and lines(ax, ME)
    assert all(list(y) == [11.0, 10.4, 10.9] for y in lines(ax, OTHER)) and lines(ax, OTHER)


def test_every_value_is_printed_with_a_comma_in_the_colour_of_its_line(ax, words):
    slope(ax, YEARS, [19.0, 14.3, 9.5], [11.0, 10.4, 10.9], title="9.3 Школы", unit="%", **NAMES)
    texts = words(ax)
    assert {"19,0", "14,3", "9,5", "11,0", "10,4", "10,9", "2020", "2021", "2022"} <= texts.keys()
    assert {texts[text].get_color() for text in ("19,0", "9,5", "Троицкий МР")} == {ME}
    assert {texts[text].get_color() for text in ("11,0", "10,9", "медиана области")} == {SOFT}
    assert "9.3 Школы,\u00a0%" in texts


@pytest.mark.parametrize("focus", [[11.0, 10.4, 10.9], [11.1, 10.5, 10.8], [8.0, 10.4, 30.0]])
def test_labels_of_one_year_never_meet(ax, focus):
    slope(ax, YEARS, focus, [11.0, 10.4, 10.9], title="9.3", **NAMES)
    boxes = [(text, *ends(text, side, x), y) for text, side, x, y in spots(ax)]
    for (one, left, right, y), (other, from_, to, height) in combinations(boxes, 2):
        assert left >= to or from_ >= right or abs(y - height) > 9, (one, other)


def test_a_missing_year_says_so_and_no_line_passes_through(ax, words):
    slope(ax, YEARS, [17.0, None, 14.8], [16.0, 16.2, float("nan")], title="9.2")
    assert np.isnan(lines(ax, ME)[0][1]) and np.isnan(lines(ax, OTHER)[0][2])
    gaps = [(text.xy[0], text.get_color()) for text in ax.texts if text.get_text() == "н/д"]
    assert sorted(gaps) == [(1, ME), (2, SOFT)]
    assert "nan" not in "".join(words(ax))


def test_a_year_missing_in_both_says_so_once(ax):
    slope(ax, YEARS, [None, 92.1, 93.4], [None, 93.0, 92.8], title="9.1")
    assert [(text.xy[0], text.get_color()) for text in ax.texts if text.get_text() == "н/д"] == [(0, SOFT)]


def test_years_in_a_row_without_a_value_are_told_once_in_their_middle(ax):
    words = (["скрыто", "скрыто", "н/д"], ["84,8", "86,4", "н/д"])
    slope(ax, YEARS, [None, None, None], [84.8, 86.4, None], title="8.2", written=words)
    told = [(text.get_text(), text.xy[0], text.get_color()) for text in ax.texts if text.get_text() in words[0]]
    assert told == [("скрыто", 0.5, ME), ("н/д", 2, SOFT)]


def test_points_are_written_as_they_are_given(ax, words):
    texts = (["≥ 95", "94,96", "скрыто"], ["90,0", "91,0", "92,0"])
    slope(ax, YEARS, [95, 94.96, None], [90, 91, 92], title="1.1", written=texts)
    assert {*texts[0], *texts[1]} <= words(ax).keys()


def test_a_flat_or_an_empty_series_is_drawn(ax):
    slope(ax, YEARS, [5, 5, 5], [5, 5, 5], title="")
    low, high = ax.get_ylim()
    assert low < 5 < high
    slope(ax, YEARS, [None] * 3, [None] * 3, title="")


def test_all_labels_stay_inside_the_axes(ax):
    slope(ax, YEARS, [19.0, 14.3, 9.5], [11.0, 10.4, 10.9], title="9.3", **NAMES)
    across, up = points_of(ax)
    for text, side, x, y in spots(ax):
        left, right = ends(text, side, x, bold=text != "медиана области")
        assert left >= -1 and right <= across + 1 and 0 <= y <= up, text


def test_years_that_would_run_into_each_other_leave_the_middle_ones_out():
    wide, tight = (
        draw(
            lambda ax: slope(ax, YEARS, [100.0, 100.0, 100.0], [66.7, 66.7, 66.7], title="т"),
            name="x",
            **{**frame(1), "width_cm": across},
        )
        for across in (9.0, 3.6)
    )
    assert [wide.count(f">{year}<") for year in YEARS] == [1, 1, 1]
    assert [tight.count(f">{year}<") for year in YEARS] == [1, 0, 1]


def test_a_row_of_panels_has_room_for_the_names_in_the_last():
    size = frame(3, last_wider=2.5)
    assert size["ncols"] == 3 and size["width_ratios"][2] - size["width_ratios"][0] == pytest.approx(2.5)
    svg = draw(lambda axes: [slope(ax, YEARS, [1, 2, 3], [2, 2, 2], title="т") for ax in axes], name="x", **size)
    assert svg.count("2021") == 3


CROWD = [[50.0 + i, 52.0 + i, 51.0 + i] for i in range(20)]


def test_a_fan_draws_everyone_thin_and_names_a_few(ax, words):
    shown = {"Троицкий МР": [50, 52, 51], "Ашинский МР": [60, None, 61.4], "Миасский ГО": [61, 62, 61.6]}
    fan(ax, YEARS, CROWD, highlight=shown, median=[59.5, 61.5, 60.5], title="Итог", unit="%")
    (crowd,) = (
        found for found in ax.collections if isinstance(found, LineCollection) and len(found.get_segments()) == 20
    )
    assert crowd.get_alpha() is None and crowd.get_edgecolor()[0][3] < 1
    texts = words(ax)
    assert {"51,0  Троицкий МР", "61,4  Ашинский МР", "61,6  Миасский ГО", "60,5  медиана области"} <= texts.keys()
    assert texts["60,5  медиана области"].get_color() == INK and texts["51,0  Троицкий МР"].get_color() == ME
    assert max(line.get_linewidth() for line in ax.lines if line.get_color() == INK) > 1.9


def test_names_at_the_end_of_a_fan_never_meet_even_for_equal_values(ax):
    fan(ax, YEARS, CROWD, highlight={f"Район {i}": [60, 60, 60.0] for i in range(4)}, median=[60, 60, 60], title="")
    heights = sorted(y for text, _, _, y in spots(ax) if "  " in text)
    assert len(heights) == 5 and np.diff(heights).min() > 11


def test_a_fan_with_no_last_year_says_so(ax, words):
    fan(ax, YEARS, CROWD, highlight={"Троицкий МР": [50, 52, None]}, title="")
    assert "н/д  Троицкий МР" in words(ax)
