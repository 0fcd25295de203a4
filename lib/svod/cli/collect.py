"""`svod collect`: the whole collection as one file of every format."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from svod.cli.choice import chosen
from svod.cli.console import EditionOption, note
from svod.cli.publish import keep_released

if TYPE_CHECKING:
    from svod.factory.plan import Document
    from svod.factory.result import Basis
    from svod.params import Params
    from svod.publish.book import Book

__all__ = ["collect"]

WORKERS = 2
"""So many formats are made at once."""


class Format(StrEnum):
    """What the collection is made as; the slowest come first, so that they do not wait for the others."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    HTML = "html"


def collect(
    edition: EditionOption = "",
    formats: Annotated[
        list[Format] | None,
        typer.Option("--format", help="Только html, pdf, docx или xlsx; можно несколько раз."),
    ] = None,
) -> None:
    """Собрать сборник: все справки одной книгой в порядке опубликованного содержания."""
    from svod import paths
    from svod.factory.made import note_collected
    from svod.lock import edition_lock
    from svod.wording.numbers import number

    started = time.monotonic()
    params, documents = chosen(edition, None, None, collection=True)
    keep_released(params)
    folder = paths.edition_output(params.edition.id) / "collection"
    asked = [kind for kind in Format if kind in (formats or Format)]
    with edition_lock(params.edition.id):
        basis = _ready(params, documents)
        book = _read(params, documents)
        _tell_unknown(params, book)
        with ProcessPoolExecutor(min(WORKERS, len(asked))) as pool:
            for done in as_completed(pool.submit(_write, kind, book, params, folder) for kind in asked):
                kind, size, seconds = done.result()
                note_collected(params.edition.id, folder / f"sbornik.{kind}", seconds, basis)
                typer.echo(f"sbornik.{kind}: {number(size / 2**20, 1)} МБ, {number(seconds, 1)} с")
    typer.echo(f"Сборник: {folder}, {number(time.monotonic() - started, 1)} с")


def _ready(params: Params, documents: list[Document]) -> Basis:
    """What the collection will rest on; refuse while a page of it is not what data and parameters of now would give."""
    from svod.errors import BuildError
    from svod.factory.inputs import executed_file, read_inputs
    from svod.factory.ledger import records
    from svod.factory.made import collection_basis
    from svod.factory.result import FileState

    inputs = read_inputs(params)
    due = inputs.due(documents, records(params.edition.id))
    if due:
        raise BuildError(
            f"Сборник не собран: из {len(documents)} его отчётов не готовы или устарели {len(due)}.\n"
            "Соберите их и повторите: svod build --collection"
        )
    return collection_basis(inputs, (FileState.of(executed_file(document)).sha256 for document in documents))


def _read(params: Params, documents: list[Document]) -> Book:
    from nbformat.v4 import reads_json

    from svod.factory.inputs import executed_file
    from svod.publish.book import read_book
    from svod.publish.paper import read_paper

    papers = {item.page: read_paper(reads_json(executed_file(item).read_text("utf-8"))) for item in documents}
    return read_book(params, papers)


def _tell_unknown(params: Params, book: Book) -> None:
    """Name the abbreviations that the list of the collection cannot spell out."""
    from svod.publish.book.abbreviations import unknown
    from svod.publish.book.assemble import texts_of

    if absent := unknown(texts_of(book.chapters), params.publication.abbreviations):
        note(f"Не расшифрованы в params/publication/publication.yml: {', '.join(absent)}")


def _write(kind: Format, book: Book, params: Params, folder: Path) -> tuple[Format, int, float]:
    """Write one file; its format, size in bytes and the seconds it took."""
    from svod.factory.atomic import write_whole
    from svod.publish.book.formats import write_book

    started = time.monotonic()
    content = write_book(kind, book, params)
    write_whole(folder / f"sbornik.{kind}", content)
    return kind, len(content), time.monotonic() - started
