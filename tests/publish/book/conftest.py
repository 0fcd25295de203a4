"""The collection of the demo region, its notebooks run here without a kernel; it is made once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from nbformat import NotebookNode

from svod.factory.plan import plan
from svod.params import Params
from svod.publish.book import Book, read_book
from svod.publish.paper import Content, Paper, Part, read_paper

_MODELS = {
    "procedure": "procedure/07-libraries.html",
    "group": "group/conditions.html",
    "municipality": "municipality/troitskiy-mr.html",
}
_ALONE = ("group/overall.html", "map.html")


@pytest.fixture(scope="session")
def papers(executed: Callable[[str], NotebookNode], params: Params) -> dict[str, Paper]:
    """All papers of the collection by their pages; one report of a kind stands for the others of that kind."""
    made = {page: read_paper(executed(page.removesuffix(".html"))) for page in (*_MODELS.values(), *_ALONE)}
    wanted = [document.page for document in plan(params, collection=True)]
    return {page: made.get(page) or made[_MODELS[page.partition("/")[0]]] for page in wanted}


@pytest.fixture(scope="session")
def book(params: Params, papers: dict[str, Paper]) -> Book:
    return read_book(params, papers)


def table(number: str, *cells: str, caption: str = "Проба", **more: Any) -> Content:
    """Content of a table with one row."""
    columns = [{"key": f"c{i}", "heading": f"Столбец {i}", "numeric": False} for i, _ in enumerate(cells)]
    row = {
        "key": "r",
        "focus": False,
        "cells": {f"c{i}": {"text": text, "value": None} for i, text in enumerate(cells)},
    }
    return {
        "block": "table", "number": number, "anchor": f"tab-{number.replace('.', '-')}", "caption": caption,
        "demo": False, "columns": columns, "rows": [row], "note": "", "how": "", "key": "", **more,
    }  # fmt: skip


def figure(number: str, svg: str = "<svg></svg>") -> Content:
    """Content of a figure with its data."""
    anchor = f"ris-{number.replace('.', '-')}"
    data = table(number, "2022", anchor=f"{anchor}-data")
    return {"block": "figure", "number": number, "anchor": anchor, "caption": "Проба", "svg": svg, "alt": "Линия",
            "note": "", "data": data, "demo": False}  # fmt: skip


def text(*paragraphs: str, quotes: tuple[Content, ...] = ()) -> Content:
    return {"block": "text", "kind": "body", "paragraphs": list(paragraphs), "quotes": list(quotes)}


@pytest.fixture(scope="session")
def content():
    """Makers of contents: table, figure, text."""
    return {"table": table, "figure": figure, "text": text}


@pytest.fixture
def paper_of():
    """A paper with given contents in its first part, and rows of «О данных»."""

    def made(*contents: Content, rows: tuple[tuple[str, str], ...] = (("Издание", "2022"),)) -> Paper:
        title = {"block": "title", "over": "", "heading": "Проба", "stamp": "Проект", "edition": "", "lede": "Суть.",
                 "demo": False, "quotes": []}  # fmt: skip
        about = {"block": "about", "rows": [list(row) for row in rows]}
        return Paper({"path": "x.html"}, title, (Part(1, "part-01", "Часть", contents),), about)

    return made
