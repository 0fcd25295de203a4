"""Where figures are drawn: an SVG string of given size from a function that paints on axes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import Any
from xml.etree import ElementTree

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.lines import Line2D
from matplotlib.text import Annotation, Text

from svod import paths
from svod.figures import labels
from svod.figures.palette import TOKENS
from svod.figures.svg import Writer, inline

__all__ = [
    "CM",
    "FULL_WIDTH",
    "POINTS",
    "blank",
    "draw",
    "label",
    "points_of",
    "stock",
    "stroke",
    "themed",
    "uprights",
    "word",
]

CM = 1 / 2.54  # inches
POINTS = 72  # in an inch
FULL_WIDTH = 18.0  # cm
STYLE = paths.LIBRARY / "figures" / "svod.mplstyle"


@cache
def _style() -> dict[str, Any]:
    """Read the style and make the bundled fonts known, once and not before a figure is wanted."""
    for font in (labels.REGULAR, labels.BOLD):
        fontManager.addfont(font)
    return dict(matplotlib.rc_params_from_file(STYLE, use_default_template=False))


def draw(
    paint: Callable[..., object],
    width_cm: float,
    height_cm: float,
    name: str,
    nrows: int = 1,
    ncols: int = 1,
    *,
    left: float = 0.1,
    right: float = 0.1,
    top: float = 0.1,
    bottom: float = 0.1,
    wspace: float = 0.0,
    hspace: float = 0.0,
    **gridspec: Any,
) -> str:
    """Draw a figure and return it as SVG for a page.

    Parameters
    ----------
    paint : callable
        Takes the axes: one `Axes`, or an array of them where there are several.
    width_cm, height_cm : float
    name : str
        Prefix of the ids inside, so that the figures of a page never clash: «ris-8-2».
    nrows, ncols : int
        Panels.
    left, right, top, bottom : float
        Margins round the axes, in cm; labels outside the axes live there.
    wspace, hspace : float
        Between panels, in cm.
    **gridspec
        `width_ratios`, `height_ratios`.

    Returns
    -------
    str
        `<svg>` with `viewBox`, text as text, no id that nothing refers to. The same drawing gives the same bytes.
    """
    with matplotlib.rc_context(_style()):
        across = (width_cm - left - right - wspace * (ncols - 1)) / ncols
        down = (height_cm - top - bottom - hspace * (nrows - 1)) / nrows
        edges = {"left": left / width_cm, "right": 1 - right / width_cm, "wspace": wspace / across}
        edges |= {"bottom": bottom / height_cm, "top": 1 - top / height_cm, "hspace": hspace / down}
        figure, axes = ready.pop() if (ready := _stock.get((nrows, ncols))) else _sheet(nrows, ncols)
        figure.set_size_inches(width_cm * CM, height_cm * CM)
        for ax, place in zip(np.ravel(axes), figure.add_gridspec(nrows, ncols, **edges, **gridspec), strict=True):
            ax.set_subplotspec(place)
        paint(axes)
        return inline(_written(figure), name)


_stock: dict[tuple[int, int], list[tuple[Figure, Any]]] = {}


def stock(nrows: int, ncols: int, sheets: int) -> None:
    """Have so many blank sheets ready: axes are slow to make, and every fork of this process finds them made."""
    ready = _stock.setdefault((nrows, ncols), [])
    with matplotlib.rc_context(_style()):
        ready += [_sheet(nrows, ncols) for _ in range(sheets - len(ready))]


def _sheet(nrows: int, ncols: int) -> tuple[Figure, Any]:
    """Return a figure with blank axes, whose size and place are still to be set."""
    figure = Figure(dpi=POINTS)
    return figure, figure.subplots(nrows, ncols)


def _written(figure: Figure) -> ElementTree.Element:
    """Return a figure as the tree of an SVG file."""
    width, height = figure.get_size_inches() * POINTS
    renderer = _Renderer(width, height)
    figure.draw(renderer)
    renderer.finalize()
    return renderer.writer.root()


class _Renderer(RendererSVG):
    """Matplotlib's own, writing a tree in memory."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__(width, height, io.StringIO(), metadata={"Date": "-"})
        self.writer = Writer()
        self._start_id = self.writer.start("svg", viewBox=f"0 0 {width:f} {height:f}")


