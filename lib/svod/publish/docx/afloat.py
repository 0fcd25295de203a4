"""Tall figures among text and tables: where they stand so that no page is foreseen to be left half empty.

Word moves a figure that does not fit to the next page and leaves the rest of the page white. Here what follows the
figure is written before it, until there is room for it; where a report ends with it, the table before it is written
after it. What is foreseen is only near to what is printed: where it errs, a page is as white as it would have been.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from svod.publish.docx.markup import Paragraph
from svod.publish.docx.pages import Piece, after
from svod.publish.docx.table import Table

__all__ = ["afloat"]

WHITE, FULL = 0.25, 0.05  # shares of a page: what may stay white, and what is no room for anything more
APART = 12  # points between a table and what follows it


class Block(NamedTuple):
    """What stays together: paragraphs kept to one another, or a caption with its table and note."""

    body: list[Paragraph | Table]
    pieces: list[Piece]

    @property
    def figure(self) -> bool:
        return _name(self.body[0]) == "Рисунок"

    @property
    def table(self) -> bool:
        return any(isinstance(one, Table) for one in self.body)

    @property
    def height(self) -> float:
        return sum(sum(piece.lines) for piece in self.pieces)

    def stops(self, names: Collection[str]) -> bool:
        """Whether no figure passes it: a style by name, the beginning of a page, the end of a section."""
        section = any(isinstance(one, Paragraph) and one.section for one in self.body)
        return section or self.pieces[0].breaks or _name(self.body[0]) in names


def afloat(
    body: Sequence[Paragraph | Table], pieces: Sequence[Piece], height: float, stops: Collection[str]
) -> list[Paragraph | Table]:
    """What has been written, in the order in which it leaves the least of its pages white.

    Parameters
    ----------
    body : sequence of Paragraph or Table
    pieces : sequence of Piece
        How much room each takes.
    height : float
        Of a page, in millimetres.
    stops : collection of str
        Styles of paragraphs that a figure never passes: headings of the chapters it must stay within, signatures.
    """
    blocks = _blocks(body, pieces)
    order: list[Block] = []
    used, held, before = 0.0, None, 0.0

    for place, block in enumerate(blocks):
        full = height - used <= FULL * height
        if held and (full or block.figure or block.stops(stops) or used + held.height <= height):
            order.append(held)
            used, held = after(held.pieces, used, height), None
        if block.figure and not block.stops(stops) and _leaves_white(block, used, height):
            last = place + 1 == len(blocks) or blocks[place + 1].stops(stops)
            if not last:
                held = block
                continue
            if order and order[-1].table and not order[-1].stops(stops) and before + block.height <= height:
                order.insert(-1, block)
                used = after(order[-1].pieces, after(block.pieces, before, height), height)
                continue
        order.append(block)
        before, used = used, after(block.pieces, used, height)
    return _apart([one for block in (*order, *filter(None, [held])) for one in block.body])


def _blocks(body: Sequence[Paragraph | Table], pieces: Sequence[Piece]) -> list[Block]:
    blocks: list[Block] = []
    kept = False
    for written, piece in zip(body, pieces, strict=True):
        note = blocks and isinstance(blocks[-1].body[-1], Table) and _name(written) == "Примечание"
        if kept or note:
            blocks[-1].body.append(written)
            blocks[-1].pieces.append(piece)
        else:
            blocks.append(Block([written], [piece]))
        kept = piece.keep
    return blocks


def _leaves_white(block: Block, used: float, height: float) -> bool:
    return used + block.height > height and height - used > WHITE * height


def _apart(body: list[Paragraph | Table]) -> list[Paragraph | Table]:
    """The same, no paragraph close under a table."""
    return [
        replace(one, before=APART)
        if place and isinstance(body[place - 1], Table) and _name(one) == "Normal" and one.before is None
        else one
        for place, one in enumerate(body)
    ]


def _name(written: Paragraph | Table) -> str:
    return written.name if isinstance(written, Paragraph) else ""
