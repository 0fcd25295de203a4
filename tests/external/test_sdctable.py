"""Cell suppression as the R package sdcTable does it, on its own data: 100 persons by region and gender."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest

from svod.stats.disclosure import TOTAL, Counts, exposed, few, with_totals
from svod.stats.disclosure_search import protect

pytestmark = pytest.mark.external

SMALL = ("A", "female")
CHOSEN = {(region, gender) for region in "AC" for gender in ("male", "female")}
REGIONS, GENDERS = (TOTAL, *"ABCD"), (TOTAL, "male", "female")


@pytest.fixture(scope="module")
def counts(real_data: Path) -> Counts:
    persons = pd.read_csv(real_data / "sdctable" / "microdata1.csv")
    return with_totals(pd.crosstab(persons["region"], persons["gender"]))


def test_the_table_is_theirs(counts: Counts) -> None:
    shown = {region: [int(counts.cells[region, gender]) for gender in ("female", "male")] for region in "ABCD"}
    assert shown == {"A": [2, 18], "B": [19, 14], "C": [10, 12], "D": [14, 11]}
    assert (len(counts.cells), counts.cells[TOTAL, TOTAL]) == (15, 100)


def test_only_two_women_are_few(counts: Counts) -> None:
    """freq with maxN = 2 (test-primarySuppression.r)."""
    assert [label for label, count in counts.cells.items() if few(count, 3)] == [SMALL]


def test_three_more_cells_are_hidden_and_eleven_are_printed(counts: Counts) -> None:
    """Cells 5, 6, 11, 12 of test-protectTable.r, as OPT, HYPERCUBE, HITAS and SIMPLEHEURISTIC agree."""
    hidden = protect(counts)
    assert hidden == CHOSEN
    assert (len(hidden - {SMALL}), len(counts.cells) - len(hidden)) == (3, 11)
    numbered = [(region, gender) for region in REGIONS for gender in GENDERS]
    assert sorted(numbered.index(label) + 1 for label in hidden) == [5, 6, 11, 12]


def test_no_other_choice_costs_less(counts: Counts) -> None:
    """All choices of one, two and three more cells: 40 persons, then the regions A and D for 43."""
    rest = [label for label in counts.cells.index if label != SMALL]
    lines = [{total, *parts} for total, parts in counts.relations]
    costs = {
        more: int(sum(counts.cells[label] for label in more))
        for size in (1, 2, 3)
        for more in combinations(rest, size)
        if all(len({SMALL, *more} & line) != 1 for line in lines)  # alone in a row or column: found by subtraction
        and not exposed(counts, {SMALL, *more}, small={SMALL})
    }
    cheapest = sorted(costs, key=costs.__getitem__)[:2]
    assert [costs[more] for more in cheapest] == [40, 43]
    assert {SMALL, *cheapest[0]} == CHOSEN
    assert {region for region, _ in cheapest[1]} == {"A", "D"}
