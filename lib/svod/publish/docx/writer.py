"""A document as it is written: headings and contents one after another, sheets turned where a table is wide."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from svod.errors import BuildError
from svod.publish.docx import container
from svod.publish.docx.afloat import afloat
from svod.publish.docx.contents import Entry, contents_xml
from svod.publish.docx.markup import NEXT_LINE, Paragraph, bookmark, link, linked, mention, name_of, run
from svod.publish.docx.pages import laid
from svod.publish.docx.picture import drawing
from svod.publish.docx.prose import read_markdown
from svod.publish.docx.room import room_of
from svod.publish.docx.sheet import Sheet
from svod.publish.docx.skeleton import BULLETS, COUNTED, Skeleton, num, skeleton, template
from svod.publish.docx.table import Table, note_of, table_of
from svod.publish.raster import rasterise
from svod.wording.numbers import NBSP, typography

__all__ = ["Writer"]

Content = dict[str, Any]
DEMO = "учебные данные"
FORESEEN = 40  # pages beyond which what is foreseen drifts from what is printed: Word counts them when it is asked to
_LINK = re.compile(r'<w:hyperlink w:anchor="([^"]*)" w:history="1">(.*?)</w:hyperlink>')
_LISTS = {"bullet": "List Bullet", "number": "List Number"}


@dataclass
class Writer:
    """Writes one document from top to bottom.

    Attributes
    ----------
    base : Skeleton
        The empty document.
    body : list of Paragraph or Table
        What has been written.
    headings : list of Entry
        For the list of contents; pages are known at the end.
    """

    base: Skeleton = field(default_factory=lambda: skeleton(template()))
    body: list[Paragraph | Table] = field(default_factory=list)
    headings: list[Entry] = field(default_factory=list)
    _pictures: list[bytes] = field(default_factory=list)
    _marks: dict[str, str] = field(default_factory=dict)
    _lists: int = 0
    _contents_at: int | None = None

    def __post_init__(self) -> None:
        self._upright = Sheet(self.base.page)
        self._sheet = self._upright

    def paragraph(self, style: str, inside: str, **more: Any) -> Paragraph:
        """Add a paragraph of a style by its name; after a table it keeps its distance."""
        if self.body and isinstance(self.body[-1], Table) and style != "caption":
            more.setdefault("before", 4 if style == "Примечание" else 12)
        written = Paragraph(self.base.styles[style], inside, name=style, **more)
        self.body.append(written)
        return written

    def words(self, style: str, words: str, **more: Any) -> None:
        """Add a paragraph of words; nothing when there are none."""
        if words.strip():
            self.paragraph(style, linked(typography(words.strip())), **more)

    def mark(self, anchor: str, inside: str, *names: str) -> str:
        """Runs that links lead to by the anchor or by other names; of two places of one name the first is meant."""
        if name_of(anchor) in self._marks:
            return inside
        self._marks |= {name_of(name): name_of(anchor) for name in (anchor, *names)}
        return bookmark(anchor, len(self._marks), inside)

    def heading(self, level: int, words: str, anchor: str = "", page: bool = False) -> None:
        """Add a heading of level 1 to 3; `page` begins a page with it."""
        self.turn(self._upright)
        words, anchor = typography(words), anchor or f"zagolovok-{len(self.headings) + 1}"
        self.headings.append(Entry(level, words, anchor, 0))
        self.paragraph(f"heading {level}", self.mark(anchor, run(words)), page=page, anchor=anchor, keep=True)

    def contents(self) -> None:
        """Put the list of contents here; it is filled in when all headings are known."""
        self._contents_at = len(self.body)

    def turn(self, sheet: Sheet) -> None:
        """Go on on a sheet of another kind: what has been written closes its section."""
        if sheet != self._sheet:
            last = self.body[-1] if self.body and isinstance(self.body[-1], Paragraph) else self.paragraph("Normal", "")
            last.section, self._sheet = self._sheet.xml, sheet

    def content(self, given: Content, level: int = 2) -> None:
        """Add what a block says; `level` is the level of headings inside it.

        Raises
        ------
        BuildError
            When it is of a kind that Word is not taught.
        """
        kind = given["block"]
        if kind not in _KINDS:
            raise BuildError(f"Документ Word не создан: содержание вида «{kind}» ему неизвестно")
        if kind not in {"table", "together"}:
            self.turn(self._upright)
        _KINDS[kind](self, given, level)

    def _together(self, given: Content, level: int) -> None:
        for one in given["blocks"]:
            self.content(one, level)

    def _heading(self, given: Content, level: int) -> None:
        self.heading(level, given["text"])

    def _verdict(self, given: Content, level: int) -> None:
        self.words("Заключение", given["text"])

    def _plain(self, given: Content, level: int) -> None:
        self.words("Normal", given["text"])

    def _text(self, given: Content, level: int) -> None:
        for words in given["paragraphs"]:
            self.words("Вступление" if given["kind"] == "lede" else "Normal", words)

    def _note(self, given: Content, level: int) -> None:
        if given.get("heading"):
            self.heading(level, given["heading"])
        body = "Примечание" if given.get("kind") == "note" else "Normal"
        for piece in read_markdown(given["markdown"]):
            if piece.kind == "heading":
                self.heading(level, piece.words)
            elif piece.kind in _LISTS:
                self._lists += piece.begins and piece.kind == "number"
                number = BULLETS if piece.kind == "bullet" else COUNTED + self._lists
                self.paragraph(_LISTS[piece.kind], piece.inside, list=number, level=piece.level)
            else:
                self.paragraph(body, piece.inside)

    def _findings(self, given: Content, level: int) -> None:
        self._lists += 1
        for item in given["items"]:
            proof = NEXT_LINE + linked(typography(item["evidence"]), self._looks("Пояснение"))
            said = linked(typography(item["text"])) + (proof if item["evidence"] else "")
            self.paragraph("List Number", said, list=COUNTED + self._lists)

    def _about(self, given: Content, level: int) -> None:
        for name, words in given["rows"]:
            self.paragraph("Примечание", run(f"{name}. ", "<w:b/>") + run(words))

    def _looks(self, style: str) -> str:
        return f'<w:rStyle w:val="{self.base.styles[style]}"/>'

    def _caption(self, kind: str, given: Content, keep: bool) -> None:
        name = f"{kind}{NBSP}{given['number']}"
        said = run(f"{name} –", "<w:b/>") + run(f" {typography(given['caption'])}")
        tag = run("  " + DEMO.replace(" ", NBSP), self._looks("Пояснение")) if given["demo"] else ""
        marked = self.mark(given["anchor"], said, mention(kind, given["number"]))
        self.paragraph("caption", marked + tag, keep=keep)

    def _table(self, given: Content, level: int) -> None:
        table = table_of(given, self._upright.room, self.base.styles)
        lying = self._upright.turned()
        if table.crowded and lying.room > self._upright.room:
            table = table_of(given, lying.room, self.base.styles)
            self.turn(lying)
        else:
            self.turn(self._upright)
        self._caption("Таблица", given, keep=True)
        self.body.append(table)
        self.words("Примечание", note_of(given))

    def _figure(self, given: Content, level: int) -> None:
        picture = rasterise(given["svg"], self._upright.room, self._upright.tallest)
        self._pictures.append(picture.png)
        shown = drawing(picture, len(self._pictures), given["alt"])
        self.paragraph("Рисунок", shown, height=picture.height)
        self.words("Примечание", given["note"], keep=True)
        self._caption("Рисунок", given, keep=False)

    def finish(self, title: str, author: str, subject: str, day: date, deepest: int = 1) -> bytes:
        """The file; its list of contents goes down to headings of level `deepest`."""
        self.turn(self._upright)
        at, stops = self._contents_at, {"Подпись"}
        if deepest > 1:  # a figure stays within its chapter
            stops |= {f"heading {level}" for level in range(1, deepest + 1)}
        rooms = room_of(self.body, self._upright, None, [])
        self.body = afloat(self.body, rooms, self._upright.height, stops)
        listed = [entry for entry in self.headings if entry.level <= deepest]
        pages = laid(room_of(self.body, self._upright, at, listed), self._upright.height)
        told = max(pages.values(), default=0) <= FORESEEN
        body = [written.xml() for written in self.body]
        if at is not None and listed:
            entries = [replace(one, page=pages[one.anchor] if told else 0) for one in self.headings]
            body.insert(at, contents_xml(entries, self.base.styles, deepest))
        whole = _LINK.sub(self._led, "".join(body)) + self._upright.xml
        lists = "".join(num(COUNTED + turn, COUNTED) for turn in range(1, self._lists + 1))
        core = container.properties(title, author, subject, day)
        return container.pack(self.base.files, whole, self._pictures, lists, core)

    def _led(self, found: re.Match[str]) -> str:
        """A link to the bookmark that is meant, or its words alone where this document has no such place."""
        name = self._marks.get(found[1])
        return link(name, found[2]) if name else found[2]


_KINDS = {
    "about": Writer._about,
    "figure": Writer._figure,
    "findings": Writer._findings,
    "heading": Writer._heading,
    "note": Writer._note,
    "plain": Writer._plain,
    "prose": Writer._note,
    "table": Writer._table,
    "text": Writer._text,
    "together": Writer._together,
    "verdict": Writer._verdict,
}
