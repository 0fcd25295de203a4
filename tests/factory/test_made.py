"""What a build and `svod collect` have made is known by hash; what the edition no longer has goes, nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from svod import paths
from svod.digest import Digest
from svod.factory.inputs import Inputs, executed_file, page_file, paper_file
from svod.factory.ledger import Ledger, ledger_file, records
from svod.factory.made import collected, collection_basis, made_files, remove_gone
from svod.factory.plan import Document
from svod.factory.result import FileState, Result, Status
from svod.factory.unbuilt import unbuilt_page

INPUTS = Inputs("l", "p", "t", {"edition": "e"}, "s", Digest({}, {}, demo=False))


def document(page: str, **about: str) -> Document:
    return Document(Path("x.ipynb"), {"edition": "2022", **about}, page, page)


PROCEDURE, PAIR = (
    document("procedure/7.html", procedure="7"),
    document("pair/7/a.html", procedure="7", municipality="a"),
)


def make(*documents: Document, status: Status = Status.OK) -> None:
    """Note documents as made with a page, a notebook and a Word file, each of which says its own name."""
    with Ledger(ledger_file("2022")) as ledger:
        for item in documents:
            files = {"page": page_file(item), "executed": executed_file(item), "docx": paper_file(item, "docx")}
            for file in files.values():
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(file.name, "utf-8")
            states = {name: FileState.of(file) for name, file in files.items()}
            papers = {"docx": states.pop("docx")}
            ledger.note(Result(item, status, basis=INPUTS.basis(item, {}), papers=papers, **states))


def files(folder: str) -> set[str]:
    root = paths.edition_output("2022") / folder
    return {file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()}


@pytest.fixture(autouse=True)
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))


def test_every_file_of_a_report_has_its_hash() -> None:
    make(PROCEDURE, PAIR)
    page = FileState.of(page_file(PROCEDURE)).sha256
    made = made_files([PROCEDURE], records("2022"))
    assert list(made) == ["site/procedure/7.html", "notebooks/procedure/7.ipynb", "site/procedure/7.docx"]
    assert made["site/procedure/7.html"] == page


def test_a_report_that_was_never_made_has_no_files() -> None:
    make(PROCEDURE, status=Status.FAILED)
    assert made_files([PROCEDURE, PAIR], records("2022")) == {}


def collect(inputs: Inputs) -> FileState:
    """Note a collection of the procedure alone as made."""
    file = paths.edition_output("2022") / "collection" / "sbornik.pdf"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("сборник", "utf-8")
    basis = collection_basis(inputs, [FileState.of(executed_file(PROCEDURE)).sha256])
    with Ledger(ledger_file("2022")) as ledger:
        ledger.note(Result(document("collection/sbornik.pdf"), Status.OK, basis=basis, page=FileState.of(file)))
    return FileState.of(file)


def test_a_collection_stands_while_its_reports_and_parameters_do() -> None:
    make(PROCEDURE, PAIR)
    own = {"collection/sbornik.pdf": collect(INPUTS).sha256}
    assert collected("2022", [PROCEDURE, PAIR], records("2022"), INPUTS) == (own, [])
    published = replace(INPUTS, params={"edition": "status: published"})
    assert collected("2022", [PROCEDURE, PAIR], records("2022"), published) == (own, [*own])
    assert collected("2022", [PAIR], records("2022"), INPUTS) == (own, [*own])
    (paths.edition_output("2022") / "collection" / "sbornik.pdf").unlink()
    assert collected("2022", [PROCEDURE, PAIR], records("2022"), INPUTS) == ({}, [])


def test_what_the_edition_no_longer_has_is_removed_with_all_its_files() -> None:
    make(PROCEDURE, PAIR)
    collect(INPUTS)
    waiting, foreign = (paths.site("2022") / name for name in ("map.html", "own.html"))
    waiting.write_text(unbuilt_page("map.html", "карта"), "utf-8")
    foreign.write_text("чужая", "utf-8")
    with Ledger(ledger_file("2022")) as ledger:
        assert remove_gone("2022", [PROCEDURE, PAIR, document("map.html")], ledger.records(), ledger) == 0
        assert remove_gone("2022", [PROCEDURE], ledger.records(), ledger) == 2
        assert remove_gone("2022", [PROCEDURE], ledger.records(), ledger) == 0
        assert ledger.records().keys() == {"procedure/7.html", "collection/sbornik.pdf"}
    assert files("notebooks") == {"procedure/7.ipynb"}
    assert files("site") == {"procedure/7.html", "procedure/7.docx", "own.html"}
    assert files("collection") == {"sbornik.pdf"}
