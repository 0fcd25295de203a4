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
from svod.factory.plan import ABOUT, HOME, Document
from svod.factory.result import Basis, FileState, Result, Status

__all__ = ["ABOUT", "FRONT", "HOME", "RATINGS", "front_basis", "front_due", "make_front"]

RATINGS = "ratings.xlsx"
FRONT = (HOME, ABOUT, RATINGS)


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


def front_due(records: Mapping[str, Record], document: Document, basis: Basis) -> list[str]:
    """Those of the first pages that are not there or do not say what they would say now."""
    own = {name: records[name].page_file for name in FRONT if name in records and records[name].basis == basis}
    states = {name: (own.get(name), page_file(replace(document, page=name))) for name in FRONT}
    return [name for name, (state, file) in states.items() if state is None or not state.holds(file)]


def make_front(document: Document, basis: Basis) -> list[Result]:
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
    for page, (_, title) in marks.items():
        file = page_file(replace(document, page=page))
        if not file.exists():
            write_whole(file, unbuilt_page(page, title))
    made = {
        ABOUT: about_page(assessment, common.snapshot, build_facts()),
        RATINGS: write_ratings(assessment, common.snapshot),
        HOME: home_page(assessment, common.snapshot, marks),
    }
    results = []
    for name, content in made.items():
        own = replace(document, page=name)
        write_whole(page_file(own), content)
        state = FileState.of(page_file(own))
        results.append(Result(own, Status.OK, time.monotonic() - started, basis=basis, page=state))
    return results
