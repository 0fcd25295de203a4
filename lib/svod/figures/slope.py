"""Slope charts: one municipality against the region over the years, and a fan of all municipalities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba

from svod.figures.canvas import FULL_WIDTH, blank, label, points_of, stroke, uprights
from svod.figures.labels import MISSING, Number, apart, formatter, missing, width, wrap
from svod.figures.palette import HAIR, INK, ME, OTHER, PAPER, RULE, SOFT

__all__ = ["fan", "frame", "slope"]

Series = Sequence[Number | None]

TITLE_SIZE, LABEL_SIZE = 10.0, 9.0  # pt
LINE = 11.5  # pt between lines of text
TITLE_BASE = 18.0  # pt from the axes up to the first line of the title
EDGE = 16.0  # pt kept free above the highest point and below the lowest
AWAY = 7.0  # pt from a point to its label
ABOVE, BESIDE, BELOW = 7.0, -3.2, -13.5  # pt from a point up to the baseline of its label
YEARS_APART = 3.0  # pt between two years written under the axes
AIR = 5.0  # pt between a name and the years under it
STEEP = 0.35  # rise over run from which a label steps aside for its own line
NUDGED = 2.0  # pt: in a fan, a label moved further than this gets a line to its point
LEADER = 12.0  # pt of room for that line
CROWD = to_rgba(OTHER, 0.45)
COVER = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.8}  # a label stands on paper, not on a line


@dataclass(frozen=True)
class _Line:
    """A named series: values and how each is written, colours of the line and of its text, line width, point size."""

    values: Series
    written: Sequence[str]
    name: str
    color: str
    text: str
    thick: float
    marker: float

    @property
    def beside(self) -> list[str]:
        """What may stand beside a point."""
        return [MISSING, *(text for value, text in zip(self.values, self.written, strict=True) if not missing(value))]

    @property
    def bold(self) -> bool:
        return self.color == ME

    @property
    def look(self) -> dict[str, Any]:
        return {"color": self.text, "weight": "bold" if self.bold else "regular", "size": LABEL_SIZE}


def frame(n_panels: int = 1, *, last_wider: float = 0.0, height_cm: float = 5.2) -> dict[str, Any]:
    """Return size, margins and panels for `canvas.draw`: panels in a row, the last one wider by so many cm.

    The lines are named in the last panel; `last_wider` is what the longer name needs, 2 for most.
    """
    gap = 0.6 if n_panels > 1 else 0.0
    even = (FULL_WIDTH - 0.2 - gap * (n_panels - 1) - last_wider) / n_panels
    size = {"width_cm": FULL_WIDTH, "height_cm": height_cm, "top": 1.0, "bottom": 0.55, "wspace": gap}
    return {**size, "ncols": n_panels, "width_ratios": [even] * (n_panels - 1) + [even + last_wider]}


def slope(
    ax: Axes,
    years: Sequence[int],
    focus: Series,
    reference: Series,
    *,
    title: str,
    focus_label: str = "",
    reference_label: str = "",
    written: tuple[Sequence[str], Sequence[str]] | None = None,
    digits: int = 1,
    unit: str = "",
) -> Axes:
    """Draw a municipality's line against the reference, each point with its value.

    Parameters
    ----------
    years : sequence of int
    focus, reference : sequence of numbers, as long as `years`
        None or NaN: no data that year, and no line passes through.
    title, unit : str
        Stand over the panel: «9.1 Минимальный уровень, %».
    focus_label, reference_label : str
        Names of the lines, at their right ends; empty where a neighbour panel has them.
    written : two sequences of str, each as long as `years`, optional
        What stands beside the points of `focus` and of `reference`, or in place of those that are missing. The values
        with `digits` decimals, and «н/д», unless given.

    Returns
    -------
    Axes
        The same; years are 0, 1, 2, …, heights are the values.
    """
    own, others = written or [[formatter(digits)(value) for value in values] for values in (focus, reference)]
    lines = [
        _Line(reference, others, reference_label, OTHER, SOFT, 1.1, 4.0),
        _Line(focus, own, focus_label, ME, ME, 1.9, 7.0),
    ]
    values = max(width(text, LABEL_SIZE, bold=True) for line in lines for text in line.beside)
    names = max(width(line.name, LABEL_SIZE, line.bold) for line in lines)
    _stage(ax, years, lines, _heading(title, unit), values + AWAY, max(values, names) + AWAY)
    for line in lines:
        _trace(ax, line)
    _write_values(ax, lines, len(years))
    _absent(ax, lines, len(years))
    return ax


def fan(
    ax: Axes,
    years: Sequence[int],
    lines: Sequence[Series],
    *,
    highlight: Mapping[str, Series],
    median: Series | None = None,
    median_label: str = "медиана области",
    title: str = "",
    digits: int = 1,
    unit: str = "",
) -> Axes:
    """Draw every municipality as a thin line, the median thick, and up to four municipalities by name.

    Parameters
    ----------
    ax : Axes
    years : sequence of int
    lines : sequence of series, shape (n_municipalities, n_years)
        None or NaN breaks a line.
    highlight : mapping of name to series
        Named at the right end with the value of the last year.
    median : series, optional

    Returns
    -------
    Axes
        The same; years are 0, 1, 2, …, heights are the values.
    """
    write = formatter(digits)
    looks = [(median_label, median, INK, 2.2, 0.0)] if median is not None else []
    looks += [(name, series, ME, 1.9, 6.0) for name, series in highlight.items()]
    named = [
        _Line(series, [write(value) for value in series], name, color, color, thick, marker)
        for name, series, color, thick, marker in looks
    ]
    crowd = [_Line(series, (), "", OTHER, SOFT, 0.8, 0.0) for series in lines]
    ends = [f"{line.written[-1]}  {line.name}" for line in named]
    right = max((width(text, LABEL_SIZE, bold=True) for text in ends), default=0.0) + AWAY + LEADER
    left = max((width(line.written[0], LABEL_SIZE, bold=True) for line in named), default=0.0) + AWAY + LEADER
    _stage(ax, years, crowd + named, _heading(title, unit), left, right)
    paths = [np.column_stack([np.arange(len(years)), _heights(line.values)]) for line in crowd]
    ax.add_collection(LineCollection(paths, colors=[CROWD], linewidths=0.8, clip_on=False), autolim=False)
    for line in named:
        _trace(ax, line)
    _beside(ax, named, 0, [(line.written[0], "") for line in named], side=-1, leader=True)
    _beside(ax, named, len(years) - 1, [(text, "") for text in ends], side=1, leader=True)
    return ax


def _heading(title: str, unit: str) -> str:
    return f"{title},\N{NO-BREAK SPACE}{unit}" if unit else title


def _heights(values: Series) -> np.ndarray:
    return np.array([np.nan if missing(value) else float(value) for value in values])


def _stage(ax: Axes, years: Sequence[int], lines: list[_Line], heading: str, left: float, right: float) -> None:
    """Set the limits so that all labels have room, and draw years and title; `left` and `right` are in points."""
    blank(ax)
    across, up = points_of(ax)
    known = np.concatenate([_heights(line.values) for line in lines])
    known = known[~np.isnan(known)]
    low, high = (known.min(), known.max()) if known.size else (0.0, 1.0)
    if low == high:
        low, high = low - 1, high + 1
    steps = max(len(years) - 1, 1)
    pad, point = EDGE * (high - low) / (up - 2 * EDGE), steps / (across - left - right)
    ax.set(xlim=(-left * point, steps + right * point), ylim=(low - pad, high + pad))
    uprights(ax, range(len(years)), 0, 1, transform=ax.get_xaxis_transform(), colors=HAIR, linewidths=0.75)
    tight = 1 / point < max(width(str(year), LABEL_SIZE) for year in years) + YEARS_APART
    for index, year in enumerate(years):
        if tight and 0 < index < len(years) - 1:
            continue  # the uprights stand for the years between the first and the last
        place = {"xycoords": ax.get_xaxis_transform(), "xytext": (0, -12)}
        label(ax, str(year), (index, 0), **place, ha="center", size=LABEL_SIZE, color=SOFT)
    for index, text in enumerate(wrap(heading, across, TITLE_SIZE, True)):
        place = {"xycoords": "axes fraction", "xytext": (0, TITLE_BASE - index * LINE)}
        label(ax, text, (0, 1), **place, size=TITLE_SIZE, weight="bold", color=INK)


def _trace(ax: Axes, line: _Line) -> None:
    x, y = np.arange(len(line.values)), _heights(line.values)
    level = 2.2 if line.bold else 2.1
    stroke(ax, x, y, color=line.color, linewidth=line.thick, zorder=level)
    if line.marker:
        look = {"marker": "o", "markersize": line.marker, "linestyle": "None"}
        stroke(ax, x, y, color=line.color, zorder=level + 2, **look)


def _write(ax: Axes, text: str, point: tuple[float, float], away: tuple[float, float], **look: Any) -> None:
    label(ax, text, point, xytext=away, annotation_clip=False, zorder=3, **look)


def _beside(
    ax: Axes, lines: list[_Line], year: int, texts: list[tuple[str, str]], *, side: int, leader: bool = False
) -> None:
    """Write value and name beside the ends of the lines, moved apart; `side` is 1 at the right, -1 at the left."""
    low, high = ax.get_ylim()
    up = points_of(ax)[1] / (high - low)
    tall = LINE if any(name for _, name in texts) else 0.0
    ends = [_nearest(line.values, year) for line in lines]
    wanted = [(end - low) * up for end in ends]
    moved = apart(wanted, LINE + tall, tall + AIR if tall else 0.0, points_of(ax)[1])
    align = "left" if side > 0 else "right"
    for line, end, (text, name), before, after in zip(lines, ends, texts, wanted, moved, strict=True):
        away = side * (AWAY + (LEADER if leader else 0.0))
        look = {**line.look, "ha": align}
        if leader and abs(after - before) > NUDGED:
            look["arrowprops"] = {"arrowstyle": "-", "lw": 0.6, "color": RULE, "shrinkA": 1, "shrinkB": 4}
            look["arrowprops"]["relpos"] = ((1 - side) / 2, 0.5)
        _write(ax, text, (year, end), (away, after - before + BESIDE), **look)
        if name:
            _write(ax, name, (year, end), (away, after - before + BESIDE - LINE), **line.look, ha=align)


def _nearest(values: Series, year: int) -> float:
    """Return the height at a year, or at the nearest year that has one: where «н/д» of a named line stands."""
    heights = _heights(values)
    known = np.flatnonzero(~np.isnan(heights))
    return float(heights[known[np.abs(known - year).argmin()]]) if known.size else 0.0


def _write_values(ax: Axes, lines: list[_Line], n_years: int) -> None:
    """Write the values beside their points, and the names of the lines at the last of them."""
    for year in range(n_years):
        present = [line for line in lines if not missing(line.values[year])]
        if year == n_years - 1:
            _beside(ax, present, year, [(line.written[year], line.name) for line in present], side=1)
        elif year == 0:
            _beside(ax, present, year, [(line.written[year], "") for line in present], side=-1)
        else:
            _between(ax, present, year)


def _between(ax: Axes, present: list[_Line], year: int) -> None:
    """Write the values of a year in the middle: the higher one over its point, the lower one under it."""
    ranked = sorted(present, key=lambda line: (line.values[year], line.bold), reverse=True)
    for line, up in zip(ranked, (ABOVE, BELOW), strict=False):
        aside = _aside(ax, line, year, over=up > 0)
        align = {-1: "right", 0: "center", 1: "left"}[aside]
        point = year, float(line.values[year])
        _write(ax, line.written[year], point, (0, up), ha=align, bbox=COVER, **line.look)


def _aside(ax: Axes, line: _Line, year: int, *, over: bool) -> int:
    """Return where a label stands clear of its own line: 1 to the right, -1 to the left, 0 where either will do."""
    across, up = points_of(ax)
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    slopes = np.diff(_heights(line.values)[year - 1 : year + 2]) * (up / (high - low)) / (across / (right - left))
    if not (np.all(slopes > 0) or np.all(slopes < 0)) or np.abs(slopes).max() < STEEP:
        return 0
    return -1 if (slopes[0] > 0) == over else 1


def _absent(ax: Axes, lines: list[_Line], n_years: int) -> None:
    """Print once for a run of years that a line has no value: in the middle of them, away from the other line."""
    low, high = ax.get_ylim()
    other, own = lines
    for line, beside in ((own, other), (other, own)):
        # Where neither has a value, one word stands for both: the reference leaves it to the municipality.
        gaps = [
            year
            for year in range(n_years)
            if missing(line.values[year]) and (line is own or not missing(beside.values[year]))
        ]
        for text, run in groupby(gaps, key=lambda year: (line.written[year], year - gaps.index(year))):
            years = list(run)
            near = [float(value) for value in (beside.values[year] for year in years) if not missing(value)]
            place = 0.5 if not near else 0.1 if sum(near) / len(near) > (low + high) / 2 else 0.9
            look = line.look if near else other.look
            point = sum(years) / len(years), low + place * (high - low)
            _write(ax, text[0], point, (0, BESIDE), ha="center", bbox=COVER, **look)
