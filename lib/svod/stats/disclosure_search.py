"""Which more cells of a table to hide, so that the small ones cannot be worked out from the totals."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import numpy as np
import pandas as pd

from svod.stats.disclosure import FEWEST, Counts, exposed, primary

__all__ = ["SMALL_TABLE", "cheapest", "protect"]

SMALL_TABLE = 40
"""A table of no more cells than this is protected at the least cost; a larger one step by step."""

_NODES = 2000


def protect(counts: Counts, k: int = FEWEST, costs: pd.Series | None = None) -> set[Hashable]:
    """Cells to hide: the small ones, and as few others as keep them from being worked out.

    Parameters
    ----------
    counts : Counts
    k : int
        Fewest people that may be printed, and the least uncertainty of a hidden cell.
    costs : Series of float, optional
        What is lost with each cell; the counts themselves when not given.

    Returns
    -------
    set of labels
        Empty when nothing is small. A nought is never hidden for the sake of another cell: everybody may know it.
    """
    small, costs = primary(counts, k), counts.cells if costs is None else costs
    if not small:
        return set()
    if len(counts.cells) <= SMALL_TABLE:
        best = cheapest(counts, small, k, costs)
        if best is not None:
            return best
    hidden = _grown(counts, small, k, costs)
    return _thinned(counts, small, hidden, k, costs)


def _grown(counts: Counts, small: set[Hashable], k: int, costs: pd.Series) -> set[Hashable]:
    """Hide the cheapest cell beside an exposed one, until none is exposed."""
    hidden = set(small)
    while True:
        alone = [lines for lines in map(_line, counts.relations) if len(hidden & lines) == 1]
        if not alone and not (open_ := exposed(counts, hidden, k, small)):
            return hidden
        lines = alone or [line for line in map(_line, counts.relations) if line & set(open_)]
        free = _free(counts, hidden, lines) or _free(counts, hidden, map(_line, counts.relations))
        if not free:
            return hidden
        hidden.add(min(free, key=lambda label: (costs[label], str(label))))


def _line(relation: tuple) -> set[Hashable]:
    return {relation[0], *relation[1]}


def _free(counts: Counts, hidden: set[Hashable], lines: Iterable[set[Hashable]]) -> list[Hashable]:
    """Cells of some lines that could still be hidden."""
    return [label for label in set().union(*lines) if label not in hidden and counts.cells[label] > 0]


def _thinned(counts: Counts, small: set[Hashable], hidden: set[Hashable], k: int, costs: pd.Series) -> set[Hashable]:
    """Print again what need not have been hidden, the dearest first."""
    for label in sorted(hidden - small, key=lambda label: (-costs[label], str(label))):
        if not exposed(counts, hidden - {label}, k, small):
            hidden = hidden - {label}
    return hidden


def cheapest(counts: Counts, small: set[Hashable], k: int, costs: pd.Series) -> set[Hashable] | None:
    """Cells to hide at the least cost, exactly; None when the search allowed is over.

    A mixed-integer programme: which cells are hidden, and for every cell two tables that a reader could take for the
    true one, in which the cell, when hidden, is `k` apart, and a small cell less than `k` in the first of them. Both
    differ from the truth in hidden cells alone.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    cells, size = counts.cells, len(counts.cells)
    at = {label: place for place, label in enumerate(cells.index)}
    true, far = cells.to_numpy(float), float(cells.max() + k)
    rows: list[tuple[dict[int, float], float, float]] = []
    for cell in range(size):
        low, high = size * (1 + 2 * cell), size * (2 + 2 * cell)
        rows.append(({high + cell: 1, low + cell: -1, cell: -k}, 0, np.inf))
        for start in (low, high):
            for total, parts in counts.relations:
                rows.append(({start + at[total]: -1, **{start + at[part]: 1 for part in parts}}, 0, 0))
            for other in range(size):
                rows.append(({start + other: 1, other: -far}, -np.inf, true[other]))
                rows.append(({start + other: 1, other: true[other]}, true[other], np.inf))
    lower, upper = np.zeros(size * (2 * size + 1)), np.full(size * (2 * size + 1), np.inf)
    upper[:size] = [float(label in small or count > 0) for label, count in cells.items()]
    for label in small:
        lower[at[label]], upper[size * (1 + 2 * at[label]) + at[label]] = 1, k - 1
    places = [(row, column) for row, (terms, _, _) in enumerate(rows) for column in terms]
    matrix = coo_array(
        ([value for terms, _, _ in rows for value in terms.values()], tuple(zip(*places, strict=True))),
        shape=(len(rows), len(lower)),
    )
    # A cell that costs nothing is still not hidden without need.
    price = np.concatenate([costs.loc[cells.index].to_numpy(float) + 1 / size**2, np.zeros(len(lower) - size)])
    answer = milp(
        price,
        constraints=LinearConstraint(matrix.tocsr(), [low for _, low, _ in rows], [high for _, _, high in rows]),
        integrality=np.arange(len(lower)) < size,
        bounds=Bounds(lower, upper),
        options={"node_limit": _NODES},
    )
    if answer.status != 0:
        return None
    return {label for label, place in at.items() if answer.x[place] > 0.5}
