"""The heat map of part seven: municipalities by indicators or procedures."""

from __future__ import annotations

from fractions import Fraction

from svod.blocks import Cell, Column, Figure, Row, Table, missing
from svod.figures import heatmap
from svod.figures.canvas import draw
from svod.report.open import Item, Report
from svod.wording.numbers import counted, points
from svod.wording.phrases import MUNICIPALITIES

__all__ = ["heat_figure"]


def heat_figure(report: Report, number: str = "7.1") -> Figure:
    """Municipalities from the first place down, items across, points of the period as shade and number."""
    order = list(report.rating.index)
    names = report.assessment.names
    table = report.assessment.period if report.procedure else report.points
    values = [
        [None if table.at[code, item.key] is None else float(table.at[code, item.key]) for item in report.items]
        for code in order
    ]
    labels = [(item.code, item.short if len(report.items) <= 9 else "") for item in report.items]
    rows_ = [names[code] for code in order]
    svg = draw(
        lambda ax: heatmap.heat_map(
            ax,
            values,
            rows_,
            labels,
            maxima=[item.maximum for item in report.items],
            focus=names[report.focus] if report.focus else None,
        ),
        name=f"ris-{number.replace('.', '-')}",
        **heatmap.frame(rows_, labels),
    )
    weakest = _weakest(report)
    what = "показателям" if report.procedure else "процедурам"
    rows = tuple(
        Row(
            code,
            {
                "name": Cell(names[code]),
                **{
                    _key(item): missing()
                    if table.at[code, item.key] is None
                    else Cell(points(table.at[code, item.key]), float(table.at[code, item.key]))
                    for item in report.items
                },
            },
            focus=code == report.focus,
        )
        for code in order
    )
    data = Table(
        number,
        f"баллы за период по {what}",
        (
            Column("name", "Муниципальное образование"),
            *(Column(_key(item), item.code, numeric=True) for item in report.items),
        ),
        rows,
        css="wide",
        of_figure=True,
    )
    return Figure(
        number,
        f"Баллы муниципалитетов по {what} за {report.params.edition.period} годы",
        svg,
        f"Тепловая карта: {counted(len(order), MUNICIPALITIES)} от первого места к последнему, столбцы – "
        f"{'показатели' if report.procedure else 'процедуры'}; "
        f"чем темнее клетка, тем больше доля набранных баллов. Слабее всего – «{weakest.short}».",
        data,
        note="Чем темнее клетка, тем ближе балл к наибольшему. Муниципалитеты идут от первого места к последнему.",
        demo=report.demo,
    )


def _key(item: Item) -> str:
    return item.key.replace(".", "-")


def _weakest(report: Report) -> Item:
    return min(report.items, key=lambda item: sum(report.points[item.key], Fraction(0)) / item.maximum)
