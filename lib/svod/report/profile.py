"""Part seven over several procedures: what each gives, and one municipality's profile."""

from __future__ import annotations

from fractions import Fraction

from svod.blocks import Bar, Cell, Column, LevelMark, Row, Table
from svod.report.open import Report, once
from svod.report.own import strip
from svod.stats.scale import level_of_percent, percent
from svod.stats.spread import spread
from svod.wording.numbers import counted, number, points

__all__ = ["items_table", "profile_table"]


@once
def items_table(report: Report, number_: str = "7.1") -> Table:
    """Procedures of a group or of all: attainable points, what the region gains on average, who gained everything."""
    rows, last = [], None
    for item, one in zip(report.items, report.procedures, strict=True):
        if report.kind == "overall" and one.group != last:
            rows.append(Row(f"group-{one.group}", {}, group=report.params.methodology.group(one.group).name))
            last = one.group
        gained = report.points[item.key]
        mean = sum(gained, Fraction(0)) / len(gained)
        share = percent(mean, item.maximum)
        full = sum(value == item.maximum for value in gained)
        rows.append(
            Row(
                item.key,
                {
                    "code": Cell(item.code),
                    "name": Cell(item.name, href=report.link("procedure", item.key)),
                    "count": Cell(
                        str(len(report.params.methodology.of(item.key))), len(report.params.methodology.of(item.key))
                    ),
                    "maximum": Cell(str(item.maximum), item.maximum),
                    "mean": Cell(points(mean), float(mean)),
                    "share": Bar(str(share), share, level=_level(report, share)),
                    "full": Cell(str(full), full),
                },
            )
        )
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
        tuple(rows),
        css="wide",
        demo=report.demo,
        head="name",
        note="«В среднем набрано» – среднее по "
        f"{counted(len(report.points), ('муниципалитету', 'муниципалитетам', 'муниципалитетам'))}; "
        "«с полным баллом» – сколько из них набрали всё возможное. Распределение баллов по процедурам проектное.",
    )


def _level(report: Report, share: int) -> int:
    return level_of_percent(share, [level.percent for level in report.params.methodology.rating.levels])


@once
def profile_table(report: Report, number_: str = "7.1") -> Table:
    """One municipality by procedure: points, percent, level, and its place in the region's spread."""
    levels = report.params.methodology.rating.levels
    rows, last = [], None
    for item, one in zip(report.items, report.procedures, strict=True):
        if one.group != last:
            rows.append(Row(f"group-{one.group}", {}, group=report.params.methodology.group(one.group).name))
            last = one.group
        shares = report.points[item.key].map(lambda value, top=item.maximum: value * 100 / top)
        own, found = shares[report.focus], spread(list(shares), "more")
        shown = percent(report.points.at[report.focus, item.key], item.maximum)
        level = levels[_level(report, shown) - 1]
        place = int(report.assessment.rating(item.key).at[report.focus, "place"])
        rows.append(
            Row(
                item.key,
                {
                    "name": Cell(f"{item.code} {item.short}", href=report.link("procedure", item.key)),
                    "points": Cell(
                        f"{points(report.points.at[report.focus, item.key])}",
                        float(report.points.at[report.focus, item.key]),
                    ),
                    "of": Cell(str(item.maximum), item.maximum),
                    "own": Cell(str(shown), shown),
                    "level": LevelMark(level.name, number=level.number),
                    "place": Cell(str(place), place),
                    "median": Cell(number(found.median), float(found.median)),
                    "strip": strip(
                        found,
                        own,
                        f"{item.short}: {report.municipality.name} {shown} %, медиана области {number(found.median)} %",
                        "more",
                        (0, 100),
                    ),
                },
            )
        )
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
        tuple(rows),
        css="spread wide",
        demo=report.demo,
        note=f"Синий кружок – {report.municipality.name}; серые штрихи – остальные муниципалитеты; серая полоса "
        "– средняя половина; чёрная черта – медиана; "
        "белый кружок – лучшее значение; шкала от 0 до 100 % возможных баллов.",
    )
