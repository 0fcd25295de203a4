"""Part seven of one municipality: its values by year, and its place in the region's spread."""

from __future__ import annotations

from fractions import Fraction

from svod.blocks import Cell, Column, Row, Strip, Table, dashed, missing
from svod.params.methodology import Indicator
from svod.report.cells import count_cell, points_cell, year_columns
from svod.report.hidden import reasons
from svod.report.open import Report, once
from svod.report.values import denominator_cell, last_year, open_value, own_row, spread_cell, spread_of, value_cell
from svod.stats.spread import Spread
from svod.wording.phrases import join

__all__ = ["below_median", "own_values_table", "period_words", "spread_table", "strip", "strip_key"]


@once
def own_values_table(report: Report, number: str = "7.1") -> Table:
    """Values of one municipality by year, beside the region's median, and its points of the period."""
    years = report.params.edition.years
    rows = [_own_row(report, item) for item in report.params.methodology.of(report.procedure.id)]
    columns = (
        Column("code", "№"),
        Column("name", "Показатель"),
        *year_columns(years),
        Column("n", "Знаменатель", numeric=True),
        Column("median", "Медиана области", numeric=True),
        Column("points", "Баллы", numeric=True),
        Column("of", "из", numeric=True),
    )
    return Table(
        number,
        f"Показатели процедуры и баллы, {report.municipality.name}",
        columns,
        (*rows, _total_row(report)),
        css="wide",
        demo=report.demo,
        head="name",
        note=f"Знаменатель и медиана – за последний измеренный год. {period_words(report)} Пороги баллов проектные: "
        "замените утверждёнными." + reasons(rows),
        how="баллы за период = сумма годовых баллов / число лет с данными" + _scored_once(report),
    )


def period_words(report: Report) -> str:
    """How points of the period come from those of the years, and which indicators have no points of a year."""
    return f"Балл за период – среднее годовых баллов по годам, за которые есть данные{_scored_once(report)}."


def _scored_once(report: Report) -> str:
    """Which indicators of the procedure are scored once for all years; empty where none is."""
    items = report.params.methodology.of(report.procedure.id)
    codes = [item.code for item in items if item.points.rule == "dynamic"]
    if not codes:
        return ""
    return f"; у {'показателя' if len(codes) == 1 else 'показателей'} {join(codes)} балл один за все годы"


def below_median(report: Report) -> list[Indicator]:
    """Indicators whose value in the last measured year is worse than the region's median.

    Left out is what cannot be told of a value that is hidden, or told, as the median may be, by a bound.
    """
    found = []
    for item in report.params.methodology.of(report.procedure.id):
        last = last_year(report, item)
        row = None if last is None else own_row(report, item, last)
        if row is None or row["coded"] or row["value"] is None:
            continue
        median = spread_cell(report, item, last, "median").value
        if median is not None and (row["value"] < median if item.better == "more" else row["value"] > median):
            found.append(item)
    return found


def _own_row(report: Report, item: Indicator) -> Row:
    """Values, denominator and points of one indicator."""
    cells = {"code": Cell(item.code), "name": Cell(f"{item.name}, {item.unit}")}
    for year in report.params.edition.years:
        cells[str(year)] = value_cell(item, own_row(report, item, year))
    last = last_year(report, item)
    cells["n"] = missing("–", "у количества знаменателя нет")
    if item.kind != "count":
        cells["n"] = missing() if last is None else denominator_cell(own_row(report, item, last))
    if last is not None:
        cells["median"] = spread_cell(report, item, last, "median")
    got = report.assessment.period.at[report.focus, item.code]
    zero = report.params.methodology.rating.not_assessed == "zero"
    absent = ("0 (не оценён)", "по методике считается нулём") if zero else ("н/д", "итог пересчитан по остальным")
    cells["points"] = missing(*absent) if got is None else points_cell(got)
    cells["of"] = points_cell(report.assessment.attainable.at[report.focus, item.code])
    return Row(dashed(item.code), cells)


def _total_row(report: Report) -> Row:
    empty = ("code", *map(str, report.params.edition.years), "n", "median")
    cells = {
        **dict.fromkeys(empty, Cell("")),
        "name": Cell(f"Итого за {report.params.edition.period} годы"),
        "points": points_cell(report.rating.at[report.focus, "points"]),
        "of": count_cell(report.maximum),
    }
    return Row("total", cells, focus=True)


@once
def spread_table(report: Report, number: str = "7.2") -> Table:
    """One municipality against the region's spread, indicator by indicator, in the last measured year."""
    name, rows = report.municipality.name, []
    for item in report.params.methodology.of(report.procedure.id):
        last = last_year(report, item)
        if last is None:
            continue
        found, row = spread_of(report, item, last), own_row(report, item, last)
        shown = value_cell(item, row)
        median, best = (spread_cell(report, item, last, key) for key in ("median", "best"))
        better = "больше – лучше" if item.better == "more" else "меньше – лучше"
        alt = f"{item.short}: {name} {shown.shown}, медиана области {median.shown}, лучшее {best.shown}"
        cells = {
            "name": Cell(f"{item.code} {item.short}, {item.unit}; {better}"),
            "year": Cell(str(last)),
            "own": shown,
            "median": median,
            "best": best,
            "strip": strip(found, open_value(row), alt, item.better),
        }
        rows.append(Row(dashed(item.code), cells))
    columns = (
        Column("name", "Показатель"),
        Column("year", "Год", numeric=True),
        Column("own", name, numeric=True, css="me"),
        Column("median", "Медиана", numeric=True),
        Column("best", "Лучшее", numeric=True),
        Column("strip", "Разброс по области", css="st"),
    )
    return Table(
        number,
        f"{name} среди муниципалитетов области, последний измеренный год",
        columns,
        tuple(rows),
        css="spread wide",
        demo=report.demo,
        note=reasons(rows).lstrip(),
        key=strip_key(report, "шкала у каждой строки своя, от худшего до лучшего"),
    )


def strip(
    found: Spread, own: Fraction | None, alt: str, better: str, bounds: tuple[float, float] | None = None
) -> Strip:
    """The region's spread with one's own value in it, from end to end or between the bounds given."""
    low, high = bounds or (float(min(found.values)), float(max(found.values)))
    margin = (high - low or 1) * 0.04 if bounds is None else 0
    return Strip(
        alt,
        values=tuple(map(float, found.values)),
        own=None if own is None else float(own),
        q1=float(found.q1),
        median=float(found.median),
        q3=float(found.q3),
        best=float(found.best),
        low=low - margin,
        high=high + margin,
        better=better,
    )


def strip_key(report: Report, scale: str) -> str:
    """What the signs of a strip mean."""
    return (
        f"Синий кружок – {report.municipality.name}; серые штрихи – остальные муниципалитеты; серая полоса – средняя "
        f"половина; чёрная черта – медиана; белый кружок – лучшее значение; {scale}."
    )
