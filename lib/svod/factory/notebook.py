"""A notebook read as a file: its cell of parameters, and whether an executed one really ran to its end."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from svod.errors import BuildError

__all__ = ["declared", "identity", "reads", "unpublished", "untrue"]


def declared(file: Path) -> frozenset[str]:
    """Names that the cell tagged `parameters` assigns.

    Raises
    ------
    BuildError
        When the file is no notebook, the tag is missing or doubled, or the cell does more than assign strings.
    """
    return _declared(file, file.stat().st_mtime_ns)


@lru_cache
def _declared(file: Path, changed: int) -> frozenset[str]:
    try:
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"файл не читается как блокнот Jupyter ({type(error).__name__})"
        raise BuildError(f"{reason}. Откройте его в JupyterLab и сохраните") from None
    if len(sources) != 1:
        count = f"ячеек с меткой parameters: {len(sources)}, а нужна одна"
        raise BuildError(f"{count}. Поставьте метку ячейке, где заданы edition и другие параметры")
    try:
        statements = ast.parse(sources[0]).body
    except SyntaxError as error:
        raise BuildError(f"ячейка parameters не читается как Python, строка {error.lineno}") from None
    names = [_name(statement) for statement in statements]
    if None in names:
        raise BuildError('ячейка parameters должна только присваивать строки: имя = "значение"')
    if len(set(names)) != len(names):
        raise BuildError("ячейка parameters присваивает одно имя дважды")
    return frozenset(name for name in names if name is not None)


def _name(statement: ast.stmt) -> str | None:
    """Name assigned by `name = "text"`; None for anything else."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str())):
            return name
    return None


def identity(notebook: Any) -> dict[str, Any] | None:
    """What an executed notebook says it is about; None when it does not say."""
    from svod.report.opening import REPORT

    return _said(notebook, REPORT)


def reads(notebook: Any) -> dict[str, Any]:
    """What an executed notebook says its report has read; empty when it does not say."""
    from svod.report.about import READS

    return _said(notebook, READS) or {}


def _said(notebook: Any, kind: str) -> dict[str, Any] | None:
    """The first output of a MIME type; None when there is none."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if kind in output.get("data", {}):
                return dict(output["data"][kind])
    return None


def untrue(notebook: Any, parameters: dict[str, str], page: str) -> str:
    """Why an executed notebook cannot be believed; empty when it can.

    Papermill marks every cell of a notebook whose kernel died as completed, so success is read from the outputs alone.
    """
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        for output in cell.outputs:
            if output.output_type == "error":
                return f"ячейка {cell.id}: {output.ename}: {output.evalue}"
        if cell.source.strip() and cell.execution_count is None:
            return f"ячейка {cell.id} не выполнена"
    said = identity(notebook)
    if said is None:
        return "блокнот не сказал, о чём он: нет вывода report.opening(…)"
    for name, asked in {**parameters, "path": page}.items():
        if (said.get(name) or "") != asked:
            return f"отчёт не о том: {name} – «{said.get(name) or ''}», а заказан «{asked}»"
    return ""


def unpublished(notebook: Any, html: str) -> list[str]:
    """Tables and figures that a notebook shows, with their data, and that its page lacks or has twice."""
    from svod.blocks.mime import BLOCK

    shown = (
        output["data"][BLOCK]
        for cell in notebook.cells
        if "hide" not in cell.metadata.get("tags", ())
        for output in cell.get("outputs", ())
        if BLOCK in output.get("data", {})
    )
    anchors = [anchor for block in shown for anchor in _anchors(block)]
    return [anchor for anchor in anchors if html.count(f' id="{anchor}"') != 1]


def _anchors(block: dict[str, Any]) -> Iterator[str]:
    """Anchors of the tables and figures in a block."""
    if block["block"] in ("table", "figure"):
        yield block["anchor"]
    for inner in (*block.get("blocks", ()), *([block["data"]] if block["block"] == "figure" else [])):
        yield from _anchors(inner)
