"""The index of municipalities: own chapter, and where else somebody is spoken of."""

from __future__ import annotations

from svod.params import Params
from svod.publish.book import Book, Chapter
from svod.publish.book.places import index_contents, spoken_of


def chapters(content) -> list[Chapter]:
    def made(number: str, *shown, page: str = "", listed: bool = True) -> Chapter:
        return Chapter(2 if listed else 3, number, "", f"glava-{number.replace('.', '-')}", shown, page, listed)

    named = content["text"]("Впереди Ашинский\u00a0МР.")
    return [
        made("4.1", named),
        made("1", content["text"]("Об Ашинском муниципальном районе"), listed=False),
        made("4.2", content["text"]("Троицкого муниципального района"), content["table"]("1.1", "Ашинский МР")),
        made("4.3", named),
        made("4.4", named),
        made("4.5", named),
        made("7.2", named, page="municipality/ashinskiy-mr.html"),
    ]


def test_prose_counts_tables_and_the_own_chapter_do_not(params: Params, content) -> None:
    found = spoken_of(chapters(content), params.region)
    assert [chapter.number for chapter in found["ashinskiy-mr"]] == ["4.1", "4.3", "4.4", "4.5"]
    assert [chapter.number for chapter in found["troitskiy-mr"]] == ["4.2"]
    assert found["troitskiy-go"] == []


def test_three_chapters_in_a_row_are_a_range(params: Params, content) -> None:
    _, table = index_contents(chapters(content), params.region)
    row = next(row for row in table["rows"] if row["key"] == "ashinskiy-mr")["cells"]
    assert (row["own"]["text"], row["spoken"]["text"]) == ("7.2", "4.1, 4.3–4.5")
    assert row["spoken"]["chapters"] == [["4.1", "glava-4-1"], ["4.3–4.5", "glava-4-3"]]
    assert next(r for r in table["rows"] if r["key"] == "uyskiy-mr")["cells"]["spoken"]["text"] == "–"


def test_the_index_is_alphabetical_and_names_every_own_chapter(book: Book, params: Params) -> None:
    table = next(chapter for chapter in book.chapters if chapter.anchor == "ukazatel").contents[1]
    names = [row["cells"]["name"]["text"] for row in table["rows"]]
    assert names == [item.name for item in params.region.municipalities] == sorted(names)
    assert [row["cells"]["own"]["text"] for row in table["rows"]] == [f"7.{i}" for i in range(2, 45)]
