"""Every notebook is ten parts of thin cells, stripped, with one cell of parameters."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4.rwbase import rejoin_lines

from svod import paths
from svod.parts import PARTS

CELL_LINES = 12
OWN_CELLS = {"parameters", "open-report", "about-data"}
NAME = re.compile(r"part-(0[1-9]|10)-[a-z]+(-[a-z]+)*")
LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.AsyncFor, ast.While, ast.Lambda)
NOTEBOOKS = sorted(paths.NOTEBOOKS.glob("*.ipynb"))


def read(file: Path) -> NotebookNode:
    """A notebook as its file has it: `nbformat.read` would quietly give a doubled id another name."""
    return rejoin_lines(nbformat.from_dict(json.loads(file.read_text("utf-8"))))


def structure_faults(notebook: NotebookNode) -> list[str]:
    """Everything that a notebook of a report may not be, in the order of its cells."""
    ids = Counter(cell.id for cell in notebook.cells)
    doubled = [f"id {id} stands {count} times" for id, count in ids.items() if count > 1]
    if doubled:
        return doubled
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        return [f"not a valid notebook: {str(error).splitlines()[0]}"]
    faults = _heading_faults(notebook) + _parameter_faults(notebook)
    for cell in notebook.cells:
        faults += _code_faults(cell) if cell.cell_type == "code" else _prose_faults(cell)
    return faults


def _heading_faults(notebook: NotebookNode) -> list[str]:
    wanted = [(part.id, f"## {part.number}. {part.heading}") for part in PARTS]
    headed = [cell for cell in notebook.cells if cell.cell_type == "markdown" and cell.source.startswith("#")]
    found = [(cell.id, cell.source.splitlines()[0]) for cell in headed]
    if found == wanted:
        return []
    at = next(
        (number for number, pair in enumerate(zip(found, wanted, strict=False)) if pair[0] != pair[1]), len(found)
    )
    return [f"heading {at + 1} of {len(found)} is {found[at : at + 1]}, {wanted[at : at + 1]} is due"]


def _parameter_faults(notebook: NotebookNode) -> list[str]:
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    if [cell.id for cell in tagged] != ["parameters"]:
        return [f"tagged parameters: {[cell.id for cell in tagged]}"]
    statements = ast.parse(tagged[0].source).body
    plain = [
        isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant) and isinstance(line.value.value, str)
        for line in statements
    ]
    return [] if plain and all(plain) else ["parameters: something besides names and strings"]


def _code_faults(cell: NotebookNode) -> list[str]:
    faults = []
    if cell.id not in OWN_CELLS and not NAME.fullmatch(cell.id):
        faults.append(f"{cell.id}: not a name of a code cell")
    if cell.outputs or cell.execution_count is not None:
        faults.append(f"{cell.id}: an output left in")
    if len(cell.source.splitlines()) > CELL_LINES:
        faults.append(f"{cell.id}: {len(cell.source.splitlines())} lines, {CELL_LINES} allowed")
    logic = sorted({type(node).__name__ for node in ast.walk(ast.parse(cell.source)) if isinstance(node, LOGIC)})
    return faults + [f"{cell.id}: {kind} belongs to the library" for kind in logic]


def _prose_faults(cell: NotebookNode) -> list[str]:
    return [] if NAME.fullmatch(cell.id) else [f"{cell.id}: not a name of a cell of text"]


def test_the_reports_are_here() -> None:
    assert {"monitoring", "group_rating", "contribution", "municipality", "procedure_map"} <= {
        file.stem for file in NOTEBOOKS
    }


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_is_ten_parts_of_thin_cells(file: Path) -> None:
    assert structure_faults(read(file)) == []


# --- each fault is caught on a copy ---------------------------------------------------------------------------------


def swap_headings(cells: dict[str, NotebookNode]) -> None:
    first, second = cells["part-05-periods"], cells["part-06-sample"]
    first.source, second.source = second.source, first.source


def reword_heading(cells: dict[str, NotebookNode]) -> None:
    cells["part-08-rating"].source = cells["part-08-rating"].source.replace(
        "муниципалитетов", "муниципалитетов области"
    )


def leave_output(cells: dict[str, NotebookNode]) -> None:
    cells["open-report"].outputs = [nbformat.v4.new_output("stream", text="1")]


def leave_count(cells: dict[str, NotebookNode]) -> None:
    cells["open-report"].execution_count = 1


def drop_tag(cells: dict[str, NotebookNode]) -> None:
    del cells["parameters"].metadata["tags"]


def tag_twice(cells: dict[str, NotebookNode]) -> None:
    cells["open-report"].metadata["tags"] = ["parameters"]


def pass_number(cells: dict[str, NotebookNode]) -> None:
    cells["parameters"].source = "edition = 2022"


def lengthen(cells: dict[str, NotebookNode]) -> None:
    cells["open-report"].source += CELL_LINES * "\n1"


def define(cells: dict[str, NotebookNode]) -> None:
    cells["open-report"].source += "\ndef f(): pass"


def loop(cells: dict[str, NotebookNode]) -> None:
    cells["open-report"].source += "\nfor x in []: pass"


def repeat_id(cells: dict[str, NotebookNode]) -> None:
    cells["about-data"].id = "open-report"


def random_id(cells: dict[str, NotebookNode]) -> None:
    cells["about-data"].id = "1f3c9a7e"


def break_format(cells: dict[str, NotebookNode]) -> None:
    del cells["open-report"]["outputs"]


BREAKAGES = [
    (swap_headings, "heading 5 of 10"),
    (reword_heading, "heading 8 of 10"),
    (leave_output, "open-report: an output left in"),
    (leave_count, "open-report: an output left in"),
    (drop_tag, "tagged parameters: []"),
    (tag_twice, "tagged parameters: ['parameters', 'open-report']"),
    (pass_number, "parameters: something besides names and strings"),
    (lengthen, "open-report: 19 lines, 12 allowed"),
    (define, "open-report: FunctionDef belongs to the library"),
    (loop, "open-report: For belongs to the library"),
    (repeat_id, "id open-report stands 2 times"),
    (random_id, "1f3c9a7e: not a name of a code cell"),
    (break_format, "not a valid notebook"),
]


@pytest.mark.parametrize(("change", "fault"), BREAKAGES, ids=lambda given: getattr(given, "__name__", None))
def test_each_fault_is_caught(change: Callable[[dict[str, NotebookNode]], None], fault: str) -> None:
    notebook = read(paths.NOTEBOOKS / "monitoring.ipynb")
    change({cell.id: cell for cell in notebook.cells})
    assert any(found.startswith(fault) for found in structure_faults(notebook)), structure_faults(notebook)
