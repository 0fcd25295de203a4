"""A sheet of paper as a section of Word has it: upright, turned, the first of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Sheet"]

_SIZE = re.compile(r"<w:pgSz\b[^>]*/>")
_MARGIN = re.compile(r'w:(top|right|bottom|left)="(-?\d+)"')
_TWIP = 25.4 / 1440
CAPTIONS = 42.0  # millimetres that a tall picture leaves to its note and caption


@dataclass(frozen=True)
class Sheet:
    """`xml` is the `sectPr` of the section; sizes are in millimetres."""

    xml: str

    def _sides(self) -> dict[str, int]:
        size = _SIZE.search(self.xml)[0]
        sides = {name: int(value) for name, value in _MARGIN.findall(self.xml)}
        return sides | {name: int(re.search(rf'w:{name}="(\d+)"', size)[1]) for name in ("w", "h")}

    @property
    def room(self) -> float:
        """Width of the text."""
        sides = self._sides()
        return (sides["w"] - sides["left"] - sides["right"]) * _TWIP

    @property
    def height(self) -> float:
        """Height of the text."""
        sides = self._sides()
        return (sides["h"] - sides["top"] - sides["bottom"]) * _TWIP

    @property
    def tallest(self) -> float:
        """Height that a picture may have."""
        return self.height - CAPTIONS

    def turned(self) -> Sheet:
        """The sheet lying: its binding edge, wide on the left of an upright sheet, is on top."""
        sides = self._sides()
        size = f'<w:pgSz w:w="{sides["h"]}" w:h="{sides["w"]}" w:orient="landscape"/>'
        round_the_corner = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"}
        xml = _MARGIN.sub(lambda found: f'w:{found[1]}="{sides[round_the_corner[found[1]]]}"', self.xml)
        return Sheet(_SIZE.sub(size, xml))

    def first(self) -> Sheet:
        """The sheet whose first page carries no number."""
        before = "<w:docGrid" if "<w:docGrid" in self.xml else "</w:sectPr>"
        return Sheet(self.xml.replace(before, f"<w:titlePg/>{before}", 1))
