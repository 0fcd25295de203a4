"""An executed notebook as a paper: what Word, PDF and Excel are made of. Nothing is taken from HTML.

A paper holds the structured contents of blocks in the order they are read; among them stand prose of Markdown cells,
`{"block": "prose", "markdown": …}`, and whatever is no block, `{"block": "plain", "text": …}`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from svod.errors import BuildError
from svod.publish.page import arrange, own_cells, passport_of

__all__ = ["Content", "Paper", "Part", "read_paper"]

Content = dict[str, Any]
"""What a block says of itself as plain values; `block` names its kind."""


@dataclass(frozen=True)
class Part:
    """One of the ten parts: its number, the anchor of its heading on the page, the heading, what stands under it."""

    number: int
    anchor: str
    heading: str
    contents: tuple[Content, ...]


@dataclass(frozen=True)
class Paper:
    """A report to be printed.

    Attributes
    ----------
    passport : dict
        What the report is about, as its front cell says: kind, title, path, edition, procedure, municipality, group.
    title : dict
        The block over the parts: over-line, heading, state and edition, lede.
    parts : tuple of Part
        Ten of them.
    about : dict
        What the numbers rest on (rows of name and words).
    """

    passport: dict[str, Any]
    title: Content
    parts: tuple[Part, ...]
    about: Content


def read_paper(notebook: NotebookNode) -> Paper:
    """Read an executed notebook.

    Raises
    ------
    BuildError
        When the notebook is not a whole report, as for its page.
    """
    passport, arranged = passport_of(notebook), own_cells(notebook)
    headings = {headed.anchor: headed for headed in arrange(arranged)}
    under: dict[str, list[Content]] = {anchor: [] for anchor in headings}
    over: list[Content] = []
    here = over
    for cell in arranged.cells:
        view = cell.metadata["svod"]
        if view["heading"]:
            here = under[view["heading"]["anchor"]]
        if cell.cell_type == "markdown":
            if view["markdown"]:
                here.append({"block": "prose", "markdown": view["markdown"]})
        else:
            here += view["contents"]
    about = [content for own in under.values() for content in own if content["block"] == "about"]
    titles = [content for content in over if content["block"] == "title"]
    if len(titles) != 1 or len(about) != 1:
        raise BuildError("Отчёт не опубликован: нужен один заголовок и один раздел «О данных»")
    parts = tuple(
        Part(
            headed.number,
            anchor,
            headed.heading,
            tuple(content for content in under[anchor] if content["block"] != "about"),
        )
        for anchor, headed in headings.items()
    )
    return Paper(dict(passport), titles[0], parts, about[0])
