"""Prose: sentences whose numbers know the cell they come from, findings, verdicts, notes, titles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import mistune

from svod.blocks.mime import Block, esc
from svod.wording.numbers import typography

__all__ = ["Findings", "Heading", "Note", "Quoted", "Ref", "Sentence", "Text", "Title", "Verdict"]

_FIELD = re.compile(r"\{(\w+)\}")
_markdown = mistune.create_markdown(escape=True, plugins=["strikethrough", "footnotes", "table", "speedup"])


@dataclass(frozen=True)
class Quoted:
    """A number in a sentence: as printed in its table, and the cell it was taken from (`table/row/column`)."""

    shown: str
    cell: str


@dataclass(frozen=True)
class Ref:
    """A reference to a table or figure («таблица 8.1»), here or on another page of the site."""

    anchor: str
    shown: str
    page: str = ""

    @property
    def href(self) -> str:
        return self.page + (f"#{self.anchor}" if self.anchor else "")


Piece = str | Quoted | Ref


@dataclass(frozen=True)
class Sentence:
    """A template with named fields and what fills them."""

    template: str
    fields: Mapping[str, Piece] = field(default_factory=dict)

    def _pieces(self) -> list[Piece]:
        """Words and fields in the order they are read."""
        parts = _FIELD.split(self.template)
        return [self.fields[part] if i % 2 else part for i, part in enumerate(parts)]

    def text(self) -> str:
        """The sentence as it reads."""
        return typography("".join(map(_shown, self._pieces())))

    def html(self) -> str:
        """The sentence with numbers and references marked up."""
        # Typography sees the sentence whole («5» and «%» may come from two pieces) and never changes its length.
        neat, start, out = self.text(), 0, []
        for piece in self._pieces():
            end = start + len(_shown(piece))
            out.append(_marked(piece, esc(neat[start:end])))
            start = end
        return "".join(out)

    def quotes(self) -> list[dict[str, str]]:
        """Numbers quoted from tables, in the order they are read."""
        quoted = dict.fromkeys(piece for piece in self._pieces() if isinstance(piece, Quoted))
        return [{"text": piece.shown, "cell": piece.cell} for piece in quoted]


def _shown(piece: Piece) -> str:
    return piece if isinstance(piece, str) else piece.shown


def _marked(piece: Piece, words: str) -> str:
    if isinstance(piece, Quoted):
        return f'<span class="q" data-cell="{esc(piece.cell)}">{words}</span>'
    return f'<a href="{esc(piece.href)}">{words}</a>' if isinstance(piece, Ref) else words


@dataclass(frozen=True)
class Text(Block):
    """Paragraphs; each is one or more sentences. `kind` is `body` or `lede`."""

    paragraphs: tuple[tuple[Sentence, ...], ...]
    kind: str = "body"

    @classmethod
    def of(cls, *sentences: Sentence | str, kind: str = "body") -> Text:
        """One paragraph of sentences."""
        return cls((tuple(item if isinstance(item, Sentence) else Sentence(item) for item in sentences),), kind)

    def __add__(self, other: Text) -> Text:
        return Text(self.paragraphs + other.paragraphs, self.kind)

    def html(self) -> str:
        tag = '<p class="lede">' if self.kind == "lede" else "<p>"
        return "\n".join(tag + " ".join(item.html() for item in paragraph) + "</p>" for paragraph in self.paragraphs)

    def text(self) -> str:
        return "\n\n".join(" ".join(item.text() for item in paragraph) for paragraph in self.paragraphs)

    def content(self) -> dict[str, Any]:
        return {
            "block": "text",
            "kind": self.kind,
            "paragraphs": [" ".join(item.text() for item in p) for p in self.paragraphs],
            "quotes": [quote for p in self.paragraphs for item in p for quote in item.quotes()],
        }


@dataclass(frozen=True)
class Note(Block):
    """Fixed text: a procedure's own words (Markdown) under a heading, or a remark (`kind` `note`)."""

    markdown: str
    heading: str = ""
    kind: str = "words"

    def html(self) -> str:
        body = _rendered(typography(self.markdown))
        if self.kind == "note":
            return body.replace("<p>", '<p class="note">')
        return (f"<h3>{esc(self.heading)}</h3>\n" if self.heading else "") + body

    def text(self) -> str:
        plain = re.sub(r"\*\*(.+?)\*\*", r"\1", typography(self.markdown))
        return f"{self.heading}\n\n{plain}" if self.heading else plain

    def content(self) -> dict[str, Any]:
        return {"block": "note", "kind": self.kind, "heading": self.heading, "markdown": typography(self.markdown)}


@lru_cache(maxsize=256)
def _rendered(markdown: str) -> str:
    return str(_markdown(markdown)).strip()


@dataclass(frozen=True)
class Findings(Block):
    """Conclusions in the order of their weight, each with its evidence."""

    items: tuple[tuple[Sentence, Sentence], ...]

    def html(self) -> str:
        rows = "".join(
            f'<li id="vyvod-{i}"><span>{said.html()}<span class="ev">{proof.html()}</span></span></li>\n'
            for i, (said, proof) in enumerate(self.items, start=1)
        )
        return f'<ol class="finds">\n{rows}</ol>'

    def text(self) -> str:
        return "\n".join(f"{i}. {said.text()} ({proof.text()})" for i, (said, proof) in enumerate(self.items, start=1))

    def content(self) -> dict[str, Any]:
        return {
            "block": "findings",
            "items": [
                {"text": said.text(), "evidence": proof.text(), "quotes": said.quotes() + proof.quotes()}
                for said, proof in self.items
            ],
        }


@dataclass(frozen=True)
class Heading(Block):
    """A heading inside a part, over what follows it."""

    heading: str

    def html(self) -> str:
        return f"<h3>{esc(self.heading)}</h3>"

    def text(self) -> str:
        return self.heading

    def content(self) -> dict[str, Any]:
        return {"block": "heading", "text": self.heading}


@dataclass(frozen=True)
class Verdict(Block):
    """The conclusion of part ten in words, over one rule."""

    words: str

    def html(self) -> str:
        return f'<div class="verdict"><strong>{esc(typography(self.words))}</strong></div>'

    def text(self) -> str:
        return self.words

    def content(self) -> dict[str, Any]:
        return {"block": "verdict", "text": self.words}


@dataclass(frozen=True)
class Title(Block):
    """What stands above the ten parts: over-line, heading, state of the edition, the answer in one paragraph."""

    over: str
    heading: str
    stamp: str
    edition: str
    lede: Sentence
    demo: bool = False
    locator: str = ""

    def html(self) -> str:
        tag = ' <span class="demo">учебные данные</span>' if self.demo else ""
        return (
            f'<div class="title"><div><p class="over">{esc(typography(self.over))}</p><h1>{esc(self.heading)}</h1>'
            f'<p class="edition"><span class="stamp">{esc(self.stamp)}</span> {esc(typography(self.edition))}{tag}</p>'
            f"</div>{self.locator}</div>\n"
            f'<p class="lede">{self.lede.html()}</p>'
        )

    def text(self) -> str:
        return f"{self.heading}\n{self.over}\n\n{self.lede.text()}"

    def content(self) -> dict[str, Any]:
        return {
            "block": "title",
            "over": self.over,
            "heading": self.heading,
            "stamp": self.stamp,
            "edition": self.edition,
            "lede": self.lede.text(),
            "demo": self.demo,
            "quotes": self.lede.quotes(),
        }
