"""Cells of a table: text, number, level, in-cell bar, places, strip of the region's spread."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

from svod.blocks.mime import esc
from svod.figures.spread import strip_svg
from svod.wording.numbers import NBSP

__all__ = ["MARKS", "Bar", "Cell", "LevelMark", "Places", "Strip", "missing"]

MARKS = ("●○○○", "●●○○", "●●●○", "●●●●")


def _plain(given: Real | None) -> int | float | None:
    """A number as JSON knows it, whatever library it comes from; NaN is no number."""
    if given is None or math.isnan(given):
        return None
    return int(given) if isinstance(given, Integral) else float(given)


@dataclass(frozen=True)
class Cell:
    """Text as printed, the number behind it (None where there is none), and a link."""

    shown: str
    value: float | None = None
    href: str = ""
    why: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", _plain(self.value))

    def attributes(self) -> str:
        """HTML attributes of the cell."""
        return f' data-v="{self.value:.12g}"' if self.value is not None else ""

    def css(self) -> str:
        return ""

    def inner(self) -> str:
        """HTML inside the cell."""
        shown = f'<a href="{esc(self.href)}">{esc(self.shown)}</a>' if self.href else esc(self.shown)
        if self.why:
            shown = f'<abbr title="{esc(self.why)}">{shown}</abbr>'
        return shown + (f'<sup><a href="#{self.note}" aria-label="Примечание">*</a></sup>' if self.note else "")

    def content(self) -> dict[str, Any]:
        told = {"href": self.href, "why": self.why}
        return {"text": self.shown, "value": self.value, **{key: words for key, words in told.items() if words}}


def missing(shown: str = "н/д", why: str = "") -> Cell:
    """A cell without a number: «н/д», «не применимо», «скрыто»; missing is not zero."""
    return Cell(shown, why=why)


@dataclass(frozen=True)
class LevelMark(Cell):
    """A level: word, colour and mark."""

    number: int = 1
    fill: bool = True

    def inner(self) -> str:
        return f'<span class="lv k{self.number} c{self.number}{" fill" if self.fill else ""}">{esc(self.shown)}</span>'

    def attributes(self) -> str:
        return f' data-v="{self.number}"'

    def content(self) -> dict[str, Any]:
        return {"text": self.shown, "level": int(self.number), "mark": MARKS[self.number - 1]}


@dataclass(frozen=True)
class Bar(Cell):
    """A percent, its number first, then a bar from 0 to 100 tinted by its level."""

    level: int = 0

    def css(self) -> str:
        return f"bar c{self.level}" if self.level else "bar"

    def attributes(self) -> str:
        if self.value is None:
            return ""
        return f' style="--v:{max(0.0, min(100.0, self.value)):.4g}" data-v="{self.value:.12g}"'

    def inner(self) -> str:
        return f"<span>{esc(self.shown)}</span><i></i>"

    def content(self) -> dict[str, Any]:
        return {**super().content(), "bar": {"level": self.level}}


@dataclass(frozen=True)
class Places(Cell):
    """A range of places on an axis from the first to the last, the published place marked."""

    place: int = 1
    low: int = 1
    high: int = 1
    last: int = 1

    def attributes(self) -> str:
        return f' data-v="{self.low * 1000 + self.high}"'

    def inner(self) -> str:
        def x(place: int) -> str:
            return f"{(place - 1) * 100 / max(self.last - 1, 1):.1f}%"

        return (
            f'<span class="nb">{esc(self.shown)}</span><svg height="14" aria-hidden="true">'
            '<line class="ax" x1="0" x2="100%" y1="7" y2="7"/>'
            f'<line class="s-ot wide-stroke" x1="{x(self.low)}" x2="{x(self.high)}" y1="7" y2="7"/>'
            f'<line class="md" x1="{x(self.place)}" x2="{x(self.place)}" y1="2" y2="12"/></svg>'
        )

    def content(self) -> dict[str, Any]:
        places = {name: int(getattr(self, name)) for name in ("place", "low", "high", "last")}
        return {"text": self.shown, **places}

    @classmethod
    def of(cls, place: int, low: int, high: int, last: int) -> Places:
        return cls(str(low) if low == high else f"{low}–{high}", place=place, low=low, high=high, last=last)


@dataclass(frozen=True)
class Strip(Cell):
    """The region's spread of one value: all municipalities, the middle half, the median, the best, and one's own."""

    values: Sequence[float] = ()
    own: float | None = None
    q1: float = 0
    median: float = 0
    q3: float = 0
    best: float = 0
    low: float = 0
    high: float = 100
    better: str = "more"

    def inner(self) -> str:
        return strip_svg(
            list(self.values),
            self.own,
            q1=self.q1,
            median=self.median,
            q3=self.q3,
            best=self.best,
            low=self.low,
            high=self.high,
            better=self.better,
            label=self.shown,
        )

    def css(self) -> str:
        return "st"

    def content(self) -> dict[str, Any]:
        strip = {key: _plain(getattr(self, key)) for key in ("q1", "median", "q3", "best", "low", "high", "own")}
        strip |= {"values": [_plain(value) for value in self.values], "better": self.better}
        return {"text": self.shown.replace(NBSP, " "), "strip": strip}
