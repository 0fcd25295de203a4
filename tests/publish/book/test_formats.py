"""The collection in every format holds every chapter; two runs give the same bytes."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from zipfile import ZipFile

import pytest

from svod.params import Params
from svod.publish.book import Book, Chapter
from svod.publish.book.formats import FORMATS, as_paper, write_book

BEGINS = {"html": b"<!doctype html>", "pdf": b"%PDF-", "docx": b"PK", "xlsx": b"PK"}


@pytest.fixture(scope="module")
def short(book: Book) -> Book:
    """All headings, but the contents of section 1 and of one analysis alone."""
    page = next(chapter.page for chapter in book.chapters if chapter.number == "4.7")
    kept = [c for c in book.chapters if c.listed or c.page == page]
    whole = [c if c.page == page or c.number.startswith("1.") else replace(c, contents=()) for c in kept]
    return Book(book.title, tuple(whole), book.about)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_is_written_and_the_same_twice(short: Book, params: Params, kind: str) -> None:
    first = write_book(kind, short, params)
    assert first.startswith(BEGINS[kind])
    assert write_book(kind, short, params) == first


def test_word_has_the_new_numbers(short: Book, params: Params) -> None:
    words = ZipFile(io.BytesIO(write_book("docx", short, params))).read("word/document.xml").decode()
    words = re.sub("<[^>]+>", "", words).replace("\u00a0", " ")
    assert "4.7. Аналитика по результатам мониторинга состояния библиотек" in words
    assert "Таблица 4.7.1 – " in words


def test_parts_are_put_into_their_chapters(params: Params, content) -> None:
    said, table = content["text"]("а"), content["table"]("4.1.1")
    book = Book({"heading": "Сборник"}, (Chapter(2, "4.1", "Журналы", "glava-4-1", (said,)),
                Chapter(3, "1", "Часть", "glava-4-1-1", (table,), listed=False)), {})  # fmt: skip
    (part,) = as_paper(book, params).parts
    assert (part.number, part.heading, part.contents) == ("4.1", "Журналы", (said, table))


def test_another_format_is_an_error(short: Book, params: Params) -> None:
    with pytest.raises(KeyError):
        write_book("odt", short, params)
