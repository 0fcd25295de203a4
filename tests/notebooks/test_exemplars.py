"""Values that the reports print, compared by nbval with executed exemplars; a guard that there is what to compare."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

FOLDER = Path(__file__).parent / "exemplars"
EXEMPLARS = sorted(FOLDER.glob("*.ipynb"))
CHECKED = "nbval-check-output"
LEAST_CHECKED = 10


def guard_faults(notebook: nbformat.NotebookNode) -> list[str]:
    """What would let nbval pass without comparing: it skips cells without a count and compares marked cells alone."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    marked = [cell for cell in code if CHECKED in cell.metadata.get("tags", [])]
    faults = [f"{cell.id}: never executed" for cell in code if cell.execution_count is None]
    faults += [f"{cell.id}: marked, but without an output" for cell in marked if not cell.outputs]
    faults += [f"{cell.id}: an error" for cell in code if any(output.output_type == "error" for output in cell.outputs)]
    return faults + ([f"only {len(marked)} cells are marked"] if len(marked) < LEAST_CHECKED else [])


def run_nbval(root: Path, data: Path, *files: Path) -> subprocess.CompletedProcess[str]:
    """Run nbval in a process of its own: exemplars/conftest.py points its kernels to the data."""
    command = [sys.executable, "-m", "pytest", "--nbval-lax", "--nbval-current-env", "-q", "-p", "no:cacheprovider"]
    environment = {**os.environ, "SVOD_EXEMPLAR_DATA": str(data), "PYTEST_ADDOPTS": ""}
    return subprocess.run(
        [*command, *map(str, files)], cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def test_there_are_exemplars() -> None:
    assert len(EXEMPLARS) >= 2


@pytest.mark.parametrize("file", EXEMPLARS, ids=lambda file: file.stem)
def test_an_exemplar_has_something_to_compare(file: Path) -> None:
    assert guard_faults(nbformat.read(file, as_version=4)) == []


def test_the_guard_can_fail() -> None:
    notebook = nbformat.read(EXEMPLARS[0], as_version=4)
    for cell in notebook.cells:
        cell.metadata.pop("tags", None)
    assert guard_faults(notebook) == ["only 0 cells are marked"]
    notebook.cells[0].execution_count = None
    assert guard_faults(notebook)[0].endswith(": never executed")


@pytest.mark.parametrize("file", EXEMPLARS, ids=lambda file: file.stem)
def test_a_report_prints_the_values_of_its_exemplar(file: Path, root: Path, demo: Path) -> None:
    done = run_nbval(root, demo, file)
    assert done.returncode == 0, f"{done.stdout[-6000:]}\nMeant to change? python tests/notebooks/make_exemplars.py"


def test_a_changed_value_is_noticed(root: Path, demo: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(EXEMPLARS[0], as_version=4)
    cell = next(cell for cell in notebook.cells if CHECKED in cell.metadata.get("tags", []))
    cell.outputs[0].data["text/plain"] += "1"
    notebook.cells = notebook.cells[: notebook.cells.index(cell) + 1]
    nbformat.write(notebook, tmp_path / "changed.ipynb")
    shutil.copy(FOLDER / "conftest.py", tmp_path)
    done = run_nbval(root, demo, tmp_path / "changed.ipynb")
    assert done.returncode == 1
    assert "1 failed" in done.stdout
