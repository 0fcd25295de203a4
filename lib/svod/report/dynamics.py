"""Part nine: what has moved over the years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from svod.blocks import Cell, Column, Figure, Row, Table, dashed
from svod.figures import slope as chart
from svod.figures.canvas import draw
from svod.params.methodology import Indicator
from svod.report.cells import MUNICIPALITY, focused, number_cell, signed_cell, year_columns
from svod.report.open import Report, once, shared_once
from svod.report.values import YearlyRow, open_value, own_row, rows_of, spread_of
from svod.stats.contribution import median_exact
from svod.wording.numbers import counted, signed
from svod.wording.phrases import OF_MUNICIPALITIES, join, upper_first, years_text

__all__ = ["Moves", "dynamics_figure", "moves"]


NAMED = 3
"""No more municipalities than so many are named as those that rose or fell most."""


def _how(report: Report) -> str:
    """How the yearly result is made; an indicator scored once per edition is no part of it."""
    once_scored = [
        item.code
        for procedure in report.procedures
        for item in report.params.methodology.of(procedure.id)
        if item.points.rule == "dynamic"
    ]
    without = f", кроме {join(once_scored)}: балл за динамику ставится один раз за период" if once_scored else ""
    return (
        "годовой результат = 100 × сумма баллов года / сумма наибольших баллов; входят показатели, измеренные во всех "
        f"сравниваемых годах{without}"
    )


class Moves(NamedTuple):
    """Change of the yearly percent from the first to the last year with data."""

    first: int
    last: int
    change: pd.Series


@shared_once
def moves(report: Report) -> Moves | None:
    """How the municipalities moved; None when fewer than two years can be compared."""
    table = report.yearly_percent
    years = [year for year in table.columns if table[year].map(lambda value: value is not None).any()]
    if len(years) < 2:
        return None
    both = table[[years[0], years[-1]]].dropna()
    return Moves(years[0], years[-1], both[years[-1]] - both[years[0]])


@shared_once
def _medians(report: Report, ids: tuple[str, ...] = ()) -> dict[int, Fraction | None]:
    """Median of the region by year, over those that have a result; by all procedures or by some."""
    table = report.yearly_percent_of(ids) if ids else report.yearly_percent
    known = {year: table[year].dropna() for year in table.columns}
    return {year: None if values.empty else median_exact(values) for year, values in known.items()}


def _series_table(report: Report, number_: str) -> Table:
    """Yearly percents behind the figure of dynamics."""
    years = report.yearly_percent.columns
    columns = (MUNICIPALITY, *year_columns(years), Column("change", "Изменение, п. п.", numeric=True))
    rows = focused(_series_rows(report), report.focus)
    return Table(number_, "годовой результат, % от возможных баллов года", columns, rows, of_figure=True)


@shared_once
def _series_rows(report: Report) -> tuple[Row, ...]:
    """The median of the region, then the municipalities from the first place down."""
    table, moved, names = report.yearly_percent, moves(report), report.assessment.names
    medians = _medians(report)
    shift = None if moved is None else medians[moved.last] - medians[moved.first]
    rows = [Row("median", {"name": Cell("Медиана области"), **_year_cells(medians), "change": signed_cell(shift)})]
    for code in report.rating.index:
        change = None if moved is None else moved.change.get(code)
        cells = {"name": Cell(names[code]), **_year_cells(table.loc[code]), "change": signed_cell(change)}
        rows.append(Row(code, cells))
    return tuple(rows)


def _year_cells(values: Mapping[int, Fraction | None]) -> dict[str, Cell]:
    return {str(year): number_cell(value, 1) for year, value in values.items()}


@once
def dynamics_figure(report: Report, number_: str = "9.1") -> Figure:
    """Yearly result of all municipalities, or of one against the median of the region."""
    data = _series_table(report, number_)
    return _own_figure(report, number_, data) if report.focus else _region_figure(report, number_, data)


def _drawn(values: Iterable[Fraction | None]) -> list[float | None]:
    """Numbers as a chart takes them."""
    return [None if value is None else float(value) for value in values]


def _region_figure(report: Report, number_: str, data: Table) -> Figure:
    table, names, moved = report.yearly_percent, report.assessment.names, moves(report)
    lines = {code: _drawn(table.loc[code]) for code in table.index}
    years, ends = list(table.columns), [] if moved is None else _ends(moved)
    marked = [code for end in ends if len(end.codes) <= NAMED for code in end.codes]
    svg = draw(
        lambda ax: chart.fan(
            ax,
            years,
            list(lines.values()),
            highlight={names[code]: lines[code] for code in marked},
            median=_drawn(_medians(report).values()),
        ),
        name=f"ris-{dashed(number_)}",
        **chart.frame(height_cm=9.0),
    )
    said = f" {upper_first('; '.join(_end_words(report, end) for end in ends))}." if ends else ""
    return Figure(
        number_,
        f"Годовой результат муниципалитетов за {years_text(years)} годы, % от возможных баллов",
        svg,
        f"Линейный график: линии всех муниципалитетов ({len(lines)}) и медиана области.{said}",
        data,
        demo=report.demo,
        how=_how(report),
        note=f"Серые линии – муниципалитеты, чёрная – медиана области.{said}",
    )


def _own_figure(report: Report, number_: str, data: Table) -> Figure:
    panels = _panels(report)
    name, result = report.municipality.name, report.yearly_percent.loc[report.focus]

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
        name=f"ris-{dashed(number_)}",
        **chart.frame(len(panels), last_wider=2.0 if len(panels) > 1 else 0.0),
    )
    said = ", ".join(f"{year} – {number_cell(value, 1).shown}" for year, value in result.items())
    return Figure(
        number_,
        f"Изменения по годам: {name} и медиана области",
        svg,
        f"Линейный график: {name}, годовой результат в процентах: {said}.",
        data,
        demo=report.demo,
        how=_how(report),
        note=f"Синяя линия – {name}, серая – медиана области; {_gaps(report)}, линия через него не проводится. "
        f"Шкалы панелей разные.{_at_bounds(report)}",
    )


Panel = tuple[str, list[int], list[float | None], list[float | None]]


def _panels(report: Report) -> list[Panel]:
    """The yearly result, then the groups of procedures or the indicators that lose most."""
    panels = [_yearly_panel(report, "Годовой результат, %", tuple(item.id for item in report.procedures))]
    if report.procedure is None:
        for group in report.params.methodology.rating.groups:
            ids = tuple(item.id for item in report.params.procedures_of(group.id))
            panels.append(_yearly_panel(report, f"{group.short}, %", ids))
        return panels
    return panels + [_indicator_panel(report, item) for item in _drawn_indicators(report)]


def _drawn_indicators(report: Report) -> list[Indicator]:
    """Three indicators of a procedure on which the municipality loses most."""
    if report.procedure is None:
        return []
    lost = {item.key: item.maximum - report.points.at[report.focus, item.key] for item in report.items}
    return [report.params.methodology.indicator(key) for key in sorted(lost, key=lambda key: -lost[key])[:3]]


def _drawn_rows(report: Report) -> dict[str, dict[int, YearlyRow]]:
    """The municipality's rows behind the panels of indicators, by code and year."""
    years = report.params.edition.years
    return {item.code: {year: own_row(report, item, year) for year in years} for item in _drawn_indicators(report)}


