"""What a municipality's place consists of: points lost, behind the best and the median, and what would lift it a level.

Points are exact fractions throughout.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

import pandas as pd

__all__ = ["Ends", "Lift", "ends", "lift", "losses", "mean_exact", "median_exact", "place_if_median", "possible_gains"]


def mean_exact(values: Collection[Fraction]) -> Fraction:
    """Mean of exact fractions; there must be at least one."""
    return sum(values, Fraction(0)) / len(values)


def median_exact(values: Iterable[Fraction]) -> Fraction:
    """Median of exact fractions; the mean of the middle two for an even number. Missing values are left out."""
    known = sorted(value for value in values if isinstance(value, Fraction | int))
    if not known:
        raise ValueError("медиана пустого ряда")
    middle = len(known) // 2
    return Fraction(known[middle]) if len(known) % 2 else Fraction(known[middle - 1] + known[middle]) / 2


class Ends(NamedTuple):
    """What the region has in one column: its best and its middle."""

    best: Fraction
    median: Fraction


def ends(points: pd.DataFrame) -> dict[str, Ends]:
    """Best and median of every column."""
    return {column: Ends(max(values), median_exact(values)) for column, values in points.to_dict("list").items()}


def losses(
    points: pd.DataFrame, maxima: pd.Series, municipality: str, known: dict[str, Ends] | None = None
) -> pd.DataFrame:
    """Points that one municipality lost in every column.

    Parameters
    ----------
    points : DataFrame of Fraction, shape (n_municipalities, n_columns)
        Points of the period by indicator or by procedure.
    maxima : Series of int, index as the columns of `points`
    municipality : label of a row
    known : dict of Ends by column, optional
        As `ends` gives them, where many municipalities are gone through.

    Returns
    -------
    DataFrame, index as the columns of `points`, columns points, maximum, lost, best, behind_best, median, behind_median
        All exact. `behind_median` is negative where the municipality is ahead of the region's median.
    """
    region = known or ends(points)
    rows = []
    for column, (best, middle) in region.items():
        own, maximum = points.at[municipality, column], Fraction(int(maxima[column]))
        rows.append((own, maximum, maximum - own, best, best - own, middle, middle - own))
    columns = ["points", "maximum", "lost", "best", "behind_best", "median", "behind_median"]
    return pd.DataFrame(rows, index=list(region), columns=columns, dtype=object)


def place_if_median(
    points: pd.DataFrame, total: pd.Series, municipality: str, known: dict[str, Ends] | None = None
) -> pd.Series:
    """Place of a municipality were its points in one column the region's median, column by column.

    Returns
    -------
    Series of int, index as the columns of `points`
        Larger than the present place where the municipality is ahead of the median.
    """
    own, others, places = total[municipality], set(total.drop(municipality)), {}
    for column, (_, middle) in (known or ends(points)).items():
        moved = own - points.at[municipality, column] + middle
        places[column] = 1 + sum(other > moved for other in others)
    return pd.Series(places)


class Lift(NamedTuple):
    """Points wanting to the next level and the fewest items that could give them."""

    wanting: Fraction
    steps: tuple[tuple[str, Fraction], ...]


def possible_gains(parts: Iterable[tuple[Fraction, Fraction]]) -> tuple[Fraction, ...]:
    """All sums that can be gained on some indicators together, least first.

    Parameters
    ----------
    parts : iterable of (lost, step)
        What an indicator could still give, and the step by which its points of the period change: 1/3 where yearly
        points are averaged over three years.
    """
    sums = {Fraction(0)}
    for lost, step in parts:
        sums |= {known + count * step for known in sums for count in range(1, int(lost / step) + 1)}
    return tuple(sorted(sums - {Fraction(0)}))


def lift(gains: Mapping[str, Sequence[Fraction]], total: Fraction, divisor: int, next_bound: int) -> Lift | None:
    """The smallest set of gains that would lift a municipality to the next level.

    The level is by the percent rounded half up, so the next one begins half a percent below its printed bound.

    Parameters
    ----------
    gains : mapping of sequences of Fraction
        What could still be gained by item, least first, as `possible_gains` gives it; empty where nothing was lost.
    total : Fraction
        Present points.
    divisor : int
        What the percent is taken of.
    next_bound : int
        Lower bound of the next level, whole percent.

    Returns
    -------
    Lift or None
        Items from the largest gain down until the points suffice, so that no smaller set can; the last is taken only
        as far as needed, rounded up to what it can give. None when the bound is already reached or all gains together
        do not suffice.
    """
    wanting = (Fraction(next_bound) - Fraction(1, 2)) * divisor / 100 - total
    most = {code: given[-1] for code, given in gains.items() if given}
    if wanting <= 0 or sum(most.values(), Fraction(0)) < wanting:
        return None
    steps, left = [], wanting
    for code in sorted(most, key=lambda code: -most[code]):
        if left <= 0:
            break
        taken = next((gain for gain in gains[code] if gain >= left), most[code])
        steps.append((code, taken))
        left -= taken
    return Lift(wanting, tuple(steps))
