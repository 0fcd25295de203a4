"""A table of a report as a table of Word: repeated head, whole rows, numbers to the right, levels in word and mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from svod.figures.palette import LEVELS
from svod.publish.docx.letters import POINT, lines_of, width_of
from svod.publish.docx.markup import inert, link, linked, run, twips
from svod.wording.numbers import number, typography

__all__ = ["Table", "Widths", "note_of", "table_of", "widths", "words_of"]

PADDING = 3.4  # millimetres of a cell, both sides
LONG = 95  # millimetres of a cell beyond which it is glad to be folded
EASY = 30  # millimetres that a column of sentences wants at least
SHORT = 12  # rows of a table that is kept on one page
MANY = 8  # columns beyond which letters are smaller
SIZE, SMALL = 9, 8  # points of letters
TALL = 80  # millimetres of a table beyond which it is not: it would leave half a page empty before itself
HEADED = "<w:b/>"
LEADING, GAP = 1.15, 1.1  # lines to a line, millimetres between the lines of two rows
_MIDDLE = "«{}» – пределы, в которых лежат значения средней половины муниципалитетов."


@dataclass(frozen=True)
class Table:
    """A table to be written: its XML, whether it wants a wider sheet, heights of its rows, whether it stays whole."""

    text: str
    crowded: bool
    rows: tuple[float, ...]
    whole: bool

    def xml(self) -> str:
        return self.text


@dataclass(frozen=True)
class Widths:
    """Widths of columns in millimetres, whether they had to be squeezed, and whether letters are small."""

    columns: tuple[float, ...]
    crowded: bool
    small: bool


def words_of(cell: dict[str, Any]) -> str:
    """What a cell says in print: a level with its mark, a strip as the limits of the region's middle half."""
    if "level" in cell:
        return f"{cell['mark']} {cell['text']}"
    if strip := cell.get("strip"):
        low, high = (number(strip[key], 1) for key in ("q1", "q3"))
        return low if low == high else f"{low}–{high}"
    return str(cell["text"])


def note_of(content: dict[str, Any]) -> str:
    """What is said under a table: what the words for its drawings mean, then its own note."""
    cells = [row["cells"] for row in content["rows"] if "cells" in row]
    drawn = [one["heading"] for one in content["columns"] if any("strip" in row.get(one["key"], {}) for row in cells)]
    return " ".join(filter(None, (*map(_MIDDLE.format, drawn), content["note"])))


def widths(content: dict[str, Any], room: float) -> Widths:
    """Share the width of a page among columns: none narrower than its longest word, sentences get what is left."""
    rows = [row["cells"] for row in content["rows"] if "cells" in row]
    small = len(content["columns"]) > MANY
    size = SMALL if small else SIZE
    least, wished = [], []
    for column in content["columns"]:
        said = [words_of(row[column["key"]]) for row in rows if column["key"] in row]
        line = max((width_of(words, size, "sans") for words in said), default=0)
        word = max((_longest(words, size, "sans") for words in said), default=0)
        word = max(word, _longest(typography(column["heading"]), size, "sans bold"))
        least.append(max(word, min(line, EASY)) + PADDING)
        wished.append(max(min(line, LONG) + PADDING, least[-1]))
    spare, want = room - sum(least), sum(wished) - sum(least)
    if spare < 0:
        return Widths(tuple(one * room / sum(least) for one in least), True, small)
    if want > spare:
        return Widths(tuple(a + (b - a) * spare / want for a, b in zip(least, wished, strict=True)), False, small)
    return Widths(tuple(one * room / sum(wished) for one in wished), False, small)


def _longest(words: str, size: int, face: str) -> float:
    """Width of the longest word, which no line may break."""
    return max(width_of(word, size, face) for word in re.split(r"[ \n]", words))


def _numeric(column: dict[str, Any], rows: list[dict[str, Any]]) -> bool:
    """Whether cells of a column stand to the right: it says so, or all that it has are numbers."""
    cells = [row[column["key"]] for row in rows if column["key"] in row]
    return column["numeric"] or any(cell.get("value") is not None or "place" in cell for cell in cells)


def _cell(width: float, style: str, inside: str, fill: str = "", span: int = 1, keep: bool = False) -> str:
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill[1:]}"/>' if fill else ""
    kept = "<w:keepNext/>" if keep else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{merged}{shade}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>{inside}</w:p></w:tc>'
    )


def _row(cells: str, head: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def table_of(content: dict[str, Any], room: float, styles: dict[str, str]) -> Table:
    """A table on a sheet whose text is `room` millimetres wide, without caption and note."""
    shares, columns, rows = widths(content, room), content["columns"], content["rows"]
    plain = [row["cells"] for row in rows if "cells" in row]
    words, figures = (
        ("Мелкий текст таблицы", "Мелкое число таблицы") if shares.small else ("Текст таблицы", "Число таблицы")
    )
    sides = [styles[figures if _numeric(column, plain) else words] for column in columns]
    places = list(zip(shares.columns, sides, columns, strict=True))
    head = "".join(
        _cell(width, side, run(typography(one["heading"]), HEADED), keep=True) for width, side, one in places
    )
    heights = tuple(_heights(content, shares))
    whole = len(rows) <= SHORT and sum(heights) <= TALL
    end = len(rows) if note_of(content) else len(rows) - 1  # the last row stays with the note under it
    out = [_row(head, head=True)]
    for place, row in enumerate(rows):
        keep = end > place and (whole or place >= end - 2)
        if "group" in row:
            name = run(typography(row["group"]), HEADED)
            out.append(_row(_cell(sum(shares.columns), styles[words], name, span=len(columns), keep=True)))
        else:
            looks = f'<w:rStyle w:val="{styles["Свой муниципалитет"]}"/>' if row["focus"] else ""
            out.append(_row("".join(_shown(*each, row["cells"], looks, keep) for each in places)))
    text = f"<w:tbl>{_properties(content, shares, styles['Таблица свода'])}{''.join(out)}</w:tbl>"
    return Table(text, shares.crowded, heights, whole)


def _heights(content: dict[str, Any], shares: Widths) -> Iterator[float]:
    """Heights of the head and of every row, in millimetres."""
    size = SMALL if shares.small else SIZE
    rows = [{one["key"]: one["heading"] for one in content["columns"]}]
    rows += [
        {"": row["group"]} if "group" in row else {key: words_of(cell) for key, cell in row["cells"].items()}
        for row in content["rows"]
    ]
    for row in rows:
        share = dict(zip((one["key"] for one in content["columns"]), shares.columns, strict=True))
        folded = (
            lines_of(words, share.get(key, sum(share.values())) - PADDING, size, "sans") for key, words in row.items()
        )
        yield max(folded, default=1) * size * LEADING * POINT + GAP


def _shown(width: float, style: str, column: dict[str, Any], cells: dict[str, Any], looks: str, keep: bool) -> str:
    cell = cells.get(column["key"], {"text": "–"})
    fill = LEVELS[cell["level"] - 1] if "level" in cell else ""
    inside = linked(words_of(cell), looks)
    if cell.get("href", "").startswith("#"):
        inside = link(cell["href"][1:], inside)
    if cell.get("chapters"):
        inside = run(", ", looks).join(link(anchor, run(shown, looks)) for shown, anchor in cell["chapters"])
    return _cell(width, style, inside, fill, keep=keep)


def _properties(content: dict[str, Any], shares: Widths, style: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in shares.columns)
    label = f"Таблица {content['number']} – {content['caption']}"
    return (
        f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{twips(sum(shares.columns))}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{inert(label)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )
