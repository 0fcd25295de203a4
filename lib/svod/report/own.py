"""Part seven of one municipality: its values by year, and its place in the region's spread."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from svod.blocks import Cell, Column, Row, Strip, Table, missing
from svod.report.open import Report, once
from svod.report.values import is_hidden, last_year, print_value, spread_of, value_cell
from svod.stats.spread import Spread
from svod.wording.numbers import plain, points

__all__ = ["own_values_table", "spread_table", "strip", "strip_table"]


@once
def own_values_table(report: Report, number: str = "7.1") -> Table:
    """Values of one municipality by year, beside the region's median, and its points of the period."""
    yearly, code = report.assessment.yearly, report.focus
    own = yearly[yearly["municipality"] == code].set_index(["indicator", "year"])
    rows = []
    for item in report.params.methodology.of(report.procedure.id):
        cells: dict[str, Cell] = {"code": Cell(item.code), "name": Cell(f"{item.name}, {item.unit}")}
        for year in report.params.edition.years:
            cells[str(year)] = value_cell(item, own.loc[(item.code, year)])
        last = last_year(report, item)
        n = None if last is None else own.loc[(item.code, last)]["denominator"]
        cells["n"] = missing() if n is None or item.kind == "count" else Cell(plain(n, 1), float(n))
        if last is not None:
            median = spread_of(report, item, last).median
            cells["median"] = Cell(print_value(item, median), float(median))
        got = report.assessment.period.at[code, item.code]
        best = report.assessment.attainable.at[code, item.code]
        cells["points"] = (
            missing("0 (нет данных)", "не оценивался; по методике считается нулём")
            if got is None
            else Cell(points(got), float(got))
        )
        cells["of"] = Cell(points(best) if best != item.maximum else str(item.maximum), float(best))
        rows.append(Row(item.code.replace(".", "-"), cells))
    place = report.rating.loc[code]
    rows.append(
        Row(
            "total",
            {
                "code": Cell(""),
                "name": Cell(f"Итого за {report.params.edition.period} годы"),
                **{str(year): Cell("") for year in report.params.edition.years},
                "n": Cell(""),
                "median": Cell(""),
                "points": Cell(points(place["points"]), float(place["points"])),
                "of": Cell(str(report.maximum), report.maximum),
            },
            focus=True,
        )
    )
    columns = (
        Column("code", "№"),
        Column("name", "Показатель"),
        *(Column(str(year), str(year), numeric=True) for year in report.params.edition.years),
        Column("n", "Знаменатель", numeric=True),
        Column("median", "Медиана области", numeric=True),
        Column("points", "Баллы", numeric=True),
        Column("of", "из", numeric=True),
    )
    return Table(
        number,
        f"Показатели процедуры и баллы, {report.municipality.name}",
        columns,
        tuple(rows),
        css="wide",
        demo=report.demo,
        head="name",
        note="Знаменатель и медиана – за последний измеренный год. Балл за период – среднее годовых баллов по годам, за которые есть данные. "
        "Пороги баллов проектные: замените утверждёнными.",
        how="баллы за период = сумма годовых баллов / число лет с данными",
    )


@once
def spread_table(report: Report, number: str = "7.2") -> Table:
    """One municipality against the region's spread, indicator by indicator, in the last measured year."""
    yearly = report.assessment.yearly
    own = yearly[yearly["municipality"] == report.focus].set_index(["indicator", "year"])
    rows = []
    for item in report.params.methodology.of(report.procedure.id):
        last = last_year(report, item)
        if last is None:
            continue
        found, row = spread_of(report, item, last), own.loc[(item.code, last)]
        mine = None if row["value"] is None or is_hidden(item, row) else row["value"]
        shown = value_cell(item, row)
        better = "больше – лучше" if item.better == "more" else "меньше – лучше"
        alt = f"{item.short}: {report.municipality.name} {shown.shown}, медиана области {print_value(item, found.median)}, лучшее {print_value(item, found.best)}"
        rows.append(
            Row(
                item.code.replace(".", "-"),
                {
                    "name": Cell(f"{item.code} {item.short}, {item.unit}; {better}"),
                    "year": Cell(str(last)),
                    "own": shown,
                    "median": Cell(print_value(item, found.median), float(found.median)),
                    "best": Cell(print_value(item, found.best), float(found.best)),
                    "strip": strip(found, mine, alt, item.better),
                },
            )
        )
    return strip_table(
        number,
        f"{report.municipality.name} среди муниципалитетов области, последний измеренный год",
        report,
        rows,
        "Показатель",
        year=True,
    )


def strip(
    found: Spread, mine: Fraction | None, alt: str, better: str, bounds: tuple[float, float] | None = None
) -> Strip:
    low, high = bounds or (float(min(found.values)), float(max(found.values)))
    margin = (high - low or 1) * 0.04 if bounds is None else 0
    return Strip(
        alt,
        values=tuple(map(float, found.values)),
        own=None if mine is None else float(mine),
        q1=float(found.q1),
        median=float(found.median),
        q3=float(found.q3),
        best=float(found.best),
        low=low - margin,
        high=high + margin,
        better=better,
    )


def strip_table(number: str, caption: str, report: Report, rows: Sequence[Row], what: str, year: bool) -> Table:
    columns = (
        Column("name", what),
        *([Column("year", "Год", numeric=True)] if year else []),
        Column("own", report.municipality.name, numeric=True, css="me"),
        Column("median", "Медиана", numeric=True),
        Column("best", "Лучшее", numeric=True),
        Column("strip", "Разброс по области", css="st"),
    )
    scale = "шкала у каждой строки своя, от худшего до лучшего" if year else "шкала от 0 до 100 %"
    return Table(
        number,
        caption,
        columns,
        tuple(rows),
        css="spread wide",
        demo=report.demo,
        note=f"Синий кружок – {report.municipality.name}; серые штрихи – остальные муниципалитеты; серая полоса – средняя половина; чёрная черта – "
        f"медиана; белый кружок – лучшее значение; {scale}.",
    )
