"""Small notebooks of ten parts that need no data, and the documents that run them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from svod import paths
from svod.factory.plan import Document
from svod.params import Params, load_params
from svod.parts import PARTS

OPENING = """from IPython.display import display
said = {"kind": "procedure", "title": "Проба", "nav": "procedures", "path": f"{procedure}.html", "links": [],
        "edition": edition, "procedure": procedure, "municipality": municipality or None, "group": None}
title = f'<div class="title"><h1>Проба {procedure} {municipality}</h1></div>'
display({"text/html": title, "text/plain": "Проба", "application/vnd.svod.report+json": said}, raw=True)"""
ABOUT = """about = '<section class="about" id="o-dannyh">О данных</section>'
reads = {"rows": {}, "demo": True}
display({"text/html": about, "text/plain": "О данных", "application/vnd.svod.reads+json": reads}, raw=True)"""
PARAMETERS = 'edition = "2022"\nprocedure = "one"\nmunicipality = ""'


def notebook(
    body: str = "1 + 1", parameters: str = PARAMETERS, tags: tuple[str, ...] = ("parameters",)
) -> nbformat.NotebookNode:
    """A report of ten empty parts with one cell of its own, `part-01-body`."""
    made = nbformat.v4.new_notebook()
    code, markdown = nbformat.v4.new_code_cell, nbformat.v4.new_markdown_cell
    made.cells = [code(parameters, id="parameters", metadata={"tags": list(tags)}), code(OPENING, id="open-report")]
    for part in PARTS:
        made.cells.append(markdown(f"## {part.number}. {part.heading}", id=part.id))
        if part.number == 1:
            made.cells.append(code(body, id="part-01-body"))
    made.cells.append(code(ABOUT, id="about-data"))
    return made


@pytest.fixture(scope="session")
def params() -> Params:
    return load_params("2022")


@pytest.fixture
def place(params: Params, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of notebooks and an empty output; `params` were checked against the real notebooks."""
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path / "notebooks")
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path / "output"))
    paths.NOTEBOOKS.mkdir()
    return tmp_path


@pytest.fixture
def write(place: Path) -> Callable[..., Document]:
    """Write a notebook; return the document that runs it."""

    def written(name: str, *, asked: str = "", municipality: str = "", **given: object) -> Document:
        document = Document(
            paths.NOTEBOOKS / f"{name}.ipynb",
            {"edition": "2022", "procedure": asked or name, "municipality": municipality},
            f"{asked or name}.html",
            f"процедура {name}",
        )
        nbformat.write(notebook(**given), document.notebook)
        return document

    return written
