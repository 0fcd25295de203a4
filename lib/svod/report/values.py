"""How one value of one indicator is printed: with enough decimals, or the word for why there is none."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from svod.blocks import Cell, missing
from svod.params.methodology import Indicator
from svod.report.assessment import NO_DATA, NOT_APPLICABLE, NOT_HELD, OK
from svod.report.open import Report, shared_once
from svod.stats.spread import Spread, spread
from svod.wording.numbers import value

__all__ = [
    "FEWEST",
    "YearlyRow",
    "decimals",
    "is_hidden",
    "last_year",
    "open_value",
    "own_row",
    "print_value",
    "printed_cell",
    "rows_of",
    "spread_of",
    "value_cell",
    "yearly_rows",
]


FEWEST = 10
"""A value that rests on fewer pupils is not published."""

_WHY = {
    NOT_HELD: ("н/д", "показатель в этом году не измерялся"),
    NO_DATA: ("н/д", "данные не присланы"),
    NOT_APPLICABLE: ("не прим.", "не применимо: измерять было нечего"),
}


def decimals(item: Indicator) -> int:
    """Decimals an indicator is printed with unless its score needs more."""
    if item.kind == "count":
        return 0
    return 2 if item.kind in ("mean_score", "per") else 1


def print_value(item: Indicator, given: Fraction | float) -> str:
    """A value in the indicator's unit; a threshold close by gives it more decimals."""
    return value(given if isinstance(given, Fraction) else Fraction(given), item.thresholds, decimals(item))


def is_hidden(item: Indicator, row: Any) -> bool:
    """Whether a value rests on too few pupils to be published."""
    return item.base == "pupils" and row["denominator"] is not None and 0 < row["denominator"] < FEWEST


def value_cell(item: Indicator, row: Any) -> Cell:
    """Cell of one value: the number, or «н/д», «не прим.», «скрыто» with the reason."""
    if row["value"] is None:
        return missing(*_WHY[row["status"]])
    if is_hidden(item, row):
        return missing("скрыто", f"менее {FEWEST} обучающихся")
    return printed_cell(item, row["value"])


def printed_cell(item: Indicator, given: Fraction) -> Cell:
    """Cell of a number in the indicator's unit: a median, the region's value."""
    return Cell(print_value(item, given), given)


def open_value(item: Indicator, row: Any) -> Fraction | None:
    """A value that may be published; None where there is none or it is hidden."""
    return None if row["value"] is None or is_hidden(item, row) else row["value"]


YearlyRow = dict[str, Any]
"""A row of `Assessment.yearly`."""


@shared_once
def _yearly(report: Report) -> dict[tuple[str, int], dict[str, YearlyRow]]:
    """Yearly rows by indicator and year, then by municipality."""
    found: dict[tuple[str, int], dict[str, YearlyRow]] = {}
    for row in report.assessment.yearly.to_dict("records"):
        found.setdefault((row["indicator"], row["year"]), {})[row["municipality"]] = row
    return found


def rows_of(report: Report, item: Indicator, year: int) -> list[YearlyRow]:
    """Rows of one indicator and year, all municipalities."""
    return list(_yearly(report)[item.code, year].values())


def own_row(report: Report, item: Indicator, year: int) -> YearlyRow:
    """Row of one indicator and year, the municipality of the report."""
    return _yearly(report)[item.code, year][report.focus]


def yearly_rows(report: Report) -> list[YearlyRow]:
    """All rows of the municipality of the report, or of all municipalities."""
    found = _yearly(report).values()
    return [rows[report.focus] for rows in found] if report.focus else [row for rows in found for row in rows.values()]


def last_year(report: Report, item: Indicator) -> int | None:
    """The last year in which anybody has a value of an indicator."""
    years = report.params.edition.years
    held = [year for year in years if any(row["status"] == OK for row in rows_of(report, item, year))]
    return max(held, default=None)


def spread_of(report: Report, item: Indicator, year: int) -> Spread:
    """Spread of the published values of one indicator and year over the region.

    Raises
    ------
    KeyError
        When there are none.
    """
    return _spreads(report)[item.code, year]


@shared_once
def _spreads(report: Report) -> dict[tuple[str, int], Spread]:
    """Spreads of the indicators of the report's procedures in the years that have any published value."""
    found = {}
    for item in (item for one in report.procedures for item in report.params.methodology.of(one.id)):
        for year in report.params.edition.years:
            values = [open_value(item, row) for row in rows_of(report, item, year)]
            if known := [given for given in values if given is not None]:
                found[item.code, year] = spread(known, item.better)
    return found
