"""The pages that no notebook makes: the first page of an edition and the one about it."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import replace

from svod import paths
from svod.factory.atomic import write_whole
from svod.factory.inputs import Inputs, page_file
from svod.factory.ledger import Record
from svod.factory.plan import Document
from svod.factory.result import Basis, FileState, Result, Status

__all__ = ["ABOUT", "HOME", "RATINGS", "front_basis", "front_stands", "make_front"]

HOME, ABOUT, RATINGS = "index.html", "about.html", "ratings.xlsx"


def front_basis(edition: str, inputs: Inputs, marks: Mapping[str, tuple[str, str]]) -> tuple[Document, Basis]:
    """The first page as a document, and what it rests on: all data and parameters, and which pages are not in order."""
    document = Document(
        paths.NOTEBOOKS,
        {"edition": edition, "marks": json.dumps(marks, ensure_ascii=False, sort_keys=True)},
        HOME,
        "первая страница",
    )
    digest = inputs.digest
    reads = {"rows": digest.rows, "files": digest.files, "demo": digest.demo, "params": dict(inputs.params)}
    basis = Basis("", inputs.library, inputs.packages, inputs.template, dict(document.parameters), reads)
    return document, basis


def front_stands(record: Record | None, document: Document, basis: Basis) -> bool:
    """Whether both pages are there and say what they would say now."""
    if record is None or record.status != Status.OK or record.basis != basis or record.page_file is None:
        return False
    beside = (page_file(replace(document, page=name)) for name in (ABOUT, RATINGS))
    return record.page_file.holds(page_file(document)) and all(file.exists() for file in beside)


def make_front(document: Document, basis: Basis) -> Result:
    """Write index.html, about.html and ratings.xlsx over whatever reports are there, and a page for each that is not.

    Raises
    ------
    NotFound
        When no data have been loaded for the edition.
    Unwritable
        When nothing can be written to the output folder.
    """
    from svod.factory.unbuilt import unbuilt_page
    from svod.publish import about_page, build_facts, home_page
    from svod.publish.xlsx import write_ratings
    from svod.report.shared import shared

    started = time.monotonic()
    common = shared(document.parameters["edition"])
    assert common.snapshot is not None
    assessment = common.assessment(tuple(item.id for item in common.params.procedures))
    marks = json.loads(document.parameters["marks"])
    beside = {
        ABOUT: about_page(assessment, common.snapshot, build_facts()),
        RATINGS: write_ratings(assessment, common.snapshot),
    }
    for name, content in beside.items():
        write_whole(page_file(replace(document, page=name)), content)
    for page, (_, title) in marks.items():
        file = page_file(replace(document, page=page))
        if not file.exists():
            write_whole(file, unbuilt_page(page, title))
    write_whole(page_file(document), home_page(assessment, common.snapshot, marks))
    state = FileState.of(page_file(document))
    return Result(document, Status.OK, time.monotonic() - started, basis=basis, page=state)
