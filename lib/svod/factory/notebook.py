"""A notebook read as a file: its cell of parameters, and whether an executed one really ran to its end."""

from __future__ import annotations

import ast
from functools import lru_cache
from pathlib import Path
from typing import Any

from svod.errors import BuildError
from svod.report.opening import REPORT

__all__ = ["declared", "identity", "untrue"]


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
    import nbformat

    try:
        notebook = nbformat.read(file, as_version=4)
    except (ValueError, KeyError, AttributeError, nbformat.ValidationError) as error:
        reason = f"файл не читается как блокнот Jupyter ({type(error).__name__})"
        raise BuildError(f"{reason}. Откройте его в JupyterLab и сохраните") from None
    cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(cells) != 1:
        count = f"ячеек с меткой parameters: {len(cells)}, а нужна одна"
        raise BuildError(f"{count}. Поставьте метку ячейке, где заданы edition и другие параметры")
    try:
        statements = ast.parse(cells[0].source).body
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
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if REPORT in output.get("data", {}):
                return dict(output["data"][REPORT])
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
