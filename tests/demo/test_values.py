from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.demo.settings import Settings
from svod.demo.values import Numbers, latent, numbers, points, rounded
from svod.params import Params


def test_quality_raises_what_should_grow_and_lowers_what_should_not(settings: Settings, params: Params) -> None:
    share, crimes = (params.methodology.indicator(code) for code in ("6.3", "14.2"))
    assert latent(share, settings.shape("6.3"), 0, 1) == pytest.approx(24.7 + 4)
    assert latent(crimes, settings.shape("14.2"), 2, 1) == pytest.approx(6.3 - 2 * 0.2 - 1.8)


def test_values_stay_within_their_bounds(settings: Settings, params: Params) -> None:
    item, shape = params.methodology.indicator("6.3"), settings.shape("6.3")
    assert latent(item, shape, 0, [-99, 99]).tolist() == [float(shape.low), float(shape.high)]


def test_halves_go_up_and_steps_are_kept() -> None:
    assert rounded(2.5) == 3
    assert rounded(2.34, Fraction(1, 10)) == Fraction(23, 10)


def test_the_count_stands_where_the_settings_say(settings: Settings, params: Params) -> None:
    def row(code: str, value: float, count: int) -> Numbers:
        return numbers(params.methodology.indicator(code), settings.shape(code), value, count)

    assert row("6.3", 25.0, 232) == Numbers(58, 232)
    assert row("2.2", 8.0, 1000) == Numbers(1000, 125)
    assert row("17.1", 2.0, 7) == Numbers(Fraction(14), 7)
    assert row("8.3", 1.5, 100) == Numbers(15, 100)
    assert row("11.1", 50.0, 0) == Numbers(0, 0, "не применимо")


def test_points_by_hand(params: Params) -> None:
    item = params.methodology.indicator
    assert points(item("8.1"), Numbers(60, 100)) == 1
    assert points(item("2.2"), Numbers(1001, 100)) == 0
    assert points(item("12.1"), Numbers(93, 100), Fraction(90)) == 2
    assert points(item("12.1"), Numbers(93, 100)) is None
    assert points(item("11.1"), Numbers(0, 0)) is None
    assert points(item("9.4"), Numbers(1, 10)) is None


@given(value=st.floats(0, 100), count=st.integers(1, 200_000))
def test_a_share_never_exceeds_the_whole(settings: Settings, params: Params, value: float, count: int) -> None:
    row = numbers(params.methodology.indicator("1.1"), settings.shape("1.1"), value, count)
    assert 0 <= row.numerator <= row.denominator == count
    assert abs(float(row.numerator) - value * count / 100) <= 0.5 + 1e-6
