"""The collection in every format: each writer takes what it takes of a report, chapter after chapter."""

from __future__ import annotations

from svod.params import Params
from svod.publish.book.chapters import Book
from svod.publish.paper import Paper, Part

__all__ = ["FORMATS", "as_paper", "write_book"]

FORMATS = ("html", "pdf", "docx", "xlsx")
"""Suffixes of the files, in the order in which they are written."""


def write_book(kind: str, book: Book, params: Params) -> bytes:
    """The collection as a file of a format; the library of the format is imported now and not before.

    Raises
    ------
    BuildError
        When the format cannot hold what the book holds.
    KeyError
        When there is no such format.
    """
    return {"html": _html, "pdf": _pdf, "docx": _docx, "xlsx": _xlsx}[kind](book, params)


def _html(book: Book, params: Params) -> bytes:
    from svod.publish.book.page import write_html

    return write_html(book, params).encode()


def _pdf(book: Book, params: Params) -> bytes:
    from svod.publish.pdf import Chapter, Front, write_chapters

    title = book.title
    front = Front(
        title["over"],
        title["heading"],
        title["stamp"],
        title["edition"],
        params.edition.id,
        title["lede"],
        params.masthead,
        title["demo"],
    )
    chapters = [Chapter(item.heading, item.contents, item.number, item.level) for item in book.chapters]
    signed = Chapter("", ({"block": "signatures"},), level=0)
    return write_chapters(front, [*chapters, signed, Chapter("О данных", (book.about,))], params)


def _docx(book: Book, params: Params) -> bytes:
    from svod.publish.docx import write_docx_book

    return write_docx_book(book.title, book.chapters, book.about, params)


def _xlsx(book: Book, params: Params) -> bytes:
    from svod.publish.xlsx import write_xlsx

    return write_xlsx(as_paper(book, params), params)


def as_paper(book: Book, params: Params) -> Paper:
    """The collection as one paper whose parts are its chapters."""
    parts: list[Part] = []
    for chapter in book.chapters:
        if chapter.listed:
            parts.append(Part(chapter.number, chapter.anchor, chapter.heading, chapter.contents))
        else:
            whole = parts.pop()
            parts.append(Part(whole.number, whole.anchor, whole.heading, whole.contents + chapter.contents))
    passport = {"kind": "collection", "title": book.title["heading"], "edition": params.edition.id, "path": "",
                "procedure": None, "municipality": None, "group": None}  # fmt: skip
    return Paper(passport, book.title, tuple(parts), book.about)
