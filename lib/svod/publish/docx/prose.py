"""Markdown of prose cells and of a procedure's own words as paragraphs of Word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import mistune

from svod.publish.docx.markup import linked, run

__all__ = ["Piece", "read_markdown"]

_read = mistune.create_markdown(renderer="ast", plugins=["strikethrough", "table"])
_LOOKS = {"strong": "<w:b/>", "emphasis": "<w:i/>", "strikethrough": "<w:strike/>"}


@dataclass(frozen=True)
class Piece:
    """A paragraph: what it is (`body`, `heading`, `bullet`, `number`), its runs, depth, whether a list begins."""

    kind: str
    inside: str
    level: int = 0
    begins: bool = False
    words: str = ""


def read_markdown(text: str) -> list[Piece]:
    """Read Markdown; HTML in it is text, a table its rows."""
    return [piece for token in _read(text) for piece in _blocks(token)]


def _blocks(token: dict[str, Any], level: int = 0) -> Iterator[Piece]:
    kind = token["type"]
    if kind in {"paragraph", "block_text", "heading"}:
        words = "".join(_words(token["children"]))
        yield Piece("heading" if kind == "heading" else "body", _runs(token["children"]), level, words=words)
    elif kind == "list":
        yield from _items(token, level)
    elif kind == "table":
        for row in _rows(token):
            yield Piece("body", run(" · ").join(_runs(cell["children"]) for cell in row), level)
    elif "children" in token:
        for child in token["children"]:
            yield from _blocks(child, level)
    elif token.get("raw", "").strip():
        yield Piece("body", run(token["raw"].strip()), level)


def _items(token: dict[str, Any], level: int) -> Iterator[Piece]:
    kind = "number" if token["attrs"]["ordered"] else "bullet"
    for place, item in enumerate(token["children"]):
        for turn, piece in enumerate(p for child in item["children"] for p in _blocks(child, level + 1)):
            first = turn == 0 and piece.kind == "body"
            yield Piece(kind, piece.inside, level, place == 0) if first else piece


def _rows(token: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    for part in token["children"]:
        rows = [part] if part["type"] == "table_head" else part["children"]
        yield from (row["children"] for row in rows)


def _runs(tokens: list[dict[str, Any]], looks: str = "") -> str:
    out = []
    for token in tokens:
        kind = token["type"]
        if kind in {"linebreak", "softbreak"}:
            out.append(run("\n" if kind == "linebreak" else " ", looks))
        elif "children" in token:
            out.append(_runs(token["children"], looks + _LOOKS.get(kind, "")))
        else:
            out.append(linked(token.get("raw", ""), looks))
    return "".join(out)


def _words(tokens: list[dict[str, Any]]) -> Iterator[str]:
    for token in tokens:
        yield token.get("raw", "")
        yield from _words(token.get("children", []))
