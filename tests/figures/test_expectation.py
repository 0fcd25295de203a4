from __future__ import annotations

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from svod.figures.canvas import draw
from svod.figures.expectation import frame, interval_rows
from svod.figures.palette import HAIR, INK, ME, OTHER

ROWS = [
    ("Троицкий МР", 1.3, 0.2, 2.0, 1.1, True),
    ("Ашинский МР", -3.1, -1.0, 2.0, 0.5, False),
    ("Миасский ГО", 0.7, -1.0, 2.0, 0.5, False),
    ("Уйский МР", None, -2.0, 3.0, None, False),
]


@pytest.fixture
def drawn(ax):
    return interval_rows(ax, ROWS, unit="п. п.", zero=True)


def dots(ax) -> dict[int, tuple[float, str]]:
    """Return place and colour of the dot of each row."""
    marked = (line for line in ax.lines if line.get_marker() == "o")
    return {line.get_ydata()[0]: (line.get_xdata()[0], line.get_color()) for line in marked}


def test_the_band_runs_from_low_to_high(drawn):
    bands = [patch for patch in drawn.patches if isinstance(patch, Rectangle)]
    assert [band.get_x() for band in bands] == [0.2, -1, -1, -2]
    assert [band.get_x() + band.get_width() for band in bands] == pytest.approx([2, 2, 2, 3])
    assert {to_hex(band.get_facecolor()) for band in bands} == {HAIR}


def test_dots_are_coloured_by_focus_and_by_leaving_the_band(drawn):
    assert dots(drawn) == {0: (1.3, ME), 1: (-3.1, INK), 2: (0.7, OTHER)}


def test_the_expected_value_is_a_short_line_of_ink(drawn):
    marks = [line for line in drawn.lines if line.get_marker() != "o"]
    assert [line.get_xdata()[0] for line in marks] == [1.1, 0.5, 0.5]
    assert {line.get_color() for line in marks} == {INK}


def test_values_are_printed_with_sign_and_comma_bold_where_they_say_something(drawn, words):
    texts = words(drawn)
    weights = {value: texts[value].get_weight() for value in ("+1,3", "−3,1", "+0,7", "н/д")}
    assert weights == {"+1,3": "bold", "−3,1": "bold", "+0,7": "normal", "н/д": "normal"}
    assert {"Троицкий МР", "Уйский МР", "ожидаемо без мер", "факт"} <= texts.keys()
    assert texts["Троицкий МР"].get_weight() == "bold"


def test_where_all_rows_are_the_focus_no_label_stands_out(ax, words):
    interval_rows(ax, [ROWS[0]], unit="%")
    assert words(ax)["Троицкий МР"].get_color() == INK


def test_the_axis_ends_at_round_numbers_with_the_unit(drawn, words):
    assert drawn.get_xlim() == (-4, 4)
    assert {"−4", "−2", "0", "+2", "+4\u00a0п. п."} <= words(drawn).keys()


def test_without_zero_values_have_no_sign_and_no_line_of_zero(ax, words):
    interval_rows(ax, [("А", 60.05, 55, 70, 62, False)], unit="%")
    assert "60,1" in words(ax)
    assert len(ax.collections) == 1  # the base line alone


def test_a_row_with_nothing_known_keeps_its_label(ax, words):
    interval_rows(ax, [ROWS[0], ("Пустой МР", None, None, None, None, False)], unit="%")
    assert {"Пустой МР", "н/д"} <= words(ax).keys() and len(dots(ax)) == 1


def test_many_rows_stand_close_and_labels_have_room():
    few, many = frame(ROWS), frame(ROWS * 10)
    assert few["height_cm"] == pytest.approx(0.7 * 4 + 1.25)
    assert many["height_cm"] == pytest.approx(0.44 * 40 + 1.25)
    assert frame([("Очень длинное название показателя", *ROWS[0][1:])])["left"] > few["left"]


def test_values_stand_at_the_right_edge_of_the_figure(parsed):
    svg = draw(lambda ax: interval_rows(ax, ROWS[:1], unit="%"), 18, 2, "x", left=4, right=2, top=0.6, bottom=0.65)
    (value,) = (element for element in parsed(svg) if element.text == "1,3")
    assert float(value.get("x")) == pytest.approx(510.24 - 3, abs=0.1)
