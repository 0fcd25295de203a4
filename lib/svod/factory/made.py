"""The files of an edition as builds and `svod collect` have made them: they are published, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from svod import paths
from svod.factory.front import FRONT
from svod.factory.inputs import Inputs
from svod.factory.ledger import Ledger, Record, ledger_file
from svod.factory.plan import Document
from svod.factory.result import Basis, FileState, Result, Status
from svod.factory.unbuilt import built

__all__ = ["COLLECTION", "collected", "collection_basis", "made_files", "note_collected", "remove_gone"]

COLLECTION = "collection/"
"""How the names begin by which the ledger knows files of the collection."""


def made_files(documents: Iterable[Document], records: Mapping[str, Record]) -> dict[str, str]:
    """sha256 of every file that was made of the documents, with the first pages, by its path in the edition's folder.

    The collection is not among them: see `collected`.
    """
    pages = (*(document.page for document in documents), *FRONT)
    states = [_states(records[page]) for page in pages if page in records]
    return {name: state.sha256 for own in states for name, state in own.items() if state}


def collected(
    edition: str, documents: Iterable[Document], records: Mapping[str, Record], inputs: Inputs
) -> tuple[dict[str, str], list[str]]:
    """Files of the collection that are there, by sha256, and those of them that data, parameters or program outdate."""
    folder = paths.edition_output(edition)
    own = {
        name: record.page_file.sha256
        for name, record in records.items()
        if name.startswith(COLLECTION) and record.page_file and (folder / name).exists()
    }
    read = [records.get(item.page) for item in documents if not (item.procedure and item.municipality)]
    basis = collection_basis(inputs, (one.executed.sha256 for one in read if one and one.executed))
    return own, [name for name in own if records[name].basis != basis]


def collection_basis(inputs: Inputs, notebooks: Iterable[str]) -> Basis:
    """What the collection rests on: the executed notebooks it reads, by sha256, the program and all parameters."""
    digest = hashlib.sha256(" ".join(notebooks).encode()).hexdigest()
    return Basis(digest, inputs.library, inputs.packages, inputs.template, {}, {"params": dict(inputs.params)})


def note_collected(edition: str, file: Path, seconds: float, basis: Basis) -> None:
    """Write down what a file of the collection was made of."""
    document = Document(paths.NOTEBOOKS, {"edition": edition}, COLLECTION + file.name, f"сборник, {file.suffix[1:]}")
    with Ledger(ledger_file(edition)) as ledger:
        ledger.note(Result(document, Status.OK, seconds, basis=basis, page=FileState.of(file)))


def remove_gone(edition: str, documents: Iterable[Document], records: Mapping[str, Record], ledger: Ledger) -> int:
    """Remove every file of reports that are no longer in the plan of an edition; of how many reports they were."""
    folder, planned = paths.edition_output(edition), {*(document.page for document in documents), *FRONT}
    gone = {page for page in records.keys() - planned if not page.startswith(COLLECTION)}
    files = [folder / name for page in gone for name in _states(records[page])]
    site = paths.site(edition)
    others = {file.relative_to(site).as_posix(): file for file in site.rglob("*.html")}
    waiting = {page: file for page, file in others.items() if page not in planned | gone and not built(file)}
    for file in (*files, *waiting.values()):
        file.unlink(missing_ok=True)
    if gone:
        ledger.forget(gone)
    return len(gone) + len(waiting)


def _states(record: Record) -> dict[str, FileState | None]:
    """Files of a report as they were made, by their paths in the edition's folder."""
    page = PurePosixPath("site", record.page)
    beside = {str(page.with_suffix(f".{kind}")): state for kind, state in record.papers.items()}
    notebook = PurePosixPath("notebooks", record.page).with_suffix(".ipynb")
    return {str(page): record.page_file, str(notebook): record.executed, **beside}
