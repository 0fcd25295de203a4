"""Makes the SVG of matplotlib fit for a page: no head matter, no foreign ids, no leaking style, half the bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

__all__ = ["Writer", "inline"]

NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
AROUND_LETTER = re.compile(r"\s*([A-Za-z])\s*")
NO_TURN = re.compile(r"rotate\(-?0 ")
REFERENCE = re.compile(r"^#(.+)$|^url\(#(.+)\)$")
GROUP_OPACITY = re.compile(r"(^|;)opacity:")  # of a group it means another picture than of its members
HEAD_MATTER = {"metadata", "style"}
SAID_ALREADY = {"stroke-linejoin": "round", "text-anchor": "start"}  # by the root or by default
PIXELS_PER_POINT = 96 / 72
FAMILY = "'PT Sans','Segoe UI','Noto Sans','Liberation Sans',Arial,sans-serif"


class Writer:
    """What matplotlib writes an SVG file with, building the tree of its elements and no file."""

    def __init__(self) -> None:
        self._tree = ElementTree.TreeBuilder()
        self._open: list[str] = []

    def start(self, tag: str, attrib: dict[str, str] | None = None, **extra: str) -> int:
        self._tree.start(tag, {name: value for name, value in {**(attrib or {}), **extra}.items() if value})
        self._open.append(tag)
        return len(self._open) - 1

    def data(self, text: str) -> None:
        self._tree.data(text)

    def end(self, tag: str | None = None, indent: bool = True) -> None:
        self._tree.end(self._open.pop())

    def close(self, id: int) -> None:
        while len(self._open) > id:
            self.end()

    def element(self, tag: str, text: str | None = None, attrib: dict[str, str] | None = None, **extra: str) -> None:
        self.start(tag, attrib, **extra)
        self.data(text or "")
        self.end()

    def comment(self, comment: str) -> None:
        """Notes are for who reads a file."""

    def flush(self) -> None:
        """Nothing is held back."""

    def root(self) -> ElementTree.Element:
        """The whole tree, when its outermost element has been closed."""
        return self._tree.close()


@dataclass(slots=True)
class Node:
    """An element with its style apart, so that neighbours of one style can share it."""

    tag: str
    attributes: dict[str, str]
    style: str = ""
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def write(self) -> str:
        pairs = {**self.attributes, **({"style": self.style} if self.style else {})}
        head = self.tag + "".join(f" {name}={quoteattr(value)}" for name, value in pairs.items())
        inside = escape(self.text) + "".join(child.write() for child in self.children)
        return f"<{head}>{inside}</{self.tag}>" if inside else f"<{head}/>"


def inline(source: ElementTree.Element | str, name: str) -> str:
    """Rewrite an SVG file, or the tree of one, as an inline figure called `name`.

    Ids that something refers to become `name-1`, `name-2`, …, all others go; so do comments, metadata, the document
    type and groups that group nothing. Neighbours of one style are put together. Same text in, same text out.
    """
    if isinstance(source, str):
        source = ElementTree.fromstring(source)
    view = source.get("viewBox", "")
    width, height = (str(round(float(side) * PIXELS_PER_POINT)) for side in view.split()[2:])
    root = Node(
        "svg",
        {"xmlns": "http://www.w3.org/2000/svg", "viewBox": _short(view), "width": width, "height": height},
        style=f"font-family:{FAMILY};stroke-linejoin:round",
        children=_joined([node for child in source for node in _read(child)]),
    )
    _rename(root, name)
    return root.write()


def _short(text: str) -> str:
    """Round every number to a hundredth of a point."""
    return NUMBER.sub(_rounded, text)


def _rounded(found: re.Match[str]) -> str:
    return f"{round(float(found[0]), 2) + 0:.2f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=1024)
def _name(key: str) -> str:
    """Name of an element or attribute without its namespace."""
    return key.rpartition("}")[2].rpartition(":")[2]


@lru_cache(maxsize=1024)
def _style(text: str) -> str:
    pairs = (pair.partition(":")[::2] for pair in text.split(";") if pair.strip())
    kept = {key.strip(): _short(value.strip()) for key, value in pairs}
    kept.pop("font-family", None)
    return ";".join(f"{key}:{value}" for key, value in kept.items() if SAID_ALREADY.get(key) != value)


def _attributes(element: ElementTree.Element) -> dict[str, str]:
    found = {_name(key): value for key, value in element.attrib.items()}
    if NO_TURN.match(found.get("transform", "")):
        del found["transform"]
    if "d" in found:
        found["d"] = AROUND_LETTER.sub(r"\1", _short(" ".join(found["d"].split())))
    for key in ("x", "y", "width", "height", "transform"):
        if key in found:
            found[key] = _short(found[key])
    found.pop("target", None)
    return found


def _read(element: ElementTree.Element) -> Iterator[Node]:
    """Read an element as a node, as its children where it only groups them, or as nothing where it draws nothing."""
    tag = _name(str(element.tag))
    if tag in HEAD_MATTER:
        return
    attributes = _attributes(element)
    style = _style(attributes.pop("style", ""))
    children = _joined([node for child in element for node in _read(child)])
    if tag == "g" and not style and not attributes.keys() - {"id"}:
        yield from children
    elif (children or tag not in {"g", "defs"}) and style != "fill:none":
        style = style or ("text-decoration:none" if tag == "a" else "")  # a tile is a link and looks like one
        yield Node(tag, attributes, style, (element.text or "").strip(), children)


def _kin(node: Node) -> tuple[str, ...]:
    """Tell what neighbours must have in common to be put together; nothing else has this key."""
    address = node.attributes.get("href", "")
    if node.tag == "a":
        return ("a", address)
    alone = node.attributes.keys() & {"id", "transform"} or GROUP_OPACITY.search(node.style)
    if node.tag in {"text", "path", "use"} and not alone:
        return (node.tag, address, node.style, node.attributes.get("clip-path", ""))
    return (node.tag, str(id(node)))


def _joined(nodes: list[Node]) -> list[Node]:
    joined = []
    for key, run in groupby(nodes, _kin):
        alike = list(run)
        joined.append(alike[0] if len(alike) == 1 else _one(key[0], alike))
    return joined


def _one(tag: str, alike: list[Node]) -> Node:
    """Put neighbours together: one link, one text of many spans, one path of many parts, one group of the rest."""
    first = alike[0]
    if tag == "a":
        return Node(
            "a", first.attributes, first.style, children=_joined([child for node in alike for child in node.children])
        )
    if tag == "text":  # spans, not a group: a style sheet that colours `text` must not win over the figure
        return Node(
            "text", {}, first.style, children=[Node("tspan", node.attributes, text=node.text) for node in alike]
        )
    if tag == "path" and "opacity" not in first.style:
        return Node("path", {**first.attributes, "d": "".join(node.attributes["d"] for node in alike)}, first.style)
    group = Node("g", {}, first.style, children=alike)
    for node in alike:
        node.style = ""
    return group


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _rename(root: Node, name: str) -> None:
    """Keep the ids that are referred to, under the name of the figure, and drop the others."""
    names: dict[str, str] = {}
    for node in _walk(root):
        for key in ("href", "clip-path"):
            if found := REFERENCE.match(node.attributes.get(key, "")):
                old = found[1] or found[2]
                new = names.setdefault(old, f"{name}-{len(names) + 1}")
                node.attributes[key] = node.attributes[key].replace(old, new)
    for node in _walk(root):
        if (old := node.attributes.pop("id", None)) in names:
            node.attributes["id"] = names[old]
