"""A collection to be printed: numbered chapters in reading order, each holding the same contents as a paper's parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from svod.publish.paper import Content

__all__ = ["Book", "Chapter", "anchor_of", "strings"]

_SILENT = frozenset(("anchor", "block", "cell", "href", "key", "kind", "mark", "number", "quotes", "svg", "how"))
"""Keys whose text is not read by a reader of a printed collection."""

_LATIN = str.maketrans("ПУИ", "pui")
"""Letters that numbers of the back matter begin with."""


@dataclass(frozen=True)
class Chapter:
    """A heading and what stands under it.

    Attributes
    ----------
    level : int
        1 is a section («4»), 2 a chapter («4.1»), 3 one of its ten parts («7»).
    number : str
        As printed before the heading; empty for what has none (the index).
    heading, anchor : str
    contents : tuple of dict
        Structured contents of blocks, numbered through: «Таблица 4.1.1».
    page : str
        Path of the page of the site it was read from; empty for what is written here.
    listed : bool
        Whether the table of contents names it; the ten parts of an analysis are not named there.
    """

    level: int
    number: str
    heading: str
    anchor: str
    contents: tuple[Content, ...] = ()
    page: str = ""
    listed: bool = True

    @property
    def title(self) -> str:
        """«4.1. Аналитика …»."""
        return f"{self.number}. {self.heading}" if self.number else self.heading


@dataclass(frozen=True)
class Book:
    """The collection of an edition, neutral to the format.

    Attributes
    ----------
    title : dict
        Like the title of a paper: over-line, heading, stamp, edition; its lede is the annotation.
    chapters : tuple of Chapter
    about : dict
        What all of it rests on (rows of name and words).
    """

    title: Content
    chapters: tuple[Chapter, ...]
    about: Content

    @property
    def contents(self) -> tuple[Chapter, ...]:
        """Lines of the table of contents: sections and chapters."""
        return tuple(chapter for chapter in self.chapters if chapter.listed)


def anchor_of(kind: str, number: str) -> str:
    """Anchor of a table, a figure or a chapter: («tab», «П1.2») → `tab-p1-2`."""
    return f"{kind}-{number.translate(_LATIN).replace('.', '-')}"


def strings(value: Any) -> Iterator[str]:
    """Everything that a reader of some content reads, string by string."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _SILENT:
                yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)
