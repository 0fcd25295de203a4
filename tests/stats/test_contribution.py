"""Where the points of a municipality went, and what would lift it a level."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.stats.contribution import ends, lift, losses, median_exact, place_if_median, possible_gains
from svod.stats.ranking import dense_rank
from svod.stats.scale import percent

POINTS = pd.DataFrame({"x": [1, 2, 4], "y": [3, 3, 0], "z": [0, 1, 1]}, index=["A", "B", "C"]).map(Fraction)
MAXIMA = pd.Series({"x": 5, "y": 3, "z": 1})
THIRDS = st.integers(0, 12).map(lambda number: Fraction(number, 3))


# --- median ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "median"),
    [((1, 5, 2), "2"), ((1, 2, 4, 9), "3"), (("1/3", "1/2"), "5/12"), ((7,), "7"), ((1, None, 3), "2")],
)
def test_the_median_is_exact_and_leaves_the_missing_out(values: tuple[object, ...], median: str) -> None:
    series = pd.Series([None if value is None else Fraction(value) for value in values], dtype=object)
    assert median_exact(series) == Fraction(median)


def test_nothing_has_no_median() -> None:
    with pytest.raises(ValueError, match="медиана пустого ряда"):
        median_exact(pd.Series([None], dtype=object))


# --- losses ---------------------------------------------------------------------------------------------------------


def test_losses_by_hand() -> None:
    table = losses(POINTS, MAXIMA, "A")
    assert list(table.index) == ["x", "y", "z"]
    assert table.loc["x"].to_dict() == {
        "points": 1, "maximum": 5, "lost": 4, "best": 4, "behind_best": 3, "median": 2, "behind_median": 1,
    }  # fmt: skip
    assert table.loc["y", ["lost", "behind_best", "behind_median"]].tolist() == [0, 0, 0]
    assert losses(POINTS, MAXIMA, "C").loc["x", "behind_median"] == -2


@pytest.mark.parametrize("municipality", POINTS.index)
def test_what_was_scored_and_what_was_lost_make_the_maximum(municipality: str) -> None:
    table = losses(POINTS, MAXIMA, municipality)
    assert (table["points"] + table["lost"]).tolist() == MAXIMA.tolist()
    assert all(isinstance(value, Fraction) for value in table.to_numpy().ravel())


def test_an_unknown_municipality_is_an_error() -> None:
    with pytest.raises(KeyError):
        losses(POINTS, MAXIMA, "D")


# --- place were it the median ---------------------------------------------------------------------------------------


def test_the_place_with_one_column_at_the_median() -> None:
    total = POINTS.sum(axis=1)
    assert total.tolist() == [4, 6, 5]
    assert place_if_median(POINTS, total, "A").to_dict() == {"x": 2, "y": 3, "z": 2}
    assert place_if_median(POINTS, total, "C").to_dict() == {"x": 3, "y": 1, "z": 2}


def test_asking_what_if_changes_nothing() -> None:
    total = POINTS.sum(axis=1)
    place_if_median(POINTS, total, "A")
    assert total.tolist() == [4, 6, 5]


@settings(deadline=None)
@given(st.lists(st.tuples(THIRDS, THIRDS), min_size=2, max_size=6))
def test_moving_up_to_the_median_never_costs_a_place(values: list[tuple[Fraction, Fraction]]) -> None:
    points = pd.DataFrame(values, columns=["x", "y"], dtype=object)
    total = pd.Series([sum(row) for row in values], dtype=object)
    for municipality in points.index:
        now = dense_rank(total)[municipality]
        for column, place in place_if_median(points, total, municipality).items():
            ahead = points.at[municipality, column] - median_exact(points[column])
            below_now = {value for value in total if value < total[municipality]}
            assert place <= now if ahead <= 0 else place >= now - len(below_now)
            if ahead == 0:
                assert place == now


# --- lift -----------------------------------------------------------------------------------------------------------


def test_gains_go_by_the_step_of_the_rule_and_add_up() -> None:
    third, half = Fraction(1, 3), Fraction(1, 2)
    assert possible_gains([(Fraction(1), third)]) == (third, 2 * third, 1)
    assert possible_gains([(Fraction(1), half), (third, third)]) == (third, half, third + half, 1, 1 + third)
    assert possible_gains([(Fraction(0), third)]) == ()


def thirds(**lost: str) -> dict[str, tuple[Fraction, ...]]:
    return {code: possible_gains([(Fraction(given), Fraction(1, 3))]) for code, given in lost.items()}


def test_the_lift_by_hand() -> None:
    found = lift(thirds(a="1", b="2", c="1/3"), Fraction(10), 20, 60)
    assert found.wanting == Fraction("1.9")
    assert found.steps == (("b", Fraction(2)),)
    further = lift(thirds(a="1", b="2", c="1/3"), Fraction(10), 20, 64)
    assert further.wanting == Fraction("2.7")
    assert further.steps == (("b", Fraction(2)), ("a", Fraction(1)))


def test_the_last_step_is_rounded_up_to_what_the_rule_can_give() -> None:
    """0.24 points cannot be gained where points change by thirds."""
    found = lift(thirds(a="1"), Fraction("7.71"), 10, 80)
    assert (found.wanting, found.steps) == (Fraction("0.24"), (("a", Fraction(1, 3)),))


def test_a_level_already_reached_or_out_of_reach_needs_no_lift() -> None:
    assert lift(thirds(a="1", b="2"), Fraction("11.9"), 20, 60) is None
    assert lift(thirds(a="1", b="2"), Fraction(10), 20, 90) is None
    assert lift(thirds(a="0"), Fraction(10), 20, 90) is None


@settings(deadline=None)
@given(st.lists(THIRDS, min_size=1, max_size=6), THIRDS, st.sampled_from([30, 60, 90]))
def test_the_lift_reaches_the_level_with_the_fewest_indicators(
    lost: list[Fraction], total: Fraction, bound: int
) -> None:
    divisor = 20
    gains = {code: possible_gains([(given, Fraction(1, 3))]) for code, given in enumerate(lost)}
    found = lift(gains, total, divisor, bound)
    reachable = percent(total, divisor) < bound <= percent(total + sum(lost), divisor)
    assert (found is not None) == reachable
    if found is None:
        return
    taken = [gain for _, gain in found.steps]
    assert all(gain in gains[code] for code, gain in found.steps)
    assert 0 <= sum(taken) - found.wanting < Fraction(1, 3)
    assert percent(total + found.wanting, divisor) == bound <= percent(total + sum(taken), divisor)
    assert percent(total + found.wanting - Fraction(1, 10**6), divisor) == bound - 1
    assert all(sum(chosen) < found.wanting for chosen in combinations(lost, len(found.steps) - 1))


def test_what_is_known_of_the_region_need_not_be_computed_again():
    known, total = ends(POINTS), POINTS.apply(lambda row: sum(row, Fraction(0)), axis=1)
    assert known["x"] == (max(POINTS["x"]), median_exact(POINTS["x"]))
    for municipality in POINTS.index:
        assert losses(POINTS, MAXIMA, municipality, known).equals(losses(POINTS, MAXIMA, municipality))
        found = place_if_median(POINTS, total, municipality, known)
        assert found.equals(place_if_median(POINTS, total, municipality))
