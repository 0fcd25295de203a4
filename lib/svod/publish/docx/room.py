"""How much room on paper what has been written will take: letters counted, leading known from the styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from svod.publish.docx.contents import Entry
from svod.publish.docx.letters import POINT, lines_of
from svod.publish.docx.markup import NEXT_LINE, Paragraph
from svod.publish.docx.pages import Piece
from svod.publish.docx.sheet import Sheet
from svod.publish.docx.table import Table

__all__ = ["room_of"]

_TEXT = re.compile(r"<w:t [^>]*>([^<]*)</w:t>|<w:br/>")
# points of a letter, lines to a line, space before and after
_LOOKS = {
    "heading 1": (14, 1.15, 22, 6), "heading 2": (12.5, 1.15, 14, 6), "heading 3": (12, 1.15, 10, 6),
    "List Bullet": (12, 1.32, 0, 4), "List Number": (12, 1.32, 0, 5), "caption": (11, 1.15, 10, 4),
    "Примечание": (9, 1.15, 4, 8), "Вступление": (12.5, 1.32, 0, 8),
    "Заключение": (16, 1.15, 8, 8), "Подпись": (12, 1.15, 16, 0), "Рисунок": (1, 0, 8, 0),
    "toc": (12, 1.15, 0, 5),
}  # fmt: skip
_BODY = (12, 1.32, 0, 7)
_SANS = {"Примечание"}
_BOLD = 1.07  # so much wider are headings
ASIDE = 9  # points of the small line under a sentence
LIST_INDENT = 7.0
CONTENTS_SIDES = 19.0  # millimetres of a line of contents that are not for its words, and so much more at each level


def room_of(
    body: Sequence[Paragraph | Table], sheet: Sheet, contents: int | None, listed: Sequence[Entry]
) -> list[Piece]:
    """Pieces of a document: `listed` headings stand in the list of contents before the paragraph `contents`."""
    pieces = []
    for place, written in enumerate(body):
        if place == contents:
            pieces.append(Piece(tuple(_contents(listed, sheet.room)), breaks=True))
        if isinstance(written, Table):
            pieces.append(Piece((sum(written.rows),) if written.whole else written.rows))
        else:
            pieces.append(_paragraph(written, sheet.room))
        if place and isinstance(body[place - 1], Paragraph) and body[place - 1].section:
            pieces[-1] = Piece(pieces[-1].lines, pieces[-1].keep, True, pieces[-1].mark)
    return pieces


def _contents(listed: Sequence[Entry], room: float) -> Iterator[float]:
    """Heights of the heading «Содержание» and of the lines under it."""
    size, leading, _, after = _LOOKS["toc"]
    yield 14 * leading * POINT + 12 * POINT
    for entry in listed:
        lines = lines_of(entry.words, room - CONTENTS_SIDES - LIST_INDENT * (entry.level - 1), size, "serif")
        yield (lines * size * leading + after) * POINT


def _paragraph(written: Paragraph, room: float) -> Piece:
    size, leading, before, after = _LOOKS.get(written.name, _BODY)
    before = before if written.before is None else written.before
    face = "sans" if written.name in _SANS else "serif"
    room = (room / _BOLD if written.anchor else room) - (LIST_INDENT if written.list else 0)
    said, _, aside = written.inside.partition(NEXT_LINE)
    lines = [written.height] if written.height else _lines(said, room, size, leading, face)
    lines += _lines(aside, room, ASIDE, leading, "sans") if aside else []
    lines[0] += before * POINT
    lines[-1] += after * POINT
    keep = written.keep or written.name in {"Рисунок", "Заключение"}
    return Piece(
        (sum(lines),) if written.frame == "" and len(lines) < 4 else tuple(lines), keep, written.page, written.anchor
    )


def _lines(inside: str, room: float, size: float, leading: float, face: str) -> list[float]:
    """Heights of the lines that runs take."""
    words = "".join(found[1] if found[1] is not None else "\n" for found in _TEXT.finditer(inside))
    return [size * leading * POINT] * lines_of(words, room, size, face)
