"""How much room on paper what has been written will take: letters counted, leading known from the styles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from svod.publish.docx.letters import POINT, lines_of
from svod.publish.docx.markup import Paragraph
from svod.publish.docx.pages import Piece
from svod.publish.docx.sheet import Sheet
from svod.publish.docx.table import Table

__all__ = ["room_of"]

_TEXT = re.compile(r"<w:t [^>]*>([^<]*)</w:t>|<w:br/>")
# points of a letter, lines to a line, space before and after
_LOOKS = {
    "heading 1": (14, 1.15, 22, 6), "heading 2": (12.5, 1.15, 14, 6), "heading 3": (12, 1.15, 10, 6),
    "caption": (11, 1.15, 10, 4), "Примечание": (9, 1.15, 4, 8), "Вступление": (12.5, 1.32, 0, 8),
    "Заключение": (16, 1.15, 8, 8), "Подпись": (12, 1.15, 16, 0), "Рисунок": (1, 0, 8, 0),
}  # fmt: skip
_BODY = (12, 1.32, 0, 7)
_SANS = {"Примечание"}
_BOLD = 1.07  # so much wider are headings
LIST_INDENT = 7.0
CONTENTS_LINE = 9.4  # millimetres of the list of contents that a heading takes, on average


def room_of(body: Sequence[Paragraph | Table], sheet: Sheet, contents: int | None, listed: int) -> list[Piece]:
    """Pieces of a document: `listed` headings stand in the list of contents before the paragraph `contents`."""
    pieces = []
    for place, written in enumerate(body):
        if place == contents:
            pieces.append(Piece((CONTENTS_LINE,) * listed, breaks=True))
        if isinstance(written, Table):
            pieces.append(Piece((sum(written.rows),) if written.whole else written.rows))
        else:
            pieces.append(_paragraph(written, sheet.room))
        if place and isinstance(body[place - 1], Paragraph) and body[place - 1].section:
            pieces[-1] = Piece(pieces[-1].lines, pieces[-1].keep, True, pieces[-1].mark)
    return pieces


def _paragraph(written: Paragraph, room: float) -> Piece:
    size, leading, before, after = _LOOKS.get(written.name, _BODY)
    before = before if written.before is None else written.before
    words = "".join(found[1] if found[1] is not None else "\n" for found in _TEXT.finditer(written.inside))
    face = "sans" if written.name in _SANS else "serif"
    room = (room / _BOLD if written.anchor else room) - (LIST_INDENT if written.list else 0)
    count = lines_of(words, room, size, face) if not written.height else 1
    line = written.height or size * leading * POINT
    lines = [line] * count
    lines[0] += before * POINT
    lines[-1] += after * POINT
    keep = written.keep or written.name in {"Рисунок", "Заключение"}
    return Piece(
        (sum(lines),) if written.frame == "" and count < 4 else tuple(lines), keep, written.page, written.anchor
    )
