"""Places: dense ranks on exact points."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

__all__ = ["dense_rank", "order"]


def dense_rank(points: pd.Series) -> pd.Series:
    """Rank municipalities from the highest points, equal points sharing a place and leaving no gap.

    Ranking is on exact fractions: round only what is printed.

    Parameters
    ----------
    points : Series of Fraction, shape (n_municipalities,)
        Points of the period. A missing value means the municipality was not assessed.

    Returns
    -------
    Series of Int64, shape (n_municipalities,), index as `points`
        1 is best. Missing stays missing.

    References
    ----------
    The ratings published on 1 December 2022 (params/published/2022) rank this way.
    """
    known = points.dropna()
    places = {value: place for place, value in enumerate(sorted(set(known), reverse=True), start=1)}
    return points.map(lambda value: places.get(value, pd.NA) if isinstance(value, Fraction | int) else pd.NA).astype(
        "Int64"
    )


def order(points: pd.Series, names: pd.Series) -> list[str]:
    """Index labels from the highest points down, alphabetical (ё as е) within a tie, the not assessed last."""

    def key(label: str) -> tuple[int, Fraction, str]:
        value = points[label]
        known = isinstance(value, Fraction | int)
        return (0 if known else 1, -value if known else Fraction(0), str(names[label]).casefold().replace("ё", "е"))

    return sorted(points.index, key=key)
