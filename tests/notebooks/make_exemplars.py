"""Make the executed exemplars anew: run it after a change that is meant to change what the reports say.

    python tests/notebooks/make_exemplars.py

Notebooks are executed by Papermill on a demo region made for the occasion. Cells that show tables and text keep their
outputs and the tag `nbval-check-output`; `tests/notebooks/test_exemplars.py` compares them with a fresh run. Cells with
a figure keep none (figures are tested by their data), nor does «О данных», which names hashes of the code.
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
from svod.blocks.mime import BLOCK
from svod.cli.data import ensure_data
from svod.params import load_params

FOLDER = Path(__file__).parent / "exemplars"
EXEMPLARS = {
    "monitoring-pair": ("monitoring", {"edition": "2022", "procedure": "07-libraries", "municipality": "ashinskiy-mr"}),
    "contribution": ("contribution", {"edition": "2022"}),
}
CHECKED = "nbval-check-output"
UNCHECKED = {"figure", "about"}


def kinds(outputs: list[NotebookNode]) -> set[str]:
    """Kinds of the blocks among outputs; what is no block counts as a figure."""
    found = [output.get("data", {}).get(BLOCK, {}) for output in outputs]
    return {content.get("block", "figure") for content in found} | {
        item.get("block", "") for content in found for item in content.get("items", []) if isinstance(item, dict)
    }


def mark(notebook: NotebookNode) -> NotebookNode:
    """Tag the cells whose values are compared, and drop the outputs of the others."""
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if cell.cell_type != "code":
            continue
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected-parameters"
        if cell.outputs and not kinds(cell.outputs) & UNCHECKED:
            cell.metadata["tags"] = [*cell.metadata.get("tags", []), CHECKED]
        else:
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
