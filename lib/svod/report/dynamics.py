"""Part nine: what has moved over the years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from svod.blocks import Cell, Column, Figure, Row, Table, dashed
from svod.figures import slope as chart
from svod.figures.canvas import draw
from svod.report.cells import MUNICIPALITY, number_cell, signed_cell, year_columns
from svod.report.moves import Moves, how_made, medians, moves
from svod.report.open import Report, once
from svod.report.own_dynamics import own_figure
from svod.wording.numbers import counted, signed
from svod.wording.phrases import OF_MUNICIPALITIES, join, upper_first, years_text

__all__ = ["dynamics_figure"]


NAMED = 3
"""No more municipalities than so many are named as those that rose or fell most."""


def _series_table(report: Report, number_: str) -> Table:
    """Yearly percents behind the figure: the median, then the municipalities from the first place down."""
    table, moved, names = report.yearly_percent, moves(report), report.assessment.names
    middle = medians(report)
    shift = None if moved is None else middle[moved.last] - middle[moved.first]
    rows = [Row("median", {"name": Cell("Медиана области"), **_year_cells(middle), "change": signed_cell(shift)})]
    for code in report.rating.index:
        change = None if moved is None else moved.change.get(code)
        cells = {"name": Cell(names[code]), **_year_cells(table.loc[code]), "change": signed_cell(change)}
        rows.append(Row(code, cells))
    columns = (MUNICIPALITY, *year_columns(table.columns), Column("change", "Изменение, п. п.", numeric=True))
    caption = "годовой результат, % от возможных баллов года"
    return Table(number_, caption, columns, tuple(rows), of_figure=True)


def _year_cells(values: Mapping[int, Fraction | None]) -> dict[str, Cell]:
    return {str(year): number_cell(value, 1) for year, value in values.items()}


@once
def dynamics_figure(report: Report, number_: str = "9.1") -> Figure:
    """Yearly result of all municipalities, or of one against the median of the region."""
    return own_figure(report, number_) if report.focus else _region_figure(report, number_)


def _drawn(values: Iterable[Fraction | None]) -> list[float | None]:
    """Numbers as a chart takes them."""
    return [None if value is None else float(value) for value in values]


def _region_figure(report: Report, number_: str) -> Figure:
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
            median=_drawn(medians(report).values()),
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
        _series_table(report, number_),
        demo=report.demo,
        how=how_made(report),
        note=f"Серые линии – муниципалитеты, чёрная – медиана области.{said}",
    )


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
