"""What is printed and in which order: the title page, the contents, chapters, signatures, what the numbers rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from svod.errors import BuildError
from svod.figures.palette import TOKENS
from svod.params import Params
from svod.publish.paper import Content, Paper
from svod.publish.pdf.afloat import afloat
from svod.publish.pdf.prose import Links, markdown, runs
from svod.publish.pdf.table import laid_out
from svod.publish.pdf.typeset import typeset
from svod.publish.vector import plain_svg
from svod.wording.numbers import typography

__all__ = ["Chapter", "Front", "write_chapters", "write_pdf"]

_VIEW = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
_TALLEST, _FULL = 530.0, 510.0  # pt: a figure leaves a page room for a heading and a paragraph; its full width
_UNDER = 70.0  # pt: its note, its caption and the space round it


@dataclass(frozen=True)
class Front:
    """The title page: over-line, heading, state and edition; `lede` opens the text, `short` runs over the pages."""

    over: str
    heading: str
    stamp: str
    edition: str
    year: str
    lede: str = ""
    short: str = ""
    demo: bool = False


@dataclass(frozen=True)
class Chapter:
    """A heading with what stands under it; `level` 1 is the highest, an empty `number` prints none."""

    heading: str
    contents: tuple[Content, ...] = ()
    number: str = ""
    level: int = 1


def write_pdf(paper: Paper, params: Params) -> bytes:
    """A report as PDF/UA; the same paper gives the same bytes.

    Raises
    ------
    BuildError
        When a content is of no kind that can be printed.
    """
    title = paper.title
    front = Front(
        title["over"],
        title["heading"],
        title["stamp"],
        title["edition"],
        paper.passport["edition"],
        title["lede"],
        title["heading"],
        title["demo"],
    )
    chapters = [Chapter(part.heading, part.contents, str(part.number)) for part in paper.parts]
    signed = Chapter("", ({"block": "signatures"},), level=0)
    return write_chapters(front, [*chapters, signed, Chapter("О данных", (paper.about,))], params)


def write_chapters(front: Front, chapters: Sequence[Chapter], params: Params) -> bytes:
    """A sequence of chapters with their title page as PDF/UA: a report or the whole collection.

    Parameters
    ----------
    front : Front
    chapters : sequence of Chapter
        In the order in which they are read; a chapter of level 0 has no heading. Where there is a second level, every
        chapter of the first starts a page.
    params : Params

    Raises
    ------
    BuildError
        When a content is of no kind that can be printed.
    """
    labels, links = _labels(chapters)
    publication = params.publication
    data = {
        "colours": TOKENS,
        "levels": max(chapter.level for chapter in chapters),
        "title": f"{front.heading}. {front.over}",
        "short": front.short or front.heading,
        "masthead": params.masthead,
        "front": {**vars(front), "over": typography(front.over), "edition": typography(front.edition)},
        "organisation": publication.organisation,
        "place": publication.place,
        "approve": publication.approve.model_dump(),
        "signatures": [signature.model_dump() for signature in publication.signatures],
        "chapters": [
            {
                "level": chapter.level,
                "number": chapter.number,
                "heading": chapter.heading,
                "contents": afloat([_content(content, labels, links) for content in chapter.contents], last),
            }
            for chapter, last in zip(chapters, _lasts([chapter.level for chapter in chapters]), strict=True)
        ],
    }
    return typeset(data, datetime(max(params.edition.years), 12, 31, tzinfo=UTC))


def _lasts(levels: Sequence[int]) -> list[bool]:
    """Whether every chapter is the last before one of a higher level: the last part of a report."""
    return [level > following for level, following in zip(levels, [*levels[1:], 0], strict=True)]


def _labels(chapters: Iterable[Chapter]) -> tuple[dict[int, str], Links]:
    """Labels of tables and figures by identity of the content, and by the number that prose calls them by."""
    labels: dict[int, str] = {}
    links: dict[tuple[str, str], str] = {}
    for content in (content for chapter in chapters for content in chapter.contents):
        if content["block"] in {"table", "figure"}:
            labels[id(content)] = f"{content['block']}-{len(labels) + 1}"
            links[("т" if content["block"] == "table" else "р", content["number"])] = labels[id(content)]
    return labels, links


def _content(content: Content, labels: Mapping[int, str], links: Links) -> dict[str, Any]:
    """A content as the template takes it."""
    kind = content["block"]
    if kind not in _PRINTED:
        raise BuildError(f"PDF не собран: неизвестно, как напечатать «{kind}»")
    made = {"kind": kind, **_PRINTED[kind](content, links)}
    return made | {"label": labels[id(content)]} if id(content) in labels else made


def _text(content: Content, links: Links) -> dict[str, Any]:
    return {"lede": content.get("kind") == "lede", "paragraphs": [runs(text, links) for text in content["paragraphs"]]}


def _plain(content: Content, links: Links) -> dict[str, Any]:
    return {"text": content["text"].strip("\n")}


def _prose(content: Content, links: Links) -> dict[str, Any]:
    blocks = markdown(content["markdown"], links)
    return {"small": content.get("kind") == "note", "heading": content.get("heading", ""), "blocks": blocks}


def _findings(content: Content, links: Links) -> dict[str, Any]:
    return {
        "items": [{"said": runs(one["text"], links), "proof": runs(one["evidence"], links)} for one in content["items"]]
    }


def _table(content: Content, links: Links) -> dict[str, Any]:
    said = " ".join(filter(None, (content["key"], content["note"])))
    return {**laid_out(content), **_caption("Таблица", {**content, "note": said}, links)}


def _figure(content: Content, links: Links) -> dict[str, Any]:
    svg = plain_svg(content["svg"])
    across, down = map(float, found.groups()) if (found := _VIEW.search(svg)) else (_FULL, _FULL / 2)
    width = min(_FULL, _TALLEST * across / down)
    drawn = {"svg": svg, "alt": content["alt"], "width": round(width, 2), "height": width * down / across + _UNDER}
    return {**drawn, **_caption("Рисунок", content, links)}


def _caption(word: str, content: Content, links: Links) -> dict[str, Any]:
    return {
        "named": typography(f"{word} {content['number']} – "),
        "caption": typography(content["caption"]),
        "demo": content["demo"],
        "note": runs(typography(content["note"]), links),
    }


_PRINTED = {
    "text": _text,
    "note": _prose,
    "prose": _prose,
    "plain": _plain,
    "heading": _plain,
    "verdict": _plain,
    "findings": _findings,
    "table": _table,
    "figure": _figure,
    "about": lambda content, links: {"rows": content["rows"]},
    "signatures": lambda content, links: {},
}
