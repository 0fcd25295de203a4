"""Commands run over the demo region, or over nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from svod.factory.inputs import Inputs, executed_file, page_file, read_inputs
from svod.factory.ledger import Ledger, ledger_file
from svod.factory.plan import Document, plan
from svod.factory.result import FileState, Result, Status
from svod.params import Params, load_params


@pytest.fixture
def loaded(demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo region's data; nothing may be written beside them."""
    monkeypatch.setenv("SVOD_OUTPUT", str(demo))
    return demo


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty output folder."""
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path / "output"))
    return tmp_path


@pytest.fixture(scope="session")
def params() -> Params:
    return load_params("2022")


Made = Callable[..., list[Document]]


@pytest.fixture
def made(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, params: Params) -> Made:
    """Pretend that a build has just made some documents over the data of the demo, in an output folder of its own."""
    (tmp_path / "store").symlink_to(demo / "store", target_is_directory=True)
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    inputs = read_inputs(params)

    def make(*asked: Iterable[str], collection: bool = False, **end: object) -> list[Document]:
        documents = plan(params, *asked, collection=collection)
        with Ledger(ledger_file("2022")) as ledger:
            for document in documents:
                ledger.note(replace(_good(inputs, document), **end))
        return documents

    return make


def _good(inputs: Inputs, document: Document) -> Result:
    """A good end of a document that has read the rows of its procedure, if it is about one."""
    for file in (page_file(document), executed_file(document)):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(document.title, "utf-8")
    own = {table: {document.procedure: rows.get(document.procedure, "")} for table, rows in inputs.digest.rows.items()}
    reads = {"rows": own if document.procedure else {}, "files": {}, "demo": True, "params": {}}
    states = [FileState.of(file(document)) for file in (page_file, executed_file)]
    return Result(document, Status.OK, 1.5, peak=300 * 2**20, basis=inputs.basis(document, reads),
                  page=states[0], executed=states[1])  # fmt: skip
