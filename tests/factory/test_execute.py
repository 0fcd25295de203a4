"""One document at a time: every way to fail is told as what it is, and costs no page that was good."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from svod import paths
from svod.factory.atomic import Unwritable
from svod.factory.execute import execute, prepare_process
from svod.factory.order import Task
from svod.factory.plan import Document
from svod.factory.result import Basis, FileState, Result, Status
from svod.params import Params
from svod.params.publication import Erratum


@pytest.fixture(scope="module", autouse=True)
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Papermill with our engine; the environment and the log as they were afterwards."""
    import logging

    before, interrupt = dict(os.environ), signal.getsignal(signal.SIGINT)
    prepare_process(str(tmp_path_factory.mktemp("kernels")))
    yield
    logging.disable(logging.NOTSET)
    signal.signal(signal.SIGINT, interrupt)
    os.environ.clear()
    os.environ.update(before)


def run(document: Document, seconds: float = 60, render: bool = False) -> Result:
    basis = Basis("notebook", "library", "packages", "template", dict(document.parameters), {})
    return execute(Task(document, basis, "Сборник", "kernel", seconds, render))


def page_of(document: Document) -> Path:
    return paths.site("2022") / document.page


def test_a_page_and_its_notebook_are_published(write: Callable[..., Document]) -> None:
    document = write("good", body="print('видно')", municipality="ashinskiy-mr")
    result = run(document)
    assert result.failure == ""
    assert "видно" in page_of(document).read_text("utf-8")
    notebook = nbformat.read(paths.edition_output("2022") / "notebooks" / "good.ipynb", as_version=4)
    assert [cell.id for cell in notebook.cells][:3] == ["parameters", "injected-parameters", "open-report"]
    assert 'municipality = "ashinskiy-mr"' in notebook.cells[1].source
    assert notebook.metadata.papermill.input_path == "notebooks/good.ipynb"
    assert not list(page_of(document).parent.glob(".*"))


def test_what_the_page_rests_on_and_what_was_written_are_told(write: Callable[..., Document]) -> None:
    document = write("good")
    result = run(document)
    assert result.status == Status.OK
    assert result.basis is not None
    assert (result.basis.notebook, result.basis.reads) == ("notebook", {"rows": {}, "demo": True})
    assert result.page == FileState.of(page_of(document))
    assert result.executed is not None
    assert result.executed.holds(paths.edition_output("2022") / "notebooks" / "good.ipynb")
    assert result.seconds > 0


def test_a_page_is_rendered_from_the_notebook_as_executed_before(write: Callable[..., Document]) -> None:
    document = write("good", body="import uuid; uuid.uuid4().hex")
    run(document)
    before, executed = page_of(document).read_bytes(), paths.edition_output("2022") / "notebooks" / "good.ipynb"
    state = FileState.of(executed)
    page_of(document).unlink()
    result = run(document, render=True)
    assert (result.status, result.rendered) == (Status.OK, True)
    assert page_of(document).read_bytes() == before
    assert state.mtime_ns == executed.stat().st_mtime_ns
    executed.write_text("{", "utf-8")
    assert run(document, render=True).status == Status.FAILED
    assert page_of(document).read_bytes() == before


def test_the_traceback_is_kept_for_whoever_asks(write: Callable[..., Document]) -> None:
    result = run(write("report", body="1 / 0"))
    assert (result.cell, result.failure) == ("part-01-body", "ZeroDivisionError: division by zero")
    assert "----> 1 1 / 0" in result.trace or "1 / 0" in result.trace


def test_a_report_about_somebody_else_is_not_published(write: Callable[..., Document]) -> None:
    document = write("report", asked="other")
    notebook = nbformat.read(document.notebook, as_version=4)
    notebook.cells.insert(1, nbformat.v4.new_code_cell('procedure = "report"', id="part-01-slip"))
    nbformat.write(notebook, document.notebook)
    assert run(document).failure == "отчёт не о том: procedure – «report», а заказан «other»"
    assert not page_of(document).exists()


