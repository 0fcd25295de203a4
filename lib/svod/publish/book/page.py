"""sbornik.html: the whole collection as one self-contained page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from svod.params import Params
from svod.publish.book.chapters import Book, Chapter
from svod.publish.book.fragments import Fragments
from svod.publish.paper import Content
from svod.publish.site import Link, Shell, checked, environment

__all__ = ["write_html"]

_OWN_CSS = Path(__file__).parents[1] / "assets" / "book.css"
_NAMED = {"figure", "table"}


@dataclass(frozen=True)
class BookShell(Shell):
    """The shell of the collection: it may be sent on its own, so nothing in it leads out of it."""

    ways: tuple[tuple[str, str], ...] = ()

    @property
    def sections(self) -> tuple[Link, ...]:
        return tuple(Link(f"#{anchor}", label) for anchor, label in self.ways)

    @property
    def css(self) -> str:
        return super().css + _OWN_CSS.read_text(encoding="utf-8")


def write_html(book: Book, params: Params) -> str:
    """The page.

    Raises
    ------
    BuildError
        When an id repeats, a reference leads nowhere, or the page would fetch something.
    """
    fragments = Fragments({chapter.anchor for chapter in book.chapters} | set(_named(book)))
    sections = [chapter for chapter in book.chapters if chapter.level == 1]
    ways = (("soderzhanie", "Содержание"), *((item.anchor, _label(item)) for item in sections))
    html = (
        environment()
        .get_template("book.html.j2")
        .render(
            page=BookShell(params.masthead, "Сборник", "sbornik.html", "", ways=ways),
            title=book.title,
            publication=params.publication,
            year=params.edition.id,
            contents=_nested(book.contents),
            chapters=_chapters(book),
            html=fragments.html,
            about=book.about["rows"],
        )
    )
    return checked(html, "sbornik.html")


def _named(book: Book) -> list[str]:
    contents: list[Content] = [content for chapter in book.chapters for content in chapter.contents]
    return [content["anchor"] for content in contents if content["block"] in _NAMED]


def _label(section: Chapter) -> str:
    """What the head of the page calls a section: its number, or the first word of its heading."""
    return section.number or section.heading.partition(" ")[0]


def _nested(listed: Sequence[Chapter]) -> list[tuple[Chapter, list[Chapter]]]:
    """Sections with their chapters."""
    return _gathered(listed, [chapter.level == 1 for chapter in listed])


def _chapters(book: Book) -> list[tuple[Chapter, list[Chapter]]]:
    """Chapters with their parts."""
    return _gathered(book.chapters, [chapter.listed for chapter in book.chapters])


def _gathered(chapters: Sequence[Chapter], opens: Sequence[bool]) -> list[tuple[Chapter, list[Chapter]]]:
    """Chapters that open a run, with those that follow it."""
    runs: list[tuple[Chapter, list[Chapter]]] = []
    for chapter, first in zip(chapters, opens, strict=True):
        if first:
            runs.append((chapter, []))
        else:
            runs[-1][1].append(chapter)
    return runs
