"""A swarm shows every municipality once, at its percent, in its row."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from svod.figures.canvas import draw
from svod.figures.palette import ME
from svod.figures.swarm import ROW, frame, swarm

ROWS = ["1 Электронные журналы", "2 ИК-инфраструктура"]
VALUES = [[0, 50, 50, 50, 100], [33.3, 66.7, 66.7, 90, 100]]


def painted(**more):
    ax = swarm(Figure(figsize=(7, 2)).subplots(), ROWS, VALUES, [50, 66.7], **more)
    FigureCanvasAgg(ax.get_figure()).draw()  # seaborn places the dots when it draws
    return ax


def test_every_municipality_is_a_dot_in_its_row_at_its_percent():
    dots = [np.asarray(found.get_offsets()) for found in painted().collections if len(found.get_offsets()) == 5]
    assert len(dots) == 2
    for place, (row, wanted) in enumerate(zip(dots, VALUES, strict=True)):
        assert sorted(row[:, 0]) == sorted(wanted)
        assert np.abs(row[:, 1] - place).max() < 0.5


def test_equal_percents_stand_beside_each_other_and_do_not_hide():
    first = next(np.asarray(found.get_offsets()) for found in painted().collections if len(found.get_offsets()) == 5)
    at_fifty = first[first[:, 0] == 50][:, 1]
    assert len(set(at_fifty.round(6))) == 3


def test_the_focus_has_its_own_colour_and_the_bounds_of_the_levels_are_marked():
    ax = painted(focus=3)
    (line,) = [line for line in ax.lines if line.get_color() == ME]
    assert list(line.get_xdata()) == [50, 90]
    assert list(ax.get_xticks()) == [0, 30, 60, 90, 100]


def test_the_drawing_is_the_same_twice_and_grows_with_its_rows():
    made = [draw(lambda ax: swarm(ax, ROWS, VALUES, [50, 66.7]), name="ris-7-2", **frame(ROWS)) for _ in range(2)]
    assert made[0] == made[1]
    ElementTree.fromstring(made[0])
    assert frame(ROWS * 2)["height_cm"] - frame(ROWS)["height_cm"] == pytest.approx(2 * ROW)
