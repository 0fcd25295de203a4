"""From numerator and denominator to points of the period. Exact fractions throughout; None means «not assessed»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Literal

__all__ = [
    "indicator_value",
    "period_points",
    "score_at_least",
    "score_at_most",
    "score_dynamic",
    "score_versus_region",
]


def indicator_value(numerator: Fraction, denominator: Fraction, multiplier: int = 1) -> Fraction | None:
    """Value of an indicator: multiplier × numerator / denominator.

    Returns
    -------
    Fraction or None
        None for 0 of 0, which is «не применимо»: there was nothing to measure.

    Raises
    ------
    ZeroDivisionError
        For a positive numerator over an empty denominator, which is a fault of the data.
    """
    if denominator == 0:
        if numerator == 0:
            return None
        raise ZeroDivisionError("знаменатель 0 при числителе больше нуля")
    return Fraction(multiplier) * numerator / denominator


def score_at_least(value: Fraction, thresholds: Sequence[Fraction]) -> int:
    """A point for every threshold reached, thresholds rising: with (60, 80), 79.9 scores 1."""
    return sum(value >= limit for limit in thresholds)


def score_at_most(value: Fraction, thresholds: Sequence[Fraction]) -> int:
    """A point for every threshold not exceeded, thresholds falling: with (10, 0), 0 scores 2."""
    return sum(value <= limit for limit in thresholds)


def score_versus_region(
    value: Fraction, region: Fraction, margin: Fraction, better: Literal["more", "less"] = "more"
) -> int:
    """Compare with the region's value (ratio of sums): 2 when better by the margin, 1 when not worse by it, else 0."""
    ahead = value - region if better == "more" else region - value
    return 2 if ahead >= margin else 1 if ahead > -margin else 0


def score_dynamic(values: Mapping[int, Fraction], better: Literal["more", "less"]) -> tuple[int, int] | None:
    """Points for improving pairs of consecutive available years, at most 2, and the attainable maximum.

    Parameters
    ----------
    values : mapping of year to value
        Only the years that are available; a pair is two neighbouring ones.
    better : {"more", "less"}

    Returns
    -------
    (points, attainable) or None
        None with fewer than two years. With two years at most 1 point is attainable, and the report says so.
    """
    years = sorted(values)
    pairs = list(pairwise(years))
    if not pairs:
        return None
    improved = sum(values[b] > values[a] if better == "more" else values[b] < values[a] for a, b in pairs)
    return min(improved, 2), min(len(pairs), 2)


def period_points(
    yearly: Mapping[int, Fraction | int], rule: Literal["mean", "last", "sum"] = "mean"
) -> Fraction | None:
    """Points of an indicator over the period from its yearly points over its available years.

    The mean of yearly points gives the thirds and halves of the published outcome points; a mean of yearly totals would
    not.

    Returns
    -------
    Fraction or None
        None when no year is available.
    """
    if not yearly:
        return None
    if rule == "last":
        return Fraction(yearly[max(yearly)])
    total = sum(map(Fraction, yearly.values()), Fraction(0))
    return total / len(yearly) if rule == "mean" else total
