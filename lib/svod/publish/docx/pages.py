"""On which page a heading will stand, before any program has laid the document out.

Word counts the pages of a list of contents only when asked to; until then it shows what is written here.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Piece", "after", "laid"]


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
    told = zip(pieces, _filled(pieces, 0.0, height), strict=True)
    return {piece.mark: page for piece, (page, _) in told if piece.mark}


def after(pieces: Sequence[Piece], used: float, height: float) -> float:
    """How much of a page is filled after some pieces, of which `used` was filled before them."""
    return deque(_filled(pieces, used, height), maxlen=1)[0][1]


def _filled(pieces: Sequence[Piece], used: float, height: float) -> Iterator[tuple[int, float]]:
    """Page on which every piece begins, and how much of a page is filled after it."""
    page = 1
    for place, piece in enumerate(pieces):
        last = place
        while last < len(pieces) - 1 and pieces[last].keep:
            last += 1
        block = sum(sum(one.lines) for one in pieces[place:last]) + sum(pieces[last].lines[:2])
        if piece.breaks or (used and used + block > height >= block):
            page, used = page + 1 if used or piece.breaks else page, 0.0
        begins = page
        for line in piece.lines:
            if used + line > height:
                page, used = page + math.ceil(line / height) if used else page, 0.0
            used += line
        yield begins, used
