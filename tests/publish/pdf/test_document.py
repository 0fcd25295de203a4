"""A report and a collection as PDF, read back with pypdf."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from nbformat import NotebookNode

from svod.errors import BuildError
from svod.params import Params
from svod.parts import PARTS
from svod.publish.paper import Paper, read_paper
from svod.publish.pdf import Chapter, Front, write_chapters, write_pdf
from svod.publish.pdf.document import _lasts
from svod.wording.numbers import typography

NBSP = "\N{NO-BREAK SPACE}"


def opened(file: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(file))


def words(reader: pypdf.PdfReader) -> str:
    """Text of all pages on one line."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).replace(NBSP, " ").split())


def top(reader: pypdf.PdfReader) -> list[str]:
    """Bookmarks of the highest level."""
    return [item.title.replace(NBSP, " ") for item in reader.outline if not isinstance(item, list)]


def test_a_report_has_its_ten_parts_as_bookmarks(paper: Paper, params: Params) -> None:
    reader = opened(write_pdf(paper, params))
    assert top(reader) == [f"{part.number} {part.heading}" for part in PARTS] + ["О данных"]
    assert len(reader.pages) > 1


def test_it_says_its_title_language_and_date_and_is_tagged(paper: Paper, params: Params) -> None:
    reader = opened(write_pdf(paper, params))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "ru-RU" and root["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "Обеспеченность учебниками. Аналитическая справка"
    assert reader.metadata.author == params.publication.organisation
    assert reader.metadata["/CreationDate"] == "D:20221231000000Z"
    assert "pdfuaid:part>1<" in root["/Metadata"].get_data().decode().replace(" ", "")


def test_its_only_fonts_are_the_bundled_ones_and_lie_in_the_file(paper: Paper, params: Params) -> None:
    fonts = {}
    for page in opened(write_pdf(paper, params)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[str(inner["/BaseFont"]).partition("+")[2]] = "/FontFile2" in inner["/FontDescriptor"].get_object()
    assert fonts == {"PTSans-Regular": True, "PTSans-Bold": True}


def test_words_are_read_in_the_order_of_the_report(paper: Paper, params: Params) -> None:
    text = words(opened(write_pdf(paper, params)))
    wanted = [
        params.publication.organisation,
        "УТВЕРЖДАЮ",
        "Проект Издание 2022 года. учебные данные",
        "Содержание",
        "Текст части 1.",
        "Таблица 7.1 – Показатели и баллы учебные данные",
        "Пороги проектные.",
        "Таблица 8.1 – Рейтинг учебные данные",
        "Выше всего 78 %.",
        "Рисунок 9.1 – Изменения за три года",
        "Данных недостаточно",
        params.publication.signatures[0].position,
        "Издание 2022",
    ]
    places = []
    for part in wanted:
        places.append(text.find(part, places[-1] if places else 0))
    assert -1 not in places, wanted[places.index(-1)]


def test_a_figure_says_in_words_what_it_shows(paper: Paper, params: Params) -> None:
    said = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, dict):
            said.extend([node["/Alt"]] if "/Alt" in node else [])
            walk(node.get("/K", ()))
        elif isinstance(node, list):
            for item in node:
                walk(item)

    walk(opened(write_pdf(paper, params)).trailer["/Root"]["/StructTreeRoot"])
    assert "Линия растёт" in said


def test_two_runs_give_the_same_bytes(paper: Paper, params: Params) -> None:
    assert write_pdf(paper, params) == write_pdf(paper, params)


@pytest.mark.parametrize(
    "hostile", ['#panic("!")', "] #[", "$ x $", "\\", "<script>", '"; #eval("1")', "= h", "@ref", "`", "*", "//"]
)
def test_what_the_compiler_could_read_as_its_own_stays_text(
    hostile: str, make_notebook: Callable, with_contents: Callable[..., Paper], params: Params
) -> None:
    cell = {"text": hostile, "value": None}
    table = {
        "block": "table", "number": hostile, "anchor": "a", "caption": hostile, "demo": True, "note": hostile,
        "key": hostile,
        "columns": [{"key": "a", "heading": hostile, "numeric": False}],
        "rows": [{"group": hostile}, {"key": "a", "focus": True, "cells": {"a": cell}}],
    }  # fmt: skip
    contents = [
        {"block": "text", "kind": "body", "paragraphs": [hostile]},
        {"block": "plain", "text": hostile},
        {"block": "heading", "text": hostile},
        {"block": "verdict", "text": hostile},
        {"block": "findings", "items": [{"text": hostile, "evidence": hostile}]},
        table,
    ]
    text = words(opened(write_pdf(with_contents(*contents), params)))
    assert text.count(hostile) >= len(contents) + 5


def test_lists_and_tables_of_markdown_are_printed(with_contents: Callable[..., Paper], params: Params) -> None:
    prose = {"block": "prose", "markdown": "1. раз\n2. два\n\n- три\n\n| а | б |\n|---|---|\n| в | г |"}
    assert "1. раз 2. два • три а б в г" in words(opened(write_pdf(with_contents(prose), params)))


def test_the_collection_is_a_sequence_of_chapters(paper: Paper, params: Params) -> None:
    chapters = [
        Chapter("Раздел", number="4", level=1),
        Chapter("Глава", (), "4.1", 2),
        *(Chapter(part.heading, part.contents, str(part.number), 3) for part in paper.parts),
        Chapter("Второй раздел", number="5", level=1),
    ]
    reader = opened(write_chapters(Front("Сборник", "Комплексная аналитика", "Проект", "", "2022"), chapters, params))
    assert top(reader) == ["4 Раздел", "5 Второй раздел"]
    (inner,) = [item for item in reader.outline if isinstance(item, list)]
    assert inner[0].title == "4.1 Глава" and len(inner[1]) == 10
    contents = words(opened(write_chapters(Front("Сборник", "А", "Б", "", "2022"), chapters, params)))
    assert contents.count(PARTS[0].heading) == 1  # parts are not lines of the contents


def test_an_unknown_block_is_an_error(with_contents: Callable[..., Paper], params: Params) -> None:
    with pytest.raises(BuildError, match="«hologram»"):
        write_pdf(with_contents({"block": "hologram"}), params)


KINDS = [
    "procedure/07-libraries", "pair/17-preschool-quality/troitskiy-mr", "municipality/troitskiy-mr", "group/conditions",
    "group/overall", "map",
]  # fmt: skip


@pytest.mark.parametrize("page", KINDS)
def test_a_report_of_every_kind_has_bookmarks_tags_and_its_own_fonts(
    page: str, executed: Callable[[str], NotebookNode], params: Params
) -> None:
    reader = opened(write_pdf(read_paper(executed(page)), params))
    assert top(reader) == [f"{part.number} {part.heading}" for part in PARTS] + ["О данных"]
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in reader.trailer["/Root"]
    fonts = [font.get_object() for one in reader.pages for font in one["/Resources"].get("/Font", {}).values()]
    inner = [font["/DescendantFonts"][0].get_object() for font in fonts]
    assert {str(font["/BaseFont"]).partition("+")[2] for font in inner} == {"PTSans-Regular", "PTSans-Bold"}
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in inner)


