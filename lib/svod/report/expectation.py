"""What part ten rests on: registered measures, expected results, and the verdict of one comparison."""

from __future__ import annotations

import pandas as pd

from svod.report.open import Report, once
from svod.stats.expected import Expectation, expected_from_previous

__all__ = ["bounded", "expectation", "measures", "verdict_of"]

ACTIVE = ("выполняется", "выполнена")


@once
def measures(report: Report) -> pd.DataFrame:
    """Registered measures that were under way before the end of the last year, of the report's procedures and municipality."""
    table = report.table("measures")
    last = max(report.params.edition.years)
    begun = table["start"].map(lambda day: day is not None and day.year <= last)
    found = table[begun & table["status"].isin(ACTIVE)]
    return found[found["municipality"] == report.focus] if report.focus else found


@once
def expectation(report: Report, procedure: str | None = None) -> Expectation | None:
    """Expected results of the last year from the year before, over the report's procedures or one of them."""
    ids = [procedure] if procedure else [item.id for item in report.procedures]
    table = report.assessment.yearly_percent(ids, report.params.edition.years[-2:])
    before, after = (table[year].map(lambda value: None if value is None else float(value)) for year in table.columns)
    return expected_from_previous(before.astype(float), after.astype(float))


def verdict_of(row: pd.Series | None) -> str:
    """Key of `VERDICTS` for one municipality's expectation."""
    if row is None:
        return "unknown"
    return "above" if row["current"] > row["high"] else "below" if row["current"] < row["low"] else "same"


def bounded(given: float) -> float:
    """A percent cannot leave 0 to 100, though the interval of a straight line can."""
    return min(100.0, max(0.0, given))
