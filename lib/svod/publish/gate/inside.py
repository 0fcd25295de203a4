"""What one report must hold by itself: quotes, places, percents, levels, totals."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from svod.publish.gate.rules import Checks, Rules, plain
from svod.publish.paper import Content
from svod.publish.reading import Reading

__all__ = ["inside", "is_rating", "scope_of"]

_DECIMAL = re.compile(r"\d+,\d+")
_RATING = {"place", "name", "points", "percent", "level"}


def inside(reading: Reading, rules: Rules, checks: Checks) -> None:
    """Check one report."""
    _quotes(reading, checks)
    _drawings(reading, checks)
    ratings = [table for table in reading.tables.values() if is_rating(table)]
    for table in ratings:
        _places(reading.page, table, rules, checks)
        _percents(reading, table, rules, checks)
    for table in reading.tables.values():
        _counts(reading.page, table, ratings, rules, checks)
        _totals(reading.page, table, checks)


def is_rating(table: Content) -> bool:
    """Whether a table ranks municipalities."""
    columns = [column["key"] for column in table["columns"]]
    return columns[0] == "place" and set(columns) >= _RATING


def scope_of(reading: Reading) -> str:
    """What the rating of a report is about: a procedure, a group, or everything."""
    return reading.passport["procedure"] or reading.passport["group"] or "overall"


def _quotes(reading: Reading, checks: Checks) -> None:
    """Every number a sentence quotes stands in the sentence and in the cell it names."""
    for quote in reading.quotes:
        cell = reading.cell(quote.cell)
        checks.hold(reading.page, f"число предложения и ячейка {quote.cell}", cell["text"] if cell else "", quote.text)
        said = plain(quote.text) if plain(quote.text) in plain(quote.said) else plain(quote.said)
        checks.hold(reading.page, f"число из ячейки {quote.cell} стоит в предложении", quote.text, said)


def _drawings(reading: Reading, checks: Checks) -> None:
    """Every number that a drawing writes with decimals stands in the table of the figure."""
    for anchor, words in reading.drawn.items():
        table = reading.tables[anchor]
        cells = " ".join(cell["text"] for row in _rows(table) for cell in row["cells"].values())
        extra = sorted(set(_DECIMAL.findall(" ".join(words))) - set(_DECIMAL.findall(cells)))
        checks.hold(reading.page, f"рисунок {table['number']}: чисел, которых нет в его таблице", "", ", ".join(extra))


def _rows(table: Content) -> list[dict[str, Any]]:
    return [row for row in table["rows"] if "key" in row]


def _places(page: str, table: Content, rules: Rules, checks: Checks) -> None:
    """Places go by the points, equal points share a place, no place is left out; nobody is left out either."""
    rows, label = _rows(table), f"таблица {table['number']}"
    checks.equal(page, f"{label}: муниципалитетов в рейтинге", len(rules.names), len({row["key"] for row in rows}))
    place, before = 0, None
    for row in rows:
        points = row["cells"]["points"].get("value")
        if points is None:
            continue
        place += before is None or points != before
        what = f"{label}: место по баллам, {row['cells']['name']['text']}"
        checks.equal(page, what, place, row["cells"]["place"].get("value") or 0)
        checks.within(page, f"{label}: баллы не растут сверху вниз", min(points, before or points), points, 0)
        before = points


def _percents(reading: Reading, table: Content, rules: Rules, checks: Checks) -> None:
    """The percent follows from the points, the level from the percent."""
    scope = scope_of(reading)
    for row in _rows(table):
        cells, label = row["cells"], f"таблица {table['number']}, {row['cells']['name']['text']}"
        points, percent = cells["points"].get("value"), cells["percent"].get("value")
        if points is None or percent is None:
            continue
        if scope in rules.divisors:
            exact = 100 * points / rules.divisors[scope]
            checks.within(reading.page, f"{label}: процент от баллов", exact, percent, 0.5)
        level = next((name for name, (low, high) in rules.levels.items() if low <= percent <= high), "")
        checks.hold(reading.page, f"{label}: уровень по проценту", level, cells["level"]["text"].lower())


def _counts(page: str, table: Content, ratings: list[Content], rules: Rules, checks: Checks) -> None:
    """Municipalities of every level are as many as the rating has, and all of them together are the region."""
    rows = {row["key"]: row["cells"] for row in _rows(table)}
    if not ratings or "count" not in {column["key"] for column in table["columns"]} or "level-1" not in rows:
        return
    had = Counter(row["cells"]["level"]["text"] for row in _rows(ratings[0]))
    label = f"таблица {table['number']}"
    for cells in rows.values():
        name = cells["level"]["text"]
        checks.equal(page, f"{label}: муниципалитетов уровня «{name}»", had[name], cells["count"].get("value") or 0)
    total = sum(cells["count"].get("value") or 0 for cells in rows.values())
    checks.equal(page, f"{label}: муниципалитетов всех уровней", len(rules.names), total)


def _totals(page: str, table: Content, checks: Checks) -> None:
    """A row of totals is the sum of the rows over it."""
    rows = _rows(table)
    total = next((row["cells"] for row in rows if row["key"] == "total"), None)
    for column in table["columns"] if total else ():
        found = total[column["key"]].get("value") if column["key"] in total else None
        if found is not None:
            own = [row["cells"].get(column["key"], {}).get("value") for row in rows if row["key"] != "total"]
            given = sum(value for value in own if value is not None)
            checks.equal(page, f"таблица {table['number']}: итог столбца «{column['heading']}»", given, found)