@pytest.mark.parametrize("page", KINDS)
def test_every_cell_of_every_table_is_read_in_its_order(
    page: str, executed: Callable[[str], NotebookNode], params: Params
) -> None:
    paper = read_paper(executed(page))
    text, place, cells = bare(words(opened(write_pdf(paper, params)))), 0, 0
    for table in (one for part in paper.parts for one in part.contents if one["block"] == "table"):
        place = text.find(bare(typography(f"Таблица {table['number']} – {table['caption']}")), place)
        assert place > 0, table["number"]
        keys = [column["key"] for column in table["columns"]]
        for row in table["rows"]:
            said = [row["cells"][key]["text"] for key in keys if _is_read(row["cells"], key)] if "cells" in row else []
            for one in said or [row.get("group", "")]:
                found = text.find(bare(one), place)
                assert found >= 0, (table["number"], row.get("key"), one)
                place, cells = found + len(bare(one)), cells + 1
    assert cells > 100


def _is_read(cells: dict[str, Any], key: str) -> bool:
    """Whether a cell is there and is not only drawn."""
    return key in cells and "strip" not in cells[key]


def bare(text: str) -> str:
    """Text without spaces and hyphens: one at the end of a line is read as a soft one."""
    return re.sub(r"[\s\xad-]", "", text)


def test_figures_float_within_their_report_and_the_last_part_is_known() -> None:
    assert _lasts([1, 2, 3, 3, 3, 2, 3, 0, 1]) == [False, False, False, False, True, False, True, False, True]
    assert _lasts([1, 1, 1, 0, 1]) == [False, False, True, False, True]


@pytest.mark.parametrize("note", ["", "Примечание."])
def test_no_page_repeats_a_head_over_no_row(params: Params, note: str) -> None:
    """Tables that end at the very foot of a page, at every height of a row above it."""
    rows = [{"key": f"r{i}", "focus": False, "cells": {"a": {"text": f"ряд {i}", "value": None}}} for i in range(33)]
    table = {
        "block": "table", "number": "1.1", "anchor": "a", "caption": "Проба", "demo": False, "note": note, "key": "",
        "columns": [{"key": "a", "heading": "Голова", "numeric": False}], "rows": rows,
    }  # fmt: skip
    ends = set()
    for down in range(90, 130, 4):
        picture = {
            "block": "figure", "number": "1.1", "anchor": "b", "caption": "Проба", "demo": False, "note": "",
            "alt": "Пусто", "svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 510 {down}"></svg>',
        }  # fmt: skip
        front, chapters = Front("", "Проба", "", "", "2022"), [Chapter("Часть", (picture, table), "1")]
        pages = [page.extract_text() for page in opened(write_chapters(front, chapters, params)).pages]
        held = [page.count("ряд") for page in pages if "Голова" in page]
        assert all(held), down
        ends.add(len(held))
    assert ends == {1, 2}


def test_a_report_is_set_closer_where_its_signatures_would_stand_alone(params: Params) -> None:
    """The same text as a report and as a section of a collection, which is never set closer."""
    alone: dict[int, list[int]] = {1: [], 2: []}
    signed = Chapter("", ({"block": "signatures"},), level=0)
    for level, found in alone.items():
        for lines in range(150, 192, 2):
            text = {"block": "text", "kind": "body", "paragraphs": ["Строка."] * lines}
            chapters = [*[Chapter("Раздел", number="4")] * (level - 1), Chapter("Часть", (text,), "1", level), signed]
            pages = opened(write_chapters(Front("", "Проба", "", "", "2022"), chapters, params)).pages
            last = pages[-1].extract_text()
            assert params.publication.signatures[0].position in last
            found += [] if "Строка." in last else [lines]
    assert alone[1] == [] and alone[2] != []
