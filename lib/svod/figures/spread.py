"""Strip of a spine chart: one municipality among all, as fluid SVG that keeps its text and strokes at any width.

No matplotlib: x is in percent, there is no `viewBox`, and colours come from the classes of the page's style sheet
(ax: base line, iq: middle half, tk: a municipality, md: median, best: best value, p-me: this municipality).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import quoteattr

from svod.figures.labels import Number, comma, missing

__all__ = ["axis_svg", "strip_svg"]

AXIS_HEIGHT, AXIS_BASE = 16, 12  # px
BAND, TICK, MEDIAN = 8, 5, 10  # px, half heights
OWN_RADIUS, BEST_RADIUS = 7, 4  # px


def strip_svg(
    values: Sequence[Number | None],
    own: Number | None = None,
    *,
    q1: Number,
    median: Number,
    q3: Number,
    best: Number | None = None,
    low: Number,
    high: Number,
    better: str = "more",
    height: int = 26,
    label: str,
) -> str:
    """Return the strip.

    Parameters
    ----------
    values : sequence of numbers
        All municipalities; missing ones are left out, equal ones share a tick.
    own : number, optional
        Value of the municipality the report is about; None or NaN draws no dot.
    q1, median, q3 : number
        Of `values`, computed by the caller.
    best : number, optional
        Where the open circle stands; without it at the end of `values` that `better` names.
    low, high : number
        Ends of the scale, those of `axis_svg` under the strips.
    better : {"more", "less"}
    height : int
        Pixels.
    label : str
        What a screen reader says: the data and the conclusion.
    """
    known = sorted({value for value in values if not missing(value)})
    if best is None and known:
        best = known[0] if better == "less" else known[-1]
    middle, at = height // 2, _scale(low, high)
    iq = f'x="{at(q1)}%" y="{middle - BAND}" width="{at(low + q3 - q1)}%" height="{2 * BAND}"'
    parts = [f'<line class="ax" x1="0" x2="100%" y1="{middle}" y2="{middle}"/>', f'<rect class="iq" {iq}/>']
    parts += [_upright("tk", at(value), middle, TICK) for value in known]
    parts.append(_upright("md", at(median), middle, MEDIAN))
    if best is not None:
        parts.append(f'<circle class="best" cx="{at(best)}%" cy="{middle}" r="{BEST_RADIUS}"/>')
    if not missing(own):
        parts.append(f'<circle class="p-me" cx="{at(own)}%" cy="{middle}" r="{OWN_RADIUS}"/>')
    return f'<svg height="{height}" role="img" aria-label={quoteattr(label)}>{"".join(parts)}</svg>'


def axis_svg(low: Number, high: Number, step: Number, unit: str) -> str:
    """Return the scale under the strips: a number every `step`, the unit after the last one."""
    at, count = _scale(low, high), int((high - low) / step + 1e-9)
    ticks = [low + step * index for index in range(count + 1)]
    anchors = ["start", *["middle"] * (count - 1), "end" if ticks[-1] == high else "middle"][: count + 1]
    marks = zip(ticks, anchors, _with_unit(map(comma, ticks), unit), strict=True)
    texts = (
        f'<text class="soft" x="{at(tick)}%" y="{AXIS_BASE}" text-anchor="{anchor}">{text}</text>'
        for tick, anchor, text in marks
    )
    return f'<svg height="{AXIS_HEIGHT}" aria-hidden="true">{"".join(texts)}</svg>'


def _scale(low: Number, high: Number):
    """Return the function from a value to its place in percent of the width."""
    return lambda value: f"{float(value - low) * 100 / float(high - low):.2f}".rstrip("0").rstrip(".")


def _upright(name: str, x: str, middle: int, half: int) -> str:
    return f'<line class="{name}" x1="{x}%" x2="{x}%" y1="{middle - half}" y2="{middle + half}"/>'


def _with_unit(texts: Iterable[str], unit: str) -> list[str]:
    *first, last = texts
    return [*first, f"{last}\N{NO-BREAK SPACE}{unit}" if unit else last]
