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
from svod.report.assessment import Assessment

PAGE = "procedure/07-libraries.html"


@pytest.fixture
def edition(make_notebook: Callable[..., NotebookNode], tmp_path: Path) -> Path:
    """An edition of one page."""
    notebook, executed, page = make_notebook(), tmp_path / "notebooks" / PAGE, tmp_path / "site" / PAGE
    for file in (executed, page):
        file.parent.mkdir(parents=True)
    nbformat.write(notebook, executed.with_suffix(".ipynb"))
    page.write_text(PageExporter().from_notebook_node(notebook)[0], "utf-8")
    return tmp_path


def test_a_sound_edition_passes(edition: Path, assessment: Assessment) -> None:
    verdict = gate(assessment, edition, {}, (PAGE,))
    # The page stands and is there; two quotes stand in cells and in sentences; two spans of the page, none missing.
    assert verdict == Verdict(2 + 2 * 2 + 2 + 1, ())
    assert verdict.words == "Проверок 9, расхождений 0"


def test_a_page_that_is_missing_or_out_of_date_is_found(edition: Path, assessment: Assessment) -> None:
    verdict = gate(assessment, edition, {PAGE: "нет: изменено: данные"}, (PAGE, "map.html"))
    assert [(fault.page, fault.found) for fault in verdict.faults] == [
        (PAGE, "нет: изменено: данные"),
        ("map.html", "нет"),
    ]


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
    assert [fault.page for fault in gate(assessment, edition, {}, (PAGE,)).faults]


def test_a_notebook_that_cannot_be_read_is_found(edition: Path, assessment: Assessment) -> None:
    (edition / "notebooks" / PAGE).with_suffix(".ipynb").write_text("{", "utf-8")
    assert [fault.what for fault in gate(assessment, edition, {}, (PAGE,)).faults] == ["блокнот читается как отчёт"]


def test_the_verdict_is_told_to_people_and_to_programs() -> None:
    verdict = Verdict(12_000, (Discrepancy(PAGE, "место", "<1>", "2"),))
    assert json.loads(gate_json(verdict))["faults"] == [
        {"page": PAGE, "what": "место", "expected": "<1>", "found": "2"}
    ]
    page = gate_page(verdict, "2022")
    assert (
        "расхождений: 1. Издание публиковать нельзя" in page and "&lt;1&gt;" in page and f'href="site/{PAGE}"' in page
    )
    assert "расхождений нет" in gate_page(Verdict(5, ()), "2022")
