"""Blocks to look at, and a strict reader of the HTML they give."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

import html5lib
import pytest

from svod.blocks import Bar, Cell, Column, Figure, LevelMark, Places, Row, Strip, Table, missing

SVG = "{http://www.w3.org/2000/svg}"
NASTY = 'Лицей "№ 5" <b> & «дети»'


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Element]:
    """Parse a fragment of a page; a fault in the markup is an error."""

    def read(html: str) -> Element:
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        page = f"<!DOCTYPE html><html><head><title>-</title></head><body>{html}</body></html>"
        body = parser.parse(page).find("body")
        for element in body.iter():
            element.tag = element.tag.removeprefix(SVG)
        return body

    return read


@pytest.fixture(scope="session")
def said(parsed: Callable[[str], Element]) -> Callable[[str], str]:
    """Return what a reader sees of a fragment."""
    return lambda html: "".join(parsed(html).itertext())


@pytest.fixture
def nasty() -> str:
    """A name with everything that HTML cares about."""
    return NASTY


@pytest.fixture
def table() -> Table:
    """A table with every kind of cell, a missing value, a group and nasty names."""
    strip = Strip("разброс", values=(1.0, 2.0), own=2, q1=1, median=1.5, q3=2, best=2, low=0, high=3)
    columns = (
        Column("name", "Муниципалитет"),
        Column("percent", "Процент, %", numeric=True),
        Column("level", "Уровень"),
        Column("places", "Границы места", css="wide-col"),
        Column("strip", "Разброс", hidden_heading=True),
    )
    cells = {"percent": Bar("67", 67, level=3), "level": LevelMark("Выше среднего", number=3), "strip": strip}
    rows = (
        Row("north", {}, group="Север & юг"),
        Row("kyshtym", {"name": Cell(NASTY, href="m.html?a=1&b=2"), **cells, "places": Places.of(4, 2, 6, 43)}),
        Row("ozersk", {"name": Cell("Озёрский ГО"), "percent": missing(why="данные не присланы")}, focus=True),
    )
    return Table("8.1", f"Рейтинг: {NASTY}", columns, rows, note="на 5 % < 6 %", note_anchor="prim-1", css="wide")


@pytest.fixture
def figure() -> Figure:
    """A figure with a colour of the palette and a small table behind it."""
    data = Table(
        "8.2", "Данные", (Column("name", "Имя"), Column("v", "%")), (Row("a", {"v": Cell("5", 5)}),), of_figure=True
    )
    svg = '<svg viewBox="0 0 1 1"><path fill="#1f5fa8" d="M0 0"></path></svg>'
    return Figure("8.2", f"Проценты: {NASTY}", svg, f"Столбики: {NASTY}", data, note="на 5 % < 6 %", how="a < b")
