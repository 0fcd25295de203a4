"""Heat map: municipalities by indicators, the points printed in the cell, their share of the maximum as its shade."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import offset_copy

from svod.figures.canvas import CM, FULL_WIDTH, POINTS, blank, points_of, word
from svod.figures.labels import Formatter, Number, comma, formatter, missing, width, wrap
from svod.figures.palette import HAIR, INK, ME, PAPER, SOFT

__all__ = ["frame", "heat_map"]

ROW, FOOT = 0.42, 0.1  # cm
CELL_SIZE, NAME_SIZE, HEAD_SIZE = 8.5, 8.5, 8.0  # pt
LINE = 10.0  # pt between the lines of a column's head
DEEPEST = 0.5  # opacity of a full share: deeper, and the number in the cell would want another colour in dark mode
BASELINE = 0.75  # of a row, from its top
GAP = 1.0  # pt of paper between cells
WIDEST = 2.4  # cm: two indicators do not make cells as wide as a table

Column = tuple[str, str]


def _widths(rows: Sequence[str], n_columns: int) -> tuple[float, float]:
    """Return the widths of the names and of one column, in cm."""

    names = max(width(row, NAME_SIZE, bold=True) for row in rows) / POINTS / CM + 0.2
    return names, min(WIDEST, (FULL_WIDTH - names - 0.1) / n_columns)


def _head(column: Column, room: float) -> list[str]:
    """Return the lines over a column of `room` points: the code, then the name."""
    return [column[0], *wrap(column[1], room - 4, HEAD_SIZE)]


def frame(rows: Sequence[str], columns: Sequence[Column]) -> dict[str, float]:
    """Return size and margins for `canvas.draw`, in cm: a row of the table is 0.42.

    Parameters
    ----------
    rows : sequence of str
        Names of the municipalities.
    columns : sequence of (code, short name)
    """
    names, column = _widths(rows, len(columns))
    lines = 1 + max(len(_head(each, column * CM * POINTS)) for each in columns)
    top = (lines * LINE + 4) / POINTS / CM
    return {
        "width_cm": FULL_WIDTH,
        "height_cm": top + ROW * len(rows) + FOOT,
        "left": names,
        "right": FULL_WIDTH - names - column * len(columns),
        "top": top,
        "bottom": FOOT,
    }


def heat_map(
    ax: Axes,
    values: Sequence[Sequence[Number | None]],
    rows: Sequence[str],
    columns: Sequence[Column],
    *,
    maxima: Sequence[Number],
    focus: str | None = None,
    fmt: Formatter | None = None,
) -> Axes:
    """Draw the heat map; row 0 on top.

    Parameters
    ----------
    ax : Axes
    values : array-like of numbers, shape (n_rows, n_columns)
        Points. None or NaN: not assessed, «н/д» on hair ground.
    rows : sequence of str
        Names of the municipalities.
    columns : sequence of (code, short name)
    maxima : sequence of numbers, shape (n_columns,)
        Points of a full cell.
    focus : str, optional
        The row the report is about.
    fmt : callable, optional
        Prints a number of points; by default a decimal comma and no zeros at the end.

    Returns
    -------
    Axes
        The same; one unit is one cell.
    """
    write = fmt or formatter()
    table = np.asarray(values, dtype=object)
    blank(ax)
    ax.set(xlim=(0, len(columns)), ylim=(len(rows), 0))
    _cells(ax, table, maxima)
    for (row, column), value in np.ndenumerate(table):
        color = SOFT if missing(value) else INK
        word(ax, column + 0.5, row + BASELINE, write(value), size=CELL_SIZE, color=color, ha="center")
    _names(ax, rows, focus)
    _heads(ax, columns, maxima)
    if focus is not None:
        edge = Rectangle((0, rows.index(focus)), len(columns), 1, fill=False, ec=ME, lw=1.4, clip_on=False)
        ax.add_artist(edge)
    return ax


def _cells(ax: Axes, table: np.ndarray, maxima: Sequence[Number]) -> None:
    """Fill the cells: one path for all cells of one shade."""
    shades: dict[float | None, list[tuple[int, int]]] = {}
    for (row, column), value in np.ndenumerate(table):
        share = None if missing(value) else float(value / maxima[column])
        shades.setdefault(share, []).append((row, column))
    for share, places in shades.items():
        fill = HAIR if share is None else to_rgba(ME, DEEPEST * share)
        squares = [[(c, r), (c + 1, r), (c + 1, r + 1), (c, r + 1), (c, r)] for r, c in places]
        path = Path.make_compound_path(*(Path(square, closed=True) for square in squares))
        ax.add_artist(PathPatch(path, fc=fill, ec=PAPER, lw=GAP, clip_on=False))


def _names(ax: Axes, rows: Sequence[str], focus: str | None) -> None:
    to_points = offset_copy(ax.transData, ax.get_figure(), x=-6, units="points")
    for row, name in enumerate(rows):
        own = {"color": ME, "weight": "bold"} if name == focus else {"color": INK}
        word(ax, 0, row + BASELINE, name, transform=to_points, size=NAME_SIZE, ha="right", **own)


def _heads(ax: Axes, columns: Sequence[Column], maxima: Sequence[Number]) -> None:
    """Write code and name over each column, and over its cells the points of a full one."""
    room = points_of(ax)[0] / len(columns)
    for index, (column, maximum) in enumerate(zip(columns, maxima, strict=True)):
        lines = _head(column, room)
        looks = [{"weight": "bold"}, *({} for _ in lines[1:]), {"color": SOFT}]
        for above, (line, look) in enumerate(zip([f"из {comma(maximum)}", *lines[::-1]], looks[::-1], strict=True)):
            place = offset_copy(ax.transData, ax.get_figure(), y=4 + above * LINE, units="points")
            word(ax, index + 0.5, 0, line, transform=place, size=HEAD_SIZE, ha="center", **look)
