"""Rounding, percents and levels. Everything before print is exact; everything printed is rounded half up."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor

__all__ = ["level_of_percent", "level_of_points", "percent", "round_half_up"]


def round_half_up(value: Fraction | int, digits: int = 0) -> Fraction:
    """Round to `digits` decimals, halves away from zero upwards: 29.5 -> 30, 0.125 -> 0.13, -0.5 -> 0.

    Python's own `round` goes to the even neighbour and would print 28 for 28.5.

    Parameters
    ----------
    value : Fraction or int
    digits : int
        Decimals to keep, 0 for a whole number.

    Returns
    -------
    Fraction
        Exact value of the rounded number.
    """
    scale = 10**digits
    return Fraction(floor(Fraction(value) * scale + Fraction(1, 2)), scale)


def percent(points: Fraction, divisor: int | Fraction) -> int:
    """Percent as printed: points over the divisor, rounded half up to a whole number."""
    return int(round_half_up(Fraction(points) * 100 / divisor))


def level_of_percent(value: int, bounds: Sequence[tuple[int, int]]) -> int:
    """Number of the level, from 1, whose bounds hold a percent already rounded to a whole number.

    Raises
    ------
    ValueError
        When no level holds it: a percent above 100 or below 0.
    """
    for number, (low, high) in enumerate(bounds, start=1):
        if low <= value <= high:
            return number
    raise ValueError(f"{value} % лежит вне уровней {list(bounds)}")


def level_of_points(points: Fraction, bounds: Sequence[tuple[int, int]]) -> int:
    """Number of the level, from 1, by bands of points.

    The published bands are whole numbers and leave gaps (12 to 13); fractional points belong to the lower level until
    they reach the next band. Points above the last band, possible where divisor and maximum differ, are of the last
    level.
    """
    return max((number for number, (low, _) in enumerate(bounds, start=1) if points >= low), default=1)
