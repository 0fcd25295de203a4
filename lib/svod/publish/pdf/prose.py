"""Prose as runs: words of one look, and words that point at a table or figure of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import mistune

from svod.wording.numbers import NBSP

__all__ = ["Links", "markdown", "runs"]

Links = Mapping[tuple[str, str], str]
"""Label of a table («т») or figure («р») by its number, as the template has it."""

_REFERENCE = re.compile(rf"([Тт]аблиц|[Рр]исун)\w+[ {NBSP}]([А-Я]?\.?\d+(?:\.\d+)*)")
_parsed = mistune.create_markdown(renderer=None, plugins=["table"])


def runs(text: str, links: Links, bold: bool = False) -> list[dict[str, Any]]:
    """A line of text, the tables and figures it names made into links where the document has them."""
    found, start = [], 0
    for match in _REFERENCE.finditer(text):
        target = links.get((match[1][0].lower(), match[2]))
        if target:
            found += [(text[start : match.start()], ""), (match[0], target)]
            start = match.end()
    found.append((text[start:], ""))
    return [{"t": words, "b": bold, "to": target} for words, target in found if words]


def markdown(text: str, links: Links) -> list[dict[str, Any]]:
    """Blocks of a Markdown text: paragraphs, lists, small tables. Raw HTML is text like any other."""
    return [block for token in _parsed(text) for block in _block(token, links)]


def _block(token: Mapping[str, Any], links: Links) -> Iterable[dict[str, Any]]:
    kind, children = token["type"], token.get("children", ())
    if kind in {"paragraph", "block_text", "heading"}:
        yield {"kind": "paragraph", "runs": _inline(children, links, kind == "heading")}
    elif kind == "list":
        items = [[block for child in item["children"] for block in _block(child, links)] for item in children]
        yield {"kind": "list", "ordered": token["attrs"]["ordered"], "items": items}
    elif kind == "table":
        head, *body = children
        rows = [head, *(row for part in body for row in part["children"])]
        yield {"kind": "grid", "rows": [[_inline(cell["children"], links) for cell in row["children"]] for row in rows]}
    elif children:
        for child in children:
            yield from _block(child, links)
    elif token.get("raw", "").strip():
        yield {"kind": "paragraph", "runs": runs(token["raw"].strip(), links)}


def _inline(tokens: Iterable[Mapping[str, Any]], links: Links, bold: bool = False) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for token in tokens:
        if token["type"] in {"softbreak", "linebreak"}:
            found.append({"t": " " if token["type"] == "softbreak" else "\n", "b": bold, "to": ""})
        elif "children" in token:
            found += _inline(token["children"], links, bold or token["type"] == "strong")
        else:
            found += runs(token["raw"], links, bold)
    return found