def test_a_heading_without_the_municipality_is_not_published(write: Callable[..., Document]) -> None:
    document = write("report")
    about = Document(document.notebook, document.parameters, document.page, document.title, ("Троицкий МР",))
    assert "нет муниципалитета: Троицкий МР" in run(about).failure


def test_kernels_run_this_python_whatever_is_installed_in_the_home(
    write: Callable[..., Document], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = {"argv": ["/nowhere/python", "{connection_file}"], "display_name": "x", "language": "python"}
    folder = tmp_path / "jupyter" / "kernels" / "python3"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(json.dumps(spec), "utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    document = write("report", body="import os, sys\nprint(sys.executable, os.getcwd(), os.environ['OMP_NUM_THREADS'])")
    assert run(document).failure == ""
    html = page_of(document).read_text("utf-8")
    assert f"{sys.executable} {paths.NOTEBOOKS} 1" in html


def test_a_folder_that_cannot_be_written_stops_everything(write: Callable[..., Document]) -> None:
    document = write("report")
    paths.output().mkdir()
    paths.edition_output("2022").write_text("", "utf-8")
    with pytest.raises(Unwritable, match=str(paths.edition_output("2022"))):
        run(document)


def test_a_page_that_lost_a_table_or_is_too_long_is_not_published(
    write: Callable[..., Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    block = "{'application/vnd.svod.block+json': {'block': 'table', 'anchor': 'tab-1', 'columns': [], 'number': '1'}}"
    document = write("lost", body=f"display({{'text/html': '<p>нет</p>', **{block}}}, raw=True)")
    assert run(document).failure == "страница не годится: нет или не по одному разу: tab-1"
    monkeypatch.setattr("svod.factory.execute.LARGEST_PAGE", 1000)
    assert "допустимо 1000" in run(write("long")).failure
    assert not page_of(document).exists()


def test_other_formats_are_written_beside_the_page_and_offered_on_it(
    write: Callable[..., Document], params: Params, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("svod.factory.execute.shared", lambda edition, data: SimpleNamespace(params=params))
    monkeypatch.setattr("svod.factory.execute.read_paper", lambda notebook: len(notebook.cells))
    monkeypatch.setattr("svod.factory.execute.writer", lambda kind: lambda paper, _: f"{kind} {paper > 0}".encode())
    document = write("report")
    basis = Basis("notebook", "library", "packages", "template", dict(document.parameters), {})
    result = execute(Task(document, basis, "Сборник", "kernel", 60, formats=("docx", "pdf")))
    assert (result.status, set(result.papers)) == (Status.OK, {"docx", "pdf"})
    assert page_of(document).with_suffix(".docx").read_bytes() == b"docx True"
    assert result.papers["pdf"].holds(page_of(document).with_suffix(".pdf"))
    html = page_of(document).read_text("utf-8")
    assert '<a href="report.docx" download>Word</a>, <a href="report.pdf" download>PDF</a>' in html
    monkeypatch.setattr("svod.factory.execute.writer", lambda kind: lambda paper, _: 1 / 0)
    assert execute(Task(document, basis, "Сборник", "kernel", 60, formats=("docx",))).status == Status.FAILED
    assert page_of(document).read_text("utf-8") == html


def test_corrections_stand_on_their_page_alone(write: Callable[..., Document]) -> None:
    document = write("report")
    basis = Basis("notebook", "library", "packages", "template", dict(document.parameters), {})
    erratum = Erratum(page="report.html", date="2026-12-01", text="Исправлена опечатка.")
    execute(Task(document, basis, "Сборник", "kernel", 60, errata=(erratum,)))
    assert "Исправлена опечатка." in page_of(document).read_text("utf-8")
    run(document)
    assert "Исправлена опечатка." not in page_of(document).read_text("utf-8")
