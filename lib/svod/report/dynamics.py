"""Part nine: what has moved over the years."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from svod.blocks import Cell, Column, Figure, Row, Table, missing
from svod.figures import slope as chart
from svod.figures.canvas import draw
from svod.params.methodology import Indicator
from svod.report.open import Report, once
from svod.report.values import is_hidden, rows_of, spread_of
from svod.stats.contribution import median_exact
from svod.wording.numbers import number, signed
from svod.wording.phrases import years_text

__all__ = ["Moves", "dynamics_figure", "moves"]


class Moves(NamedTuple):
    """Change of the yearly percent from the first to the last year with data."""

    first: int
    last: int
    change: pd.Series


@once
def moves(report: Report) -> Moves | None:
    """How the municipalities moved; None when fewer than two years can be compared."""
    table = report.yearly_percent
    years = [year for year in table.columns if table[year].map(lambda value: value is not None).any()]
    if len(years) < 2:
        return None
    both = table[[years[0], years[-1]]].dropna()
    return Moves(years[0], years[-1], both[years[-1]] - both[years[0]])


def _series_table(report: Report, number_: str) -> Table:
    """Yearly percents behind the figure of dynamics."""
    table, moved = report.yearly_percent, moves(report)
    names = report.assessment.names

    def cells(values: pd.Series) -> dict[str, Cell]:
        return {
            str(year): missing() if value is None else Cell(number(value, 1), float(value))
            for year, value in values.items()
        }

    median = pd.Series(
        {year: (None if table[year].dropna().empty else median_exact(table[year].dropna())) for year in table.columns}
    )
    rows = [Row("median", {"name": Cell("Медиана области"), **cells(median), "change": _change(median, moved)})]
    for code in report.rating.index:
        shift = (
            missing()
            if moved is None or code not in moved.change.index
            else Cell(signed(moved.change[code], 1), float(moved.change[code]))
        )
        rows.append(
            Row(
                code, {"name": Cell(names[code]), **cells(table.loc[code]), "change": shift}, focus=code == report.focus
            )
        )
    columns = (
        Column("name", "Муниципальное образование"),
        *(Column(str(year), str(year), numeric=True) for year in table.columns),
        Column("change", "Изменение, п. п.", numeric=True),
    )
    return Table(number_, "годовой результат, % от возможных баллов года", columns, tuple(rows), of_figure=True)


def _change(median: pd.Series, moved: Moves | None) -> Cell:
    if moved is None or median[moved.first] is None or median[moved.last] is None:
        return missing()
    shift = median[moved.last] - median[moved.first]
    return Cell(signed(shift, 1), float(shift))


@once
def dynamics_figure(report: Report, number_: str = "9.1") -> Figure:
    """Yearly result of all municipalities, or of one against the median of the region."""
    data = _series_table(report, number_)
    return _own_figure(report, number_, data) if report.focus else _region_figure(report, number_, data)


def _lines(report: Report) -> dict[str, list[float | None]]:
    return {
        code: [None if value is None else float(value) for value in row]
        for code, row in zip(report.yearly_percent.index, report.yearly_percent.itertuples(index=False), strict=True)
    }


def _median(table: pd.DataFrame) -> list[float | None]:
    return [None if table[year].dropna().empty else float(median_exact(table[year].dropna())) for year in table.columns]


def _region_figure(report: Report, number_: str, data: Table) -> Figure:
    table, names, lines, moved = report.yearly_percent, report.assessment.names, _lines(report), moves(report)
    years = list(table.columns)
    marked = [] if moved is None else _extremes(moved)
    svg = draw(
        lambda ax: chart.fan(
            ax,
            years,
            list(lines.values()),
            highlight={names[code]: lines[code] for code in marked},
            median=_median(table),
        ),
        name=f"ris-{number_.replace('.', '-')}",
        **chart.frame(height_cm=9.0),
    )
    said = "" if not marked else f" Сильнее всего вырос {names[marked[0]]}, сильнее всего снизился {names[marked[-1]]}."
    return Figure(
        number_,
        f"Годовой результат муниципалитетов за {years_text(years)} годы, % от возможных баллов",
        svg,
        f"Линейный график: линии всех муниципалитетов ({len(lines)}) и медиана области.{said}",
        data,
        demo=report.demo,
        how=_yearly_how(),
        note="Серые линии – муниципалитеты, чёрная – медиана области; подписаны наибольший рост и наибольшее снижение.",
    )


def _own_figure(report: Report, number_: str, data: Table) -> Figure:
    panels = _panels(report)
    name, years = report.municipality.name, list(report.yearly_percent.columns)

    def paint(axes: Any) -> None:
        for i, (ax, (title, panel_years, own, middle)) in enumerate(zip(np.atleast_1d(axes), panels, strict=True)):
            last = i == len(panels) - 1
            chart.slope(
                ax,
                panel_years,
                own,
                middle,
                title=title,
                focus_label=name if last else "",
                reference_label="медиана области" if last else "",
            )

    svg = draw(
        paint,
        name=f"ris-{number_.replace('.', '-')}",
        **chart.frame(len(panels), last_wider=2.0 if len(panels) > 1 else 0.0),
    )
    said = ", ".join(
        f"{year} – {'н/д' if value is None else number(value, 1)}"
        for year, value in zip(years, _lines(report)[report.focus], strict=True)
    )
    return Figure(
        number_,
        f"Изменения по годам: {name} и медиана области",
        svg,
        f"Линейный график: {name}, годовой результат в процентах: {said}.",
        data,
        demo=report.demo,
        how=_yearly_how(),
        note=f"Синяя линия – {name}, серая – медиана области; «н/д» – значения нет, линия через него не проводится. "
        "Шкалы панелей разные.",
    )


Panel = tuple[str, list[int], list[float | None], list[float | None]]


def _panels(report: Report) -> list[Panel]:
    """The yearly result, then the groups of procedures or the indicators that lose most."""
    table = report.yearly_percent
    panels: list[Panel] = [("Годовой результат, %", list(table.columns), _lines(report)[report.focus], _median(table))]
    if report.procedure is None:
        for group in report.params.methodology.rating.groups:
            ids = [item.id for item in report.params.procedures_of(group.id)]
            part = report.assessment.yearly_percent(ids, report.assessment.comparable_years(ids))
            own = [None if value is None else float(value) for value in part.loc[report.focus]]
            panels.append((f"{group.short}, %", list(part.columns), own, _median(part)))
        return panels
    lost = {item.key: item.maximum - report.points.at[report.focus, item.key] for item in report.items}
    for key in sorted(lost, key=lambda key: -lost[key])[:3]:
        item = report.params.methodology.indicator(key)
        panels.append(_indicator_panel(report, item))
    return panels


def _indicator_panel(report: Report, item: Indicator) -> Panel:
    years, own, middle = list(report.params.edition.years), [], []
    for year in years:
        rows = rows_of(report, item, year)
        row = rows[rows["municipality"] == report.focus].iloc[0]
        own.append(None if row["value"] is None or is_hidden(item, row) else float(row["value"]))
        known = [value for value in rows["value"] if value is not None]
        middle.append(float(spread_of(report, item, year).median) if known else None)
    return f"{item.code} {item.short}, {item.unit}", years, own, middle


def _yearly_how() -> str:
    return "годовой результат = 100 × сумма баллов года / сумма наибольших баллов; входят показатели, измеренные во всех сравниваемых годах"


def _extremes(moved: Moves) -> list[str]:
    ordered = moved.change.sort_values(ascending=False, kind="stable")
    return [ordered.index[0], ordered.index[-1]] if len(ordered) > 1 else list(ordered.index)
