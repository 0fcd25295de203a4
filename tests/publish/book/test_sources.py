"""What all reports say alike stands once; what differs stands by chapters."""

from __future__ import annotations

from svod.publish.book import Chapter
from svod.publish.book.sources import common_rows, sources_contents


def test_clauses_that_all_repeat_are_told_once(paper_of) -> None:
    one = paper_of(rows=(("Издание", "2022"), ("Данные", "учебные; срез 1"), ("Файлы", "а.xlsx; меры.xlsx")))
    two = paper_of(rows=(("Издание", "2022"), ("Данные", "учебные; срез 2"), ("Файлы", "б.xlsx; меры.xlsx")))
    assert common_rows([one, two]) == [["Издание", "2022"], ["Данные", "учебные"], ["Файлы", "меры.xlsx"]]
    chapters = [Chapter(2, "4.1", "", "glava-4-1", page="1"), Chapter(2, "4.2", "", "glava-4-2", page="2"),
                Chapter(3, "1", "", "glava-4-2-part-01", page="2", listed=False)]  # fmt: skip
    said, table = sources_contents(chapters, {"1": one, "2": two})
    assert "Таблица И.1" in said["paragraphs"][0].replace("\u00a0", " ")
    assert [column["heading"] for column in table["columns"]] == ["Глава", "Данные", "Файлы"]
    assert [[cell["text"] for cell in row["cells"].values()] for row in table["rows"]] == [
        ["4.1", "срез 1", "а.xlsx"],
        ["4.2", "срез 2", "б.xlsx"],
    ]


def test_a_report_that_does_not_say_it_has_a_dash(paper_of) -> None:
    one, two = paper_of(rows=(("Файлы", "а.xlsx"),)), paper_of(rows=())
    _, table = sources_contents(
        [Chapter(2, "4.1", "", "a", page="1"), Chapter(2, "4.2", "", "b", page="2")],
        {"1": one, "2": paper_of(rows=(("Файлы", "б.xlsx"),)), "3": two},
    )
    assert [row["cells"]["told-1"]["text"] for row in table["rows"]] == ["а.xlsx", "б.xlsx"]
