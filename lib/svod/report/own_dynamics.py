"""Part nine of one municipality: its lines over the years beside the median of the region."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from svod.blocks import Cell, Column, Figure, Row, Table, dashed, missing
from svod.figures import slope as chart
from svod.figures.canvas import draw
from svod.params.methodology import Indicator
from svod.report.cells import number_cell, signed_cell, year_columns
from svod.report.hidden import drawn_words, reasons
from svod.report.moves import how_made, medians
from svod.report.open import Report
from svod.report.values import decimals, open_value, own_row, rows_of, spread_cell, spread_of, value_cell
from svod.wording.numbers import NBSP

__all__ = ["own_figure"]


class Line(NamedTuple):
    """A line by year: what is printed, and how high it is drawn; None where there is no value or it is hidden."""

    cells: dict[int, Cell]
    heights: dict[int, float | None]

    @property
    def words(self) -> list[str]:
        return list(map(drawn_words, self.cells.values()))


class Panel(NamedTuple):
    """Two lines on one scale. `key` names their rows in the table of the figure: `12-1` and `12-1-median`."""

    key: str
    title: str
    own: Line
    middle: Line
    digits: int = 1


def own_figure(report: Report, number_: str) -> Figure:
    """Yearly result of a municipality, then its groups of procedures or the indicators that lose most."""
    panels, name = _panels(report), report.municipality.name
    data = _data(report, panels, number_)

    def paint(axes: Any) -> None:
        for ax, panel in zip(np.atleast_1d(axes), panels, strict=True):
            own, middle = panel.own, panel.middle
            last = panel is panels[-1]
            chart.slope(
                ax,
                list(own.cells),
                list(own.heights.values()),
                list(middle.heights.values()),
                written=(
                    [drawn_words(cell) for cell in own.cells.values()],
                    list(map(drawn_words, middle.cells.values())),
                ),
                title=panel.title,
                focus_label=name if last else "",
                reference_label="медиана области" if last else "",
            )

    svg = draw(
        paint,
        name=f"ris-{dashed(number_)}",
        **chart.frame(len(panels), last_wider=2.0 if len(panels) > 1 else 0.0),
    )
    said = ", ".join(f"{year} – {cell.shown}" for year, cell in panels[0].own.cells.items())
    return Figure(
        number_,
        f"Изменения по годам: {name} и медиана области",
        svg,
        f"Линейный график: {name}, годовой результат в процентах: {said}.",
        data,
        demo=report.demo,
        how=how_made(report),
        note=f"Синяя линия – {name}, серая – медиана области; линия проводится только через соседние годы, за которые "
        f"есть значения. Шкалы панелей разные.{reasons(data.rows)}",
    )


def _data(report: Report, panels: list[Panel], number_: str) -> Table:
    """The two lines of every panel, number for number."""
    years, rows = report.params.edition.years, list[Row]()
    for panel in panels:
        rows.append(Row(f"group-{panel.key}", {}, group=panel.title))
        named = (report.municipality.name, panel.own), ("Медиана области", panel.middle)
        keys = (panel.key, f"{panel.key}-median") if panel is not panels[0] else (report.focus, "median")
        known = [year for year, height in panel.middle.heights.items() if height is not None]
        for key, (name, line) in zip(keys, named, strict=True):
            cells = {str(year): line.cells.get(year, missing("–", "год в сравнение не входит")) for year in years}
            change = _change(line, known, panel.digits)
            rows.append(Row(key, {"name": Cell(name), **cells, "change": change}, focus=line is panel.own))
    columns = (Column("name", "Линия"), *year_columns(years), Column("change", "Изменение", numeric=True))
    return Table(number_, "значения по годам", columns, tuple(rows), of_figure=True)


def _change(line: Line, known: list[int], digits: int) -> Cell:
    """From the first to the last year with a value in the region, where the line has both."""
    ends = [line.cells[year].value for year in (known[0], known[-1])] if len(known) > 1 else [None]
    if None in ends:
        return missing("н/д", "нет точного значения за первый или последний год")
    return signed_cell(ends[1] - ends[0], digits)


def _panels(report: Report) -> list[Panel]:
    panels = [_yearly_panel(report, "", f"Годовой результат,{NBSP}%", tuple(item.id for item in report.procedures))]
    if report.procedure is None:
        for group in report.params.methodology.rating.groups:
            ids = tuple(item.id for item in report.params.procedures_of(group.id))
            panels.append(_yearly_panel(report, group.id, f"{group.short},{NBSP}%", ids))
        return panels
    lost = {item.key: item.maximum - report.points.at[report.focus, item.key] for item in report.items}
    most = sorted(lost, key=lambda key: -lost[key])[:3]
    return panels + [_indicator_panel(report, report.params.methodology.indicator(code)) for code in most]


def _yearly_panel(report: Report, key: str, title: str, ids: tuple[str, ...]) -> Panel:
    own, middle = report.yearly_percent_of(ids).loc[report.focus], medians(report, ids)
    return Panel(key, title, _line(own.to_dict()), _line(middle))


def _line(values: dict[int, Fraction | None]) -> Line:
    cells = {year: number_cell(value, 1) for year, value in values.items()}
    return Line(cells, {year: None if value is None else float(value) for year, value in values.items()})


def _indicator_panel(report: Report, item: Indicator) -> Panel:
    own, middle = Line({}, {}), Line({}, {})
    for year in report.params.edition.years:
        row = own_row(report, item, year)
        known = any(open_value(one) is not None for one in rows_of(report, item, year))
        _add(own, year, value_cell(item, row), open_value(row))
        median = spread_cell(report, item, year, "median") if known else missing()
        _add(middle, year, median, spread_of(report, item, year).median if known else None)
    return Panel(dashed(item.code), f"{item.code} {item.short},{NBSP}{item.unit}", own, middle, decimals(item))


def _add(line: Line, year: int, cell: Cell, height: Fraction | None) -> None:
    line.cells[year], line.heights[year] = cell, None if height is None else float(height)
