"""Exact sampling of independent terms given their sum, by dynamic programming over whole units."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

__all__ = ["distribution", "draw_given_sum"]


def distribution(weights: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Distribution of the partial sums: element i is over the first i terms, element 0 is certainly 0.

    Parameters
    ----------
    weights : sequence of array
        For each term, the weight of each of its values 0, 1, 2 …; they need not add up to 1.
    """
    sums = [np.ones(1)]
    for term in weights:
        following = np.convolve(sums[-1], term)
        total = following.sum()
        if total <= 0:
            raise ValueError("у слагаемого нет ни одного возможного значения")
        sums.append(following / total)
    return sums


def draw_given_sum(weights: Sequence[np.ndarray], total: int, rng: np.random.Generator) -> list[int] | None:
    """One value of each term, drawn from their joint distribution given that they add up to `total`.

    Returns
    -------
    list of int or None
        None when no combination gives the total.
    """
    sums = distribution(weights)
    if not 0 <= total < len(sums[-1]) or sums[-1][total] <= 0:
        return None
    chosen, rest = [], total
    for term, before in zip(reversed(weights), reversed(sums[:-1]), strict=True):
        values = np.arange(min(len(term), rest + 1))
        values = values[rest - values < len(before)]
        chance = term[values] * before[rest - values]
        reached = np.cumsum(chance)
        value = int(values[np.searchsorted(reached, rng.random() * reached[-1], side="right")])
        chosen.append(value)
        rest -= value
    return chosen[::-1]
