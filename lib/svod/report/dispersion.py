"""Part seven of a group: how the municipalities spread within every procedure."""

from __future__ import annotations

from fractions import Fraction

from svod.blocks import Cell, Column, Figure, Row, Table, dashed
from svod.figures import swarm as chart
from svod.figures.canvas import draw
from svod.report.cells import number_cell
from svod.report.open import Report
from svod.stats.spread import Spread, spread

__all__ = ["dispersion_figure"]


def dispersion_figure(report: Report, number_: str = "7.2") -> Figure:
    """Every municipality a dot in the row of every procedure, percent of the attainable points."""
    shares = {
        item.key: report.points[item.key].map(lambda value, top=item.maximum: value * 100 / top)
        for item in report.items
    }
    found = {key: spread(list(values)) for key, values in shares.items()}
    names = [f"{item.code} {item.short}" for item in report.items]
    values = [[float(value) for value in shares[item.key]] for item in report.items]
    medians = [float(found[item.key].median) for item in report.items]
    svg = draw(
        lambda ax: chart.swarm(ax, names, values, medians),
        name=f"ris-{dashed(number_)}",
        **chart.frame(names),
    )
    widest = max(report.items, key=lambda item: _middle_half(found[item.key]))
    return Figure(
        number_,
        f"Разброс муниципалитетов внутри процедур за {report.params.edition.period} годы, % от возможных баллов",
        svg,
        f"Точечный график: строк – {len(names)}, точек-муниципалитетов в каждой – {len(report.points)}. "
        f"Шире всего средняя половина муниципалитетов разошлась в процедуре «{widest.short}».",
        _data(report, found, number_),
        note="Каждая точка – муниципалитет; чёрная черта – медиана; вертикальные линии – границы уровней.",
        demo=report.demo,
    )


def _middle_half(found: Spread) -> Fraction:
    return found.q3 - found.q1


def _data(report: Report, found: dict[str, Spread], number_: str) -> Table:
    """Worst, quartiles, median and best of every procedure."""
    rows = []
    for item in report.items:
        one = found[item.key]
        ends = {"worst": one.worst, "q1": one.q1, "median": one.median, "q3": one.q3, "best": one.best}
        cells = {key: number_cell(value) for key, value in ends.items()}
        rows.append(Row(item.key, {"name": Cell(f"{item.code} {item.short}"), **cells}))
    heads = {"worst": "Худший", "q1": "1-я четверть", "median": "Медиана", "q3": "3-я четверть", "best": "Лучший"}
    columns = (Column("name", "Процедура"), *(Column(key, head, numeric=True) for key, head in heads.items()))
    return Table(number_, "процент от возможных баллов по муниципалитетам", columns, tuple(rows), of_figure=True)
