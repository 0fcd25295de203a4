"""What every test may ask for, and which tests need a tool or data that this machine may lack."""

from __future__ import annotations

import ast
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from svod.factory.plan import Document

ROOT = Path(__file__).resolve().parents[1]
REAL_DATA = ROOT.parent / "shared" / "data" / "real"

TOOLS = {
    "browser": ("Chromium", ("chromium", "chromium-browser", "google-chrome")),
    "office": ("LibreOffice", ("soffice", "libreoffice")),
}


def pytest_configure(config: pytest.Config) -> None:
    """Point every build of this session at a folder and a key of its own, before anything of `svod` is imported."""
    folder, own = (tempfile.mkdtemp(prefix=f"svod-{what}-") for what in ("tests", "key"))
    os.environ["SVOD_OUTPUT"], os.environ["SVOD_PUPIL_KEY"] = folder, f"{own}/pupils.key"
    for one in (folder, own):
        config.add_cleanup(partial(shutil.rmtree, one, ignore_errors=True))


def lacking() -> dict[str, str]:
    """Return the marks whose tests cannot run here, each with the reason to print."""
    reasons = {
        mark: f"{title} is not installed (looked for {', '.join(programs)} on PATH)"
        for mark, (title, programs) in TOOLS.items()
        if not any(map(shutil.which, programs))
    }
    if not REAL_DATA.is_dir():
        reasons["external"] = f"no real data: the folder {REAL_DATA} is absent"
    return reasons


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what cannot run here, naming what is missing."""
    reasons = lacking()
    for item in items:
        for mark, reason in reasons.items():
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def root() -> Path:
    """Folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Folder of the real public data; only tests marked `external` may use it."""
    return REAL_DATA


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with the demo region loaded into it, once for all processes of the session."""
    from svod.cli.data import ensure_data
    from svod.params import load_params

    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    output, draft, turn = (shared / name for name in ("demo-output", "demo-draft", "demo-turn"))
    while not output.exists():
        try:
            turn.mkdir()
        except FileExistsError:
            time.sleep(0.2)
            continue
        try:
            if not output.exists():
                with pytest.MonkeyPatch.context() as patch:
                    patch.setenv("SVOD_OUTPUT", str(draft))
                    ensure_data(load_params("2022"))
                draft.rename(output)
        finally:
            turn.rmdir()
    return output


@dataclass(frozen=True)
class Played:
    """A notebook whose cells were run in this process.

    `shown` has what each cell showed, by the place of the cell; `space` the variables that were left.
    """

    source: NotebookNode
    shown: dict[int, Any]
    space: dict[str, Any]

    @cached_property
    def notebook(self) -> NotebookNode:
        """The notebook with what its cells display."""
        import nbformat.v4 as v4

        for place, block in self.shown.items():
            self.source.cells[place].outputs = [v4.new_output("display_data", data=block._repr_mimebundle_())]
        return self.source


def play(document: Document) -> Played:
    """Run the cells of a notebook here, the parameters of the document in place of its own."""
    import nbformat

    source, shown, space = nbformat.read(document.notebook, as_version=4), {}, dict[str, Any]()
    for place, cell in enumerate(source.cells):
        if cell.cell_type != "code":
            continue
        *body, last = ast.parse(cell.source).body
        shows = isinstance(last, ast.Expr)
        exec(compile(ast.Module(body if shows else [*body, last], []), cell.id, "exec"), space)
        if "parameters" in cell.metadata.get("tags", []):
            space.update(document.parameters)
        if shows:
            shown[place] = eval(compile(ast.Expression(last.value), cell.id, "eval"), space)
    return Played(source, shown, space)


@pytest.fixture(scope="session")
def played() -> Callable[[Document], Played]:
    """Run the notebook of a document without a kernel, on the data that are current now."""
    return play


@pytest.fixture(scope="session")
def of_demo(demo: Path) -> Callable[[str], Played]:
    """Notebook of a page of the demo region, by its address without «.html»; every one is run once."""
    from svod.factory.plan import plan
    from svod.params import load_params

    known = {document.page.removesuffix(".html"): document for document in plan(load_params("2022"))}
    made: dict[str, Played] = {}

    def get(name: str) -> Played:
        if name not in made:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("SVOD_OUTPUT", str(demo))
                made[name] = play(known[name])
        return made[name]

    return get
