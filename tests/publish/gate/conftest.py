"""A small region of three municipalities, and reports over it that agree with one another until a test alters one."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from svod.blocks import Bar, Cell, Column, Findings, LevelMark, Places, Row, Sentence, Table
from svod.parts import PARTS
from svod.publish.gate.rules import Rules
from svod.publish.paper import Content, Paper, Part
from svod.publish.reading import Reading, reading_of

NAMES = {"a": "Ашинский МР", "b": "Брединский МР", "c": "Чесменский МР"}
LEVELS = ("Низкий", "Средний", "Выше среднего", "Высокий")
POINTS = {"a": 4.0, "b": 2.0, "c": 2.0}
"""Of 4: 100, 50 and 50 %; places 1, 2 and 2; one municipality is of level 4, two are of level 2."""


@pytest.fixture
def rules() -> Rules:
    return Rules(
        NAMES,
        {"низкий": (0, 29), "средний": (30, 59), "выше среднего": (60, 89), "высокий": (90, 100)},
        {"conditions": ("07-libraries",), "overall": ("conditions",)},
        {"07-libraries": 4, "conditions": 4, "overall": 4},
    )


def rating() -> Table:
    heads = {"place": "Место", "name": "Муниципалитет", "points": "Баллы", "percent": "%", "level": "Уровень"}
    columns = [Column(key, heading, numeric=key in ("place", "points")) for key, heading in heads.items()]
    rows = []
    for code, points in POINTS.items():
        place, percent = 1 + (points < 4), round(25 * points)
        level = 4 if points == 4 else 2
        rows.append(
            Row(code, {
                "place": Cell(str(place), place), "name": Cell(NAMES[code]), "points": Cell(f"{points:g}", points),
                "percent": Bar(str(percent), percent, level=level), "level": LevelMark(LEVELS[level - 1], number=level),
                "places": Places.of(place, place, place, 2),
            })
        )  # fmt: skip
    return Table("8.2", "Рейтинг", (*columns, Column("places", "Места")), tuple(rows), head="name")


def counts() -> Table:
    rows = [
        Row(f"level-{n}", {"level": LevelMark(name, number=n), "count": Cell(str(many), many)})
        for n, (name, many) in enumerate(zip(LEVELS, (0, 2, 0, 1), strict=True), start=1)
    ]
    return Table("8.1", "Уровни", (Column("level", "Уровень"), Column("count", "Число", numeric=True)), tuple(rows))


def own() -> Table:
    """A municipality's procedures, as its own page has them, with their total."""
    columns = (Column("name", "Процедура"), Column("points", "Баллы", numeric=True), Column("place", "Место"))
    cells = {"name": Cell("7 Библиотеки"), "points": Cell("4", 4.0), "place": Cell("1", 1)}
    total = {"name": Cell("Итого"), "points": Cell("4", 4.0)}
    return Table("7.1", "Баллы", columns, (Row("07-libraries", cells), Row("total", total)))


@pytest.fixture
def tables() -> dict[str, Table]:
    return {table.anchor: table for table in (rating(), counts(), own())}


Make = Callable[..., Reading]


@pytest.fixture
def reading() -> Make:
    """A report of the region, or of a municipality; `change` alters the contents of its parts before it is read."""

    def made(
        page: str = "procedure/07-libraries.html", change: Callable[[list[Content]], Any] | None = None, **about: str
    ) -> Reading:
        passport = {"procedure": None, "group": None, "municipality": None} | (about or {"procedure": "07-libraries"})
        said = Findings(((Sentence("Итог {p} %.", {"p": rating().quote("a", "percent")}), Sentence("Таблица 8.2")),))
        shown = (own() if passport["municipality"] else counts(), said, rating())
        contents = deepcopy([block.content() for block in shown])
        if change:
            change(contents)
        title = {"over": "", "heading": "Проба", "stamp": "Проект", "edition": "2022", "lede": "Итог 100 %.",
                 "quotes": [{"text": "100", "cell": "tab-8-2/a/percent"}]}  # fmt: skip
        part = Part(8, "part-08", PARTS[7].heading, tuple(contents))
        return reading_of(Paper({**passport, "path": page}, title, (part,), {"block": "about", "rows": []}), page)

    return made


def set_cell(contents: list[Content], number: str, row: str, column: str, **values: Any) -> None:
    """Alter a cell of a table."""
    table = next(item for item in contents if item.get("number") == number)
    next(item for item in table["rows"] if item["key"] == row)["cells"][column].update(values)


@pytest.fixture
def alter() -> Callable[..., Callable[[list[Content]], None]]:
    """A change of one cell: `alter("8.2", "a", "percent", value=99)`."""
    return lambda *where, **values: lambda contents: set_cell(contents, *where, **values)
