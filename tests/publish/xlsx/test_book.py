"""A report as a workbook: every number of every table, the same bytes twice, nothing that could run."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from zipfile import ZipFile

import openpyxl
import pytest
from bs4 import BeautifulSoup, Tag
from nbformat import NotebookNode

from svod.factory.plan import plan
from svod.params import Params
from svod.publish.paper import Content, Paper, read_paper
from svod.publish.xlsx import write_xlsx
from svod.publish.xlsx.cells import inert, shown, value_of
from svod.publish.xlsx.sheet import TOP, table_of

PAGES = ["procedure/07-libraries", "pair/17-preschool-quality/troitskiy-mr", "group/conditions", "map"]
HIDING = ["pair/08-heads/lokomotivnyy-go", "pair/05-adapted-programmes/karabashskiy-go"]
SHOWN = "Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"  # every sheet, cells as shown
Opened = Callable[[bytes], openpyxl.Workbook]


def tables(paper: Paper) -> dict[str, Content]:
    """Tables and figures of a paper by the name of their sheet."""
    contents = [one for part in paper.parts for one in part.contents if one["block"] in ("table", "figure")]
    return {("рис. " if one["block"] == "figure" else "") + one["number"]: one for one in contents}


def rows(content: Content) -> list[list[Content]]:
    """Cells of every row, each range of places as its two ends."""
    table = table_of(content)
    keys = [column["key"] for column in table["columns"]]
    lines = [
        [row["cells"].get(key, {"text": "–", "value": None}) for key in keys] for row in table["rows"] if "cells" in row
    ]
    return [[end for cell in line for end in ends(cell)] for line in lines]


def ends(cell: Content) -> list[Content]:
    if "last" not in cell:
        return [cell]
    return [{"text": str(cell[end]), "value": cell[end]} for end in ("low", "high")]


def grouped(content: Content) -> bool:
    return any("group" in row for row in table_of(content)["rows"])


def bare(text: str) -> str:
    """Text without what the language of a machine may change: spaces, decimal signs."""
    return re.sub(r"[\s.,]", "", text)


def test_a_report_is_cover_contents_notes_and_a_sheet_a_table(
    make_notebook: Callable[..., NotebookNode], params: Params, opened: Opened
) -> None:
    book = opened(write_xlsx(read_paper(make_notebook()), params))
    assert book.sheetnames == ["Титул", "Содержание", "Примечания", "7.1", "8.1", "рис. 9.1"]
    assert [cell.value for cell in book["8.1"][TOP + 1]][:4] == [1, "Троицкий ГО", 78, "●●●○ Выше среднего"]
    assert [cell.value for cell in book["7.1"][TOP + 2]][2] == "н/д"


def every_kind(params: Params) -> list[str]:
    """Pages of all reports about the region and of all about one municipality, and two that hide numbers."""
    pages = [document.page.removesuffix(".html") for document in plan(params)]
    own = [page for page in pages if not page.startswith(("pair/", "municipality/")) or page.endswith("/troitskiy-mr")]
    return [*own, *HIDING]


def printed(cell: Tag) -> list[tuple[float | None, str]]:
    """What a cell of a page says: its number and its text; of a range of places both ends."""
    text, drawn = cell.get_text().removesuffix("*"), cell.find("svg")
    if drawn is None:
        return [(float(cell["data-v"]) if cell.get("data-v") and not cell.find(class_="lv") else None, text)]
    if drawn.get("aria-label"):
        return [(None, drawn["aria-label"])]
    low, _, high = text.partition("–")
    return [(float(end), end) for end in (low, high or low)]


def test_every_table_is_the_one_on_its_page(
    executed: Callable[[str], NotebookNode], params: Params, opened: Opened
) -> None:
    pages, seen, hidden = every_kind(params), Counter[str](), 0
    for page in pages:
        notebook = executed(page)
        html = "".join(output.data["text/html"] for cell in notebook.cells for output in cell.get("outputs", ()))
        paper, soup = read_paper(notebook), BeautifulSoup(html, "lxml")
        book, contents = opened(write_xlsx(paper, params)), tables(paper)
        assert book.sheetnames[3:] == list(contents)
        boxes = {box["id"]: box.select("tbody tr:not(.grp)") for box in soup.select("div.tw")}
        assert set(boxes) == {table_of(content)["anchor"] for content in contents.values()}
        for name, content in contents.items():
            lines = boxes[table_of(content)["anchor"]]
            assert len(lines) == len(rows(content))
            for row, line in enumerate(lines, start=TOP + 1):
                said = [end for cell in line.find_all(["th", "td"]) for end in printed(cell)]
                for column, (value, text) in enumerate(said, start=1 + grouped(content)):
                    found = book[name].cell(row, column).value
                    if isinstance(found, int | float):
                        assert f"{found:.12g}" == f"{value:.12g}", (page, name, row, column)
                    else:
                        assert bare(text) in bare(found or ""), (page, name, row, column)
                    seen[type(found).__name__] += 1
                    hidden += str(found).startswith(("скрыто", "не менее"))
            seen["tables"] += 1
    assert len(pages) == 2 * len(params.procedures) + 6 + len(HIDING)
    assert hidden > 10
    assert seen["tables"] > 10 * len(pages) and seen["int"] + seen["float"] > seen["str"] > 10_000


@pytest.mark.parametrize("page", PAGES)
def test_every_number_is_exact_and_reads_as_printed(
    page: str, executed: Callable[[str], NotebookNode], params: Params, opened: Opened
) -> None:
    paper = read_paper(executed(page))
    book, numbers = opened(write_xlsx(paper, params)), 0
    for name, content in tables(paper).items():
        for row, own in enumerate(rows(content), start=TOP + 1):
            for column, cell in enumerate(own, start=1 + grouped(content)):
                found, (value, code) = book[name].cell(row, column), value_of(cell)
                if value is None:
                    assert (found.value or "") == inert(shown(cell))
                else:
                    numbers += 1
                    assert (found.data_type, found.value) == ("n", pytest.approx(value, rel=1e-15, abs=0))
                    assert found.number_format == code
    assert numbers > 10


def test_two_writings_are_the_same_bytes(make_notebook: Callable[..., NotebookNode], params: Params) -> None:
    first, second = (write_xlsx(read_paper(make_notebook()), params) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("planted", ["=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\x0b=1", "<b>&"])
def test_a_planted_formula_stays_text_wherever_it_stands(
    planted: str, paper_of: Callable[..., Paper], table_of_cells: Callable[..., Content], params: Params, opened: Opened
) -> None:
    cell = {"text": planted, "value": None}
    table = table_of_cells(planted, [cell, cell], headings=[planted, "#" + planted], note=planted, how=planted)
    data = write_xlsx(paper_of({**table, "caption": planted}, heading=planted), params)
    sheets = [cell for sheet in opened(data) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in sheets} == {"s"}
    assert all(cell.quotePrefix for cell in sheets if cell.value.lstrip().startswith(("=", "+", "-", "@")))
    archive = ZipFile(io.BytesIO(data))
    assert not any(b"<f>" in archive.read(name) for name in archive.namelist() if "worksheets/" in name)


def test_names_of_sheets_are_short_and_unlike(
    paper_of: Callable[..., Paper], table_of_cells: Callable[..., Content], params: Params, opened: Opened
) -> None:
    numbers = ["8.1", "8.1", "[a]/b:c*?'", "9" * 40, "9" * 40, "Титул"]
    contents = [table_of_cells(headings=["Имя"], number=number) for number in numbers]
    names = opened(write_xlsx(paper_of(*contents), params)).sheetnames[3:]
    assert names == ["8.1", "8.1 (2)", "abc", "9" * 31, "9" * 25 + " (2)", "Титул (2)"]


def test_the_file_says_whose_it_is_and_not_when_it_was_written(
    paper_of: Callable[..., Paper], params: Params, opened: Opened
) -> None:
    properties = opened(write_xlsx(paper_of(), params)).properties
    assert (properties.title, properties.creator) == ("Проба", params.publication.organisation)
    assert properties.created == properties.modified
    assert properties.created.year == max(params.edition.years)


@pytest.mark.office
@pytest.mark.parametrize("page", PAGES[:3])
def test_an_office_shows_every_cell_as_the_page_does(
    page: str, executed: Callable[[str], NotebookNode], params: Params, office: Callable
) -> None:
    paper = read_paper(executed(page))
    files = {file.stem.removeprefix("book-"): file for file in office(write_xlsx(paper, params), "csv", SHOWN)}
    for name, content in tables(paper).items():
        lines = list(csv.reader(files[name].read_text("utf-8").splitlines()))[TOP:]
        for line, own in zip(lines, rows(content), strict=False):
            texts = [shown(cell) for cell in own]
            assert [bare(text) for text in line[grouped(content) :][: len(own)]] == [bare(text) for text in texts]


@pytest.mark.office
def test_an_office_prints_the_workbook(
    make_notebook: Callable[..., NotebookNode], params: Params, office: Callable
) -> None:
    (printed,) = office(write_xlsx(read_paper(make_notebook()), params), "pdf")
    assert printed.read_bytes().startswith(b"%PDF")
