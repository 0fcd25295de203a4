"""What all reports say alike stands once; what differs stands by chapters, files with their sums in a table."""

from __future__ import annotations

from dataclasses import replace

from svod.publish.book import Book, Chapter
from svod.publish.book.sources import MANY, common_rows, sources_contents

FIRST, SECOND, THIRD = (Chapter(2, f"4.{i}", "", f"glava-4-{i}", page=str(i)) for i in (1, 2, 3))


def shown(table) -> list[list[str]]:
    return [[row["cells"][column["key"]]["text"] for column in table["columns"]] for row in table["rows"]]


def test_clauses_that_all_repeat_are_told_once(paper_of) -> None:
    one = paper_of(rows=(("Издание", "2022"), ("Данные", "учебные; срез, sha256 1"), ("Файлы", "а.xlsx; меры.xlsx")))
    two = paper_of(rows=(("Издание", "2022"), ("Данные", "учебные; срез 2"), ("Файлы", "2 файла, см. «Об издании»")))
    assert common_rows([one, two]) == [["Издание", "2022"], ["Данные", "учебные"]]
    inner = Chapter(3, "1", "", "glava-4-2-part-01", page="2", listed=False)
    said, table = sources_contents([FIRST, SECOND, inner], {"1": one, "2": two})
    assert "Таблица И.1" in said["paragraphs"][0].replace("\u00a0", " ") and "И.2" not in said["paragraphs"][0]
    assert [column["heading"] for column in table["columns"]] == ["Главы", "Данные"]
    assert shown(table) == [["4.1", "1"], ["4.2", "срез 2"]]


def test_chapters_that_say_the_same_share_a_row_and_those_that_say_nothing_have_none(paper_of) -> None:
    papers = {str(i): paper_of(rows=rows) for i, rows in enumerate(
        ((("Данные", "срез 9"),), (("Данные", "срез 8"),), (("Данные", "срез 9"),), ()), start=1)}  # fmt: skip
    fourth = Chapter(2, "4.4", "", "glava-4-4", page="4")
    _, table = sources_contents([FIRST, SECOND, THIRD, fourth], papers)
    assert shown(table) == [["4.1, 4.3", "срез 9"], ["4.2", "срез 8"]]


def test_every_file_stands_once_with_its_sum_and_its_chapters(paper_of) -> None:
    sums = {"а.xlsx": "a" * 64, "меры.xlsx": "b" * 64}
    one, two = (replace(paper_of(rows=(("Данные", f"срез {i}"),)), files=files)
                for i, files in enumerate((sums, {"меры.xlsx": "b" * 64})))  # fmt: skip
    said, _, files = sources_contents([FIRST, SECOND, THIRD], {"1": one, "2": two, "3": two})
    assert (files["number"], files["anchor"]) == ("И.2", "tab-i-2") and "таблица И.2" in said["paragraphs"][0]
    assert shown(files) == [["а.xlsx", f"{'a' * 16}…", "4.1"], ["меры.xlsx", f"{'b' * 16}…", "4.1–4.3"]]
    many = replace(one, files={f"{i}.xlsx": "c" * 64 for i in range(MANY + 1)})
    said, *tables = sources_contents([FIRST], {"1": many})
    assert len(tables) == 1 and "из 201 файла" in " ".join(said["paragraphs"][0].split())


def test_no_reader_of_the_collection_is_sent_to_a_page_of_the_site(book: Book) -> None:
    chapter = next(item for item in book.chapters if item.anchor == "istochniki")
    _, grounds, files = chapter.contents
    assert "Об издании" not in str(chapter.contents) and "–" not in [row[1] for row in shown(grounds)]
    assert len(shown(files)) > 5 and all(row[2] != "–" for row in shown(files))
