"""A notebook's parameters read from its file, and an executed one that is not to be believed."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from svod.blocks.mime import BLOCK
from svod.errors import BuildError
from svod.factory.notebook import declared, identity, reads, unpublished, untrue
from svod.report.about import READS
from svod.report.opening import REPORT


def written(folder: Path, *sources: str) -> Path:
    cells = [new_code_cell(source, metadata={"tags": ["parameters"]}) for source in sources]
    nbformat.write(new_notebook(cells=cells), folder / "notebook.ipynb")
    return folder / "notebook.ipynb"


def executed(**said: str | None) -> nbformat.NotebookNode:
    output = new_output("display_data", data={REPORT: {"edition": "2022", "path": "page.html", **said}})
    return new_notebook(cells=[new_code_cell("show()", id="open-report", execution_count=1, outputs=[output])])


def test_names_are_what_the_cell_assigns(tmp_path: Path) -> None:
    file = written(tmp_path, '# which\nedition = "2022"\nmunicipality = ""  # all')
    assert declared(file) == {"edition", "municipality"}


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        ((), "parameters: 0"),
        (("a = '1'", "b = '1'"), "parameters: 2"),
        (("a = 1",), "только присваивать строки"),
        (("import os",), "только присваивать строки"),
        (("a = b = '1'",), "только присваивать строки"),
        (("a = '1'\na = '2'",), "дважды"),
        (("a = '",), "строка 1"),
    ],
)
def test_a_cell_of_parameters_does_nothing_else(tmp_path: Path, sources: tuple[str, ...], words: str) -> None:
    with pytest.raises(BuildError, match=words):
        declared(written(tmp_path, *sources))


def test_a_cell_may_be_written_as_one_text_or_as_lines(tmp_path: Path) -> None:
    file = tmp_path / "notebook.ipynb"
    for source in ('a = "1"\nb = "2"', ['a = "1"\n', 'b = "2"']):
        cells = [{"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": source}]
        file.write_text(json.dumps({"cells": cells}), "utf-8")
        assert declared(file) == {"a", "b"}


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"cells": 1}', '{"cells": [{"metadata": null}]}', "\udcff"])
def test_a_file_that_is_no_notebook_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "notebook.ipynb"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(BuildError, match="не читается как блокнот"):
        declared(file)


def test_an_edited_file_is_read_again(tmp_path: Path) -> None:
    assert declared(written(tmp_path, "a = '1'")) == {"a"}
    assert declared(written(tmp_path, "bb = '1'")) == {"bb"}


def test_a_true_notebook_is_believed() -> None:
    asked = {"edition": "2022", "municipality": ""}
    assert untrue(executed(municipality=None), asked, "page.html") == ""
    assert identity(executed(kind="map"))["kind"] == "map"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"municipality": "ashinskiy-mr"}, "municipality – «ashinskiy-mr», а заказан «»"),
        ({"edition": "2021"}, "edition – «2021», а заказан «2022»"),
        ({"path": "other.html"}, "path – «other.html»"),
    ],
)
def test_a_report_about_something_else_is_not_believed(said: dict[str, str], words: str) -> None:
    assert words in untrue(executed(**said), {"edition": "2022", "municipality": ""}, "page.html")


def test_a_cell_that_did_not_run_or_failed_is_told_whatever_papermill_says() -> None:
    notebook = executed()
    notebook.cells.append(new_code_cell("2", id="part-02-two", metadata={"papermill": {"status": "completed"}}))
    assert untrue(notebook, {}, "page.html") == "ячейка part-02-two не выполнена"
    notebook.cells[1].outputs = [new_output("error", ename="KeyError", evalue="'x'", traceback=[])]
    assert untrue(notebook, {}, "page.html") == "ячейка part-02-two: KeyError: 'x'"


def test_a_notebook_that_does_not_say_what_it_is_about_is_not_believed() -> None:
    assert "о чём он" in untrue(new_notebook(cells=[new_code_cell("1", execution_count=1)]), {}, "page.html")


def test_what_a_report_has_read_is_in_its_outputs() -> None:
    notebook = executed()
    assert reads(notebook) == {}
    said = {"rows": {"indicators": {"07-libraries": "a" * 64}}, "files": {}, "demo": True, "params": {}}
    notebook.cells[0].outputs.append(new_output("display_data", data={READS: said}))
    assert reads(notebook) == said


@pytest.mark.parametrize(
    ("html", "lost"),
    [
        ('<figure id="ris-1"></figure><div id="ris-1-data"></div><div class="tw" id="tab-2"></div>', []),
        ('<figure id="ris-1"></figure><div class="tw" id="tab-2"></div>', ["ris-1-data"]),
        ('<figure id="ris-1"></figure><i id="ris-1-data"></i><i id="tab-2"></i><i id="tab-2"></i>', ["tab-2"]),
        ("", ["ris-1", "ris-1-data", "tab-2"]),
    ],
)
def test_every_table_and_figure_of_a_notebook_is_on_its_page_once(html: str, lost: list[str]) -> None:
    figure = {"block": "figure", "anchor": "ris-1", "data": {"block": "table", "anchor": "ris-1-data"}}
    together = {"block": "together", "blocks": [figure, {"block": "text"}, {"block": "table", "anchor": "tab-2"}]}
    shown = new_output("display_data", {BLOCK: together, "text/plain": ""})
    hidden = new_output("display_data", {BLOCK: {"block": "table", "anchor": "tab-9"}, "text/plain": ""})
    made = new_notebook()
    made.cells = [
        nbformat.v4.new_markdown_cell("слова"),
        new_code_cell("", outputs=[shown]),
        new_code_cell("", outputs=[hidden], metadata={"tags": ["hide"]}),
    ]
    assert unpublished(made, html) == lost
