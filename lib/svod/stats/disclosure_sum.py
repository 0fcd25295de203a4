"""What a printed share of all persons tells of the shares of some of them that are hidden or told by a bound."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from svod.stats.disclosure import Coded

__all__ = ["Range", "narrowed", "of_bound", "of_rounded"]


class Range(NamedTuple):
    """The fewest and the most persons that can be counted, as far as a reader knows."""

    low: int
    high: int


def of_bound(told: Coded, persons: Fraction | int) -> Range:
    """How many of `persons` are counted where their share is «не менее 95» or «не более 5» percent."""
    bound = Fraction(told.bound) * persons / 100
    return Range(0, floor(bound)) if told.side == "не более" else Range(ceil(bound), int(persons))


def of_rounded(share: Fraction, step: Fraction, persons: Fraction | int) -> Range:
    """How many of `persons` are counted where their share, in percent, was rounded to a multiple of `step`.

    A step of 0 is an exact share.
    """
    return Range(ceil((share - step / 2) * persons / 100), floor((share + step / 2) * persons / 100))


def narrowed(total: Range, parts: Mapping[Hashable, Range]) -> set[Hashable]:
    """Parts of which their sum tells more than was known of each by itself.

    Parameters
    ----------
    total : Range
        Of the sum of the parts.
    parts : mapping of label to Range
        What is known without the sum.

    Returns
    -------
    set of labels
        Those that can no longer be as few, or no longer as many, whatever the others are.
    """
    low, high = (sum(ends) for ends in zip(*parts.values(), strict=True)) if parts else (0, 0)
    return {
        label
        for label, own in parts.items()
        if total.low - (high - own.high) > own.low or total.high - (low - own.low) < own.high
    }
