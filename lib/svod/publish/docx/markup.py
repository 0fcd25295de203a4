"""Words of WordprocessingML: text that is always inert, runs, paragraphs, links, bookmarks, fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

__all__ = [
    "NEXT_LINE",
    "Paragraph",
    "bookmark",
    "field",
    "inert",
    "link",
    "linked",
    "mention",
    "name_of",
    "run",
    "twips",
]

_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MENTION = re.compile(r"\b((?:таблиц|рисун)\w+)\s(П?\d+(?:\.\d+)+)", re.IGNORECASE)
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}

NEXT_LINE = "<w:r><w:br/></w:r>"
"""What parts a sentence from the small line under it."""


def twips(millimetres: float) -> int:
    """Twentieths of a point, in which Word measures."""
    return round(millimetres / 25.4 * 1440)


def inert(words: str) -> str:
    """Text fit for XML: characters that it forbids are dropped, those that it reads are escaped."""
    return escape(_FORBIDDEN.sub("", words))


def run(words: str, looks: str = "") -> str:
    """A run of text; line breaks and tabs become Word's own. `looks` are properties (`<w:b/>`)."""
    looks = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    pieces = re.split("([\n\t])", words)
    inside = "".join(
        _BREAKS.get(piece) or f'<w:t xml:space="preserve">{inert(piece)}</w:t>' for piece in pieces if piece
    )
    return f"<w:r>{looks}{inside}</w:r>" if inside else ""


def name_of(anchor: str) -> str:
    """A bookmark's name: Word takes letters, digits and underscores, 40 characters at most."""
    return re.sub(r"\W", "_", anchor)[:40]


def bookmark(anchor: str, number: int, inside: str) -> str:
    """Something that links can lead to; `number` is unique in the document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name_of(anchor)}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def link(anchor: str, inside: str) -> str:
    """A link to a bookmark of the same document."""
    return f'<w:hyperlink w:anchor="{name_of(anchor)}" w:history="1">{inside}</w:hyperlink>'


def mention(kind: str, number: str) -> str:
    """Name of a table or figure in any grammatical case: («таблице», «8.1») → `таб 8.1`."""
    return f"{kind[:3].lower()} {number}"


def linked(words: str, looks: str = "") -> str:
    """Runs of a sentence in which «таблица 8.1» and «рисунок 9.1» lead there."""
    out, start = [], 0
    for found in _MENTION.finditer(words):
        out += [run(words[start : found.start()], looks), link(mention(found[1], found[2]), run(found[0], looks))]
        start = found.end()
    return "".join([*out, run(words[start:], looks)])


def field(code: str, shown: str) -> str:
    """A field and what it shows until Word counts anew."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f'<w:r><w:instrText xml:space="preserve"> {inert(code)} </w:instrText></w:r>'
    return mark("begin") + instruction + mark("separate") + run(shown) + mark("end")


@dataclass
class Paragraph:
    """A paragraph to be written.

    Attributes
    ----------
    style, name : str
        Id of its style, and the style's name.
    inside : str
        XML of its runs.
    keep, page : bool
        Whether it stays with the next paragraph, and whether it begins a page.
    before : int or None
        Space above in points; None leaves it to the style.
    list, level : int
        The numbering that counts it, and how deep it stands there.
    frame, section : str
        XML of the place on the page it is fixed to, and of the section of pages that ends with it.
    anchor : str
        Of a heading.
    height : float
        In millimetres, where letters do not tell it.
    """

    style: str
    inside: str
    name: str = ""
    keep: bool = False
    page: bool = False
    before: int | None = None
    list: int = 0
    level: int = 0
    frame: str = ""
    section: str = ""
    anchor: str = ""
    height: float = 0

    def xml(self) -> str:
        """The paragraph with its properties in the order that the schema asks for."""
        counted = f'<w:numPr><w:ilvl w:val="{self.level}"/><w:numId w:val="{self.list}"/></w:numPr>'
        properties = [
            f'<w:pStyle w:val="{self.style}"/>',
            "<w:keepNext/>" if self.keep else "",
            "<w:pageBreakBefore/>" if self.page else "",
            self.frame,
            counted if self.list else "",
            "" if self.before is None else f'<w:spacing w:before="{self.before * 20}"/>',
            self.section,
        ]
        return f"<w:p><w:pPr>{''.join(properties)}</w:pPr>{self.inside}</w:p>"
