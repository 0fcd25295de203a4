"""Which cells are hidden beside the small ones: at the least cost, and never too few of them."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from svod.stats import disclosure_search
from svod.stats.disclosure import TOTAL, Counts, exposed, primary, with_total, with_totals
from svod.stats.disclosure_search import SMALL_TABLE, protect

K = 10
SHARED = [HealthCheck.function_scoped_fixture]


def ends(counts: Counts, hidden: set, label: object) -> tuple[float, float]:
    """The least and the most of a hidden cell, every cell a variable and the printed ones fixed."""
    labels = list(counts.cells.index)
    sums = np.zeros((len(counts.relations), len(labels)))
    for line, (total, parts) in zip(sums, counts.relations, strict=True):
        line[labels.index(total)] = -1
        line[[labels.index(part) for part in parts]] = 1
    limits = [(0, None) if one in hidden else (count, count) for one, count in counts.cells.items()]
    aim = np.array([float(one == label) for one in labels])
    found = [linprog(sign * aim, A_eq=sums, b_eq=np.zeros(len(sums)), bounds=limits) for sign in (1, -1)]
    return found[0].fun, np.inf if found[1].status == 3 else -found[1].fun


def narrow(counts: Counts, hidden: set, k: int = K) -> list:
    """Hidden cells that are bounded more closely than the rule allows, and small ones that are printed."""
    small, found = primary(counts, k), []
    for label in hidden:
        low, high = ends(counts, hidden, label)
        if high - low < k - 1e-6 or (label in small and low > k - 1 + 1e-6):
            found.append(label)
    return found + [label for label in small if label not in hidden]


def test_one_small_cell_takes_the_cheapest_beside_it() -> None:
    assert protect(with_total(pd.Series({"a": 4, "b": 50, "c": 30, "d": 0}))) == {"a", "c"}


def test_two_small_cells_that_hide_each_other_well_enough_take_nothing_more() -> None:
    assert protect(with_total(pd.Series({"a": 4, "b": 7, "c": 30}))) == {"a", "b"}
    assert protect(with_total(pd.Series({"a": 4, "b": 5, "c": 30}))) == {"a", "b", "c"}


def test_where_nobody_is_few_nothing_is_hidden() -> None:
    assert protect(with_total(pd.Series({"a": 10, "b": 50, "c": 0}))) == set()


def test_one_small_cell_alone_hides_its_total_too() -> None:
    assert protect(with_total(pd.Series({"a": 4, "b": 0}))) == {"a", "b", TOTAL}


def test_other_costs_choose_other_cells() -> None:
    counts = with_total(pd.Series({"a": 4, "b": 50, "c": 30}))
    assert protect(counts, costs=pd.Series({"a": 0, "b": 1, "c": 2, TOTAL: 9})) == {"a", "b"}


def test_the_least_cost_is_that_of_all_possible_choices() -> None:
    counts = with_totals(pd.DataFrame([[3, 25, 14], [16, 12, 40]], index=["a", "b"], columns=["x", "y", "z"]))
    small = primary(counts, K)
    rest = [label for label in counts.cells.index if label not in small]
    choices = [small | set(more) for size in range(4) for more in itertools.combinations(rest, size)]
    # A cell alone in its row or column needs no programme to be found.
    lines = [{total, *parts} for total, parts in counts.relations]
    choices = [hidden for hidden in choices if all(len(hidden & line) != 1 for line in lines)]
    costs = [counts.cells[list(hidden - small)].sum() for hidden in choices if not exposed(counts, hidden, K)]
    assert counts.cells[list(protect(counts) - small)].sum() == min(costs)


tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 35), min_size=width, max_size=width), min_size=2, max_size=5)
)


@pytest.mark.parametrize("limit", [SMALL_TABLE, 0], ids=["least cost", "step by step"])
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=SHARED)
@given(rows=tables)
def test_no_hidden_cell_of_a_table_can_be_bounded_too_closely(monkeypatch, limit: int, rows: list[list[int]]) -> None:
    monkeypatch.setattr(disclosure_search, "SMALL_TABLE", limit)
    counts = with_totals(pd.DataFrame(rows))
    assert narrow(counts, protect(counts, K)) == []


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=4, max_size=9), st.integers(2, 10))
def test_nor_can_one_of_schools_within_municipalities(rows: list[tuple[int, int]], k: int) -> None:
    table = pd.DataFrame(rows, columns=["да", "нет"])
    parents = {school: "АБВ"[school % 3] for school in table.index}
    counts = with_totals(table, parents)
    assert narrow(counts, protect(counts, k), k) == []


def test_the_same_table_is_always_protected_the_same_way() -> None:
    counts = with_totals(pd.DataFrame([[5, 20, 20], [20, 20, 20], [20, 20, 20]]))
    assert protect(counts) == protect(counts)
    assert len(protect(counts)) == 4


def test_a_search_cut_short_still_protects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure_search, "cheapest", lambda *given: None)
    counts = with_totals(pd.DataFrame([[5, 20, 20], [20, 20, 20], [20, 20, 20]]))
    assert narrow(counts, protect(counts)) == []
