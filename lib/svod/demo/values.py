"""From a quality to the numerator and denominator that a municipality would send."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import NamedTuple

import numpy as np

from svod.demo.settings import Shape
from svod.params.methodology import Indicator
from svod.stats.scoring import indicator_value, score_at_least, score_at_most, score_versus_region

__all__ = ["Numbers", "latent", "numbers", "points", "rounded"]


class Numbers(NamedTuple):
    """What stands in a row; `note` says why there is nothing to divide."""

    numerator: Fraction | int
    denominator: int
    note: str = ""


def latent(item: Indicator, shape: Shape, age: int, quality: float | np.ndarray) -> np.ndarray:
    """Value of an indicator at a quality given in spreads, `age` years after the first one, kept within its bounds."""
    sign = 1 if item.better == "more" else -1
    value = (
        float(shape.typical) + float(shape.trend) * age + sign * float(shape.spread) * np.asarray(quality, dtype=float)
    )
    return np.clip(value, float(shape.low), float(shape.high))


def rounded(value: float, step: Fraction | None = None) -> Fraction | int:
    """The nearest whole number, or the nearest whole number of steps."""
    return floor(value + 0.5) if step is None else floor(value / float(step) + 0.5) * step


def numbers(item: Indicator, shape: Shape, value: float, count: int) -> Numbers:
    """Numerator and denominator nearest to a value, one of the two being a count of the municipality."""
    if count == 0:
        return Numbers(0, 0, "не применимо")
    if shape.solve == "denominator":
        return Numbers(count, max(floor(item.multiplier * count / value + 0.5), 1))
    numerator = rounded(value * count / item.multiplier, shape.step)
    return Numbers(min(numerator, count) if item.kind == "share" else numerator, count)


def points(item: Indicator, row: Numbers, region: Fraction | None = None) -> int | None:
    """Points of one year; None where nothing applies or the indicator is scored over the period."""
    value = indicator_value(row.numerator, row.denominator, item.multiplier)
    rule = item.points
    if value is None:
        return None
    if rule.rule == "at_least":
        return score_at_least(value, rule.thresholds)
    if rule.rule == "at_most":
        return score_at_most(value, rule.thresholds)
    if rule.rule == "versus_region" and region is not None:
        return score_versus_region(value, region, rule.margin, item.better)
    return None
