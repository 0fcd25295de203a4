"""The list of contents, filled in: a field that Word can renew, whose lines lead to the headings."""

from __future__ import annotations

from dataclasses import dataclass

from svod.publish.docx.markup import Paragraph, field, link, name_of, run

__all__ = ["Entry", "contents_xml"]


@dataclass(frozen=True)
class Entry:
    """A heading: level, words, anchor and the page it is expected on; 0 when nobody can tell, and none is printed."""

    level: int
    words: str
    anchor: str
    page: int


def contents_xml(entries: list[Entry], styles: dict[str, str], deepest: int) -> str:
    """The heading «Содержание» and a line for every heading down to level `deepest`."""
    listed = [entry for entry in entries if entry.level <= deepest]
    lines = []
    for place, entry in enumerate(listed):
        page = run("\t") + field(f"PAGEREF {name_of(entry.anchor)} \\h", str(entry.page)) if entry.page else ""
        inside = link(entry.anchor, run(entry.words) + page)
        if place == 0:
            inside = _OPEN.format(deepest) + inside
        if place == len(listed) - 1:
            inside += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        lines.append(Paragraph(styles[f"toc {entry.level}"], inside).xml())
    head = Paragraph(styles["TOC Heading"], run("Содержание"), page=True).xml()
    part = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    return f"<w:sdt><w:sdtPr>{part}</w:sdtPr><w:sdtContent>{head}{''.join(lines)}</w:sdtContent></w:sdt>"


_OPEN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-{}" \\h \\z \\u '
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
