"""A sound edition passes the gate; a page that is missing, out of date or tampered with does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from svod.publish import PageExporter
from svod.publish.gate import Verdict, gate, gate_json, gate_page
from svod.publish.gate.rules import Discrepancy
from svod.publish.release import file_hash
from svod.report.assessment import Assessment

PAGE = "procedure/07-libraries.html"
FILES = ("site/procedure/07-libraries.html", "notebooks/procedure/07-libraries.ipynb")


@pytest.fixture
def edition(make_notebook: Callable[..., NotebookNode], tmp_path: Path) -> Path:
    """An edition of one page."""
    notebook, executed, page = make_notebook(), tmp_path / "notebooks" / PAGE, tmp_path / "site" / PAGE
    for file in (executed, page):
        file.parent.mkdir(parents=True)
    nbformat.write(notebook, executed.with_suffix(".ipynb"))
    page.write_text(PageExporter().from_notebook_node(notebook)[0], "utf-8")
    return tmp_path


def made(edition: Path) -> dict[str, str]:
    return {name: file_hash(edition / name) for name in FILES}


def test_a_sound_edition_passes(edition: Path, assessment: Assessment) -> None:
    verdict = gate(assessment, edition, {}, (PAGE,), made(edition))
    # The page stands, two files are as made; two quotes stand in cells and sentences; a figure; two spans, none lost.
    assert verdict == Verdict(1 + 2 + 2 * 2 + 1 + 2 + 1, (), made(edition))
    assert verdict.words == "Проверок 11, расхождений 0"


def test_a_file_that_is_not_as_it_was_made_is_named_with_what_to_do(edition: Path, assessment: Assessment) -> None:
    known = made(edition) | {"collection/sbornik.pdf": "0", "site/about.html": "0"}
    for name in ("site/secret.html", "site/about.html"):
        (edition / name).write_text("другая", "utf-8")
    found = [(fault.page, fault.found) for fault in gate(assessment, edition, {}, (PAGE,), known).faults]
    assert found == [
        ("collection/sbornik.pdf", "файла нет. Соберите издание снова: svod build"),
        ("site/about.html", "файл изменён. Удалите его и соберите снова: svod build, сборник – svod collect"),
        ("site/secret.html", "лишний файл. Ни svod build, ни svod collect его не делали: уберите его"),
    ]


def test_pages_and_files_at_fault_are_linked_from_where_the_verdict_lies() -> None:
    faults = tuple(Discrepancy(name, "файл", "", "") for name in ("map.html", "site/a.html", "release/1"))
    page = gate_page(Verdict(3, faults, {}), "2022")
    assert all(f'href="{href}"' in page for href in ("site/map.html", "site/a.html", "release/1"))


def test_a_page_that_is_missing_or_out_of_date_is_found(edition: Path, assessment: Assessment) -> None:
    due = {PAGE: "нет: изменено: данные", "map.html": "нет: не собрана"}
    (edition / "site" / "map.html").write_text("ещё не собрана", "utf-8")
    verdict = gate(assessment, edition, due, (PAGE, "map.html"), {})
    assert [(fault.page, fault.found) for fault in verdict.faults] == [*due.items()]


@pytest.mark.parametrize(("was", "now"), [('"78"', '"79"'), ("Итог 78", "Итог 77")])
def test_a_value_altered_in_an_executed_notebook_is_found(
    edition: Path, assessment: Assessment, was: str, now: str
) -> None:
    file = (edition / "notebooks" / PAGE).with_suffix(".ipynb")
    text = json.dumps(json.loads(file.read_text("utf-8")), ensure_ascii=False)
    file.write_text(
        text.replace(f'"text": {was}, "value"', f'"text": {now}, "value"').replace(
            f'"lede": "{was}', f'"lede": "{now}'
        ),
        "utf-8",
    )
    assert [fault.page for fault in gate(assessment, edition, {}, (PAGE,), made(edition)).faults]


def test_a_notebook_that_cannot_be_read_is_found(edition: Path, assessment: Assessment) -> None:
    (edition / "notebooks" / PAGE).with_suffix(".ipynb").write_text("{", "utf-8")
    faults = gate(assessment, edition, {}, (PAGE,), made(edition)).faults
    assert [fault.what for fault in faults] == ["блокнот читается как отчёт"]


def test_the_verdict_is_told_to_people_and_to_programs() -> None:
    verdict = Verdict(12_000, (Discrepancy(PAGE, "место", "<1>", "2"),), {})
    assert json.loads(gate_json(verdict))["faults"] == [
        {"page": PAGE, "what": "место", "expected": "<1>", "found": "2"}
    ]
    page = gate_page(verdict, "2022")
    assert (
        "расхождений: 1. Издание публиковать нельзя" in page and "&lt;1&gt;" in page and f'href="site/{PAGE}"' in page
    )
    assert "расхождений нет" in gate_page(Verdict(5, (), {}), "2022")
