"""A notebook as a paper: ten parts with the contents of blocks in the order in which they are read."""

from __future__ import annotations

import nbformat
import pytest

from svod.blocks.mime import BLOCK
from svod.errors import BuildError
from svod.parts import PARTS
from svod.publish.paper import read_paper
from svod.report.opening import REPORT


def output(content: dict, html: str = "<p></p>", **more: object) -> nbformat.NotebookNode:
    return nbformat.v4.new_output("display_data", {"text/html": html, "text/plain": "", BLOCK: content, **more})


def cell(*outputs: nbformat.NotebookNode, **given: object) -> nbformat.NotebookNode:
    return nbformat.v4.new_code_cell("1", outputs=list(outputs), execution_count=1, **given)


@pytest.fixture
def notebook() -> nbformat.NotebookNode:
    made = nbformat.v4.new_notebook()
    passport = {"kind": "procedure", "title": "Проба", "nav": "procedures", "path": "x.html", "links": []}
    made.cells = [cell(output({"block": "title", "heading": "Проба"}, "<h1>Проба</h1>", **{REPORT: passport}))]
    for part in PARTS:
        text = f"## {part.number}. {part.heading}\n\nСлова - {part.number}."
        made.cells.append(nbformat.v4.new_markdown_cell(text, id=part.id))
    table = {"block": "table", "number": "1", "columns": [], "anchor": "tab-1"}
    together = {"block": "together", "blocks": [{"block": "text", "paragraphs": ["а"]}, table]}
    made.cells.insert(3, cell(output(together)))
    made.cells.insert(4, cell(output({"block": "text", "paragraphs": ["тайна"]}), metadata={"tags": ["hide"]}))
    plain = nbformat.v4.new_output("execute_result", {"text/plain": "42"}, execution_count=1)
    made.cells.insert(5, cell(plain))
    about = '<section class="about"><h2>О данных</h2></section>'
    made.cells.append(cell(output({"block": "about", "rows": [["Издание", "2022"]]}, about)))
    return made


def test_parts_hold_their_contents_in_order_and_together_is_taken_apart(notebook: nbformat.NotebookNode) -> None:
    paper = read_paper(notebook)
    assert [(part.number, part.heading.replace("\N{NO-BREAK SPACE}", " ")) for part in paper.parts] == [
        (one.number, one.heading) for one in PARTS
    ]
    assert [content["block"] for content in paper.parts[1].contents] == ["prose", "text", "table", "plain"]
    assert paper.parts[1].contents[-1]["text"] == "42"
    assert paper.parts[0].contents[0]["markdown"].startswith("Слова")
    assert (paper.title["heading"], paper.about["rows"]) == ("Проба", [["Издание", "2022"]])
    assert paper.passport["path"] == "x.html"


def test_what_is_hidden_on_the_page_is_hidden_on_paper(notebook: nbformat.NotebookNode) -> None:
    assert "тайна" not in str(read_paper(notebook))


def test_the_notebook_is_left_as_it_was(notebook: nbformat.NotebookNode) -> None:
    before = nbformat.writes(notebook)
    read_paper(notebook)
    assert nbformat.writes(notebook) == before


def test_a_notebook_that_has_no_page_is_no_paper(notebook: nbformat.NotebookNode) -> None:
    del notebook.cells[-1]
    with pytest.raises(BuildError, match="не показывает «О данных»"):
        read_paper(notebook)
    del notebook.cells[0]
    with pytest.raises(BuildError, match="не выполнен"):
        read_paper(notebook)
