"""A paper as a workbook: cover, contents, notes, then a sheet for every table and for the data of every figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from openpyxl import Workbook

from svod.archive import packed
from svod.params import Params
from svod.publish.paper import Content, Paper
from svod.publish.xlsx.cells import inert
from svod.publish.xlsx.front import COVER, NOTES, Entry, contents, cover, notes
from svod.publish.xlsx.sheet import CONTENTS, fill
from svod.publish.xlsx.style import Ink

__all__ = ["write_xlsx"]

_NAME = 31  # characters of a sheet's name
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def write_xlsx(paper: Paper, params: Params) -> bytes:
    """Write a paper as a workbook.

    Parameters
    ----------
    paper : Paper
        A report, or any other sequence of contents in parts.
    params : Params
        Who publishes, and the years, the last day of which the properties of the file bear.

    Returns
    -------
    bytes
        An .xlsx file, the same for the same paper.
    """
    book = Workbook()
    ink, entries = Ink(book), list(_entries(paper))
    _properties(book, paper, params)
    first = book.active
    first.title = COVER
    cover(first, paper, params, ink)
    contents(book.create_sheet(CONTENTS), entries, ink)
    notes(book.create_sheet(NOTES), paper, entries, ink)
    for number, entry in enumerate(entries, start=1):
        fill(book.create_sheet(entry.sheet), entry.content, ink, f"tab_{number}")
    return packed(book)


def _entries(paper: Paper) -> Iterator[Entry]:
    taken = {name.lower() for name in (COVER, CONTENTS, NOTES)}
    for part in paper.parts:
        heading = f"{part.number}. {part.heading}" if part.number else part.heading
        for content in part.contents:
            if content["block"] in ("table", "figure"):
                yield Entry(_name(content, taken), heading, content)


def _name(content: Content, taken: set[str]) -> str:
    """«8.2», «рис. 8.1»; a number that was taken gets another in brackets."""
    own = ("рис. " if content["block"] == "figure" else "") + _FORBIDDEN.sub("", inert(content["number"])).strip()
    name, times = own[:_NAME], 1
    while name.lower() in taken or not name:
        times += 1
        name = f"{own[: _NAME - 6]} ({times})".strip()
    taken.add(name.lower())
    return name


def _properties(book: Workbook, paper: Paper, params: Params) -> None:
    """What the file says of itself; no time of writing."""
    day = datetime(max(params.edition.years), 12, 31)
    properties = book.properties
    properties.title, properties.subject = inert(paper.title["heading"]), inert(paper.title["over"])
    properties.creator, properties.language = params.publication.organisation, "ru"
    properties.created = properties.modified = day
