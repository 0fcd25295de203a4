"""A numbered figure: the drawing, what it says in words, and the table of its data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from svod.blocks.mime import Block, dashed, esc
from svod.blocks.table import Table
from svod.blocks.text import Ref
from svod.figures.canvas import themed
from svod.wording.numbers import typography

__all__ = ["Figure"]


@dataclass(frozen=True)
class Figure(Block):
    """A numbered figure.

    `alt` states type, data and conclusion; `data` is the table behind the drawing, one click away on a page.
    """

    number: str
    caption: str
    svg: str
    alt: str
    data: Table
    note: str = ""
    how: str = ""
    demo: bool = False
    links: bool = False

    @property
    def anchor(self) -> str:
        return f"ris-{dashed(self.number)}"

    def ref(self, form: str = "рисунок") -> Ref:
        """«рисунок 8.1», «рисунке 8.1» …"""
        return Ref(self.anchor, f"{form} {self.number}")

    def html(self) -> str:
        tag = ' <span class="demo">учебные данные</span>' if self.demo else ""
        note = f'<p class="note">{esc(typography(self.note))}</p>' if self.note else ""
        # A drawing with links in it must not be one image to a screen reader, or its links are lost.
        role = "group" if self.links else "img"
        how = f"<p>{esc(typography(self.how))}</p>" if self.how else ""
        return (
            f'<figure id="{self.anchor}">'
            f'<div class="pic" role="{role}" aria-label="{esc(self.alt)}">{themed(self.svg)}</div>{note}'
            f"<figcaption><b>Рисунок\u00a0{esc(self.number)} –</b> {esc(typography(self.caption))}{tag}</figcaption>"
            f'<details class="src"><summary>данные рисунка</summary>{how}{self.data.html()}</details></figure>'
        )

    def text(self) -> str:
        return f"Рисунок {self.number} – {self.caption}\n{self.alt}"

    def content(self) -> dict[str, Any]:
        return {
            "block": "figure",
            "number": self.number,
            "anchor": self.anchor,
            "caption": self.caption,
            "svg": self.svg,
            "alt": self.alt,
            "note": self.note,
            "data": self.data.content(),
            "demo": self.demo,
        }