def _on_baseline(text: Text, renderer: RendererBase) -> None:
    """Draw a line of text where it stands, without measuring it: half the time of a table."""
    x, y = text.get_transform().transform(text.get_unitless_position())
    down = renderer.get_canvas_width_height()[1] - y
    gc = renderer.new_gc()
    gc.set_foreground(text.get_color())
    gc.set_url(text.get_url())
    renderer.draw_text(gc, x, down, text.get_text(), text.get_fontproperties(), 0, mtext=text)
    gc.restore()


class Word(Text):
    """A line of text that stands on its baseline; nothing cuts it off."""

    def set_clip_path(self, path: object, transform: object = None) -> None:
        """Leave it whole."""

    def draw(self, renderer: RendererBase) -> None:
        _on_baseline(self, renderer)


class Label(Annotation):
    """A line of text that stands so many points away from a place; measured only for what lies under it."""

    def set_clip_path(self, path: object, transform: object = None) -> None:
        """Leave it whole."""

    def draw(self, renderer: RendererBase) -> None:
        if self.arrow_patch is not None or self.get_bbox_patch() is not None:
            super().draw(renderer)
        else:
            self.update_positions(renderer)
            _on_baseline(self, renderer)


def word(
    ax: Axes, x: float, y: float, text: str, *, size: float, weight: str | None = None, ha: str = "left", **look: Any
) -> None:
    """Write a line of text; `look` is what `Artist` takes, and its color."""
    font = _font(size, weight, tuple(matplotlib.rcParams["font.family"]))
    made = Word(x, y, text, color=look.pop("color", None), horizontalalignment=ha, fontproperties=font)
    for name, value in look.items():
        getattr(made, f"set_{name}")(value)
    ax.add_artist(made)


@lru_cache(maxsize=64)
def _font(size: float, weight: str | None, family: tuple[str, ...]) -> FontProperties:
    return FontProperties(family=list(family), size=size, weight=weight)


def label(ax: Axes, text: str, point: tuple[float, float], **look: Any) -> None:
    """Write a line of text `xytext` points away from a point; `look` is what `Annotation` takes."""
    ax.add_artist(Label(text, point, textcoords="offset points", **look))


def stroke(ax: Axes, x: Sequence[float], y: Sequence[float], **look: Any) -> None:
    """Draw a line or dots within limits that are set; nothing cuts them off. `look` is what `Line2D` takes."""
    ax.add_artist(Line2D(x, y, clip_on=False, **look))


def uprights(ax: Axes, x: Iterable[float], low: float, high: float, **look: Any) -> None:
    """Draw upright strokes between two heights; `look` is what `LineCollection` takes."""
    strokes = LineCollection([[(at, low), (at, high)] for at in x], clip_on=False, **look)
    ax.add_collection(strokes, autolim=False)


def blank(ax: Axes) -> None:
    """Take everything off the axes: what a figure shows, it draws itself."""
    ax.set_axis_off()
    ax.autoscale(False)


def points_of(ax: Axes) -> tuple[float, float]:
    """Return width and height of the axes in points."""
    box, (width, height) = ax.get_position(), ax.get_figure().get_size_inches()
    return box.width * width * POINTS, box.height * height * POINTS


def themed(svg: str) -> str:
    """Let a page recolour a figure: every colour of the palette becomes `var(--token,#hex)`.

    For HTML, where a style sheet defines the tokens; pictures for Word keep the plain colours.
    """
    names = {value: token for token, value in TOKENS.items()}
    return re.sub("|".join(names), lambda found: f"var(--{names[found[0]]},{found[0]})", svg)
