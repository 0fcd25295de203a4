"""How far places move when defensible choices of method change.

These are intervals over choices of method, not confidence intervals: a full census has no sampling error in its total.
Factors as in the OECD/JRC handbook and COINr: weights, aggregation, normalisation, one procedure left out, the rule for
what was not assessed, an error of one step in a score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

__all__ = ["Choices", "place_intervals"]

_EPSILON = 0.01
_TIE = 9


@dataclass(frozen=True)
class Choices:
    """What is varied: the spread of weights, the alternatives of each rule, the number of draws and the seed."""

    weights: float = 0.25
    aggregations: Sequence[str] = ("arithmetic", "geometric", "copeland")
    normalisations: Sequence[str] = ("share", "minmax", "zscore")
    missing: Sequence[str] = ("zero", "exclude", "median")
    score_error: Sequence[float] = (0.0, 0.05, 0.1)
    interval: tuple[float, float] = (0.05, 0.95)
    draws: int = 1000
    seed: int = 2022


def place_intervals(
    points: pd.DataFrame,
    maxima: pd.Series,
    procedures: pd.Series,
    groups: pd.Series,
    places: pd.Series,
    levels: Sequence[tuple[int, int]],
    divisor: float,
    choices: Choices = Choices(),
    step: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Places that every municipality takes when the method is varied.

    Parameters
    ----------
    points : DataFrame of float, shape (n_municipalities, n_indicators)
        Points of the period; NaN where an indicator was not assessed.
    maxima : Series of int, index indicators
    procedures : Series, index indicators
        Procedure of every indicator.
    groups : Series, index procedures
        Group of every procedure.
    places : Series of int, index municipalities
        Published (dense) places.
    levels : bounds of the levels, whole percents
    divisor : float
        What the percent is taken of; levels are compared only in draws on the share of the maximum.
    choices : Choices
    step : DataFrame of float, shape of `points`
        One step of an indicator's score (1 / number of its available years); 1 where not given.

    Returns
    -------
    DataFrame, index municipalities
        place; low, median, high: places on the published scale (a draw's position is read as the place printed for it,
        so that ties in the publication do not look like certainty), the published place always inside; level_changes,
        top5, bottom5: shares of draws.
    """
    shares, weight, norm, rule = _draws(points, maxima, procedures, groups, choices, step)
    score = _aggregate(_normalise(shares, norm), weight, rule)
    position = 1 + (score[:, None, :] > score[:, :, None]).sum(axis=2)
    plain = (norm == "share") & (rule == "arithmetic")
    percents = 100 * (shares * weight[:, None, :]).sum(axis=2)[plain] / weight.sum(axis=1)[plain, None]
    table = {
        **_printed_places(position, places.to_numpy(dtype=int), choices.interval),
        "level_changes": _level_changes(percents * maxima.sum() / divisor, points, levels, divisor),
        "top5": (position <= 5).mean(axis=0),
        "bottom5": (position > len(points) - 5).mean(axis=0),
    }
    return pd.DataFrame(table, index=points.index)


