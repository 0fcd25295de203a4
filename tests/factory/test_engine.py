"""Both engines give the same: the stock one, with a new kernel for every notebook, is the reference."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from svod import paths
from svod.digest import current_digest
from svod.factory.engine import first_line
from svod.factory.inputs import executed_file, page_file
from svod.factory.order import Task, make
from svod.factory.plan import Document, plan
from svod.factory.result import Basis, Status
from svod.factory.schedule import Place, open_executor
from svod.factory.warm import possible
from svod.params import Params, load_params

pytestmark = pytest.mark.skipif(not possible(), reason="a warm process is forked on Linux alone")

SAMPLE = 8
"""Documents of every notebook, or all when there are fewer."""

BODIES = {
    "prints": "import sys\nprint('раз')\nprint('два', file=sys.stderr)\nprint('три')",
    "displays": "from IPython.display import display, HTML\ndisplay(HTML('<b>а</b>'), 'б')\nprint('в')\n'г'",
    "updates": "handle = display('старое', display_id='one')\nhandle.update('новое')\n'конец'",
    "clears": "from IPython.display import clear_output\nprint('лишнее')\nclear_output()\nprint('нужное')",
    "waits": "from IPython.display import clear_output\nprint('лишнее')\nclear_output(wait=True)\nprint('нужное')",
    "frames": "import pandas as pd\npd.DataFrame({'а': [1.5, 2], 'б': ['x', 'y']})",
    "draws": (
        "import hashlib, io\nfrom matplotlib import pyplot\nfile = io.BytesIO()\npyplot.plot([1, 3, 2])\n"
        "pyplot.savefig(file)\npyplot.close()\nhashlib.sha256(file.getvalue()).hexdigest()"
    ),
    "magics": "%precision 3\nnames = !echo слово\nlist(names)",
    "awaits": "import asyncio\nawait asyncio.sleep(0)\n'дождались'",
    "numbers": "import numpy as np\nfrom fractions import Fraction\n{'a': np.float64(0.1), 'b': Fraction(1, 3)}",
    "quiet": "x = 1;\nx;",
}


def make_all(documents: list[Document], engine: str, snapshot: str) -> dict[str, tuple[str, str, Any]]:
    """Page, status with reason, and notebook of every document."""
    found = {}
    with open_executor(Place("2022", snapshot, engine), 2) as executor:
        tasks = [Task(one, Basis("", "", "", "", dict(one.parameters), {}), "Сборник", engine, 60) for one in documents]
        for document, future in [(task.document, executor.submit(make, task)) for task in tasks]:
            result = future.result()
            assert (result.status, result.told) == (Status.OK, ""), result.trace
            notebook = nbformat.read(executed_file(document), as_version=4)
            found[document.page] = (page_file(document).read_text("utf-8"), result.basis.reads, timeless(notebook))
    return found


def timeless(notebook: nbformat.NotebookNode) -> Any:
    """A notebook without the times that Papermill writes into it."""
    bare = json.loads(json.dumps(notebook))
    for holder in (bare, *bare["cells"]):
        for name in ("start_time", "end_time", "duration"):
            assert name in holder["metadata"]["papermill"]
            del holder["metadata"]["papermill"][name]
    return bare


def same(documents: list[Document], snapshot: str = "") -> None:
    """Compare both engines cell by cell, page by page."""
    stock, warm = (make_all(documents, engine, snapshot) for engine in ("kernel", "fork"))
    for page, (html, reads, notebook) in stock.items():
        other_html, other_reads, other = warm[page]
        for cell, twin in zip(notebook["cells"], other["cells"], strict=True):
            assert cell == twin, (page, cell["id"])
        assert notebook == other, page
        assert reads == other_reads, page
        assert html == other_html, page


def test_every_kind_of_output_is_the_same(write: Callable[..., Document]) -> None:
    same([write(name, body=body) for name, body in BODIES.items()])


def test_an_error_is_an_error_even_where_it_is_meant(write: Callable[..., Document]) -> None:
    document = write("meant", body="'до'")
    notebook = nbformat.read(document.notebook, as_version=4)
    failing = nbformat.v4.new_code_cell("raise ValueError('так и надо')", id="part-01-meant")
    failing.metadata["tags"] = ["raises-exception"]
    notebook.cells.insert(4, failing)
    nbformat.write(notebook, document.notebook)
    for engine in ("kernel", "fork"):
        with open_executor(Place("2022", "", engine), 1) as executor:
            task = Task(document, Basis("", "", "", "", dict(document.parameters), {}), "Сборник", engine, 60)
            result = executor.submit(make, task).result()
            assert (result.status, result.told) == (
                Status.FAILED, "ячейка part-01-meant: ValueError: так и надо"
            )  # fmt: skip


def test_the_projects_notebooks_give_the_same_cells_and_bytes(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    shutil.copytree(demo / "store", paths.store())
    params = load_params("2022")
    same(sample(params), current_digest("2022")[0])


def sample(params: Params) -> list[Document]:
    """Documents of every notebook, spread evenly over all that it makes."""
    kinds: dict[str, list[Document]] = {}
    for document in plan(params):
        kinds.setdefault(document.notebook.name, []).append(document)
    assert set(kinds) == {file.name for file in paths.NOTEBOOKS.glob("*.ipynb")}
    return [
        own[index * len(own) // min(SAMPLE, len(own))]
        for own in kinds.values()
        for index in range(min(SAMPLE, len(own)))
    ]


def test_the_first_line_of_a_message_is_enough() -> None:
    assert first_line("первая\nвторая") == "первая"
    assert first_line("") == "без пояснения"
