"""An executed notebook as one self-contained page.

The notebook speaks in cells: a markdown cell with the id of a part opens that part, other markdown cells are prose,
code cells show blocks. The first block carries the report's passport (`REPORT`), the last code cell shows «О данных».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import mistune
from jinja2 import Environment, StrictUndefined
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode
from traitlets import List, Tuple, Unicode

from svod.blocks.mime import BLOCK
from svod.errors import BuildError
from svod.parts import PARTS
from svod.publish.formats import FORMATS
from svod.publish.site import TEMPLATES, Pairs, Shell, checked, corrections
from svod.report.opening import REPORT
from svod.wording.numbers import typography

__all__ = ["PageExporter", "arrange", "own_cells", "passport_of", "prose"]

_QUIET = {"parameters", "injected-parameters", "hide"}
_HEADING = re.compile(r"## +(\d+)\. +(\S[^\n]*)\n*")
_LIVE = re.compile(r'<style class="svod-live">.*?</style>\n?', re.DOTALL)  # the look of a notebook, not of a page
_ABOUT = re.compile(r'<\w+ class="about\b')
_IDS = {part.id: part for part in PARTS}


class Headed(NamedTuple):
    """A part's heading as its notebook words it."""

    number: int
    anchor: str
    heading: str


class PageExporter(TemplateExporter):
    """Turns an executed report notebook into a page of the site."""

    publication = Unicode("Комплексная аналитика", help="What stands in the upper left corner of the page").tag(
        config=True
    )
    errata = Tuple(help="Corrections of all pages of the edition, as params/publication names them").tag(config=True)
    export_from_notebook = "Страница Свода"
    file_extension = ".html"
    output_mimetype = "text/html"
    template_name = "svod"
    default_preprocessors = List()

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"extra_template_basedirs": [str(TEMPLATES)], **given})

    def _create_environment(self) -> Environment:
        made = super()._create_environment()
        made.autoescape, made.undefined = True, StrictUndefined
        made.trim_blocks = made.lstrip_blocks = True
        return made

    def from_notebook_node(self, nb: NotebookNode, resources: dict | None = None, **given: Any) -> tuple[str, dict]:
        """Render the page.

        Raises
        ------
        BuildError
            When the notebook failed, was not executed, lacks a part or its passport, or the page would not be sound.
        """
        passport, arranged = passport_of(nb), own_cells(nb)
        headings = arrange(arranged)
        page = Shell(
            self.publication,
            passport["title"],
            passport["path"],
            passport["nav"],
            _pairs(passport.get("links", ())),
            _pairs(passport.get("trail", ())),
            passport.get("under", {}).get("heading", ""),
            _pairs(passport.get("under", {}).get("links", ())),
            corrections(self.errata, passport["path"]),
            _files(passport["path"], (resources or {}).get("formats", ())),
        )
        html, resources = super().from_notebook_node(
            arranged,
            {**(resources or {}), "page": page, "headings": headings, "rests": _rests(passport, arranged)},
            **given,
        )
        return checked(html, page.path), resources


def _files(path: str, formats: Iterable[str]) -> Pairs:
    """The same report in other formats, beside its page."""
    made = set(formats)
    return tuple((f"{PurePosixPath(path).stem}.{kind}", name) for kind, name in FORMATS.items() if kind in made)


def own_cells(notebook: NotebookNode) -> NotebookNode:
    """The notebook with cells and metadata that may be changed, and outputs that may only be left out."""
    cells = [NotebookNode({**cell, "metadata": NotebookNode(cell.metadata)}) for cell in notebook.cells]
    return NotebookNode({**notebook, "cells": cells})


def passport_of(notebook: NotebookNode) -> dict:
    """What a report says it is about.

    Raises
    ------
    BuildError
        When it does not say.
    """
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if REPORT in output.get("data", {}):
                return output.data[REPORT]
    raise BuildError("Отчёт не опубликован: блокнот не выполнен или не показывает заголовок отчёта")


