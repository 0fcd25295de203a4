"""Interval chart: what was observed against what was to be expected, a row each."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Transform, blended_transform_factory, offset_copy

from svod.figures.canvas import CM, FULL_WIDTH, POINTS, blank, stroke, word
from svod.figures.labels import Formatter, Number, formatter, missing, width
from svod.figures.palette import HAIR, INK, ME, OTHER, SOFT

__all__ = ["frame", "interval_rows"]

Row = tuple[str, Number | None, Number | None, Number | None, Number | None, bool]

LABEL_SIZE = 9.0  # pt
ROW, CLOSE_ROW, MANY = 0.7, 0.44, 12  # cm; more rows than so many stand close
BAND, EXPECTED = 0.56, 0.64  # heights, in rows
BASELINE = 3.2  # pt from the middle of a row down to the baseline of its text
VALUE_COLUMN = 1.5  # cm, the right margin
AT_MOST_TICKS = 6
DOTS = {ME: 7.0, INK: 6.0, OTHER: 5.0}  # pt


def frame(rows: Sequence[Row]) -> dict[str, float]:
    """Return size and margins for `canvas.draw`, in cm; the longest label decides where the chart begins."""
    names = max(width(row[0], LABEL_SIZE, bold=True) for row in rows) / POINTS / CM
    each = CLOSE_ROW if len(rows) > MANY else ROW
    margins = {"left": names + 0.45, "right": VALUE_COLUMN, "top": 0.6, "bottom": 0.65}
    return {"width_cm": FULL_WIDTH, "height_cm": each * len(rows) + 1.25, **margins}


def interval_rows(
    ax: Axes,
    rows: Sequence[Row],
    *,
    unit: str,
    zero: bool = False,
    fmt: Formatter | None = None,
    band_label: str = "ожидаемо без мер",
    value_label: str = "факт",
) -> Axes:
    """Draw the rows, the first on top: band of what was expected, its middle, and the observed dot with its value.

    Parameters
    ----------
    ax : Axes
    rows : sequence of (label, observed, low, high, expected, is focus)
        Any of the four numbers may be missing: the band, the line or the dot is then not drawn, the value is «н/д».
        A dot outside its band is ink and its value bold; the focus keeps its own colour.
    unit : str
        Stands at the end of the axis.
    zero : bool
        The numbers are changes: zero has a line, values have a sign.
    fmt : callable, optional
        Prints the observed values; by default one decimal.
    band_label, value_label : str
        Name the band (over the first one) and the column of values.

    Returns
    -------
    Axes
        The same; row i lies at height i.
    """
    blank(ax)
    write = fmt or formatter(1, signed=zero)
    ticks = _ticks(rows, zero)
    ax.set(xlim=(ticks[0], ticks[-1]), ylim=(len(rows) - 0.5, -0.5))
    ax.hlines(range(len(rows)), ticks[0], ticks[-1], colors=HAIR, lw=0.75, zorder=1, clip_on=False)
    _axis(ax, ticks, unit, zero)
    among_others = not all(row[5] for row in rows)
    for place, row in enumerate(rows):
        _row(ax, place, row, write, among_others)
    named = next((place for place, row in enumerate(rows) if not missing(row[2])), None)
    head = {"size": LABEL_SIZE, "color": SOFT}
    if named == 0:
        above = offset_copy(ax.transData, ax.get_figure(), y=5, units="points")
        start, end = float(rows[0][2]), float(rows[0][3])
        late = (start + end) / 2 > (ticks[0] + ticks[-1]) / 2
        word(ax, end if late else start, -0.5, band_label, transform=above, ha="right" if late else "left", **head)
    word(ax, 1, 1, value_label, transform=_edge(ax, ax.transAxes, 5), ha="right", **head)
    return ax


def _edge(ax: Axes, place: Transform, up: float) -> Transform:
    """Move a place at the right end of the axes to the right edge of the figure, where the values stand."""
    margin = (1 - ax.get_position().x1) * ax.get_figure().get_figwidth() * POINTS
    return offset_copy(place, ax.get_figure(), x=margin - 3, y=up, units="points")


def _ticks(rows: Sequence[Row], zero: bool) -> list[float]:
    """Choose round ticks that hold everything drawn."""
    known = [float(value) for row in rows for value in row[1:5] if not missing(value)] + [0.0] * zero
    return [float(tick) for tick in MaxNLocator(AT_MOST_TICKS, steps=[1, 2, 5, 10]).tick_values(min(known), max(known))]


def _axis(ax: Axes, ticks: list[float], unit: str, zero: bool) -> None:
    write = formatter(signed=zero)
    below = offset_copy(ax.transData, ax.get_figure(), y=-13, units="points")
    bottom = ax.get_ylim()[0]
    for tick in ticks:
        align = "left" if tick == ticks[0] else "right" if tick == ticks[-1] else "center"
        text = f"{write(tick)}\N{NO-BREAK SPACE}{unit}" if tick == ticks[-1] and unit else write(tick)
        word(ax, tick, bottom, text, transform=below, ha=align, size=LABEL_SIZE, color=SOFT)
    if zero:
        ax.vlines(0, *ax.get_ylim(), colors=SOFT, lw=0.9, zorder=1.5, clip_on=False)


def _row(ax: Axes, place: int, row: Row, write: Formatter, among_others: bool) -> None:
    """Draw a row; the label of the focus stands out where it stands among others."""
    label, observed, low, high, expected, is_focus = row
    banded = not (missing(low) or missing(high))
    outside = banded and not missing(observed) and not low <= observed <= high
    color = ME if is_focus else INK if outside else OTHER
    if banded:
        corner, size = (float(low), place - BAND / 2), (float(high - low), BAND)
        ax.add_artist(Rectangle(corner, *size, fc=HAIR, ec="none", zorder=1.2, clip_on=False))
    if not missing(expected):
        half = EXPECTED / 2
        stroke(ax, [float(expected)] * 2, [place - half, place + half], color=INK, linewidth=1.5, zorder=2)
    if not missing(observed):
        look = {"marker": "o", "markersize": DOTS[color], "linestyle": "None"}
        stroke(ax, [float(observed)], [place], color=color, zorder=3, **look)
    plain, strong = {"color": INK}, {"color": ME if is_focus else INK, "weight": "bold"}
    middle = blended_transform_factory(ax.transAxes, ax.transData)
    left = offset_copy(middle, ax.get_figure(), x=-9, y=-BASELINE, units="points")
    right = _edge(ax, middle, -BASELINE)
    text = {"size": LABEL_SIZE, "ha": "right"}
    word(ax, 0, place, label, transform=left, **text, **(strong if is_focus and among_others else plain))
    word(ax, 1, place, write(observed), transform=right, **text, **(strong if is_focus or outside else plain))
