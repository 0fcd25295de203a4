"""The gate of small numbers: clean on pages with few pupils planted in the data, and it can fail."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest

from svod.blocks import Cell, Column, Row, Table, dashed
from svod.factory.plan import Document, plan
from svod.params import Params
from svod.publish.paper import Paper, Part
from svod.publish.small import small_numbers
from svod.report import hidden, shared
from svod.report.assessment import Assessment, assess
from svod.report.shared import Shared
from svod.store import Snapshot, current_snapshot
from svod.wording.numbers import NBSP

FEW, NEXT, FULL = "ashinskiy-mr", "lokomotivnyy-go", "agapovskiy-mr"
PAGES = (
    *(f"pair/12-riko/{name}" for name in (FEW, NEXT, FULL, "miasskiy-go")),
    f"pair/13-olympiads/{NEXT}",
    "procedure/12-riko",
    f"municipality/{FEW}",
    "group/outcomes",
)


@pytest.fixture(scope="module")
def planted(demo: Path) -> Snapshot:
    """The demo region, in which 7 pupils of a municipality took РИКО-4 and all 30 of another passed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SVOD_OUTPUT", str(demo))
        found = current_snapshot("2022")
    rows = found.indicators.copy()
    for name, part, whole in ((FEW, 5, 7), (FULL, 30, 30)):
        here = (rows["indicator"] == "12.1") & (rows["municipality"] == name)
        for column, number in (("numerator", part), ("denominator", whole), ("participants", whole)):
            rows.loc[here, column] = number if column == "participants" else Decimal(number)
    return replace(found, indicators=rows)


@pytest.fixture
def pages(params: Params, planted: Snapshot, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Document]]:
    """Some pages of the planted region, ready to be run."""
    monkeypatch.setitem(shared._kept, "2022", Shared(params, planted))
    yield [one for one in plan(params) if one.page.removesuffix(".html") in PAGES]


def paper_of(document: Document) -> Paper:
    """Run the cells of a notebook; its blocks as one part of a paper."""
    space: dict[str, Any] = {}
    contents = []
    for cell in nbformat.read(document.notebook, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        *body, last = ast.parse(cell.source).body
        shows = isinstance(last, ast.Expr)
        exec(compile(ast.Module(body if shows else [*body, last], []), cell.id, "exec"), space)
        if "parameters" in cell.metadata.get("tags", []):
            space.update(document.parameters)
        if shows:
            shown = eval(compile(ast.Expression(last.value), cell.id, "eval"), space)
            contents += [shown.content()] if hasattr(shown, "content") else []
    report = space["report"]
    about = {"path": document.page, "municipality": report.focus, "procedure": report.procedure and report.procedure.id}
    return Paper(about, {}, (Part(1, "part", "Часть", tuple(contents)),), {})


@pytest.fixture
def truth(params: Params, planted: Snapshot) -> Assessment:
    return assess(planted.indicators, params)


def test_pages_of_a_region_with_small_numbers_tell_nothing_of_them(pages, truth) -> None:
    assert len(pages) == len(PAGES)
    assert small_numbers(map(paper_of, pages), truth) == []


def test_nowhere_in_the_contents_stands_the_hidden_share(pages) -> None:
    """5 of 7 is 71,4 %: neither as printed nor as a number, in no table, sentence or chart."""
    for page in pages:
        if page.page.endswith(f"{FEW}.html"):
            said = str(paper_of(page).parts)
            assert "71.42857" not in said, page.page
            assert ">71,4<" not in said and "'71,4'" not in said, page.page


def test_with_hiding_switched_off_the_gate_fails(pages, truth, monkeypatch) -> None:
    monkeypatch.setattr(hidden, "protect", lambda counts: set())
    monkeypatch.setattr(hidden, "coded", lambda part, whole: None)
    monkeypatch.setattr(hidden, "few", lambda count: False)
    said = [line.replace(NBSP, " ") for line in small_numbers(map(paper_of, pages), truth)]
    assert (
        f"pair/12-riko/{FEW}.html, tab-7-1, строка 12-1: показатель 12.1 за 2022 год, напечатано «71,4», учтено "
        "7 обучающихся"
    ) in said
    assert any(line.startswith(f"pair/12-riko/{FULL}.html, tab-7-1") and "«100,0»" in line for line in said)
    assert any(line.startswith(f"pair/13-olympiads/{NEXT}.html") for line in said)
    assert {line.split(",")[1].strip() for line in said} == {"tab-6-1", "tab-7-1", "tab-7-2"}


def test_without_its_neighbour_hidden_a_small_number_is_worked_out(params, truth) -> None:
    """Every page prints its denominator but that of the few: the region's total gives it away."""

    def page(name: str) -> Paper:
        known = truth.yearly[(truth.yearly["indicator"] == "12.1") & (truth.yearly["municipality"] == name)]
        cells = {str(year): Cell("есть", 0 if name == FEW else n) for year, n in known[["year", "denominator"]].values}
        cells = {year: Cell("скрыто") if name == FEW else cell for year, cell in cells.items()}
        table = Table("6.1", "Объём", tuple(Column(year, year) for year in cells), (Row(dashed("12.1"), cells),))
        passport = {"path": f"{name}.html", "municipality": name, "procedure": "12-riko"}
        return Paper(passport, {}, (Part(6, "part", "Часть", (table.content(),)),), {})

    said = small_numbers(map(page, params.region.codes), truth)
    assert said == [
        f"показатель 12.1 за {year} год вычисляется по остальным: Ашинский МР" for year in (2020, 2021, 2022)
    ]


def test_a_region_without_small_numbers_is_clean(params, truth) -> None:
    rows = pd.DataFrame(truth.yearly)
    rows = rows[rows["indicator"].str.startswith("10.")]
    assert small_numbers([], replace(truth, yearly=rows)) == []
