"""What changed between two builds of an edition: numbers, places, levels, texts, tables and pages."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from enum import StrEnum
from functools import partial
from html import unescape
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from svod.blocks.mime import BLOCK
from svod.publish.paper import Content
from svod.publish.reading import Reading, notebooks_of, read_report, spread

__all__ = ["Change", "Difference", "Kind", "Spot", "changes", "compare"]


PLAIN = ("index.html", "about.html")
"""Pages that no notebook makes: only their corrections are compared, all else on them is told by reports."""

_TAG = re.compile(r"<[^>]*>")


class Kind(StrEnum):
    """What has changed; the value is what a reader is told."""

    PAGE = "Страницы"
    LEVEL = "Уровни"
    PLACE = "Места"
    NUMBER = "Числа"
    TABLE = "Таблицы и строки"
    TEXT = "Тексты"
    BASIS = "Сведения о данных"


class Change(NamedTuple):
    """One change; the same change on many pages is one.

    Attributes
    ----------
    kind : Kind
    where : str
        Caption of the table, or the part of the report.
    row, column : str
        What the row and the column of a cell are called; empty outside tables.
    was, now : str
        As printed; empty for what was not there, or is there no more.
    values : tuple of float or None
        The numbers behind what is printed: what it was and what it is.
    """

    kind: Kind
    where: str
    row: str
    column: str
    was: str
    now: str
    values: tuple[float | None, float | None] = (None, None)

    @property
    def step(self) -> float | None:
        """By how much a number has changed; None where one of the two is no number."""
        before, after = self.values
        return None if before is None or after is None else after - before


class Spot(NamedTuple):
    """Where a change is seen: the page and the anchor on it."""

    page: str
    anchor: str


Difference = dict[Change, list[Spot]]
"""Changes by kind in the order of the pages, each with all the spots where it is seen."""


def compare(before: Path, after: Path) -> Difference:
    """Compare two folders of built editions.

    Raises
    ------
    BuildError
        When a notebook of either is no whole report.
    """
    old, new = notebooks_of(before), notebooks_of(after)
    found: Difference = {}
    for page in [*old.keys() - new.keys(), *new.keys() - old.keys()]:
        was, now = ("есть", "") if page in old else ("", "есть")
        found[Change(Kind.PAGE, page, "", "", was, now)] = [Spot(page, "")]
    common = sorted({*(old.keys() & new.keys()), *PLAIN}, key=lambda page: (page.count("/"), page))
    for seen in spread(partial(_compared, (before, after), old, new), common):
        for change, spot in seen:
            found.setdefault(change, []).append(spot)
    order = list(Kind)
    return dict(sorted(found.items(), key=lambda item: (order.index(item[0].kind), item[1][0].page)))


def _compared(
    folders: tuple[Path, Path], old: Mapping[str, Path], new: Mapping[str, Path], page: str
) -> list[tuple[Change, Spot]]:
    told = (_corrections(folder / "site" / page) for folder in folders)
    found = [(Change(Kind.TEXT, "Исправления", "", "", *pair), Spot(page, "")) for pair in _rewritten(*told)]
    if page in PLAIN or _said(old[page]) == _said(new[page]):
        return found
    return [*found, *changes(read_report(old[page], page), read_report(new[page], page))]


def _corrections(file: Path) -> list[str]:
    """Corrections that a page of the site tells."""
    page = file.read_bytes() if file.exists() else b""
    told = page.partition(b'<div class="errata" role="note">')[2].partition(b"</div>")[0].decode("utf-8")
    return [line for line in unescape(_TAG.sub("", told)).splitlines() if line.strip()]


def _said(file: Path) -> Any:
    """What an executed notebook says, without how it looks and when it ran: enough to see that two say the same."""
    text = file.read_bytes()
    try:
        cells = json.loads(text)["cells"]
        shown = [[output.get("data", {}).get(BLOCK, output) for output in cell.get("outputs", ())] for cell in cells]
        return shown, [cell["source"] for cell in cells if cell["cell_type"] == "markdown"]
    except (ValueError, KeyError, TypeError, AttributeError):
        return text


def changes(before: Reading, after: Reading) -> Iterator[tuple[Change, Spot]]:
    """What changed in one report, each change with the spot where it is seen."""
    page = after.page
    for anchor in dict.fromkeys([*before.tables, *after.tables]):
        was, now = before.tables.get(anchor), after.tables.get(anchor)
        if was is None or now is None:
            there = _caption(was or now or {})
            yield _gone(there, "", was is not None, "таблица"), Spot(page, anchor if now else "")
        elif was != now:
            for change in _table(was, now):
                yield change, Spot(page, anchor)
    for where in dict.fromkeys([*before.sentences, *after.sentences]):
        for gone, come in _rewritten(before.sentences.get(where, ()), after.sentences.get(where, ())):
            yield Change(Kind.TEXT, where, "", "", gone, come), Spot(page, "")
    for name in dict.fromkeys([*before.about, *after.about]):
        was_told, now_told = before.about.get(name, ""), after.about.get(name, "")
        if was_told != now_told:
            yield Change(Kind.BASIS, name, "", "", was_told, now_told), Spot(page, "o-dannyh")


def _table(was: Content, now: Content) -> Iterator[Change]:
    """Changes of the cells that a reader sees, row by row."""
    caption = _caption(now)
    headings = {item["key"]: item["heading"] for table in (was, now) for item in table["columns"]}
    numeric = {item["key"] for item in now["columns"] if item["numeric"]}
    old, new = _rows(was), _rows(now)
    for key in dict.fromkeys([*old, *new]):
        if key not in old or key not in new:
            name = _name(was, old[key]) if key in old else _name(now, new[key])
            yield _gone(caption, name, key in old, "строка")
            continue
        for column, heading in headings.items():
            one, other = old[key].get(column), new[key].get(column)
            if one != other and not _alike(one, other):
                kind = _kind(column, column in numeric, one or {}, other or {})
                values = (_number(one), _number(other))
                yield Change(kind, caption, _name(now, new[key]), heading, _told(one, other), _told(other, one), values)


def _rows(table: Content) -> dict[str, dict[str, Content]]:
    """Cells of the rows by key; rows that are only numbered are known by the name in them, as long as it is theirs."""
    found: dict[str, dict[str, Content]] = {}
    for row in table["rows"]:
        if "key" in row:
            name = row["cells"].get("name", {}).get("text", "")
            own = name if row["key"].startswith("row-") and name and name not in found else row["key"]
            found[own] = row["cells"]
    return found


def _name(table: Content, cells: Mapping[str, Content]) -> str:
    """What a reader calls the row."""
    first = table["columns"][0]["key"]
    return " ".join(cells.get("name", cells.get(first, {})).get("text", "").split())


def _kind(column: str, numeric: bool, *cells: Content) -> Kind:
    if column == "level" or any("level" in cell for cell in cells):
        return Kind.LEVEL
    if column.endswith(("place", "places")) or any("place" in cell for cell in cells):
        return Kind.PLACE
    return Kind.NUMBER if numeric or any(_number(cell) is not None or "strip" in cell for cell in cells) else Kind.TEXT


def _alike(one: Content | None, other: Content | None) -> bool:
    """Whether a reader reads the same in two cells: what is drawn there of others and the last digit say nothing."""
    if one is None or other is None or _told(one, other) != _told(other, one):
        return False
    before, after = _number(one), _number(other)
    return before == after or (None not in (before, after) and math.isclose(before, after, rel_tol=1e-9, abs_tol=1e-12))


def _number(cell: Content | None) -> float | None:
    """The number behind a cell: a value, a place, or the number of a level."""
    return next((cell[key] for key in ("value", "level") if cell.get(key) is not None), None) if cell else None


def _told(cell: Content | None, other: Content | None) -> str:
    """What a cell says; why it is empty as well, where the other cell has another reason or none."""
    if not cell:
        return ""
    text, why = " ".join(cell["text"].split()), cell.get("why")
    return f"{text} ({why})" if why and why != (other or {}).get("why") else text


def _caption(table: Content) -> str:
    return " ".join(table["caption"].split())


def _gone(where: str, row: str, was: bool, what: str) -> Change:
    return Change(Kind.TABLE, where, row, "", what if was else "", "" if was else what)


def _rewritten(before: Iterable[str], after: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Sentences that changed, went («» stands for what came) or came, in the order they are read."""
    old, new = list(before), list(after)
    for tag, low, high, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from zip_longest(old[low:high], new[start:end], fillvalue="")
