"""What a published table of counts tells of the cells it hides: who is few, how closely they can be bounded.

A reader knows every printed cell, which cells add up to which, and that a count is not negative. What follows from
that about a hidden cell is found exactly, by linear programming; where the totals nest (rows and columns of a table,
schools in municipalities in a region) the bounds of whole numbers are the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import pandas as pd

__all__ = [
    "FEWEST",
    "FEW_TO_CODE",
    "TOTAL",
    "Coded",
    "Counts",
    "Relation",
    "bounds",
    "coded",
    "differencing",
    "exposed",
    "few",
    "primary",
    "with_total",
    "with_totals",
]

FEWEST = 10
"""Fewer people than this are not published."""

TOTAL = "всего"
FEW_TO_CODE = 61
"""Shares of fewer people than this are told as «не более» and «не менее» near the ends of the scale."""

_LOOSE = 1e-6


class Relation(NamedTuple):
    """A cell and the cells that add up to it."""

    total: Hashable
    parts: tuple[Hashable, ...]


class Counts(NamedTuple):
    """Whole numbers by the label of their cell, totals among them, and what adds up to what."""

    cells: pd.Series
    relations: tuple[Relation, ...]


def with_total(counts: pd.Series) -> Counts:
    """A row of counts and its total."""
    cells = pd.concat([counts, pd.Series({TOTAL: counts.sum()})])
    return Counts(cells, (Relation(TOTAL, tuple(counts.index)),))


def with_totals(table: pd.DataFrame, parents: Mapping[Hashable, Hashable] | None = None) -> Counts:
    """A two-way table with the totals of its rows and columns.

    Parameters
    ----------
    table : DataFrame of int
        Counts of the smallest units (rows) by category (columns).
    parents : mapping, optional
        What each row is a part of, level by level: school to municipality, municipality to region. What has no parent
        is a part of `TOTAL`.

    Returns
    -------
    Counts
        Cells are labelled (row, column); `TOTAL` is the label of all rows and of all columns.
    """
    children: dict[Hashable, list[Hashable]] = {}
    known, waiting = set(table.index), list(table.index)
    while waiting:
        row = waiting.pop(0)
        above = (parents or {}).get(row, TOTAL)
        children.setdefault(above, []).append(row)
        if above != TOTAL and above not in known:
            known.add(above)
            waiting.append(above)
    full = table.assign(**{TOTAL: table.sum(axis=1)})

    def row_of(node: Hashable) -> pd.Series:
        return sum(map(row_of, children[node])) if node in children else full.loc[node]

    nodes = [*table.index, *(node for node in children if node != TOTAL), TOTAL]
    cells = {(node, column): int(count) for node in nodes for column, count in row_of(node).items()}
    relations = [Relation((node, TOTAL), tuple((node, column) for column in table.columns)) for node in nodes]
    relations += [
        Relation((node, column), tuple((part, column) for part in parts))
        for node, parts in children.items()
        for column in full.columns
    ]
    index = pd.Index(list(cells), tupleize_cols=False)
    return Counts(pd.Series(list(cells.values()), index, dtype=int), tuple(relations))


def few(count: float | Fraction | None, k: int = FEWEST) -> bool:
    """Whether somebody is counted, and fewer than `k`."""
    return count is not None and 0 < count < k


def primary(counts: Counts, k: int = FEWEST) -> set[Hashable]:
    """Cells that may not be printed in themselves: few people, or nobody out of few.

    A nought is safe where the totals over it are of at least `k`, and where nobody is counted in the whole row or
    column.
    """
    cells = counts.cells
    hidden = {label for label, count in cells.items() if few(count, k)}
    empty = {label for total, parts in counts.relations if not cells[total] for label in (total, *parts)}
    beside = {part for total, parts in counts.relations if total in hidden for part in parts if not cells[part]}
    return hidden | (beside - empty)


def bounds(printed: pd.Series, relations: Iterable[Relation]) -> pd.DataFrame:
    """The least and the most that every hidden cell can be, for a reader of the others.

    Parameters
    ----------
    printed : Series of float, index labels of cells
        NaN where the cell is hidden.
    relations : iterable of Relation
        A relation over a cell that is not in `printed` is left out.

    Returns
    -------
    DataFrame of float, index the hidden cells
        low, high; high is infinite where nothing holds the cell from above.

    Raises
    ------
    ValueError
        When the printed cells do not add up: they are not of one table.
    """
    # Loaded here: pages without small numbers, nearly all of them, never ask for it.
    from scipy.optimize import linprog

    hidden = list(printed.index[printed.isna()])
    at = {label: place for place, label in enumerate(hidden)}
    rows, sides = [], []
    for total, parts in relations:
        terms = [(total, -1), *((part, 1) for part in parts)]
        if not all(label in printed.index for label, _ in terms):
            continue
        row, side = np.zeros(len(hidden)), 0.0
        for label, sign in terms:
            if label in at:
                row[at[label]] += sign
            else:
                side -= sign * printed[label]
        rows.append(row)
        sides.append(side)
    found = []
    for place in range(len(hidden)):
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(hidden))
            aim[place] = sign
            answer = linprog(aim, A_eq=np.array(rows) if rows else None, b_eq=sides or None, method="highs")
            if answer.status == 2:
                raise ValueError("напечатанные числа не складываются в свои итоги")
            ends.append(np.inf if answer.status == 3 else sign * answer.fun)
        found.append(ends)
    return pd.DataFrame(found, pd.Index(hidden, tupleize_cols=False), ["low", "high"], dtype=float)


def exposed(counts: Counts, hidden: set[Hashable], k: int = FEWEST, small: set[Hashable] | None = None) -> list:
    """Hidden cells that the printed ones give away.

    Every hidden cell must be uncertain by at least `k`; a small one must besides be possibly less than `k`. A cell
    that is small and not hidden is given away in full.

    Parameters
    ----------
    counts : Counts
        True counts.
    hidden : set of labels
    k : int
    small : set of labels, optional
        Cells to be protected: `primary(counts, k)` when not given.
    """
    small = primary(counts, k) if small is None else small
    open_ = [label for label in counts.cells.index if label in small and label not in hidden]
    if not hidden:
        return open_
    printed = counts.cells.astype(float).mask([label in hidden for label in counts.cells.index])
    found = bounds(printed, counts.relations)
    narrow = found["high"] - found["low"] < k - _LOOSE
    high = (found["low"] > k - 1 + _LOOSE) & np.array([label in small for label in found.index])
    return open_ + list(found.index[narrow | high])


def differencing(
    a: pd.Series, b: pd.Series, relations: Iterable[Relation] = (), k: int = FEWEST
) -> dict[Hashable, str]:
    """What two published sets of counts give away together: two tables, pages, sheets or releases.

    Parameters
    ----------
    a, b : Series of float, index labels of cells
        NaN where a cell is hidden. A cell of one name is the same cell.
    relations : iterable of Relation
        What adds up to what over both sets.
    k : int

    Returns
    -------
    dict of label to kind
        `shown` – hidden in one, printed in the other; `difference` – printed in both, and the two differ by fewer than
        `k` people; `bounded` – hidden in both and bounded more closely than by `k`.
    """
    both = a.index.intersection(b.index)
    found = {label: "shown" for label in both if pd.isna(a[label]) != pd.isna(b[label])}
    found |= {label: "difference" for label in both if few(abs(a[label] - b[label]), k)}
    if "difference" in found.values():
        return found
    known = a.combine_first(b).reindex(a.index.append(b.index).unique())
    if known.isna().any():
        left = bounds(known, relations)
        found |= dict.fromkeys(left.index[left["high"] - left["low"] < k - _LOOSE], "bounded")
    return found


class Coded(NamedTuple):
    """A share told by its bound: `side` is «не более» or «не менее», `bound` in percent."""

    side: str
    bound: int


def coded(part: Fraction | int, whole: Fraction | int) -> Coded | None:
    """A share close to nobody or everybody, told so that no single person is told of; None where it may be printed.

    With fewer than `FEW_TO_CODE` people 0 % and 100 % say something of each of them. They are printed as «не более 5»
    and «не менее 95», and with them every share within the bounds: were only the ends coded, the code would name them.
    Fewer than 20 people have no other share there, and are told by 10 and 90.
    """
    if not 0 < whole < FEW_TO_CODE:
        return None
    share, bound = Fraction(part) * 100 / Fraction(whole), 5 if whole >= 20 else 10
    if share <= bound:
        return Coded("не более", bound)
    return Coded("не менее", 100 - bound) if share >= 100 - bound else None
