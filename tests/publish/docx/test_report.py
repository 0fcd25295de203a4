"""A report as a document, and what LibreOffice makes of it."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from svod.params import Params
from svod.publish.book import Chapter
from svod.publish.docx import write_docx, write_docx_book
from svod.publish.paper import Paper, read_paper
from svod.wording.numbers import NBSP

ABOUT = {"block": "about", "rows": [["Издание", "2022"], ["Программа", "svod"]]}


@pytest.fixture
def paper(make_notebook) -> Paper:
    read = read_paper(make_notebook())
    return Paper(read.passport, read.title, read.parts, ABOUT)


def plain(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def laid_out(made: bytes, folder: Path) -> list[str]:
    """Pages of the document as LibreOffice prints them."""
    (folder / "report.docx").write_bytes(made)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), "report.docx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    read = subprocess.run(["pdftotext", "-layout", "report.pdf", "-"], cwd=folder, check=True, capture_output=True)
    return [plain(page) for page in read.stdout.decode().split("\f")][:-1]


def test_a_report_has_its_title_contents_ten_parts_signatures_and_data(paper: Paper, params: Params) -> None:
    document = Document(io.BytesIO(write_docx(paper, params)))
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert [head.partition(".")[0] for head in headings] == [*map(str, range(1, 11)), f"О{NBSP}данных"]
    words = [one.text for one in document.paragraphs]
    assert words[0] == params.publication.organisation and "УТВЕРЖДАЮ" in words[:3]
    signed = [one.text.strip() for one in document.paragraphs if one.style.name == "Подпись"]
    assert signed == [one.position for one in params.publication.signatures]
    listed = [line for line in document.element.body.iter(qn("w:instrText")) if "PAGEREF" in line.text]
    assert len(listed) == len(headings)
    assert document.core_properties.author == params.publication.organisation
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables)


def test_the_first_page_alone_has_no_number(paper: Paper, params: Params) -> None:
    document = Document(io.BytesIO(write_docx(paper, params)))
    assert [section.different_first_page_header_footer for section in document.sections] == [True, False]


def test_a_chain_of_empty_paragraphs_is_nowhere(paper: Paper, params: Params) -> None:
    empty = [not one.text.strip() and not one._p.findall(f".//{qn('w:drawing')}")
             for one in Document(io.BytesIO(write_docx(paper, params))).paragraphs]  # fmt: skip
    assert not any(one and following for one, following in pairwise(empty))


def test_the_same_report_is_the_same_bytes(paper: Paper, params: Params) -> None:
    first = write_docx(paper, params)
    assert write_docx(paper, params) == first
    assert {item.date_time for item in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_collection_begins_pages_with_sections_and_lists_chapters(paper: Paper, params: Params) -> None:
    chapters = [Chapter(1, "4", "Аналитика", "s4"), Chapter(2, "4.1", "Библиотеки", "s41", paper.parts[6].contents),
                Chapter(3, "1", "Часть", "s411"), Chapter(1, "5", "Рейтинги", "s5")]  # fmt: skip
    document = Document(io.BytesIO(write_docx_book(paper.title, chapters, ABOUT, params)))
    heads = [(one.style.name, one.text) for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert heads == [("Heading 1", "4. Аналитика"), ("Heading 2", "4.1. Библиотеки"), ("Heading 3", "1. Часть"),
                     ("Heading 1", "5. Рейтинги"), ("Heading 1", f"О{NBSP}данных")]  # fmt: skip
    assert sum("PAGEREF" in line.text for line in document.element.body.iter(qn("w:instrText"))) == 4


def test_tables_and_figures_are_named_and_described_in_a_report_and_in_a_collection(
    paper: Paper, params: Params
) -> None:
    book = [Chapter(1, "4", "Аналитика", "s4")]
    book += [Chapter(2, f"4.{part.number}", part.heading, part.anchor, part.contents) for part in paper.parts]
    for made in (write_docx(paper, params), write_docx_book(paper.title, book, ABOUT, params)):
        document = Document(io.BytesIO(made))
        names = [one.text for one in document.paragraphs if one.style.name == "Caption"]
        shown = list(document.element.body.iter(qn("wp:docPr")))
        assert len(names) == len(document.tables) + len(shown) and shown
        assert all(one.get("descr") for one in shown)
        assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables)


def test_a_template_of_the_centre_gives_a_report_its_styles_and_its_page(
    paper: Paper, params: Params, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Document()
    own.styles["Heading 1"].font.size, own.sections[0].left_margin = Pt(33), Mm(25)
    (tmp_path / "publication").mkdir()
    own.save(tmp_path / "publication" / "template.docx")
    monkeypatch.setenv("SVOD_PARAMS", str(tmp_path))
    document = Document(io.BytesIO(write_docx(paper, params)))
    assert document.styles["Heading 1"].font.size == Pt(33)
    assert {round(section.left_margin.mm) for section in document.sections} == {25}
    assert [one.text for one in document.paragraphs if one.style.name == "Heading 1"]


@pytest.mark.office
def test_libreoffice_prints_every_caption_in_order_and_the_contents_tell_its_pages(
    paper: Paper, params: Params, tmp_path: Path
) -> None:
    made = write_docx(paper, params)
    pages = laid_out(made, tmp_path)
    document = Document(io.BytesIO(made))
    captions = [plain(one.text) for one in document.paragraphs if one.style.name == "Caption"]
    places = [" ".join(pages).index(caption) for caption in captions]
    assert len(captions) == 3 and places == sorted(places)
    told = re.findall(r"(\d+)\. [^.]{5,}?\.{3,} ?(\d+)", pages[1])
    assert len(told) == 10
    for number, page in told:
        heading = plain(next(part.heading for part in paper.parts if part.number == int(number)))[:30]
        real = next(i for i, text in enumerate(pages, 1) if i > 2 and f"{number}. {heading}" in text)
        assert abs(real - int(page)) <= 1
    assert [page.split()[0] for page in pages[1:]] == list(map(str, range(2, len(pages) + 1)))
    assert pages[0].strip().startswith(params.publication.organisation)
