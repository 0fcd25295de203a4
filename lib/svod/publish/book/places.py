"""The index of municipalities: where each is spoken of, by the numbers of chapters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from svod.params.region import Municipality, Region
from svod.publish.book.chapters import Chapter, anchor_of, strings
from svod.publish.paper import Content
from svod.publish.site import municipality_page

__all__ = ["chapters_cell", "index_contents", "spoken_of", "words_table"]

_PROSE = frozenset({"text", "findings", "note", "prose", "verdict"})
"""Blocks in which somebody is spoken of; tables of all municipalities name every one of them."""


def spoken_of(chapters: Sequence[Chapter], region: Region) -> dict[str, list[Chapter]]:
    """Chapters of level two or one in whose prose a municipality is named, in reading order.

    Returns
    -------
    dict of code to list of Chapter
        In the order of the region, which is alphabetical; its own chapter is not listed.
    """
    found: dict[str, list[Chapter]] = {code: [] for code in region.codes}
    patterns = {item.code: _forms(item) for item in region.municipalities}
    for head, text in _read(chapters):
        for code, pattern in patterns.items():
            if head.page != municipality_page(code) and head not in found[code] and pattern.search(text):
                found[code].append(head)
    return found


def index_contents(chapters: Sequence[Chapter], region: Region) -> tuple[Content, ...]:
    """A sentence and the index as a table; a cell's `chapters` lead to where it sends."""
    listed = [chapter for chapter in chapters if chapter.listed]
    own = {chapter.page: chapter for chapter in listed}
    rows = []
    for code, heads in spoken_of(chapters, region).items():
        name, mine = region[code].name, own.get(municipality_page(code))
        cells = {
            "name": {"text": name, "value": None, **({"href": f"#{mine.anchor}"} if mine else {})},
            "own": chapters_cell([mine] if mine else [], listed),
            "spoken": chapters_cell(heads, listed),
        }
        rows.append({"key": code, "focus": False, "cells": cells})
    heads = (("name", "Муниципальное образование"), ("own", "Своя глава"), ("spoken", "Названо в тексте глав"))
    said = (
        "Указатель называет главу, посвящённую муниципальному образованию, и главы, в тексте которых о нём сказано "
        "особо. Таблицы рейтингов, где перечислены все муниципальные образования, в указатель не входят."
    )
    table = words_table(("У.1", "Алфавитный указатель муниципальных образований"), heads, rows)
    return ({"block": "text", "kind": "body", "paragraphs": [said], "quotes": []}, table)


def words_table(title: tuple[str, str], heads: Iterable[tuple[str, str]], rows: list[Content]) -> Content:
    """A table of words from its number and caption, columns as (key, heading) and rows."""
    columns = [{"key": key, "heading": words, "numeric": False} for key, words in heads]
    return {"block": "table", "number": title[0], "anchor": anchor_of("tab", title[0]), "caption": title[1],
            "demo": False, "note": "", "key": "", "columns": columns, "rows": rows}  # fmt: skip


def chapters_cell(heads: Sequence[Chapter], listed: Sequence[Chapter]) -> Content:
    """Numbers of some of the listed chapters, each leading there."""
    runs = _runs(heads, listed)
    return {"text": ", ".join(words for words, _ in runs) or "–", "value": None, "chapters": runs}


def _runs(heads: Sequence[Chapter], listed: Sequence[Chapter]) -> list[list[str]]:
    """Numbers of chapters and the anchors they lead to; three and more in a row are one range: «7.2–7.10»."""
    gathered: list[list[int]] = []
    for at in map(listed.index, heads):
        if gathered and at == gathered[-1][-1] + 1 and listed[at].level == listed[at - 1].level:
            gathered[-1].append(at)
        else:
            gathered.append([at])
    runs = []
    for places in gathered:
        for some in [places] if len(places) > 2 else [[at] for at in places]:
            numbers = list(dict.fromkeys((listed[some[0]].number, listed[some[-1]].number)))
            runs.append(["–".join(numbers), listed[some[0]].anchor])
    return runs


def _read(chapters: Sequence[Chapter]) -> Iterable[tuple[Chapter, str]]:
    """Prose of every chapter as one text, parts counted to the chapter they stand in."""
    gathered: list[tuple[Chapter, list[str]]] = []
    for chapter in chapters:
        if chapter.listed or not gathered:
            gathered.append((chapter, []))
        for content in chapter.contents:
            if content["block"] in _PROSE:
                gathered[-1][1].extend(strings(content))
    return [(head, " ".join(texts).replace("\u00a0", " ")) for head, texts in gathered]


def _forms(place: Municipality) -> re.Pattern[str]:
    """Any case of a municipality's short or full name."""
    forms = {place.name, place.full_name, place.genitive, place.dative, place.prepositional}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(forms)))})\b")
