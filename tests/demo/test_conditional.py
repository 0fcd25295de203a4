from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.demo.conditional import distribution, draw_given_sum

DICE = [np.ones(3), np.array([1.0, 0.0, 3.0])]  # 0, 1 or 2 alike; 0 once, 2 three times


def test_the_distribution_of_a_sum_by_hand() -> None:
    assert distribution(DICE)[-1].tolist() == pytest.approx([1 / 12, 1 / 12, 4 / 12, 3 / 12, 3 / 12])


def test_terms_are_drawn_as_often_as_their_weights_say() -> None:
    rng = np.random.default_rng(0)
    drawn = Counter(tuple(draw_given_sum(DICE, 2, rng) or ()) for _ in range(4000))
    assert set(drawn) == {(2, 0), (0, 2)}
    assert drawn[0, 2] / 4000 == pytest.approx(0.75, abs=0.03)


@pytest.mark.parametrize("total", [-1, 5])
def test_a_total_out_of_reach_gives_nothing(total: int) -> None:
    assert draw_given_sum(DICE, total, np.random.default_rng(0)) is None


def test_a_gap_between_values_gives_nothing() -> None:
    assert draw_given_sum([np.array([1.0, 0.0, 1.0])], 1, np.random.default_rng(0)) is None


def test_a_term_without_values_is_refused() -> None:
    with pytest.raises(ValueError, match="нет ни одного"):
        distribution([np.zeros(2)])


@given(
    st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=4).filter(any), min_size=1, max_size=6), st.integers(0, 9)
)
def test_a_draw_adds_up_and_takes_only_possible_values(terms: list[list[int]], seed: int) -> None:
    weights = [np.array(term, dtype=float) for term in terms]
    reachable = np.flatnonzero(distribution(weights)[-1])
    rng = np.random.default_rng(seed)
    total = int(rng.choice(reachable))
    drawn = draw_given_sum(weights, total, rng)
    assert drawn is not None
    assert sum(drawn) == total
    assert all(weights[i][value] > 0 for i, value in enumerate(drawn))
