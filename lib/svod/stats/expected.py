"""What a municipality's result would be expected to be from its previous one and the movement of the region."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.regression.linear_model import OLS
from statsmodels.tools.tools import add_constant

__all__ = ["MINIMUM", "Difference", "Expectation", "difference_test", "expected_from_previous"]

MINIMUM = 10
"""Fewer pairs than this and no expectation is given."""


class Expectation(NamedTuple):
    """Table of expectations and the line they rest on."""

    table: pd.DataFrame
    slope: float
    correlation: float
    n: int


def expected_from_previous(previous: pd.Series, current: pd.Series, coverage: float = 0.95) -> Expectation | None:
    """Predict every municipality's current result from its previous one by the line of all the others.

    Ordinary least squares over the region; each prediction leaves the municipality itself out, so that it cannot pull
    the line to itself. The interval is the prediction interval of one new observation and holds return to the mean and
    the region's common movement.

    Parameters
    ----------
    previous, current : Series of float, index municipalities
        Results of two years. A municipality missing in either is left out.
    coverage : float
        Coverage of the interval.

    Returns
    -------
    Expectation or None
        `table` has columns previous, current, expected, low, high; None when fewer than `MINIMUM` pairs or no spread.

    References
    ----------
    Barnett, van der Pols, Dobson (2005) on regression to the mean; deleted predictions as in Belsley, Kuh, Welsch
    (1980).
    """
    pairs = pd.DataFrame({"previous": previous, "current": current}).astype(float).dropna()
    if len(pairs) < MINIMUM or pairs["previous"].nunique() < 3:
        return None
    line = OLS(pairs["current"].to_numpy(), add_constant(pairs["previous"].to_numpy())).fit()
    influence = line.get_influence()
    room = 1 - influence.hat_matrix_diag
    # Deleted residuals and deleted variance: what the line of all the others predicts, without fitting it n times.
    left = np.maximum(line.ssr - influence.resid_press**2 * room, 0) / (line.df_resid - 1)
    spread = stats.t.ppf((1 + coverage) / 2, line.df_resid - 1) * np.sqrt(left / room)
    pairs["expected"] = pairs["current"] - influence.resid_press
    pairs["low"], pairs["high"] = pairs["expected"] - spread, pairs["expected"] + spread
    flat = np.ptp(pairs["current"]) == 0
    correlation = float("nan") if flat else float(pairs["previous"].corr(pairs["current"]))
    return Expectation(pairs, float(line.params[1]), correlation, len(pairs))


class Difference(NamedTuple):
    """Difference of two means with its interval and the p-value of a permutation test."""

    difference: float
    low: float
    high: float
    p_value: float


def difference_test(treated: pd.Series, others: pd.Series, seed: int, coverage: float = 0.95) -> Difference:
    """Compare the mean of two groups: Welch's interval and a permutation test of Welch's t, so that both tell the same.

    Parameters
    ----------
    treated, others : Series of float
        At least two values each.
    seed : int
        Seed of the 9 999 random permutations.
    coverage : float
        Coverage of the interval.
    """
    a, b = treated.to_numpy(dtype=float), others.to_numpy(dtype=float)
    interval = stats.ttest_ind(a, b, equal_var=False).confidence_interval(coverage)
    test = stats.permutation_test(
        (a, b),
        _welch,
        vectorized=True,
        n_resamples=9999,
        rng=np.random.default_rng(seed),
    )
    return Difference(float(a.mean() - b.mean()), float(interval.low), float(interval.high), float(test.pvalue))


def _welch(x: np.ndarray, y: np.ndarray, axis: int) -> np.ndarray:
    """Welch's t; finite even where nothing spreads."""
    gap = x.mean(axis=axis) - y.mean(axis=axis)
    error = np.sqrt(x.var(axis=axis, ddof=1) / x.shape[axis] + y.var(axis=axis, ddof=1) / y.shape[axis])
    return gap / np.maximum(error, 1e-9)
