"""What changed between two builds as one self-contained page."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from svod.blocks import Cell, Column, Row, Table
from svod.blocks.mime import esc
from svod.publish.difference.changes import Change, Difference, Kind, Spot
from svod.publish.site import Link, Shell, checked, environment
from svod.wording.numbers import counted, signed

__all__ = ["CELLS", "COLUMNS", "STEPPED", "Shelf", "difference_page", "step_words", "summary"]

SHOWN = 1000
"""How many changes of a kind the page lists; all of them are in the workbook."""

NAMED = 3
"""How many pages of a change are named."""

PAGES = ("страница", "страницы", "страниц")

COLUMNS: dict[Kind, tuple[tuple[str, str], ...]] = {
    Kind.PAGE: (("where", "Страница"), ("was", "Было"), ("now", "Стало")),
    Kind.TEXT: (("where", "Где"), ("was", "Было"), ("now", "Стало"), ("pages", "На страницах")),
    Kind.BASIS: (("where", "Что"), ("was", "Было"), ("now", "Стало"), ("pages", "На страницах")),
}
"""Columns of the kinds that are not about cells of tables."""

STEPPED = (Kind.PLACE, Kind.NUMBER)
"""Kinds whose changes may be told as a difference of two numbers."""

CELLS = (("where", "Таблица"), ("row", "Строка"), ("column", "Столбец"), ("was", "Было"), ("now", "Стало"))


class Shelf(Shell):
    """The shell of a page that stands beside sites: its sections lead to their first pages."""

    @property
    def sections(self) -> tuple[Link, ...]:
        return self.neighbours


@dataclass(frozen=True)
class Seen(Cell):
    """Pages where a change is seen: the first ones by links, then how many more."""

    spots: tuple[tuple[str, str], ...] = ()
    more: int = 0

    def inner(self) -> str:
        links = ", ".join(
            f'<a href="{esc(href)}">{esc(label)}</a>' if href else esc(label) for href, label in self.spots
        )
        return links + (f" и ещё {counted(self.more, PAGES)}" if self.more else "")


def summary(difference: Difference) -> str:
    """«Различий нет» or how many changes there are of every kind."""
    if not difference:
        return "Различий нет"
    counts = Counter(change.kind for change in difference)
    return "Изменилось: " + ", ".join(f"{kind.lower()} – {counts[kind]}" for kind in Kind if counts[kind])


def difference_page(difference: Difference, names: tuple[str, str], sites: tuple[Path, Path], file: Path) -> str:
    """The page.

    Parameters
    ----------
    difference : Difference
    names : tuple of str
        What the earlier and the later build are called.
    sites : tuple of Path
        Folders of their sites; one that is not there is not linked.
    file : Path
        Where the page will be.
    """
    hrefs = [Path(os.path.relpath(site, file.parent)).as_posix() if site.is_dir() else "" for site in sites]
    heading = f"Что изменилось: {names[0]} → {names[1]}"
    related = tuple((f"{href}/index.html", name) for href, name in zip(hrefs, names, strict=True) if href)
    kinds = [(kind, [item for item in difference.items() if item[0].kind == kind]) for kind in Kind]
    tables = [
        (kind, len(found), _table(number, kind, found[:SHOWN], hrefs))
        for number, (kind, found) in enumerate([pair for pair in kinds if pair[1]], start=1)
    ]
    page = (
        environment()
        .get_template("difference.html.j2")
        .render(
            page=Shelf("Сравнение сборок", heading, file.name, "", related),
            heading=heading,
            summary=summary(difference),
            tables=tables,
            shown=SHOWN,
            book=file.with_suffix(".xlsx").name,
        )
    )
    return checked(page, file.name)


def step_words(change: Change) -> str:
    """By how much a number has changed, with as many digits as show it; empty where there is nothing to subtract."""
    if change.step is None:
        return ""
    digits = next((digits for digits in range(4) if abs(change.step) >= 0.95 * 10**-digits), 6)
    whole = float(change.step).is_integer()
    return signed(change.step, 0 if whole else max(digits, 1))


def _table(number: int, kind: Kind, found: Sequence[tuple[Change, list[Spot]]], hrefs: Sequence[str]) -> Table:
    """Changes of one kind."""
    own = COLUMNS.get(kind)
    columns = tuple(
        Column(key, heading, numeric=kind in STEPPED and key in ("was", "now")) for key, heading in own or CELLS
    )
    if own is None:
        columns += (Column("step", "Разность", numeric=True),) if kind in STEPPED else ()
        columns += (Column("pages", "На страницах"),)
    rows = []
    for index, (change, spots) in enumerate(found, start=1):
        cells = {key: Cell(getattr(change, key) or "–") for key in ("where", "row", "column", "was", "now")}
        # What is there no more is shown where it was.
        href = hrefs[1] if change.now else hrefs[0]
        links = tuple((_address(href, spot), spot.page) for spot in spots)
        more = max(0, len(links) - NAMED)
        cells |= {
            "step": Cell(step_words(change) or "–", change.step),
            "pages": Seen("", spots=links[:NAMED], more=more),
        }
        rows.append(Row(f"change-{index}", cells))
    return Table(str(number), kind.value, columns, tuple(rows), css="wide")


def _address(site: str, spot: Spot) -> str:
    """Where a spot is; empty where there is no site."""
    return f"{site}/{spot.page}" + (f"#{spot.anchor}" if spot.anchor else "") if site else ""
