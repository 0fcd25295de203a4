"""One thing is changed at a time, and exactly its reason is told; nothing changed, nothing is planned."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from svod import paths
from svod.digest import Digest
from svod.factory.inputs import Inputs, Reason, executed_file, page_file, paper_file, read_inputs
from svod.factory.ledger import Record
from svod.factory.plan import Document, plan
from svod.factory.result import FileState, Status
from svod.params import Params

DIGEST = Digest(
    rows={"indicators": {"one": "i1", "two": "i2"}, "measures": {"one": "m1"}},
    files={"one.xlsx": "f1", "two.xlsx": "f2"},
    demo=True,
)
READS = {
    "rows": {"indicators": {"one": "i1"}, "measures": {"one": "m1"}},
    "files": {"one.xlsx": "f1"}, "demo": True, "params": {"region": "p1"},
}  # fmt: skip
INPUTS = Inputs("library", "packages", "template", {"region": "p1", "procedure/two": "p2"}, "snapshot", DIGEST)


@pytest.fixture
def document(write: Callable[..., Document]) -> Document:
    """A document about procedure `one`, made: its page and executed notebook are there."""
    made = write("one")
    for file in (page_file(made), executed_file(made)):
        file.parent.mkdir(parents=True)
        file.write_text("made", "utf-8")
    return made


@pytest.fixture
def record(document: Document) -> Record:
    """What the ledger knows after `document` was made from `INPUTS`."""
    states = [FileState.of(file(document)) for file in (page_file, executed_file)]
    basis = INPUTS.basis(document, READS)
    finished = "2026-01-01T10:00:00"
    return Record(document.page, Status.OK, document.title, "", "", 1.0, 0, 1, finished, basis, *states, {})


def test_what_has_not_changed_is_not_planned(document: Document, record: Record) -> None:
    assert INPUTS.why(document, record) is None
    assert INPUTS.due([document], {document.page: record}) == {}
    assert INPUTS.due([document], {}) == {document.page: Reason.NEW}


def test_a_recorded_basis_that_went_through_json_is_the_same(document: Document, record: Record) -> None:
    through = json.loads(json.dumps(READS))
    assert INPUTS.why(document, replace(record, basis=INPUTS.basis(document, through))) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"library": "other"}, Reason.LIBRARY),
        ({"packages": "other"}, Reason.PACKAGES),
        ({"template": "other"}, Reason.TEMPLATE),
        ({"params": {"region": "other"}}, Reason.PARAMS),
        ({"params": {}}, Reason.PARAMS),
        ({"params": {"region": "p1", "procedure/two": "other"}}, None),
        ({"snapshot": "other"}, None),
    ],
)
def test_a_part_that_was_read_counts_and_no_other(document: Document, record: Record, change, reason) -> None:
    assert replace(INPUTS, **change).why(document, record) == reason


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        ({"rows": {"indicators": {"one": "x", "two": "i2"}, "measures": {"one": "m1"}}}, ("one",)),
        ({"rows": {"indicators": {"one": "i1", "two": "x"}, "measures": {"one": "m1", "two": "x"}}}, ()),
        ({"rows": {"indicators": {"one": "i1"}, "measures": {}}}, ("one",)),
        ({"files": {"one.xlsx": "x", "two.xlsx": "f2"}}, ("one.xlsx",)),
        ({"files": {"one.xlsx": "f1", "two.xlsx": "x"}}, ()),
        ({"demo": False}, ("учебные данные",)),
    ],
)
def test_only_the_slice_that_was_read_counts(document: Document, record: Record, change, parts) -> None:
    now = replace(INPUTS, digest=replace(DIGEST, **change))
    assert now.changed_data(record.basis) == parts
    assert now.why(document, record) == (Reason.DATA if parts else None)


def test_rows_that_appear_where_there_were_none_count(document: Document, record: Record) -> None:
    reads = {**READS, "rows": {"indicators": {"one": "i1"}, "measures": {"two": ""}}}
    empty = replace(record, basis=INPUTS.basis(document, reads))
    assert INPUTS.why(document, empty) is None
    rows = {**DIGEST.rows, "measures": {"one": "m1", "two": "new"}}
    assert replace(INPUTS, digest=replace(DIGEST, rows=rows)).why(document, empty) is Reason.DATA


def test_a_page_that_reads_no_data_outlives_any_data(document: Document, record: Record) -> None:
    reads = {"rows": {}, "files": {}, "demo": False, "params": {}}
    alone = replace(record, basis=INPUTS.basis(document, reads))
    assert replace(INPUTS, digest=Digest({}, {}, False)).why(document, alone) is None
    assert INPUTS.why(document, alone) is None


def test_a_byte_of_the_notebook_or_another_parameter_counts(document: Document, record: Record) -> None:
    text = document.notebook.read_bytes()
    document.notebook.write_bytes(text.replace(b"\n", b"\r\n"))
    assert INPUTS.why(document, record) is None, "line endings are not content"
    document.notebook.write_bytes(text + b"\n")
    assert INPUTS.why(document, record) is Reason.NOTEBOOK
    document.notebook.write_bytes(text)
    other = replace(document, parameters={**document.parameters, "procedure": "two"})
    assert INPUTS.why(other, record) is Reason.NOTEBOOK
    document.notebook.unlink()
    assert INPUTS.why(document, record) is Reason.NOTEBOOK


@pytest.mark.parametrize(
    ("file", "reason", "renders"), [(page_file, Reason.PAGE, True), (executed_file, Reason.EXECUTED, False)]
)
def test_a_file_that_is_gone_or_altered_is_made_again(document, record, file, reason, renders) -> None:
    where: Path = file(document)
    os.utime(where, ns=(0, 0))
    assert INPUTS.why(document, record) is None, "touched, not changed"
    where.write_text("edit", "utf-8")
    os.utime(where, ns=(0, 0))
    assert INPUTS.why(document, record) is reason
    where.unlink()
    assert INPUTS.why(document, record) is reason
    assert reason.renders is renders


def test_rendering_alone_needs_the_executed_notebook(document: Document, record: Record) -> None:
    styled = replace(INPUTS, template="other")
    assert styled.why(document, record).renders
    executed_file(document).unlink()
    assert not styled.why(document, record).renders


@pytest.mark.parametrize("status", [Status.FAILED, Status.DIED, Status.TIMED_OUT])
def test_what_failed_is_tried_again_first_of_all_reasons(document: Document, record: Record, status: Status) -> None:
    assert replace(INPUTS, library="other").why(document, replace(record, status=status)) is Reason.FAILED
    assert INPUTS.why(document, replace(record, basis=None)) is Reason.NEW


def test_of_several_reasons_the_first_is_told(document: Document, record: Record) -> None:
    page_file(document).unlink()
    changes = [
        ("template", "x", Reason.TEMPLATE),
        ("digest", Digest({}, {}, True), Reason.DATA),
        ("params", {}, Reason.PARAMS),
        ("packages", "x", Reason.PACKAGES),
        ("library", "x", Reason.LIBRARY),
    ]
    now = INPUTS
    for name, value, reason in changes:
        now = replace(now, **{name: value})
        assert now.why(document, record) is reason


# --- the project's own inputs ---------------------------------------------------------------------------------------


def test_inputs_are_read_from_the_project(params: Params, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SVOD_OUTPUT", str(demo))
    read = read_inputs(params)
    assert {len(sha) for sha in (read.library, read.packages, read.template, *read.params.values())} == {64}
    assert len(read.digest.rows["indicators"]) == 18
    assert read == read_inputs(params)


def test_without_data_everything_is_still_planned(place: Path, params: Params, monkeypatch) -> None:
    monkeypatch.setattr(paths, "NOTEBOOKS", paths.ROOT / "notebooks")
    read = read_inputs(params)
    assert read.snapshot == ""
    assert set(read.due(plan(params), {}).values()) == {Reason.NEW}
    assert not paths.output().exists(), "a plan writes nothing"


def test_another_format_is_made_when_asked_for_and_kept_up_to_date_afterwards(
    document: Document, record: Record
) -> None:
    assert INPUTS.why(document, record, ("docx",)) == Reason.FORMATS
    assert Reason.FORMATS.renders
    file = paper_file(document, "docx")
    file.write_bytes(b"docx")
    made = replace(record, papers={"docx": FileState.of(file)})
    assert INPUTS.why(document, made, ("docx",)) is None
    assert INPUTS.why(document, made, ("docx", "pdf")) == Reason.FORMATS
    file.unlink()
    assert INPUTS.why(document, made) == Reason.FORMATS
