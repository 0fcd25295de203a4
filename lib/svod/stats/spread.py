"""Spread of exact values over the region: quartiles, median, best and worst."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

__all__ = ["Spread", "quantile", "spread"]


class Spread(NamedTuple):
    """Values in rising order, their quartiles and ends; `best` is the end that counts as better."""

    values: tuple[Fraction, ...]
    q1: Fraction
    median: Fraction
    q3: Fraction
    best: Fraction
    worst: Fraction
    n: int


def quantile(ordered: Sequence[Fraction], p: Fraction) -> Fraction:
    """Quantile by linear interpolation between order statistics (Hyndman–Fan type 7), exact."""
    place = p * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return Fraction(ordered[low]) + (place - low) * (Fraction(ordered[high]) - Fraction(ordered[low]))


def spread(values: Sequence[Fraction], better: Literal["more", "less"] = "more") -> Spread:
    """Spread of the values that are there.

    Raises
    ------
    ValueError
        When there are none.
    """
    ordered = tuple(sorted(map(Fraction, values)))
    if not ordered:
        raise ValueError("нет ни одного значения")
    ends = (ordered[-1], ordered[0]) if better == "more" else (ordered[0], ordered[-1])
    return Spread(
        ordered,
        quantile(ordered, Fraction(1, 4)),
        quantile(ordered, Fraction(1, 2)),
        quantile(ordered, Fraction(3, 4)),
        *ends,
        len(ordered),
    )
