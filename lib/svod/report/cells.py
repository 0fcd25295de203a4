"""Cells, columns and rows that many tables of a report share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import groupby

from svod.blocks import Bar, Cell, Column, LevelMark, Row, missing
from svod.params.procedures import Procedure
from svod.report.open import Report
from svod.stats.scale import level_of_percent
from svod.wording.numbers import number, plain, points, signed

__all__ = [
    "MUNICIPALITY",
    "count_cell",
    "count_or_dash",
    "focused",
    "level_mark",
    "level_of",
    "municipality_cell",
    "number_cell",
    "plain_cell",
    "points_cell",
    "share_bar",
    "signed_cell",
    "under_groups",
    "year_columns",
]

MUNICIPALITY = Column("name", "Муниципальное образование")


def count_cell(count: int | None) -> Cell:
    return missing() if count is None else Cell(number(int(count)), count)


def count_or_dash(count: int) -> Cell:
    """A number of things; a dash is easier to pass over than a nought."""
    return count_cell(count) if count else Cell("–", 0)


def points_cell(given: Fraction | None) -> Cell:
    return missing() if given is None else Cell(points(given), given)


def number_cell(given: Fraction | float | None, digits: int = 0) -> Cell:
    return missing() if given is None else Cell(number(given, digits), given)


def plain_cell(given: Fraction | None, digits: int = 1) -> Cell:
    """A number with no more decimals than it needs."""
    return missing() if given is None else Cell(plain(given, digits), given)


def signed_cell(given: Fraction | float | None, digits: int = 1) -> Cell:
    return missing() if given is None else Cell(signed(given, digits), given)


def municipality_cell(report: Report, code: str, note: str = "") -> Cell:
    """Name of a municipality with a link to its own page."""
    return Cell(report.assessment.names[code], href=report.link("municipality", code), note=note)


def level_mark(report: Report, level: int, fill: bool = True) -> LevelMark:
    """A level by its number."""
    return LevelMark(report.params.methodology.rating.levels[level - 1].name, number=int(level), fill=fill)


def level_of(report: Report, share: int) -> int:
    """Number of the level that a percent is of."""
    return level_of_percent(share, [level.percent for level in report.params.methodology.rating.levels])


def share_bar(report: Report, share: int) -> Bar:
    """A percent tinted by its level."""
    return Bar(str(share), share, level=level_of(report, share))


def year_columns(years: Iterable[int], heading: str = "{}") -> tuple[Column, ...]:
    """A column of numbers for every year."""
    return tuple(Column(str(year), heading.format(year), numeric=True) for year in years)


def focused(rows: tuple[Row, ...], municipality: str | None) -> tuple[Row, ...]:
    """The region's rows with the one of a municipality marked as its own."""
    return tuple(replace(row, focus=True) if row.key == municipality else row for row in rows)


def under_groups(report: Report, procedures: Iterable[Procedure], row: Callable[[Procedure], Row]) -> tuple[Row, ...]:
    """A row for every procedure, each group of them under its name."""
    rows: list[Row] = []
    for group, members in groupby(procedures, key=lambda one: one.group):
        rows.append(Row(f"group-{group}", {}, group=report.params.methodology.group(group).name))
        rows += map(row, members)
    return tuple(rows)
