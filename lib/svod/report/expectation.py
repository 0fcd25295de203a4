"""What part ten rests on: expected results, the verdict of one comparison, and their cells."""

from __future__ import annotations

import pandas as pd

from svod.blocks import Cell, Column, missing
from svod.report.cells import number_cell
from svod.report.open import Report, shared_once
from svod.stats.expected import Expectation, expected_from_previous
from svod.wording.phrases import years_text

__all__ = [
    "VERDICT_NOTE",
    "bounded",
    "expectation",
    "expected_cells",
    "expected_columns",
    "expected_of",
    "verdict_of",
    "years_note",
]

NOISE = 1e-6

VERDICT_NOTE = (
    "«Выше ожидаемого» и «ниже ожидаемого» – результат вне интервала 95 %; один из двадцати выходит за него и случайно."
)
"""What the tables of part ten say of their verdicts."""


@shared_once
def expectation(report: Report, procedure: str | None = None) -> Expectation | None:
    """Expected results of the last year from the year before, over the report's procedures or one of them."""
    ids = [procedure] if procedure else [item.id for item in report.procedures]
    table = report.assessment.yearly_percent(ids, report.params.edition.years[-2:])
    before, after = (table[year].map(lambda value: None if value is None else float(value)) for year in table.columns)
    return expected_from_previous(before.astype(float), after.astype(float))


def expected_of(found: Expectation | None, municipality: str) -> pd.Series | None:
    """One municipality's row of the expectations; None where nothing could be expected of it."""
    return None if found is None or municipality not in found.table.index else found.table.loc[municipality]


def verdict_of(row: pd.Series | None) -> str:
    """Key of `VERDICTS` for one municipality's expectation."""
    if row is None:
        return "unknown"
    # Results of hundredths of a percent decide nothing: a perfect line leaves an interval of rounding noise.
    if row["current"] > row["high"] + NOISE:
        return "above"
    return "below" if row["current"] < row["low"] - NOISE else "same"


def bounded(given: float) -> float:
    """A percent cannot leave 0 to 100, though the interval of a straight line can."""
    return min(100.0, max(0.0, given))


def expected_columns(report: Report) -> tuple[Column, ...]:
    """Columns of the two years and of the interval between them."""
    before, last = report.params.edition.years[-2:]
    heads = {"previous": f"{before}, %", "current": f"{last}, %", "low": "Ожидалось от, %", "high": "до, %"}
    return tuple(Column(key, head, numeric=True) for key, head in heads.items())


def expected_cells(
    report: Report, municipality: str, row: pd.Series | None, procedure: str | None = None
) -> dict[str, Cell]:
    """Cells of `expected_columns` for one municipality, over the report's procedures or one of them.

    What was observed is told also where nothing could be expected of it.
    """
    ids = [procedure] if procedure else [item.id for item in report.procedures]
    observed = report.assessment.yearly_percent(ids, report.params.edition.years[-2:]).loc[municipality]
    cells = {key: number_cell(given, 1) for key, given in zip(("previous", "current"), observed, strict=True)}
    return cells | {key: missing() if row is None else number_cell(bounded(row[key]), 1) for key in ("low", "high")}


def years_note(report: Report) -> str:
    """Which indicators enter, and that the figure of dynamics compares other years where it does."""
    held, drawn, (before, last) = (
        report.params.edition.held,
        report.yearly_percent.columns,
        report.params.edition.years[-2:],
    )
    said = f"Входят показатели, измеренные и в {before}, и в {last} году"
    entering = [
        item.code
        for procedure in report.procedures
        for item in report.params.methodology.of(procedure.id)
        if item.points.rule != "dynamic" and held(item.code, before) and held(item.code, last)
    ]
    if report.kind == "municipality" or all(held(code, year) for code in entering for year in drawn):
        return f"{said}."
    return f"{said}, поэтому числа могут не совпадать с рисунком 9.1, где сравниваются {years_text(drawn)} годы."
