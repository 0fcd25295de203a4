"""One document at a time: every way to fail is told as what it is, and costs no page that was good."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest

from svod import paths
from svod.factory import execute as module
from svod.factory.execute import Result, execute, prepare_process, write_whole
from svod.factory.plan import Document


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


def run(document: Document) -> Result:
    return execute(document, "Сборник")


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


FAILURES = [
    ("1 / 0", "ячейка part-01-body: ZeroDivisionError: division by zero"),
    ("raise SystemExit(0)", "ячейка part-01-body: SystemExit: 0"),
    ("import os; os._exit(0)", "ячейка part-01-body: процесс блокнота погиб: аварийный выход или не хватило памяти"),
    ("float('nan')", "страница не годится: в тексте осталось «nan»"),
    ("import time; time.sleep(60)", "ячейка part-01-body: не закончилась за 2 с"),
]


@pytest.mark.parametrize(("body", "words"), FAILURES)
def test_a_failure_is_told_and_the_last_good_page_stays(
    write: Callable[..., Document], monkeypatch: pytest.MonkeyPatch, body: str, words: str
) -> None:
    good = write("report")
    assert run(good).failure == ""
    before = page_of(good).read_bytes()
    monkeypatch.setattr(module, "CELL_SECONDS", 2)
    result = run(write("report", body=body))
    assert result.failure.startswith(words)
    assert page_of(good).read_bytes() == before


def test_the_traceback_is_kept_for_whoever_asks(write: Callable[..., Document]) -> None:
    result = run(write("report", body="1 / 0"))
    assert "part-01-body" in result.failure
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


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "new" / "page.html"
    write_whole(file, "первая")
    with pytest.raises(UnicodeEncodeError):
        write_whole(file, "вторая \ud800")
    assert file.read_text("utf-8") == "первая"
    assert [item.name for item in file.parent.iterdir()] == ["page.html"]


def test_a_folder_that_cannot_be_written_is_named(write: Callable[..., Document]) -> None:
    document = write("report")
    paths.output().mkdir()
    paths.edition_output("2022").write_text("", "utf-8")
    assert run(document).failure.startswith(f"файл не записан: {paths.edition_output('2022')}")
