"""A synthetic edition and synthetic notebooks without a kernel, executed reports of the demo region, and a browser."""

from __future__ import annotations

import csv
import shutil
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import nbformat.v4 as v4
import pandas as pd
import pytest
from nbformat import NotebookNode

from svod import paths
from svod.blocks import (
    Bar,
    Cell,
    Column,
    Figure,
    Findings,
    LevelMark,
    Row,
    Sentence,
    Strip,
    Table,
    Text,
    Title,
    Verdict,
    missing,
)
from svod.blocks.mime import Block
from svod.params import Params, load_params
from svod.parts import PARTS
from svod.report.assessment import Assessment
from svod.report.opening import REPORT
from svod.store import Snapshot

SVG = '<svg viewBox="0 0 510 90"><text x="10" y="20">2020</text><path class="s-me" d="M10 60L500 30"/></svg>'


@pytest.fixture(scope="session")
def params() -> Params:
    return load_params("2022")


@pytest.fixture(scope="session")
def assessment(params: Params) -> Assessment:
    """Points that give the published ratings, each group's poured into its indicators one after another."""
    codes = {item.name: item.code for item in params.region.municipalities}
    columns = {
        "conditions": "conditions_pts_of28",
        "outcomes": "outcomes_pts_witness",
        "processes": "processes_pts_of26",
    }
    period = pd.DataFrame(
        Fraction(0),
        index=list(params.region.codes),
        columns=[i.code for i in params.methodology.indicators],
        dtype=object,
    )
    with (paths.params() / "published/2022/reconstructed_points.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            for group, column in columns.items():
                left = Fraction(round(float(row[column]) * 6), 6)
                for procedure in params.procedures_of(group):
                    for item in params.methodology.of(procedure.id):
                        share = min(left, Fraction(item.maximum))
                        period.at[codes[row["municipality"]], item.code] = share
                        left -= share
    return Assessment(params, pd.DataFrame(), period, period)


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    files = pd.DataFrame(
        {
            "file": ["07-libraries-2022.xlsx", "меры.xlsx"],
            "sha256": ["ab" * 32, "cd" * 32],
            "rows": [129, 43],
            "data": ["учебные данные", "учебные данные"],
        }
    )
    return Snapshot("0123456789abcdef", pd.DataFrame(), pd.DataFrame(), files)


@pytest.fixture(scope="session")
def executed(of_demo: Callable[[str], Any]) -> Callable[[str], NotebookNode]:
    """Executed notebook of a page of the demo region, by its address without «.html»."""
    return lambda name: of_demo(name).notebook


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, started once."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with api.sync_playwright() as player:
        opened = player.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open a page and, when the test is over, see that it was silent: nothing asked for, nothing complained of."""
    said, asked, opened = [], [], []

    def visit(file: Path, width: int = 1400, **given: Any) -> Any:
        page = browser.new_page(viewport={"width": width, "height": 900}, **given)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append((request.resource_type, request.url)))
        page.goto(file.as_uri())
        opened.append(page)
        return page

    yield visit
    for page in opened:
        page.close()
    assert said == []
    assert [ask for ask in asked if ask[0] != "document" or not ask[1].startswith("file://")] == []


@pytest.fixture
def until() -> Callable[[Any, str], None]:
    """Wait until an expression is true on a page; its policy forbids Playwright's own way, which polls with eval."""

    def wait(page: Any, expression: str, seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while not page.evaluate(expression):
            assert time.monotonic() < end, f"not true within {seconds} s: {expression}"
            page.wait_for_timeout(20)

    return wait


@pytest.fixture
def faults() -> Callable[[Any], list[tuple[str, str]]]:
    """What axe finds on a page: by all its rules in the light, by those of contrast in the dark."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()

    def find(page: Any) -> list[tuple[str, str]]:
        found = []
        for scheme, rules in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
            page.emulate_media(color_scheme=scheme)
            told = axe.run(page, options={"resultTypes": ["violations"], **rules}).response["violations"]
            found += [(one["id"], one["nodes"][0]["html"]) for one in told]
        return found

    return find


def shown(
    *blocks: Block, source: str = "show()", tags: tuple[str, ...] = (), extra: dict | None = None, id: str = ""
) -> NotebookNode:
    """A code cell that displayed blocks."""
    outputs = [v4.new_output("display_data", data={**block._repr_mimebundle_(), **(extra or {})}) for block in blocks]
    cell = v4.new_code_cell(source, outputs=outputs, execution_count=1, metadata={"tags": list(tags)})
    return NotebookNode({**cell, "id": id or cell.id})


class About(Block):
    """The last block of a report."""

    def html(self) -> str:
        return (
            '<section class="about" aria-labelledby="o-dannyh"><h2 id="o-dannyh">О данных</h2>'
            "<dl><dt>Издание</dt><dd>2022</dd></dl></section>"
        )

    def text(self) -> str:
        return "О данных"

    def content(self) -> dict:
        return {"block": "about"}


def indicators(name: str) -> Table:
    columns = (
        Column("code", "№"),
        Column("name", "Показатель"),
        Column("value", "2022, %", numeric=True),
        Column("spread", "Среди муниципалитетов области", css="st"),
        Column("points", "Баллы", numeric=True),
    )
    strip = Strip("71,4", values=tuple(range(20, 100, 2)), own=71.4, q1=45, median=60, q3=75, best=98)
    rows = (
        Row(
            "7.1",
            {
                "code": Cell("7.1"),
                "name": Cell(name),
                "value": Cell("71,4", 71.4),
                "spread": strip,
                "points": Cell("1", 1.0),
            },
        ),
        Row(
            "7.2",
            {
                "code": Cell("7.2"),
                "name": Cell("Доля школ с доступом к электронной библиотеке"),
                "value": missing("н/д", "данных за 2022 год нет"),
                "spread": strip,
                "points": missing("н/д"),
            },
            focus=True,
        ),
    )
    return Table(
        "7.1",
        "Показатели и баллы",
        columns,
        rows,
        note="Пороги проектные.",
        demo=True,
        head="name",
        how="доля = 100 × число / все",
    )


def rating_table() -> Table:
    columns = (
        Column("place", "Место", numeric=True),
        Column("name", "Муниципальное образование"),
        Column("percent", "Итог, %"),
        Column("level", "Уровень"),
    )
    people = [("Троицкий ГО", 78, 3), ("Агаповский МР", 52, 2), ("Ашинский МР", 40, 2)]
    rows = tuple(
        Row(
            f"m{i}",
            {
                "place": Cell(str(i), float(i)),
                "name": Cell(name, href=f"../municipality/m{i}.html"),
                "percent": Bar(str(percent), float(percent), level=level),
                "level": LevelMark("Выше среднего" if level == 3 else "Средний", number=level),
            },
            focus=i == 1,
        )
        for i, (name, percent, level) in enumerate(people, start=1)
    )
    return Table("8.1", "Рейтинг", columns, rows, css="rate", demo=True, head="name")


@pytest.fixture
def make_notebook() -> Callable[..., NotebookNode]:
    """An executed report of ten parts; `name` is a word of the data, `more` are cells put into part 7."""

    def make(
        name: str = "Обеспеченность учебниками",
        more: tuple[NotebookNode, ...] = (),
        path: str = "procedure/07-libraries.html",
        links: tuple = (("../group/conditions.html", "Рейтинг: условия"),),
    ) -> NotebookNode:
        table, chart = indicators(name), rating_table()
        figure = Figure(
            "9.1",
            "Изменения за три года",
            SVG,
            "Линия растёт",
            Table("9.1", "Изменения", (Column("y", "Год"),), (Row("a", {"y": Cell("2022")}),), of_figure=True),
            how="разность двух лет",
        )
        title = Title(
            "Аналитическая справка",
            name,
            "Проект",
            "Издание 2022 года.",
            Sentence("Итог {p} %.", {"p": chart.quote("m1", "percent")}),
            demo=True,
        )
        passport = {
            "kind": "procedure",
            "title": name,
            "nav": "procedures",
            "path": path,
            "procedure": "07-libraries",
            "municipality": None,
            "group": None,
            "edition": "2022",
            "links": [list(pair) for pair in links],
        }
        shows = {
            7: [shown(table, source="indicators = report.indicators()\nindicators_table(indicators)"), *more],
            8: [shown(chart)],
            9: [
                shown(
                    Findings(
                        (
                            (
                                Sentence("Выше всего {p} %.", {"p": chart.quote("m1", "percent")}),
                                Sentence("{t}", {"t": chart.ref()}),
                            ),
                        )
                    ),
                    Text.of(Sentence("Смотрите {f}.", {"f": figure.ref()})),
                    figure,
                )
            ],
            10: [shown(Verdict("Данных недостаточно"))],
        }
        cells = [
            v4.new_code_cell('procedure = "07-libraries"', metadata={"tags": ["parameters"]}),
            shown(
                title,
                source="report = open_report(edition, procedure)\nreport.title()",
                tags=("hide",),
                extra={REPORT: passport},
            ),
        ]
        for part in PARTS:
            cells.append(
                NotebookNode(
                    {
                        **v4.new_markdown_cell(f"## {part.number}. {part.heading}\n\nТекст части {part.number}."),
                        "id": part.id,
                    }
                )
            )
            cells += shows.get(part.number, [])
        return v4.new_notebook(cells=[*cells, shown(About(), source="report.about()", tags=("hide",))])

    return make