def _draws(
    points: pd.DataFrame,
    maxima: pd.Series,
    procedures: pd.Series,
    groups: pd.Series,
    choices: Choices,
    step: pd.DataFrame | None,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Shares of the maxima, weights of the procedures, normalisation and aggregation of every draw."""
    rng = np.random.default_rng(choices.seed)
    member = (procedures.to_numpy()[:, None] == groups.index.to_numpy()[None, :]).astype(float)
    shares, best = _shares(points, maxima, member, choices, rng, step)
    weight = _weights(best.max(axis=(0, 1)), groups, choices, rng)
    norm = rng.choice(list(choices.normalisations), choices.draws)
    rule = rng.choice(list(choices.aggregations), choices.draws)
    rule[(norm == "zscore") & (rule == "geometric")] = "arithmetic"
    return shares, weight, norm, rule


def _printed_places(position: np.ndarray, own: np.ndarray, interval: tuple[float, float]) -> dict[str, np.ndarray]:
    """Positions of all draws read on the published scale, from one end of the interval to the other."""
    first, last = interval
    low, median, high = np.quantile(np.sort(own)[position - 1], [first, 0.5, last], axis=0, method="nearest")
    return {
        "place": own,
        "low": np.minimum(low, own).astype(int),
        "median": median.astype(int),
        "high": np.maximum(high, own).astype(int),
    }


def _level_changes(
    percents: np.ndarray, points: pd.DataFrame, levels: Sequence[tuple[int, int]], divisor: float
) -> np.ndarray | float:
    """Share of the draws that give another level than the points do; NaN where no draw has a percent."""
    bounds = [low - 0.5 for low, _ in levels]
    nominal = 100 * np.nansum(points.to_numpy(dtype=float), axis=1) / divisor
    changed = np.digitize(percents, bounds) != np.digitize(nominal, bounds)
    return changed.mean(axis=0) if len(percents) else np.nan


def _shares(
    points: pd.DataFrame,
    maxima: pd.Series,
    member: np.ndarray,
    choices: Choices,
    rng: np.random.Generator,
    step: pd.DataFrame | None,
) -> tuple[np.ndarray, np.ndarray]:
    """Share of the maximum by draw, municipality and procedure, and the maximum it is of."""
    raw = points.to_numpy(dtype=float)
    absent = np.isnan(raw)
    middle = np.nanmedian(np.where(absent.all(axis=0), 0.0, raw), axis=0)
    top = maxima.to_numpy(dtype=float)
    rule = rng.choice(list(choices.missing), choices.draws)
    filled = np.where(absent, np.where((rule == "median")[:, None, None], middle[None, None, :], 0.0), raw)
    chance = rng.choice(np.asarray(choices.score_error, dtype=float), choices.draws)
    uniform = rng.random((choices.draws, *raw.shape), dtype=np.float32)
    moved = np.where(uniform < chance[:, None, None] / 2, -1.0, np.where(uniform < chance[:, None, None], 1.0, 0.0))
    size = np.ones_like(raw) if step is None else step.to_numpy(dtype=float)
    scored = np.clip(filled + moved * np.nan_to_num(size, nan=0.0) * ~absent, 0.0, top)
    counted = np.where(absent & (rule == "exclude")[:, None, None], 0.0, top)
    best = counted @ member
    total = (scored * (counted > 0)) @ member
    whole = top @ member
    return np.divide(total, best, out=np.zeros_like(total), where=best > 0), np.broadcast_to(whole, best.shape)


def _weights(whole: np.ndarray, groups: pd.Series, choices: Choices, rng: np.random.Generator) -> np.ndarray:
    """Weights by draw and procedure: its maximum shaken by procedure and by group; half the draws leave one out."""
    names = sorted(set(groups))
    of_group = np.array([names.index(group) for group in groups])
    shake = 1 + choices.weights * rng.uniform(-1, 1, (choices.draws, len(whole)))
    shake *= (1 + choices.weights * rng.uniform(-1, 1, (choices.draws, len(names))))[:, of_group]
    weight = whole * shake
    out = rng.integers(0, len(whole), choices.draws)
    leave = rng.random(choices.draws) < 0.5
    if len(whole) > 1:
        weight[leave, out[leave]] = 0.0
    return weight


def _normalise(shares: np.ndarray, norm: np.ndarray) -> np.ndarray:
    """Shares, or their minmax or z-scores over municipalities, by the rule of each draw."""
    low, high = shares.min(axis=1, keepdims=True), shares.max(axis=1, keepdims=True)
    spread, deviation = high - low, shares.std(axis=1, keepdims=True, ddof=1)
    minmax = np.divide(shares - low, spread, out=np.zeros_like(shares), where=spread > 0)
    z = np.divide(
        shares - shares.mean(axis=1, keepdims=True), deviation, out=np.zeros_like(shares), where=deviation > 0
    )
    kind = norm[:, None, None]
    return np.where(kind == "minmax", minmax, np.where(kind == "zscore", z, shares))


def _aggregate(values: np.ndarray, weight: np.ndarray, rule: np.ndarray) -> np.ndarray:
    """One number per draw and municipality; rounded so that equal sums stay equal."""
    part = weight / weight.sum(axis=1, keepdims=True)
    score = (values * part[:, None, :]).sum(axis=2)
    geometric = rule == "geometric"
    score[geometric] = (np.log(np.maximum(values[geometric], 0) + _EPSILON) * part[geometric][:, None, :]).sum(axis=2)
    for draw in np.flatnonzero(rule == "copeland"):
        x = values[draw]
        outrank = (x[:, None, :] > x[None, :, :]) @ part[draw] + 0.5 * ((x[:, None, :] == x[None, :, :]) @ part[draw])
        score[draw] = np.sign(np.round(outrank - 0.5, _TIE)).sum(axis=1)
    return np.round(score, _TIE)
