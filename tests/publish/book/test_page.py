"""The collection as a page: sound, self-contained, the same each time."""

from __future__ import annotations

import itertools
import re

import html5lib
import pytest

from svod.params import Params
from svod.publish.book import Book
from svod.publish.book.page import write_html


@pytest.fixture(scope="module")
def page(book: Book, params: Params) -> str:
    return write_html(book, params)


def test_every_chapter_stands_in_the_contents_and_in_the_text(page: str, book: Book) -> None:
    listed = re.search(r'<nav class="toc".*?</nav>', page, re.DOTALL)[0]
    for chapter in book.contents:
        assert f'href="#{chapter.anchor}"' in listed
    assert re.findall(r'<h[234] id="(glava[^"]*|ukazatel|istochniki)"', page) == [c.anchor for c in book.chapters]


def test_headings_never_skip_a_level(page: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", page)]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


def test_the_page_leads_nowhere_out_of_itself(page: str) -> None:
    tags = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert {href for href in re.findall(r'\shref="([^"]*)"', tags) if not href.startswith("#")} == {"data:,"}


def test_it_is_valid_html_and_the_same_twice(page: str, book: Book, params: Params) -> None:
    html5lib.HTMLParser(strict=True).parse(page)
    assert write_html(book, params) == page


def test_the_title_page_says_who_approves(page: str, params: Params) -> None:
    assert "УТВЕРЖДАЮ" in page
    assert params.publication.approve.position in page
    assert params.edition.subtitle in page
