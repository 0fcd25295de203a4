"""How far places move when the method does: nowhere when nothing is varied, never past what was published."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.stats.uncertainty import Choices, place_intervals

LEVELS = [(0, 29), (30, 59), (60, 89), (90, 100)]
STILL = Choices(
    weights=0, aggregations=("arithmetic",), normalisations=("share",), missing=("zero",), score_error=(0.0,), draws=100
)


def dense(points: pd.DataFrame) -> pd.Series:
    return points.sum(axis=1).round(9).rank(method="dense", ascending=False).astype(int)


def intervals(
    points: pd.DataFrame, procedures: list[str], choices: Choices, maximum: int = 2, **more: object
) -> pd.DataFrame:
    maxima = pd.Series(maximum, index=points.columns)
    of = pd.Series(procedures, index=points.columns)
    names = sorted(set(procedures))
    groups = pd.Series([name[0] for name in names], index=names)
    return place_intervals(points, maxima, of, groups, dense(points), LEVELS, maxima.sum(), choices, **more)


def table(seed: int, municipalities: int = 12, indicators: int = 6) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame(rng.integers(0, 3, (municipalities, indicators)).astype(float)).add_prefix("i")


# --- nothing varied -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
def test_a_method_that_does_not_vary_leaves_every_place_where_it_is(seed: int) -> None:
    points = table(seed)
    found = intervals(points, ["p"] * 6, STILL)
    assert found["place"].tolist() == dense(points).tolist()
    for column in ("low", "median", "high"):
        assert found[column].tolist() == found["place"].tolist()
    assert (found["level_changes"] == 0).all()


def test_the_top_and_the_bottom_five_are_counted_in_draws() -> None:
    points = pd.DataFrame({"i": np.arange(12.0)})
    found = intervals(points, ["p"], STILL, maximum=20)
    assert found["top5"].tolist() == [0] * 7 + [1] * 5
    assert found["bottom5"].tolist() == [1] * 5 + [0] * 7


def test_one_procedure_cannot_be_left_out_nor_weighed() -> None:
    found = intervals(table(1), ["p"] * 6, replace(STILL, weights=0.9))
    assert found["low"].tolist() == found["high"].tolist() == found["place"].tolist()


@pytest.mark.parametrize("rule", ["zero", "exclude", "median"])
def test_the_rule_for_the_missing_is_inert_where_nothing_is_missing(rule: str) -> None:
    choices = Choices(draws=200)
    points = table(2)
    chosen = intervals(points, list("aabbcc"), replace(choices, missing=(rule,)))
    pd.testing.assert_frame_equal(chosen, intervals(points, list("aabbcc"), replace(choices, missing=("zero",))))


def test_an_indicator_in_which_all_are_equal_moves_nobody() -> None:
    points = table(3)
    found = intervals(points, ["p"] * 6, STILL)
    wider = intervals(points.assign(same=1.0), ["p"] * 7, STILL)
    columns = ["place", "low", "median", "high", "top5", "bottom5"]
    pd.testing.assert_frame_equal(found[columns], wider[columns])


def test_equal_sums_of_unequal_parts_stay_equal() -> None:
    points = pd.DataFrame({"x": [0.1, 0.2, 0.1, 0.2, 0.1, 0.3], "y": [0.2, 0.1, 0.2, 0.1, 0.2, 0.0]})
    assert points.sum(axis=1).nunique() > 1, "the sums are equal, and floats do not know it"
    assert (intervals(points, ["p", "p"], STILL)["top5"] == 1).all()


# --- one thing varied at a time -------------------------------------------------------------------------------------

ONE_SIDED = pd.DataFrame({"a": [4.0, 0, 1, 0.5], "b": [0.0, 3, 1, 0]}, index=["left", "right", "even", "last"])


def test_leaving_a_procedure_out_moves_those_who_live_by_it() -> None:
    found = intervals(ONE_SIDED, ["a", "b"], replace(STILL, interval=(0.0, 1.0)), maximum=4)
    assert found["place"].tolist() == [1, 2, 3, 4]
    assert found["low"].tolist() == [1, 1, 2, 3]
    assert found["high"].tolist() == [3, 4, 3, 4]


def test_a_procedure_is_left_out_in_half_of_the_draws() -> None:
    found = intervals(ONE_SIDED, ["a", "b"], replace(STILL, draws=2000), maximum=4)
    assert found.loc["left", "level_changes"] == pytest.approx(0.5, abs=0.05)
    assert found.loc["even", "level_changes"] == 0


def spread(points: pd.DataFrame, procedures: list[str], weights: float) -> int:
    found = intervals(points, procedures, replace(STILL, weights=weights, draws=500))
    return (found["high"] - found["low"]).sum()


def test_freer_weights_move_places_further() -> None:
    points = table(9, 20, 9) + 0.1 * table(10, 20, 9)
    of = [f"a{number}" for number in range(9)]
    assert spread(points, of, 0) + 10 < spread(points, of, 0.9)


def test_a_group_is_weighed_as_a_whole_besides_its_procedures() -> None:
    halves = np.repeat(np.linspace(0.5, 1.5, 11), 2)
    of_a = np.where(np.arange(22) % 2, halves + 0.4, halves - 0.4)
    points = pd.DataFrame(np.column_stack([of_a] * 12 + [2 * halves - of_a + 0.01 * np.arange(22)] * 12)).add_prefix(
        "i"
    )
    together = [f"a{number}" for number in range(24)]
    apart = [f"{'ab'[number // 12]}{number}" for number in range(24)]
    assert spread(points, apart, 0.9) > 1.5 * spread(points, together, 0.9)


@pytest.mark.parametrize(
    ("change", "moves"),
    [
        ({}, False),
        ({"score_error": (0.5,)}, True),
        ({"aggregations": ("geometric",)}, False),
    ],
)
def test_an_error_of_a_step_moves_places_within_one_procedure(change: dict[str, object], moves: bool) -> None:
    found = intervals(table(4), ["p"] * 6, replace(STILL, **change))
    assert (found["low"] < found["high"]).any() == moves


def test_a_small_step_moves_less_than_a_whole_point() -> None:
    points = pd.DataFrame({"i": [1.5, 1.0, 0.5]})
    noisy = replace(STILL, score_error=(1.0,), interval=(0.0, 1.0))
    small = intervals(points, ["p"], noisy, step=pd.DataFrame({"i": [0.1, 0.1, 0.1]}))
    whole = intervals(points, ["p"], noisy)
    assert (small["low"] == small["high"]).all()
    assert (whole["low"] < whole["high"]).any()


def test_what_was_not_assessed_counts_by_the_rule() -> None:
    points = pd.DataFrame({"a": [2.0, 1, 0], "b": [np.nan, 2, 2]})
    places = {
        rule: intervals(points, ["p", "p"], replace(STILL, missing=(rule,), interval=(0.5, 0.5)))["median"].tolist()
        for rule in ("zero", "exclude", "median")
    }
    assert places == {"zero": [2, 1, 2], "exclude": [1, 2, 2], "median": [1, 2, 2]}


def test_the_geometric_mean_prefers_the_even_to_the_one_sided() -> None:
    best = {
        rule: intervals(ONE_SIDED, ["a", "b"], replace(STILL, aggregations=(rule,), interval=(0.0, 1.0)), maximum=4)[
            "low"
        ]
        for rule in ("arithmetic", "geometric")
    }
    assert best["arithmetic"]["even"] == 2
    assert best["geometric"]["even"] == 1


def test_level_changes_are_not_known_without_a_draw_on_the_share_of_the_maximum() -> None:
    found = intervals(table(5), list("aabbcc"), replace(STILL, aggregations=("copeland",)))
    assert found["level_changes"].isna().all()


# --- everything varied ----------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_intervals_and_another_seed_other_ones() -> None:
    points, choices = table(6, 20, 9), Choices(draws=300)
    first = intervals(points, list("aaabbbccc"), choices)
    pd.testing.assert_frame_equal(first, intervals(points, list("aaabbbccc"), choices))
    other = intervals(points, list("aaabbbccc"), replace(choices, seed=choices.seed + 1))
    assert not first.equals(other)


def test_who_is_best_in_everything_stays_first_and_who_is_worst_stays_last() -> None:
    points = table(7) / 2 + 0.5
    points.iloc[0], points.iloc[1] = 2.0, 0.0
    found = intervals(points, list("aabbcc"), Choices(score_error=(0.0,), draws=500, interval=(0.0, 1.0)))
    assert found.loc[0, ["low", "median", "high"]].tolist() == [1, 1, 1]
    last = int(found["place"].max())
    assert found.loc[1, ["low", "median", "high"]].tolist() == [last, last, last]


def test_a_wider_interval_holds_the_narrower_one() -> None:
    points, choices = table(8, 20), Choices(draws=300)
    narrow = intervals(points, list("aabbcc"), replace(choices, interval=(0.25, 0.75)))
    wide = intervals(points, list("aabbcc"), replace(choices, interval=(0.05, 0.95)))
    assert (wide["low"] <= narrow["low"]).all()
    assert (wide["high"] >= narrow["high"]).all()
    assert (wide["high"] - wide["low"]).sum() > (narrow["high"] - narrow["low"]).sum()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0, np.nan]), min_size=4, max_size=4), min_size=2, max_size=9),
    st.integers(0, 99),
    st.sampled_from([(0.05, 0.95), (0.5, 0.5)]),
)
def test_the_published_place_is_always_inside_and_places_are_real_places(
    rows: list[list[float]], seed: int, interval: tuple[float, float]
) -> None:
    points = pd.DataFrame(rows).add_prefix("i")
    found = intervals(points, list("aabb"), Choices(draws=100, seed=seed, interval=interval))
    assert (found["low"] <= found["place"]).all()
    assert (found["place"] <= found["high"]).all()
    assert found[["low", "median", "high"]].isin(set(found["place"])).all(axis=None)
    assert found[["top5", "bottom5"]].stack().between(0, 1).all()
