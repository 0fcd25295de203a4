"""A report, and a collection of reports, as documents of Word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from svod.params import Params
from svod.publish.docx.front import signatures, title_page
from svod.publish.docx.writer import Writer
from svod.publish.paper import Content, Paper

__all__ = ["Chaptered", "write_docx", "write_docx_book"]

ABOUT = "О данных"


class Chaptered(Protocol):
    """A heading of level 1 to 3 and what stands under it."""

    level: int
    title: str
    anchor: str
    contents: Sequence[Content]


def write_docx(paper: Paper, params: Params) -> bytes:
    """A report: title page, contents, the answer in one paragraph, ten parts, signatures, «О данных»."""
    writer = _begun(paper.title, params)
    for part in paper.parts:
        writer.heading(1, f"{part.number}. {part.heading}", part.anchor)
        for content in part.contents:
            writer.content(content, level=2)
    signatures(writer, params.publication)
    return _finished(writer, paper.title, paper.about, params, deepest=1)


def write_docx_book(title: Content, chapters: Sequence[Chaptered], about: Content, params: Params) -> bytes:
    """A collection: the same, its sections beginning pages and its contents going down to chapters."""
    writer = _begun(title, params)
    for place, chapter in enumerate(chapters):
        writer.heading(chapter.level, chapter.title, chapter.anchor, page=chapter.level == 1 and place > 0)
        for content in chapter.contents:
            writer.content(content, level=min(chapter.level + 1, 3))
    signatures(writer, params.publication)
    return _finished(writer, title, about, params, deepest=2)


def _begun(title: dict[str, Any], params: Params) -> Writer:
    writer = Writer()
    title_page(writer, params.publication, title, _year(params))
    writer.contents()
    writer.words("Вступление", title["lede"], page=True)
    return writer


def _finished(writer: Writer, title: dict[str, Any], about: Content, params: Params, deepest: int) -> bytes:
    writer.heading(1, ABOUT, "o-dannyh")
    writer.content(about)
    day = date(int(_year(params)), 12, 31)
    return writer.finish(title["heading"], params.publication.organisation, title["over"], day, deepest)


def _year(params: Params) -> str:
    """Year of the edition: the last that it covers."""
    return str(max(params.edition.years))
