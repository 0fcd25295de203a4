"""Where figures are drawn: an SVG string of given size from a function that paints on axes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.text import Text

from svod import paths
from svod.figures import labels
from svod.figures.palette import TOKENS
from svod.figures.svg import inline

__all__ = ["CM", "FULL_WIDTH", "POINTS", "blank", "draw", "points_of", "themed", "word"]

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
        figure = Figure(figsize=(width_cm * CM, height_cm * CM))
        across = (width_cm - left - right - wspace * (ncols - 1)) / ncols
        down = (height_cm - top - bottom - hspace * (nrows - 1)) / nrows
        edges = {"left": left / width_cm, "right": 1 - right / width_cm}
        edges |= {"bottom": bottom / height_cm, "top": 1 - top / height_cm}
        grid = {**edges, "wspace": wspace / across, "hspace": hspace / down, **gridspec}
        paint(figure.subplots(nrows, ncols, gridspec_kw=grid))
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None})
    return inline(written.getvalue(), name)


class Word(Text):
    """A line of text that stands on its baseline, drawn without being measured: half the time of a table."""

    def draw(self, renderer: RendererBase) -> None:
        x, y = self.get_transform().transform(self.get_unitless_position())
        down = renderer.get_canvas_width_height()[1] - y
        gc = renderer.new_gc()
        gc.set_foreground(self.get_color())
        gc.set_url(self.get_url())
        renderer.draw_text(gc, x, down, self.get_text(), self.get_fontproperties(), 0, mtext=self)
        gc.restore()


def word(ax: Axes, x: float, y: float, text: str, **look: Any) -> None:
    """Write a line of text; `look` is what `Text` takes: color, size, weight, ha, transform, url, zorder."""
    ax.add_artist(Word(x, y, text, **look))


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
