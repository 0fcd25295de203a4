"""Numbering that runs through: tables and figures get the numbers of their chapter, and so does every mention."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from svod.publish.book.chapters import anchor_of, strings
from svod.publish.paper import Content

__all__ = ["Renumbering", "mentions", "unresolved"]

_NUMBER = r"П?\d+(?:\.\d+)*"
_NEXT = r"П?\d+(?:\.\d+)+"
_MENTION = re.compile(
    r"(?P<noun>\b(?:[Тт]абл(?:иц\w*|\.)|[Рр]ис(?:ун\w+|\.)))(?P<space>[ \u00a0]+)"
    rf"(?P<numbers>{_NUMBER}(?:–{_NEXT}|(?:,[ \u00a0]{_NEXT})*[ \u00a0](?:и|или)[ \u00a0]{_NEXT})?)"
)
_PLACE = re.compile(r"(?P<kind>tab|ris)-(?P<number>\d+(?:-\d+)*)(?P<rest>/.*|-data(?:/.*)?)?")
_DRAWN = re.compile(r'(?<=["#])ris-(?P<number>\d+(?:-\d+)*)-(?=\d+[")])')
_HREF = re.compile(r'(?<=\s)(?:xlink:)?href="(?P<href>[^"#][^"]*)"')
_KINDS = {"table": "tab", "figure": "ris"}


def mentions(text: str) -> Iterator[tuple[str, str]]:
    """Every table and figure that a text refers to, as (`tab` or `ris`, number); ranges by their ends."""
    for found in _MENTION.finditer(text):
        for number in re.findall(_NUMBER, found["numbers"]):
            yield _kind(found["noun"]), number


def unresolved(contents: Iterable[Content]) -> list[str]:
    """Mentions of tables and figures that are not there, as the text has them."""
    listed = list(contents)
    there = {(_KINDS[item["block"]], item["number"]) for item in listed if item["block"] in _KINDS}
    said = (mention for item in listed for text in strings(item) for mention in mentions(text))
    return [f"{'таблица' if kind == 'tab' else 'рисунок'} {number}" for kind, number in said
            if (kind, number) not in there]  # fmt: skip


@dataclass
class Renumbering:
    """New numbers for the tables and figures of one report, in the order they are read.

    Attributes
    ----------
    chapter : str
        Number of the chapter, the beginning of every new number: «4.1».
    page : str
        The report's page, from which its links lead.
    chapters : mapping of page to anchor
        Where the pages of the collection stand in it.
    faults : list of str
        Mentions of what the report does not hold.
    """

    chapter: str
    page: str = ""
    chapters: Mapping[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    _numbers: dict[tuple[str, str], str] = field(default_factory=dict)

    def learn(self, contents: Sequence[Content]) -> None:
        """Give a number to every table and figure."""
        for block, kind in _KINDS.items():
            old = [item["number"] for item in contents if item["block"] == block]
            if len(set(old)) != len(old):
                self.faults.append(f"{self.chapter}: номера таблиц или рисунков повторяются: {', '.join(old)}")
            self._numbers |= {(kind, number): f"{self.chapter}.{i}" for i, number in enumerate(old, start=1)}

    def content(self, content: Content) -> Content:
        """The same content with the new numbers, its links leading within the collection."""
        made = {key: self._value(key, value) for key, value in content.items()}
        if content.get("block") in _KINDS:
            kind = "ris" if content["anchor"].startswith("ris-") else _KINDS[content["block"]]
            made["number"] = self._numbers[kind, content["number"]]
        return {key: value for key, value in made.items() if not (key == "href" and not value)}

    def _value(self, key: str, value: object) -> object:
        if isinstance(value, dict):
            return self.content(value)
        if isinstance(value, list | tuple):
            return [self._value(key, inner) for inner in value]
        if not isinstance(value, str) or key in ("key", "block", "kind"):
            return value
        changes = {"anchor": self._place, "cell": self._place, "href": self._link, "svg": self._drawing}
        return changes.get(key, self.text)(value)

    def text(self, text: str) -> str:
        """Words with the new numbers in every mention."""
        return _MENTION.sub(self._mention, text)

    def _mention(self, found: re.Match[str]) -> str:
        kind = _kind(found["noun"])

        def new(number: re.Match[str]) -> str:
            if (kind, number[0]) not in self._numbers:
                self.faults.append(f"{self.chapter}: «{found[0]}» никуда не ведёт")
            return self._numbers.get((kind, number[0]), number[0])

        return found["noun"] + found["space"] + re.sub(_NUMBER, new, found["numbers"])

    def _place(self, place: str) -> str:
        """Anchor of a table or figure, or an address of a cell in it."""
        found = _PLACE.fullmatch(place)
        number = found and self._numbers.get((found["kind"], found["number"].replace("-", ".")))
        return anchor_of(found["kind"], number) + (found["rest"] or "") if found and number else place

    def _link(self, href: str) -> str:
        """A link within the collection; empty when it leads out of it."""
        page = posixpath.normpath(posixpath.join(posixpath.dirname(self.page), href.partition("#")[0]))
        return f"#{self.chapters[page]}" if page in self.chapters else ""

    def _drawing(self, svg: str) -> str:
        """A drawing whose ids begin with the new number of its figure."""

        def own(found: re.Match[str]) -> str:
            number = self._numbers.get(("ris", found["number"].replace("-", ".")))
            return f"{anchor_of('ris', number)}-" if number else found[0]

        svg = _DRAWN.sub(own, svg)
        return _HREF.sub(lambda found: f'href="{link}"' if (link := self._link(found["href"])) else "", svg)


def _kind(noun: str) -> str:
    return "tab" if noun[0] in "Тт" else "ris"
