"""Make the executed exemplars anew: run it after a change that is meant to change what the reports say.

    python tests/notebooks/make_exemplars.py

Notebooks are executed by Papermill on a demo region made for the occasion. What a cell says in plain text stays in the
exemplar (tables and sentences whole, figures in the words of their alternative text), and the cell gets the tag
`nbval-check-output`; `tests/notebooks/test_exemplars.py` compares it with a fresh run. «О данных» is not compared: it
names hashes of the code.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import nbformat
import papermill
from nbformat import NotebookNode

from svod import paths
from svod.cli.data import ensure_data
from svod.params import load_params

FOLDER = Path(__file__).parent / "exemplars"
EXEMPLARS = {
    "monitoring-pair": ("monitoring", {"edition": "2022", "procedure": "07-libraries", "municipality": "ashinskiy-mr"}),
    "contribution": ("contribution", {"edition": "2022"}),
}
CHECKED, IGNORED = "nbval-check-output", "nbval-ignore-output"
UNCHECKED = {"about-data"}


def mark(notebook: NotebookNode) -> NotebookNode:
    """Keep the words of every output and tag the cells that have any."""
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if cell.cell_type != "code":
            continue
        tags = cell.metadata.get("tags", [])
        if "injected-parameters" in tags:
            cell.id = "injected-parameters"
        for output in cell.outputs:
            output.data = {"text/plain": output.data["text/plain"]}
        if cell.outputs and cell.id not in UNCHECKED:
            cell.metadata["tags"] = [*tags, CHECKED]
        elif cell.outputs:
            cell.metadata["tags"] = [*tags, IGNORED]
            cell.outputs = []
    notebook.metadata.pop("papermill", None)
    return notebook


def main() -> int:
    """Write every exemplar."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as output:
        os.environ["SVOD_OUTPUT"] = output
        ensure_data(load_params("2022"))
        for name, (notebook, parameters) in EXEMPLARS.items():
            source = paths.NOTEBOOKS / f"{notebook}.ipynb"
            made = papermill.execute_notebook(
                str(source), None, parameters, kernel_name="python3", progress_bar=False, cwd=str(paths.NOTEBOOKS)
            )
            nbformat.write(mark(made), FOLDER / f"{name}.ipynb")
            print(FOLDER / f"{name}.ipynb", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
