"""The limit: what the notebooks of the project call, as plain Python in one loop, and one Jinja page for all of it.

There is no Papermill, no nbformat, no nbconvert and no shell here; the figures are the same SVG.
"""

from __future__ import annotations

import ast
import json
import re
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

import mistune
from jinja2 import Template
from markupsafe import Markup

from svod.factory.plan import Document
from svod.publish.site import Shell, environment
from svod.report.opening import Opening

__all__ = ["figures", "make_pages", "nothing"]

PAGE = """\
{% import "shell.html.j2" as shell %}
{{ shell.open(page) }}
<div class="doc"><div>
{% for block in blocks %}
{{ block }}
{% endfor %}
</div></div>
{{ shell.close(page) }}
"""
_FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)


class Step(NamedTuple):
    """A cell: prose already in HTML, or code and the expression that ends it."""

    prose: str
    body: CodeType | None = None
    last: CodeType | None = None
    parameters: bool = False


@cache
def _steps(notebook: Path) -> tuple[Step, ...]:
    """The cells of a notebook, compiled once in a process."""
    return tuple(map(_step, json.loads(notebook.read_text(encoding="utf-8"))["cells"]))


def _step(cell: dict[str, Any]) -> Step:
    source = "".join(cell["source"])
    if cell["cell_type"] != "code":
        return Step(str(mistune.html(source)))
    body, last = ast.parse(source).body, None
    if body and isinstance(body[-1], ast.Expr):
        last = compile(ast.Expression(body.pop().value), cell["id"], "eval")
    tagged = "parameters" in cell["metadata"].get("tags", [])
    return Step("", compile(ast.Module(body, []), cell["id"], "exec"), last, tagged)


@cache
def _template() -> Template:
    return environment().from_string(PAGE)


def _page(document: Document, publication: str) -> str:
    space: dict[str, Any] = {}
    shell, blocks = None, []
    for step in _steps(document.notebook):
        if step.body is None:
            blocks.append(Markup(step.prose))
            continue
        exec(step.body, space)
        if step.parameters:
            space |= document.parameters
        shown = eval(step.last, space) if step.last else None
        if isinstance(shown, Opening):
            said = shown.identity
            shell = Shell(publication, said["title"], said["path"], said["nav"], tuple(map(tuple, said["links"])))
            shown = shown.title
        if shown is not None:
            blocks.append(Markup(shown.html()))
    return _template().render(page=shell, blocks=blocks)


def make_pages(documents: Sequence[Document], publication: str, folder: Path) -> list[float]:
    """Make pages one after the other in this process; seconds of each."""
    spent = []
    for document in documents:
        begun = time.perf_counter()
        file = folder / document.page
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_page(document, publication), encoding="utf-8")
        spent.append(time.perf_counter() - begun)
    return spent


def nothing() -> None:
    """Called first of all: when it has been answered, the warm process stands."""


def figures(page: Path) -> list[str]:
    """Figures of a page, to see that two ways have drawn the same."""
    return _FIGURE.findall(page.read_text(encoding="utf-8"))
