"""On which page a heading will stand, before any program has laid the document out.

Word counts the pages of a list of contents only when asked to; until then it shows what is written here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["Piece", "laid"]


@dataclass(frozen=True)
class Piece:
    """Something that takes room: its height in millimetres, split into lines or rows, and what it does to the page.

    `keep` holds it to the next piece, `breaks` says that it begins a page, `mark` is the anchor of a heading.
    """

    lines: tuple[float, ...]
    keep: bool = False
    breaks: bool = False
    mark: str = ""


def laid(pieces: list[Piece], height: float) -> dict[str, int]:
    """Fill pages `height` millimetres tall, from page 1, and tell the pages of the marks.

    A piece and what it is kept to are moved to the next page together when their first lines do not fit.
    """
    page, used, found = 1, 0.0, {}
    for place, piece in enumerate(pieces):
        last = place
        while last < len(pieces) - 1 and pieces[last].keep:
            last += 1
        block = sum(sum(one.lines) for one in pieces[place:last]) + sum(pieces[last].lines[:2])
        if piece.breaks or (used and used + block > height >= block):
            page, used = page + 1 if used or piece.breaks else page, 0.0
        if piece.mark:
            found[piece.mark] = page
        for line in piece.lines:
            if used + line > height:
                page, used = page + math.ceil(line / height) if used else page, 0.0
            used += line
    return found
