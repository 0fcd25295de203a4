"""Contents one after another: headings, captions, links, lists, turned sheets, hostile words."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from svod.blocks import Cell, Column, Figure, Findings, Heading, Note, Row, Sentence, Table, Text, Together, Verdict
from svod.errors import BuildError
from svod.publish.docx.writer import Writer

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><path d="M0 0H9V9H0Z"/></svg>'
HOSTILE = "=1+1 <script>alert(1)</script> & \x00\x0b ]]>"


def table(number: str, columns: int = 2, rows: int = 2) -> Table:
    named = tuple(Column(f"c{i}", "Муниципалитетов", numeric=i > 0) for i in range(columns))
    cells = [Row(str(j), {c.key: Cell(str(j), float(j)) for c in named}) for j in range(rows)]
    return Table(number, f"Проба {number}", named, tuple(cells), note="Черта – медиана.", demo=True)


def written(*blocks, headings: bool = True):
    writer = Writer()
    if headings:
        writer.heading(1, "1. Первая часть", "part-01")
    for block in blocks:
        writer.content(block.content())
    return Document(io.BytesIO(writer.finish("Проба", "Центр", "Справка", date(2022, 12, 31))))


def styled(document, name: str) -> list[str]:
    return [one.text.replace("\u00a0", " ") for one in document.paragraphs if one.style.name == name]


def test_captions_stand_above_tables_and_below_figures_with_their_numbers() -> None:
    figure = Figure("1.1", "Линия", SVG, "Линия растёт", table("1.1"), note="Серая линия – медиана.")
    document = written(table("1.1"), figure)
    assert styled(document, "Caption") == ["Таблица 1.1 – Проба 1.1  учебные данные", "Рисунок 1.1 – Линия"]
    order = [child.tag.rpartition("}")[2] for child in document.element.body if child.tag != qn("w:sectPr")]
    assert order == ["p", "p", "tbl", "p", "p", "p", "p"]
    assert document.element.body.findall(f".//{qn('wp:docPr')}")[0].get("descr") == "Линия растёт"
    assert styled(document, "Примечание") == ["Черта – медиана.", "Серая линия – медиана."]


def test_mentions_lead_to_what_is_there_and_stay_words_otherwise() -> None:
    document = written(Text.of("Итог в таблице 1.1 и таблице 9.9."), table("1.1"))
    links = document.element.body.findall(f".//{qn('w:hyperlink')}")
    marks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    assert [one.get(qn("w:anchor")) for one in links] == ["tab_1_1"]
    assert marks == {"part_01", "tab_1_1"}
    assert "таблице\u00a09.9" in document.paragraphs[1].text


def test_only_a_wide_table_turns_the_sheet_and_two_of_them_share_it() -> None:
    document = written(Text.of("А."), table("1.1", 10), table("1.2", 10), Text.of("Б."), table("1.3"))
    turns = [section.orientation for section in document.sections]
    assert turns == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    assert round(document.sections[1].top_margin.mm) == 30


def test_lists_count_anew_and_headings_inside_are_of_the_second_level() -> None:
    findings = Findings(((Sentence("Первый."), Sentence("Таблица 1.1.")), (Sentence("Второй."), Sentence(""))))
    document = written(Heading("Выводы"), findings, Together(findings, Note("1. а\n2. б", heading="Слова")))
    numbers = [one._p.pPr.numPr.numId.val for one in document.paragraphs if one.style.name == "List Number"]
    assert len(numbers) == 6 and len(set(numbers)) == 3
    assert styled(document, "Heading 2") == ["Выводы", "Слова"]
    known = {one.get(qn("w:numId")) for one in document.part.numbering_part.element.findall(qn("w:num"))}
    assert set(map(str, numbers)) <= known


def test_hostile_words_are_words_everywhere() -> None:
    cells = (Row("a", {"c": Cell(HOSTILE)}),)
    blocks = (Text.of(HOSTILE), Note(HOSTILE, heading=HOSTILE), Verdict(HOSTILE), Heading(HOSTILE),
              Table("1.1", HOSTILE, (Column("c", HOSTILE),), cells, note=HOSTILE),
              Figure("1.1", HOSTILE, SVG, HOSTILE, table("1.1"), note=HOSTILE))  # fmt: skip
    document = written(*blocks)
    assert document.element.xml.count("&lt;script&gt;") >= 11
    assert not [child for child in document.element.iter() if "script" in str(child.tag)]


def test_no_paragraph_is_empty() -> None:
    document = written(Text.of("А.", " "), table("1.1", 10), Text.of("Б."))
    assert all(one.text.strip() for one in document.paragraphs)


def test_an_unknown_kind_is_an_error_that_names_it() -> None:
    with pytest.raises(BuildError, match="«видео» ему неизвестно"):
        Writer().content({"block": "видео"})


@pytest.mark.parametrize(("pages", "told"), [(10, True), (60, False)])
def test_pages_of_a_long_document_are_left_for_word_to_count(pages: int, told: bool) -> None:
    writer = Writer()
    writer.contents()
    for i in range(pages):
        writer.heading(1, f"{i}. Часть", page=True)
    document = Document(io.BytesIO(writer.finish("Проба", "Центр", "Справка", date(2022, 12, 31))))
    assert ("PAGEREF" in document.element.xml) == told
    assert document.element.xml.count("w:hyperlink ") == pages
