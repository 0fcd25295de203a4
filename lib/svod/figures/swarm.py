"""Swarm: every municipality a dot, a row for each procedure, so that ties pile up and gaps show."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from svod.figures.canvas import CM, FULL_WIDTH, POINTS
from svod.figures.labels import Number, width
from svod.figures.palette import HAIR, INK, ME, OTHER, SOFT

__all__ = ["frame", "swarm"]

LABEL_SIZE = 9.0  # pt
ROW = 0.86  # cm
DOT = 3.1  # pt, across
TICKS = (0, 30, 60, 90, 100)  # the bounds of the levels, in percent


def frame(rows: Sequence[str]) -> dict[str, float]:
    """Return size and margins for `canvas.draw`, in cm; the longest label decides where the chart begins."""
    names = max(width(row, LABEL_SIZE) for row in rows) / POINTS / CM
    margins = {"left": names + 0.4, "right": 0.5, "top": 0.15, "bottom": 0.65}
    return {"width_cm": FULL_WIDTH, "height_cm": ROW * len(rows) + 0.8, **margins}


def swarm(
    ax: Axes,
    rows: Sequence[str],
    values: Sequence[Sequence[Number]],
    medians: Sequence[Number],
    *,
    focus: int | None = None,
) -> Axes:
    """Draw the rows, the first on top, percents from left to right.

    Parameters
    ----------
    ax : Axes
    rows : sequence of str
        Names of the procedures.
    values : sequence of sequences, shape (n_rows, n_municipalities)
        Percents, 0 to 100, the municipalities in one order.
    medians : sequence of numbers
        Drawn as an ink stroke.
    focus : int, optional
        Index of the municipality that is drawn larger and in its own colour.

    Returns
    -------
    Axes
        The same; row i lies at height i.
    """
    dots = [(name, float(value)) for name, row in zip(rows, values, strict=True) for value in row]
    long = pd.DataFrame(dots, columns=["row", "percent"])
    ax.set(xlim=(-3, 103), ylim=(len(rows) - 0.5, -0.5), xticks=TICKS, xticklabels=list(map(str, TICKS)))
    ax.grid(True, axis="x", color=HAIR, lw=0.75)
    # Where a row is full, dots overlap at its edge and seaborn warns of it; nothing is lost, so the warning is off.
    look = {"color": OTHER, "size": DOT, "linewidth": 0, "warn_thresh": 1.0}
    sns.swarmplot(long, x="percent", y="row", order=list(rows), ax=ax, **look)
    places = range(len(rows))
    ax.vlines(list(map(float, medians)), [i - 0.46 for i in places], [i + 0.46 for i in places], colors=INK, lw=1.5)
    if focus is not None:
        ax.plot([float(row[focus]) for row in values], places, "o", color=ME, ms=7, mec="white", mew=1.1)
    ax.set(xlabel="", ylabel="")
    ax.tick_params(length=0, labelsize=LABEL_SIZE, labelcolor=SOFT)
    ax.tick_params(axis="y", labelcolor=INK)
    for spine in ax.spines.values():
        spine.set_visible(False)
    return ax
