"""Equal points share a place, and the published places come out."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.stats.ranking import dense_rank, order
from svod.stats.scale import percent

RATINGS = {
    "conditions": (28, ["conditions_pts_of28"]),
    "processes": (26, ["processes_pts_of26"]),
    "outcomes": (42, ["outcomes_pts_witness"]),
    "overall": (95, ["conditions_pts_of28", "processes_pts_of26", "outcomes_pts_witness"]),
}
KNOWN = {"overall": {"Южноуральский ГО": ((5, 64), (4, 67)), "Троицкий ГО": ((4, 65), (5, 65))}}
FRACTIONS = st.lists(st.fractions(0, 95, max_denominator=6), min_size=1, max_size=12)


def points(**values: object) -> pd.Series:
    return pd.Series({key: None if value is None else Fraction(value) for key, value in values.items()}, dtype=object)


def test_equal_points_share_a_place_and_leave_no_gap() -> None:
    assert dense_rank(points(A=22, B=23, C=22, D=19)).to_dict() == {"A": 2, "B": 1, "C": 2, "D": 3}


def test_points_that_print_alike_but_differ_do_not_share_a_place() -> None:
    ranked = dense_rank(points(A="57.1", B="57.2", C=Fraction(571, 10)))
    assert ranked.to_dict() == {"A": 2, "B": 1, "C": 2}


def test_the_not_assessed_have_no_place_and_take_none() -> None:
    ranked = dense_rank(points(A=1, B=None, C=2))
    assert ranked["A"] == 2
    assert ranked["C"] == 1
    assert pd.isna(ranked["B"])
    assert str(ranked.dtype) == "Int64"


def test_nobody_assessed_is_nobody_placed() -> None:
    assert dense_rank(points(A=None, B=None)).isna().all()


@settings(deadline=None)
@given(FRACTIONS)
def test_places_run_from_one_without_gaps_and_follow_the_points(values: list[Fraction]) -> None:
    series = pd.Series(values, dtype=object)
    ranked = dense_rank(series)
    assert set(ranked) == set(range(1, len(set(values)) + 1))
    for i in series.index:
        assert ranked[i] == 1 + len({value for value in values if value > series[i]})


@settings(deadline=None)
@given(FRACTIONS, st.randoms())
def test_the_order_of_rows_does_not_move_a_place(values: list[Fraction], random) -> None:
    series = pd.Series(values, dtype=object)
    shuffled = series.iloc[random.sample(range(len(series)), len(series))]
    assert dense_rank(shuffled).to_dict() == dense_rank(series).to_dict()


# --- order of rows --------------------------------------------------------------------------------------------------


def test_rows_stand_by_points_then_by_the_alphabet_and_the_not_assessed_last() -> None:
    values = points(t=5, u=5, a=7, m=None, y=5)
    names = pd.Series(
        {"t": "Троицкий ГО", "u": "Уйский МР", "a": "Ашинский МР", "m": "Миасский ГО", "y": "Агаповский МР"}
    )
    assert order(values, names) == ["a", "y", "t", "u", "m"]


@pytest.mark.parametrize(("first", "second"), [("Беркутский МР", "Берёзовский МР"), ("Ёлкинский МР", "Агаповский МР")])
def test_yo_stands_where_ye_does(first: str, second: str) -> None:
    assert order(points(f=1, s=1), pd.Series({"f": first, "s": second})) == ["s", "f"]


# --- the published ratings ------------------------------------------------------------------------------------------


def rows(root: Path, name: str) -> dict[str, dict[str, str]]:
    with (root / "params/published/2022" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return {row["municipality"]: row for row in csv.DictReader(stream)}


@pytest.mark.parametrize("group", RATINGS)
def test_the_published_percents_and_places_come_out_except_the_two_known(root: Path, group: str) -> None:
    divisor, columns = RATINGS[group]
    exact = {
        name: sum((Fraction(row[column]).limit_denominator(6) for column in columns), Fraction(0))
        for name, row in rows(root, "reconstructed_points").items()
    }
    places = dense_rank(pd.Series(exact, dtype=object))
    computed = {name: (int(places[name]), percent(value, divisor)) for name, value in exact.items()}
    published = {name: (int(row["rank"]), int(row["percent"])) for name, row in rows(root, group).items()}
    assert len(published) == 43
    assert published.keys() == computed.keys()
    differ = {name: (published[name], computed[name]) for name in published if published[name] != computed[name]}
    assert differ == KNOWN.get(group, {})
