"""How cells look: ink on paper, three rules to a table, colour only where it means something."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from svod.figures.palette import INK, LEVELS

__all__ = ["BODY", "Ink", "Style"]

FACE = "Arial"
BODY = 10


@dataclass(frozen=True)
class Style:
    """A look of a cell; `rules` are the colours of the lines above and below it, `level` tints its ground."""

    size: float = BODY
    bold: bool = False
    color: str = INK
    level: int = 0
    right: bool = False
    wrap: bool = True
    indent: bool = False
    link: bool = False
    rules: tuple[str, str] = ("", "")
    code: str = "General"
    quote: bool = False


class Ink:
    """The looks of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[Style, array] = {}

    def on(self, cell: Cell, style: Style) -> Cell:
        """Give a cell its look."""
        if style not in self._made:
            self._made[style] = self._make(cell, style)
        cell._style = self._made[style]
        return cell

    def _make(self, cell: Cell, style: Style) -> array:
        model = Cell(cell.parent, row=1, column=1)
        model.font = Font(
            name=FACE,
            size=style.size,
            bold=style.bold,
            color=_argb(style.color),
            underline="single" if style.link else None,
        )
        model.alignment = Alignment(
            horizontal="right" if style.right else "left",
            vertical="top",
            wrap_text=style.wrap,
            indent=int(style.indent),
        )
        above, below = (Side(style="thin", color=_argb(color)) if color else Side() for color in style.rules)
        model.border = Border(top=above, bottom=below)
        if style.level:
            model.fill = PatternFill("solid", start_color=_argb(LEVELS[style.level - 1]))
        model.number_format, model.quotePrefix = style.code, style.quote
        return model._style


def _argb(color: str) -> str:
    return "FF" + color.lstrip("#").upper()
