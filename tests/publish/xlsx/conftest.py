"""Reports of the demo region, run here without a kernel, and workbooks read back."""

from __future__ import annotations

import ast
import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import nbformat.v4 as v4
import openpyxl
import pytest
from nbformat import NotebookNode

from svod.factory.plan import Document, plan
from svod.params import Params
from svod.publish.paper import Content, Paper, Part
from svod.store import Snapshot, current_snapshot


def run(document: Document) -> NotebookNode:
    """The notebook of a document with what its cells display."""
    notebook, space = nbformat.read(document.notebook, as_version=4), {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        *body, last = ast.parse(cell.source).body
        if not isinstance(last, ast.Expr):
            body, last = [*body, last], None
        exec(compile(ast.Module(body, []), cell.id, "exec"), space)
        if "parameters" in cell.metadata.get("tags", []):
            space.update(document.parameters)
        if last is not None:
            block: Any = eval(compile(ast.Expression(last.value), cell.id, "eval"), space)
            cell.outputs = [v4.new_output("display_data", data=block._repr_mimebundle_())]
    return notebook


@pytest.fixture(scope="session")
def executed(demo: Path, params: Params) -> Callable[[str], NotebookNode]:
    """Executed notebook of a page by its address without «.html»; every one is run once."""
    known, made = {document.page.removesuffix(".html"): document for document in plan(params)}, {}

    def get(name: str) -> NotebookNode:
        if name not in made:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("SVOD_OUTPUT", str(demo))
                made[name] = run(known[name])
        return made[name]

    return get


@pytest.fixture(scope="session")
def stored(demo: Path) -> Snapshot:
    """The demo region's data."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SVOD_OUTPUT", str(demo))
        return current_snapshot("2022")


@pytest.fixture
def paper_of() -> Callable[..., Paper]:
    """A paper of one part that holds some contents."""

    def made(*contents: Content, heading: str = "Проба", demo: bool = False) -> Paper:
        title = {
            "block": "title", "over": "Над заголовком", "heading": heading, "stamp": "Проект",
            "edition": "Издание 2022 года", "lede": "Суть.", "demo": demo,
        }  # fmt: skip
        about = {"block": "about", "rows": [["Издание", "2022"]]}
        return Paper({"path": "x.html"}, title, (Part(8, "part-08", "Рейтинг", contents),), about)

    return made


@pytest.fixture
def table_of_cells() -> Callable[..., Content]:
    """Content of a table from headings (a number where it begins with «#») and rows of cells; a word names a group."""

    def made(*rows: list[Content] | str, headings: list[str], number: str = "8.1", **more: Any) -> Content:
        columns = [
            {"key": f"c{i}", "heading": heading.removeprefix("#"), "numeric": heading.startswith("#")}
            for i, heading in enumerate(headings)
        ]
        body = [
            {"group": row}
            if isinstance(row, str)
            else {"key": f"r{i}", "focus": False, "cells": {f"c{j}": cell for j, cell in enumerate(row)}}
            for i, row in enumerate(rows)
        ]
        return {
            "block": "table", "number": number, "anchor": "tab-8-1", "caption": "Проба", "demo": False,
            "columns": columns, "rows": body, "note": "", "how": "", "key": "", **more,
        }  # fmt: skip

    return made


@pytest.fixture(scope="session")
def opened() -> Callable[[bytes], openpyxl.Workbook]:
    """A workbook as openpyxl reads it."""
    return lambda data: openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture
def office(tmp_path: Path) -> Callable[[bytes, str, str], list[Path]]:
    """What LibreOffice makes of a workbook: files of a kind."""

    def convert(data: bytes, kind: str, filter_: str = "") -> list[Path]:
        source, out = tmp_path / "book.xlsx", tmp_path / kind
        source.write_bytes(data)
        program = shutil.which("soffice") or shutil.which("libreoffice")
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        wanted = f"{kind}:{filter_}" if filter_ else kind
        command = [program, profile, "--headless", "--convert-to", wanted, "--outdir", str(out), str(source)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
        assert "Error" not in done.stdout + done.stderr
        return sorted(out.iterdir())

    return convert
