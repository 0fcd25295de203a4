"""The heat map of part seven: municipalities by indicators or procedures."""

from __future__ import annotations

from fractions import Fraction

from svod.blocks import Cell, Column, Figure, Row, Table, dashed
from svod.figures import heatmap
from svod.figures.canvas import draw
from svod.report.cells import MUNICIPALITY, points_cell
from svod.report.open import Item, Report
from svod.wording.numbers import counted
from svod.wording.phrases import MUNICIPALITIES

__all__ = ["heat_figure"]


def heat_figure(report: Report, number: str = "7.1") -> Figure:
    """Municipalities from the first place down, items across, points of the period as shade and number."""
    what, across = ("показателям", "показатели") if report.procedure else ("процедурам", "процедуры")
    names, weakest = report.assessment.names, _weakest(report)
    data = _points_table(report, number, f"баллы за период по {what}")
    values = [[row.cells[dashed(item.key)].value for item in report.items] for row in data.rows]
    labels = [(item.code, item.short if len(report.items) <= 9 else "") for item in report.items]
    shown = [names[row.key] for row in data.rows]
    svg = draw(
        lambda ax: heatmap.heat_map(
            ax,
            values,
            shown,
            labels,
            maxima=[item.maximum for item in report.items],
            focus=names[report.focus] if report.focus else None,
        ),
        name=f"ris-{dashed(number)}",
        **heatmap.frame(shown, labels),
    )
    return Figure(
        number,
        f"Баллы муниципалитетов по {what} за {report.params.edition.period} годы",
        svg,
        f"Тепловая карта: {counted(len(shown), MUNICIPALITIES)} от первого места к последнему, столбцы – {across}; чем "
        f"темнее клетка, тем больше доля набранных баллов. Слабее всего – «{weakest.short}».",
        data,
        note="Чем темнее клетка, тем ближе балл к наибольшему. Муниципалитеты идут от первого места к последнему.",
        demo=report.demo,
    )


def _points_table(report: Report, number: str, caption: str) -> Table:
    """Points behind the map; an indicator that was not assessed has none."""
    names, table = report.assessment.names, report.assessment.period if report.procedure else report.points
    points = table.to_dict("index")
    columns = (MUNICIPALITY, *(Column(dashed(item.key), item.code, numeric=True) for item in report.items))
    rows = []
    for code in report.rating.index:
        cells = {dashed(item.key): points_cell(points[code][item.key]) for item in report.items}
        rows.append(Row(code, {"name": Cell(names[code]), **cells}, focus=code == report.focus))
    return Table(number, caption, columns, tuple(rows), css="wide", of_figure=True)


def _weakest(report: Report) -> Item:
    return min(report.items, key=lambda item: sum(report.points[item.key], Fraction(0)) / item.maximum)
