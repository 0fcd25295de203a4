"""How the yearly result moved over the years: of every municipality, and in the middle of the region."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import pandas as pd

from svod.report.open import Report, shared_once
from svod.stats.contribution import median_exact
from svod.wording.phrases import join

__all__ = ["Moves", "how_made", "medians", "moves"]


def how_made(report: Report) -> str:
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
def medians(report: Report, ids: tuple[str, ...] = ()) -> dict[int, Fraction | None]:
    """Median of the region by year, over those that have a result; by all procedures or by some."""
    table = report.yearly_percent_of(ids) if ids else report.yearly_percent
    known = {year: table[year].dropna() for year in table.columns}
    return {year: None if values.empty else median_exact(values) for year, values in known.items()}