def _gaps(report: Report) -> str:
    """What «н/д» on the figure stands for: a hidden value is told from one that is not there."""
    hidden = {
        code: years_text([year for year, row in own.items() if row["hidden"]])
        for code, own in _drawn_rows(report).items()
    }
    listed = "; ".join(f"{code} – {years}" for code, years in hidden.items() if years)
    return f"«н/д» – значения нет или оно скрыто ({listed})" if listed else "«н/д» – значения нет"


def _at_bounds(report: Report) -> str:
    """Note on the shares that are drawn at their bound, because few pupils stand behind them."""
    if any(row["coded"] for own in _drawn_rows(report).values() for row in own.values()):
        return " Доли, в таблице названные «не более» и «не менее», отложены на этой границе."
    return ""


def _yearly_panel(report: Report, title: str, ids: tuple[str, ...]) -> Panel:
    table = report.yearly_percent_of(ids)
    return title, list(table.columns), _drawn(table.loc[report.focus]), _drawn(_medians(report, ids).values())


def _indicator_panel(report: Report, item: Indicator) -> Panel:
    years, middle = list(report.params.edition.years), []
    for year in years:
        known = any(open_value(row) is not None for row in rows_of(report, item, year))
        middle.append(spread_of(report, item, year).median if known else None)
    own = [open_value(own_row(report, item, year)) for year in years]
    return f"{item.code} {item.short}, {item.unit}", years, _drawn(own), _drawn(middle)


class End(NamedTuple):
    """The largest rise or the largest fall and all who share it."""

    change: Fraction
    codes: list[str]


def _ends(moved: Moves) -> list[End]:
    """The largest rise and the largest fall; neither where nobody rose or fell."""
    change, found = moved.change, []
    for most, sign in ((change.max(), 1), (change.min(), -1)):
        if most * sign > 0:
            found.append(End(most, list(change.index[change == most])))
    return found


def _end_words(report: Report, end: End) -> str:
    """«наибольший рост +33,3 п. п.: Агаповский МР», or at how many where they are more than three."""
    names = report.assessment.names
    many = len(end.codes) > NAMED
    who = f" у {counted(len(end.codes), OF_MUNICIPALITIES)}" if many else f": {join(names[code] for code in end.codes)}"
    return f"{'наибольший рост' if end.change > 0 else 'наибольшее снижение'} {signed(end.change, 1)} п. п.{who}"
