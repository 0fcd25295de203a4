"""`svod collect` refuses while a page is not ready, and writes every file whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from svod.cli import collect as module
from svod.cli import main
from svod.factory.inputs import executed_file, page_file
from svod.factory.plan import Document
from svod.factory.result import FileState
from svod.publish.book import Book, Chapter

Made = Callable[..., list[Document]]


def test_nothing_is_collected_before_a_build(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["collect"]) == 1
    told = capsys.readouterr().err
    assert told == (
        "Сборник не собран: из 66 его отчётов не готовы или устарели 66.\n"
        "Соберите их и повторите: svod build --collection\n"
    )
    assert not (loaded / "2022" / "collection").exists()


def test_one_page_that_was_changed_is_enough_to_refuse(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    page_file(made(collection=True)[3]).write_text("другая", "utf-8")
    assert main(["collect"]) == 1
    assert "из 66 его отчётов не готовы или устарели 1." in capsys.readouterr().err


def test_ready_pages_are_read_and_a_foreign_notebook_is_told(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    files = [executed_file(document) for document in made(collection=True)]
    assert all(file.exists() for file in files)
    assert main(["collect", "--format", "html"]) == 1
    assert not (files[0].parents[2] / "collection").exists()


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> Book:
    """A collection of one chapter in place of the one that is read."""
    title = {"block": "title", "over": "Сборник", "heading": "Аналитика", "stamp": "Проект", "edition": "2022",
             "lede": "Суть.", "demo": False, "quotes": []}  # fmt: skip
    said = {"block": "text", "kind": "body", "paragraphs": ["Доля ЩЩЩ."], "quotes": []}
    book = Book(title, (Chapter(1, "1", "Термины", "glava-1", (said,)),), {"block": "about", "rows": []})
    monkeypatch.setattr(module, "_read", lambda params, documents: book)
    return book


@pytest.mark.usefixtures("tiny")
def test_a_collection_of_reports_that_were_made_anew_is_out_of_date(
    made: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    report = made(collection=True)[0]
    assert main(["collect", "--format", "html"]) == 0
    assert main(["status"]) == 0
    assert "\nСборник: html.\n" in capsys.readouterr().out
    made(["1"], collection=True, executed=FileState(1, 1, "другой"))
    assert main(["status"]) == 0
    assert "\nСборник: html; устарел: svod collect.\n" in capsys.readouterr().out
    assert main(["gate"]) == 1
    assert "collection/sbornik.html" in (executed_file(report).parents[2] / "gate.html").read_text("utf-8")


@pytest.mark.usefixtures("tiny")
def test_files_sizes_and_seconds_are_told(made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(collection=True)
    assert main(["collect", "--format", "html", "--format", "xlsx"]) == 0
    told = capsys.readouterr()
    folder = tmp_path / "2022" / "collection"
    assert sorted(file.name for file in folder.iterdir()) == ["sbornik.html", "sbornik.xlsx"]
    assert "sbornik.html: 0,0 МБ, " in told.out
    assert f"Сборник: {folder}, " in told.out
    assert "Не расшифрованы в params/publication/publication.yml: ЩЩЩ" in told.err
    first = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert main(["collect", "--format", "html", "--format", "xlsx"]) == 0
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == first
