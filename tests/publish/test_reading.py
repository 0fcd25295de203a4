"""What a report says is read from its notebook, cell by cell and sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from svod.errors import BuildError, NotFound
from svod.publish.reading import FEW, find_output, notebooks_of, read_report, sentences, spread


@pytest.fixture
def file(make_notebook: Callable[..., NotebookNode], tmp_path: Path) -> Path:
    made = tmp_path / "notebooks" / "procedure" / "07-libraries.ipynb"
    made.parent.mkdir(parents=True)
    nbformat.write(make_notebook(), made)
    return made


def test_a_report_is_read_whole(file: Path) -> None:
    reading = read_report(file, "procedure/07-libraries.html")
    assert list(reading.tables) == ["tab-7-1", "tab-8-1", "ris-9-1-data"]
    assert reading.cell("tab-8-1/m2/percent")["value"] == 52
    assert [(quote.text, quote.cell) for quote in reading.quotes] == [("78", "tab-8-1/m1/percent")] * 2
    assert "Итог 78 %." in reading.sentences["Заголовок"]
    assert "Смотрите рисунок 9.1." in reading.sentences["Часть 9"]


@pytest.mark.parametrize("address", ["tab-9-9/m1/percent", "tab-8-1/m9/percent", "tab-8-1/m1/points"])
def test_a_cell_nobody_can_see_is_no_cell(file: Path, address: str) -> None:
    assert read_report(file, "x.html").cell(address) is None


def test_a_text_is_cut_into_sentences_and_not_inside_them() -> None:
    text = "Выше на 5 п. п. и ниже на 3. Медиана 66,7 %.\n\nЭто «Б. Н. Ельцин». 43 из 43."
    assert sentences(text) == [
        "Выше на 5 п. п. и ниже на 3.", "Медиана 66,7 %.", "Это «Б. Н. Ельцин».", "43 из 43.",
    ]  # fmt: skip


def test_an_output_is_found_by_edition_and_by_folder(file: Path, tmp_path: Path) -> None:
    folder = tmp_path.resolve()
    assert find_output(folder.name, folder.parent) == find_output(str(folder), Path("elsewhere")) == folder
    assert list(notebooks_of(folder)) == ["procedure/07-libraries.html"]
    with pytest.raises(NotFound, match="«нет такой» – не сборка"):
        find_output("нет такой", folder)


def test_what_is_no_report_is_named(file: Path) -> None:
    file.write_text("{", "utf-8")
    with pytest.raises(BuildError, match=r"procedure/07\.html: файл .* не читается как блокнот"):
        read_report(file, "procedure/07.html")


@pytest.mark.parametrize("count", [3, FEW + 3])
def test_the_order_of_the_items_is_kept(count: int) -> None:
    assert list(spread(str, range(count))) == [str(item) for item in range(count)]
