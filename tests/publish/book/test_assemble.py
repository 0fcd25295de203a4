"""The collection in the published order: chapters, numbers running through, every mention leading somewhere."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from svod.errors import BuildError
from svod.params import Params
from svod.publish.book import Book, pages_of, read_book
from svod.publish.book.assemble import texts_of
from svod.publish.book.mentions import unresolved
from svod.publish.paper import Paper


def numbers(book: Book, level: int) -> list[str]:
    return [chapter.number for chapter in book.contents if chapter.level == level and chapter.number]


def test_sections_and_chapters_stand_in_the_published_order(book: Book, params: Params) -> None:
    assert numbers(book, 1) == ["1", "2", "3", "4", "5", "6", "7", "Приложение 1"]
    assert [chapter.heading for chapter in book.contents if chapter.level == 1][:8] == [
        section.title for section in params.edition.sections
    ]
    chapters = numbers(book, 2)
    assert [n for n in chapters if n[0] == "4"] == [f"4.{i}" for i in range(1, 10)]
    assert [n for n in chapters if n[0] == "5"] == [f"5.{i}" for i in range(1, 9)]
    assert [n for n in chapters if n[0] == "6"] == [f"6.{i}" for i in range(1, 5)]
    assert [n for n in chapters if n[0] == "7"] == [f"7.{i}" for i in range(1, 45)]


def test_every_report_is_in_it_once_with_its_ten_parts(book: Book, params: Params, papers: dict[str, Paper]) -> None:
    assert sorted(pages_of(params)) == sorted(papers)
    parts = [chapter.page for chapter in book.chapters if chapter.level == 3]
    assert {page: parts.count(page) for page in papers} == dict.fromkeys(papers, 10)
    placed = {chapter.page: chapter.number for chapter in book.contents if chapter.page}
    assert (placed["procedure/01-ejournals.html"], placed["procedure/18-mkdo.html"]) == ("4.1", "6.3")
    assert (placed["group/outcomes.html"], placed["group/overall.html"]) == ("5.8", "7.1")


def test_tables_are_numbered_through_a_chapter(book: Book) -> None:
    found = [c["number"] for chapter in book.chapters for c in chapter.contents if c["block"] == "table"]
    assert len(set(found)) == len(found)
    of_libraries = [number for number in found if number.startswith("4.7.")]
    assert of_libraries == [f"4.7.{i}" for i in range(1, len(of_libraries) + 1)]
    assert next(number for number in found if number.startswith("П1.")) == "П1.1"


def test_every_mention_leads_to_a_table_or_figure(book: Book) -> None:
    assert unresolved(content for chapter in book.chapters for content in chapter.contents) == []
    assert len(re.findall(r"таблиц\w*\s\d+\.\d+\.\d+", " ".join(texts_of(book.chapters)))) > 500


def test_the_number_in_a_sentence_is_the_one_of_the_same_table(book: Book, papers: dict[str, Paper]) -> None:
    was = papers["procedure/07-libraries.html"].title["quotes"][0]["cell"]
    now = next(c for c in book.chapters if c.number == "4.7").contents[0]["quotes"][0]["cell"]
    old = next(c for part in papers["procedure/07-libraries.html"].parts for c in part.contents
               if c.get("anchor") == was.split("/")[0])  # fmt: skip
    new = next(c for chapter in book.chapters for c in chapter.contents if c.get("anchor") == now.split("/")[0])
    assert (new["caption"], was.split("/")[1:]) == (old["caption"], now.split("/")[1:])


def test_group_ratings_stand_in_the_published_two_column_form(book: Book) -> None:
    for number in ("4.9", "5.8", "6.4", "7.1"):
        own = [c for chapter in book.chapters for c in chapter.contents if c.get("number", "").startswith(f"{number}.")]
        heads = [[column["heading"] for column in c["columns"]] for c in own if c["block"] == "table"]
        assert ["Рейтинг", "Муниципальное образование", "ИТОГ"] * 2 in heads, number


def test_two_readings_are_the_same(book: Book, params: Params, papers: dict[str, Paper]) -> None:
    assert read_book(params, papers) == book


def test_a_missing_report_and_a_lost_mention_are_told(params: Params, papers: dict[str, Paper], content) -> None:
    with pytest.raises(BuildError, match=r"нет отчётов: map\.html"):
        read_book(params, {page: paper for page, paper in papers.items() if page != "map.html"})
    whole = papers["map.html"]
    lost = replace(whole.parts[0], contents=(content["text"]("Смотрите таблицу 12.4."),))
    with pytest.raises(BuildError, match=r"П1: «таблицу 12\.4» никуда не ведёт"):
        read_book(params, {**papers, "map.html": replace(whole, parts=(lost, *whole.parts[1:]))})
