"""Part seven over several procedures: what each gives, and one municipality's profile."""

from __future__ import annotations

from functools import partial

from svod.blocks import Cell, Column, Row, Table, missing
from svod.params.procedures import Procedure
from svod.report.cells import count_cell, level_mark, level_of, number_cell, points_cell, share_bar, under_groups
from svod.report.losses import own_losses
from svod.report.open import Report, once, shared_once
from svod.report.own import strip, strip_key
from svod.stats.contribution import mean_exact
from svod.stats.scale import percent
from svod.stats.spread import Spread, spread
from svod.wording.numbers import counted, number

__all__ = ["items_table", "profile_table"]

_EMPTY = "ни по одному показателю процедуры нет значений"


@once
def items_table(report: Report, number_: str = "7.1") -> Table:
    """Procedures of a group or of all: attainable points, what the region gains on average, who gained everything."""
    row, whole = partial(_item_row, report), report.kind == "overall"
    rows = under_groups(report, report.procedures, row) if whole else tuple(map(row, report.procedures))
    counts = counted(len(report.points), ("муниципалитету", "муниципалитетам", "муниципалитетам"))
    columns = (
        Column("code", "№"),
        Column("name", "Процедура"),
        Column("count", "Показателей", numeric=True),
        Column("maximum", "Баллов, не более", numeric=True),
        Column("mean", "В среднем набрано", numeric=True),
        Column("share", "% от возможного"),
        Column("full", "С полным баллом", numeric=True),
    )
    return Table(
        number_,
        "Процедуры, их показатели и баллы",
        columns,
        rows,
        css="wide",
        demo=report.demo,
        head="name",
        note=f"«В среднем набрано» – среднее по {counts}; «с полным баллом» – сколько из них набрали всё возможное. "
        "Распределение баллов по процедурам проектное.",
    )


def _item_row(report: Report, one: Procedure) -> Row:
    """What a procedure consists of, and what the region gains on it."""
    maximum, gained = report.params.methodology.maximum(one.id), report.points[one.id]
    mean = mean_exact(gained)
    cells = {
        "code": Cell(str(one.number)),
        "name": Cell(one.short, href=report.link("procedure", one.id)),
        "count": count_cell(len(report.params.methodology.of(one.id))),
        "maximum": count_cell(maximum),
        "mean": points_cell(mean),
        "share": share_bar(report, percent(mean, maximum)),
        "full": count_cell(sum(value == maximum for value in gained)),
    }
    return Row(one.id, cells)


@once
def profile_table(report: Report, number_: str = "7.1") -> Table:
    """One municipality by procedure: points, percent, level, and its place in the region's spread."""
    columns = (
        Column("name", "Процедура"),
        Column("points", "Баллы", numeric=True),
        Column("of", "из", numeric=True),
        Column("own", "%", numeric=True, css="me"),
        Column("level", "Уровень"),
        Column("place", "Место", numeric=True),
        Column("median", "Медиана, %", numeric=True),
        Column("strip", "Разброс по области", css="st"),
    )
    return Table(
        number_,
        f"Баллы и уровни по процедурам за {report.params.edition.period} годы, {report.municipality.name}",
        columns,
        under_groups(report, report.procedures, partial(_profile_row, report)),
        css="spread wide",
        demo=report.demo,
        note="" if own_losses(report)["assessed"].all() else f"«Не оценивалось» – {_EMPTY}.",
        key=strip_key(report, "шкала от 0 до 100 % возможных баллов"),
    )


@shared_once
def _spread(report: Report, id: str) -> Spread:
    """Spread of the percents of one procedure over the region."""
    maximum = report.params.methodology.maximum(id)
    return spread([value * 100 / maximum for value in report.points[id]])


def _profile_row(report: Report, one: Procedure) -> Row:
    """Points of one procedure, and where their percent stands among the municipalities."""
    maximum, points = report.params.methodology.maximum(one.id), report.points.at[report.focus, one.id]
    found, own = _spread(report, one.id), percent(points, maximum)
    alt = f"{one.short}: {report.municipality.name} {own} %, медиана области {number(found.median)} %"
    assessed = own_losses(report).at[one.id, "assessed"]
    if assessed:
        level: Cell = level_mark(report, level_of(report, own))
        place = count_cell(report.rating_by(one.id).at[report.focus, "place"])
    else:
        level, place = missing("не оценивалось", _EMPTY), missing("–", _EMPTY)
        alt = f"{one.short}: {report.municipality.name} – не оценивалось, медиана области {number(found.median)} %"
    cells = {
        "name": Cell(f"{one.number} {one.short}", href=report.link("procedure", one.id)),
        "points": points_cell(points),
        "of": count_cell(maximum),
        "own": count_cell(own),
        "level": level,
        "place": place,
        "median": number_cell(found.median),
        "strip": strip(found, points * 100 / maximum if assessed else None, alt, "more", (0, 100)),
    }
    return Row(one.id, cells)
