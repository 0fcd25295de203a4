"""An executed notebook as a paper: what Word, PDF and Excel are made of. Nothing is taken from HTML.

A paper holds the structured contents of blocks in the order they are read; among them stand prose of Markdown cells,
`{"block": "prose", "markdown": …}`, and whatever is no block, `{"block": "plain", "text": …}`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from nbformat import NotebookNode

from svod.errors import BuildError
from svod.params.publication import Erratum
from svod.publish.page import arrange, own_cells, passport_of
from svod.publish.site import corrections
from svod.report.about import READS

__all__ = ["Content", "Paper", "Part", "corrected", "read_paper"]

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
    files : dict of str to str
        sha256 of every input file that was read, by its name.
    """

    passport: dict[str, Any]
    title: Content
    parts: tuple[Part, ...]
    about: Content
    files: dict[str, str] = field(default_factory=dict)


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
    return Paper(dict(passport), titles[0], parts, about[0], _files(notebook))


def corrected(paper: Paper, errata: Iterable[Erratum]) -> Paper:
    """The paper with what was corrected on its page told before everything else, the latest first."""
    told = [f"Исправлено {when}. {text}" for when, text in corrections(errata, paper.passport["path"])]
    return replace(paper, title={**paper.title, "lede": " ".join([*told, paper.title["lede"]])})


def _files(notebook: NotebookNode) -> dict[str, str]:
    """Input files as the notebook says that it has read them."""
    outputs = (output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", ()))
    return dict(next((data[READS].get("files", {}) for data in outputs if READS in data), {}))
