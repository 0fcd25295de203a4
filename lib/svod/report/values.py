"""How one value of one indicator is printed: with enough decimals, or the word for why there is none."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from svod.blocks import Cell, missing
from svod.params.methodology import Indicator
from svod.report.assessment import NO_DATA, NOT_APPLICABLE, NOT_HELD
from svod.report.cells import plain_cell
from svod.report.hidden import coded_cell, coded_value, hidden_cell, hide
from svod.report.open import Report, shared_once
from svod.stats.spread import Spread, spread
from svod.wording.numbers import value

__all__ = [
    "YearlyRow",
    "decimals",
    "denominator_cell",
    "last_year",
    "open_value",
    "own_row",
    "print_value",
    "printed_cell",
    "rows_of",
    "spread_cell",
    "spread_of",
    "value_cell",
    "yearly_rows",
]

YearlyRow = dict[str, Any]
"""A row of `Assessment.yearly` without what may not be published (see `hide`)."""

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
    """A value in the indicator's unit; a threshold close by gives it more decimals, as does a mean of whole numbers."""
    exact = given if isinstance(given, Fraction) else Fraction(given)
    whole = item.kind == "count" and exact.denominator == 1
    return value(exact, item.thresholds, decimals(item) if whole or item.kind != "count" else 1)


def value_cell(item: Indicator, row: YearlyRow) -> Cell:
    """Cell of one value: the number, «не менее 95», or «н/д», «не прим.», «скрыто» with the reason."""
    if row["hidden"]:
        return hidden_cell(row["hidden"])
    if row["value"] is None:
        return missing(*_WHY[row["status"]])
    return coded_cell(row["coded"]) if row["coded"] else printed_cell(item, row["value"])


def denominator_cell(row: YearlyRow) -> Cell:
    """Cell of what a value is counted over."""
    return hidden_cell(row["hidden"]) if row["hidden"] else plain_cell(row["denominator"])


def printed_cell(item: Indicator, given: Fraction) -> Cell:
    """Cell of a number in the indicator's unit: a median, the region's value."""
    return Cell(print_value(item, given), given)


def open_value(row: YearlyRow) -> Fraction | None:
    """A value as it may be published: the bound of one told by its bound, None where there is none or it is hidden."""
    return coded_value(row["coded"]) if row["coded"] else row["value"]


@shared_once
def _yearly(report: Report) -> dict[tuple[str, int], dict[str, YearlyRow]]:
    """Yearly rows by indicator and year, then by municipality."""
    found: dict[tuple[str, int], dict[str, YearlyRow]] = {}
    for row in report.assessment.yearly.to_dict("records"):
        found.setdefault((row["indicator"], row["year"]), {})[row["municipality"]] = row
    for (code, _), rows in found.items():
        procedure = report.params.procedure(next(iter(rows.values()))["procedure"])
        hide(report.params.methodology.indicator(code), rows, procedure.participants)
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
    """The last year in which anybody has a value of an indicator that may be published."""
    years = report.params.edition.years
    held = [year for year in years if any(open_value(row) is not None for row in rows_of(report, item, year))]
    return max(held, default=None)


def spread_of(report: Report, item: Indicator, year: int) -> Spread:
    """Spread of the published values of one indicator and year over the region.

    Raises
    ------
    KeyError
        When there are none.
    """
    return _spreads(report)[item.code, year]


def spread_cell(report: Report, item: Indicator, year: int, key: str) -> Cell:
    """Cell of the `median`, the `best` or the `worst` of a spread; told by its bound where a value was."""
    given = getattr(spread_of(report, item, year), key)
    bounds = {open_value(row): row["coded"] for row in rows_of(report, item, year) if row["coded"]}
    return coded_cell(bounds[given]) if given in bounds else printed_cell(item, given)


@shared_once
def _spreads(report: Report) -> dict[tuple[str, int], Spread]:
    """Spreads of the indicators of the report's procedures in the years that have any published value."""
    found = {}
    for item in (item for one in report.procedures for item in report.params.methodology.of(one.id)):
        for year in report.params.edition.years:
            values = [open_value(row) for row in rows_of(report, item, year)]
            if known := [given for given in values if given is not None]:
                found[item.code, year] = spread(known, item.better)
    return found
