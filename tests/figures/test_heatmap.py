from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgba
from matplotlib.patches import PathPatch, Rectangle

from svod.figures.canvas import draw
from svod.figures.heatmap import DEEPEST, frame, heat_map
from svod.figures.palette import HAIR, INK, ME, SOFT

ROWS = ["Ашинский МР", "Златоустовский ГО", "Троицкий МР"]
COLUMNS = [("7.1", "Учебники"), ("7.2", "Литература на ученика")]
VALUES = [[1, Fraction(1, 3)], [Fraction(1, 2), None], [0, float("nan")]]
MAXIMA = [1, 2]


@pytest.fixture
def drawn(ax):
    return heat_map(ax, VALUES, ROWS, COLUMNS, maxima=MAXIMA, focus="Троицкий МР")


def cells(ax) -> dict[tuple[int, int], tuple[float, ...]]:
    """Return the fill of every cell by its column and row."""
    fills = {}
    for patch in (patch for patch in ax.patches if isinstance(patch, PathPatch)):
        for square in patch.get_path().to_polygons(closed_only=False):
            column, row = np.floor(square.min(axis=0) + 1e-9).astype(int)
            fills[int(column), int(row)] = patch.get_facecolor()
    return fills


def test_the_shade_is_the_share_of_the_maximum(drawn):
    expected = {(0, 0): 1, (0, 1): 1 / 2, (0, 2): 0, (1, 0): 1 / 6}
    found = cells(drawn)
    assert len(found) == 6
    for place, share in expected.items():
        assert found[place] == pytest.approx(to_rgba(ME, DEEPEST * share))
    assert found[1, 1] == found[1, 2] == to_rgba(HAIR)


def test_points_are_printed_in_their_cells(drawn):
    places = {(int(text.get_position()[0]), int(text.get_position()[1])): text for text in drawn.texts[:6]}
    texts = {place: text.get_text() for place, text in places.items()}
    assert texts == {(0, 0): "1", (1, 0): "0,33", (0, 1): "0,5", (1, 1): "н/д", (0, 2): "0", (1, 2): "н/д"}
    assert places[0, 0].get_color() == INK and places[1, 1].get_color() == SOFT


def test_the_focus_is_named_in_its_colour_and_framed(drawn, words):
    names = words(drawn)
    assert (names["Троицкий МР"].get_color(), names["Троицкий МР"].get_weight()) == (ME, "bold")
    assert (names["Ашинский МР"].get_color(), names["Ашинский МР"].get_weight()) == (INK, "normal")
    (edge,) = (patch for patch in drawn.patches if isinstance(patch, Rectangle))
    assert (edge.get_y(), edge.get_height(), edge.get_width()) == (2, 1, 2) and to_hex(edge.get_edgecolor()) == ME


def test_without_a_focus_nothing_is_framed(ax):
    heat_map(ax, VALUES, ROWS, COLUMNS, maxima=MAXIMA)
    assert not [patch for patch in ax.patches if isinstance(patch, Rectangle)]


def test_columns_are_headed_by_code_name_and_maximum(drawn, words):
    heads = words(drawn)
    assert heads["7.1"].get_weight() == "bold"
    assert {"Учебники", "Литература на ученика", "из 1", "из 2"} <= heads.keys()
    assert heads["7.1"].get_position()[0] == heads["Учебники"].get_position()[0] == 0.5


def test_the_numbers_can_be_printed_otherwise(ax):
    heat_map(ax, [[1.5]], ["А"], [("1", "")], maxima=[2], fmt=lambda value: f"<{value}>")
    assert ax.texts[0].get_text() == "<1.5>"


def test_the_frame_leaves_room_for_names_and_heads():
    size = frame(ROWS, COLUMNS)
    assert size["height_cm"] - size["top"] - size["bottom"] == pytest.approx(0.42 * 3)
    assert frame([*ROWS, "Самый-Длинный-из-всех муниципальный район"], COLUMNS)["left"] > size["left"]
    many = [(f"3.{number}", "Профессиональное самоопределение") for number in range(1, 10)]
    assert frame(ROWS, many)["top"] > size["top"]


def test_the_whole_table_is_written_as_text(parsed):
    svg = draw(lambda ax: heat_map(ax, VALUES, ROWS, COLUMNS, maxima=MAXIMA), name="ris-7-1", **frame(ROWS, COLUMNS))
    written = [element.text for element in parsed(svg) if element.text]
    assert written.count("н/д") == 2 and set(ROWS) <= set(written)
