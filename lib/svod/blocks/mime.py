"""One mimebundle for every block: HTML for the browser, text for the terminal, structure for DOCX, PDF and XLSX."""

from __future__ import annotations

from abc import ABC, abstractmethod
from html import escape
from typing import Any

__all__ = ["BLOCK", "Block", "Together", "dashed", "esc"]

BLOCK = "application/vnd.svod.block+json"
"""MIME type of a block's structured content."""


def esc(text: str) -> str:
    """Text made safe inside an element or a quoted attribute."""
    return escape(text, quote=True)


def dashed(number: str) -> str:
    """A number as anchors and keys of rows have it: «8.1» → `8-1`."""
    return number.replace(".", "-")


class Block(ABC):
    """Something a cell displays."""

    @abstractmethod
    def html(self) -> str:
        """The block as a fragment of a page."""

    @abstractmethod
    def text(self) -> str:
        """The block as plain text."""

    @abstractmethod
    def content(self) -> dict[str, Any]:
        """The block as plain values with a key `block` that names its kind."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {"text/plain": self.text(), "text/html": self.html(), BLOCK: self.content()}


class Together(Block):
    """Several blocks in the order they are read, shown by one cell."""

    def __init__(self, *blocks: Block) -> None:
        self.blocks = tuple(blocks)

    def html(self) -> str:
        return "\n".join(block.html() for block in self.blocks)

    def text(self) -> str:
        return "\n\n".join(block.text() for block in self.blocks)

    def content(self) -> dict[str, Any]:
        return {"block": "together", "blocks": [block.content() for block in self.blocks]}