def _pairs(links: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((href, label) for href, label in links)


_ASKED = {"edition": "издание", "procedure": "процедура", "municipality": "муниципалитет", "group": "группа"}
_HASH = re.compile(r"sha256 \w+")


def _rests(passport: dict, arranged: NotebookNode) -> str:
    """What every figure and table of a report is computed from: its parameters, hashes of methodology and data."""
    asked = ", ".join(f"{word} {passport[key]}" for key, word in _ASKED.items() if passport.get(key))
    contents = [block for cell in arranged.cells for block in cell.metadata["svod"]["contents"]]
    rows = next((block.get("rows", ()) for block in contents if block["block"] == "about"), ())
    hashes = {name: found[0] for name, words in rows if (found := _HASH.search(words))}
    known = [f"{name.lower()}: {hashes[name]}…" for name in ("Методика", "Данные") if name in hashes]
    return "; ".join([f"Параметры: {asked}", *known])


def arrange(notebook: NotebookNode) -> list[Headed]:
    """Say of every cell, in its metadata, how the template shows it; keep of its outputs only what is published.

    Returns
    -------
    list of Headed
        Headings of the ten parts.

    Raises
    ------
    BuildError
        With everything that keeps the notebook from being published.
    """
    faults: list[str] = []
    headings: list[Headed] = []
    about = _about(notebook)
    for index, cell in enumerate(notebook.cells):
        view = {
            "heading": None,
            "markdown": "",
            "prose": "",
            "contents": [],
            "first": False,
            "closes": index == about and bool(headings),
            "labels": "",
            "how": [],
        }
        if cell.cell_type == "markdown":
            _markdown(cell, view, headings, faults)
        elif cell.cell_type == "code":
            _code(cell, view, faults)
        cell.metadata["svod"] = view
    if [item.number for item in headings] != [part.number for part in PARTS]:
        faults.append(
            "частей должно быть десять, по порядку; есть: "
            + (", ".join(str(item.number) for item in headings) or "ни одной")
        )
    if about is None:
        faults.append("последняя ячейка не показывает «О данных»")
    if faults:
        raise BuildError("Отчёт не опубликован:\n  " + "\n  ".join(faults))
    return headings


def _about(notebook: NotebookNode) -> int | None:
    """Index of the last code cell when it shows «О данных»."""
    last = max((index for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"), default=None)
    shown = notebook.cells[last].outputs if last is not None else ()
    return last if any(_ABOUT.search(output.get("data", {}).get("text/html", "")) for output in shown) else None


def _markdown(cell: NotebookNode, view: dict, headings: list[Headed], faults: list[str]) -> None:
    text, part = cell.source, _IDS.get(cell.get("id", ""))
    if part is not None:
        found = _HEADING.match(text)
        if found is None or int(found[1]) != part.number:
            faults.append(f"ячейка «{part.id}»: первой строкой нужно «## {part.number}. {part.heading}»")
            return
        headed = Headed(part.number, part.anchor, typography(found[2].strip()))
        view.update(heading=headed._asdict(), first=not headings, closes=bool(headings))
        headings.append(headed)
        text = text[found.end() :]
    view["markdown"], view["prose"] = typography(text).strip(), prose(text)


_PROSE = mistune.create_markdown(escape=True, plugins=["table"])


def prose(text: str) -> str:
    """HTML of a Markdown cell, with its spaces and dashes set."""
    return str(_PROSE(typography(text)))


def _code(cell: NotebookNode, view: dict, faults: list[str]) -> None:
    name = cell.get("id", "без имени")
    failed = [output for output in cell.outputs if output.output_type == "error"]
    faults += [f"ячейка «{name}»: {output.ename}: {output.evalue}" for output in failed]
    quiet = bool(_QUIET & set(cell.metadata.get("tags", ())))
    shown, blocks = [], []
    for output in cell.outputs:
        block = output.get("data", {}).get(BLOCK, {})
        kept = None if output.output_type == "error" else _kept(output, name, faults)
        if kept is not None and (
            not quiet or block.get("block") == "title" or _ABOUT.search(kept.get("data", {}).get("text/html", ""))
        ):
            shown.append(kept)
            blocks.append(block or _plain(output))
    cell.outputs = shown
    view["contents"] = list(_flat(blocks))
    numbered = [block for block in view["contents"] if _computed(block)]
    if not quiet and numbered:
        words = {"table": "таблица", "figure": "рисунок"}
        view["labels"] = ", ".join(f"{words[block['block']]} {block['number']}" for block in numbered)
        view["how"] = [typography(block["how"]) for block in numbered if block.get("how")]


def _plain(output: NotebookNode) -> dict:
    """Content of an output that is no block: what it looks like as plain text."""
    text = output.text if output.output_type == "stream" else output.data.get("text/plain", "")
    return {"block": "plain", "text": text}


def _computed(block: dict) -> bool:
    """A figure, or a table with numbers: a list of sources has nothing to recompute."""
    if block.get("block") == "table":
        return any(column["numeric"] for column in block["columns"])
    return block.get("block") == "figure"


def _flat(blocks: Iterable[dict]) -> Iterator[dict]:
    """Blocks, those shown together one by one."""
    for block in blocks:
        if block.get("block") == "together":
            yield from _flat(block["blocks"])
        else:
            yield block


def _kept(output: NotebookNode, name: str, faults: list[str]) -> NotebookNode | None:
    """What a page shows of an output: HTML, else text; None for what is never published."""
    if output.output_type == "stream":
        return output if output.name == "stdout" and output.text.strip() else None
    if "text/html" in output.data:
        kind = "text/html"
    elif any(kind.startswith("image/") for kind in output.data):
        faults.append(f"ячейка «{name}»: рисунок без номера, подписи и описания; покажите его блоком Figure")
        return None
    elif "text/plain" in output.data:
        kind = "text/plain"
    else:
        return None
    shown = _LIVE.sub("", output.data[kind]) if kind == "text/html" else output.data[kind]
    return NotebookNode(output_type="display_data", metadata={}, data={kind: shown})
