"""Widths of words, and the lines they make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.publish.docx.letters import POINT, lines_of, width_of


def test_four_digits_of_ten_points_are_two_ems_and_a_bit() -> None:
    assert width_of("2022", 10, "sans") == pytest.approx(4 * 0.55 * 10 * POINT)
    assert width_of("Ж", 10, "serif") > width_of("г", 10, "serif")


def test_words_are_folded_between_words() -> None:
    room = width_of("один два", 10, "serif") + 0.1
    assert lines_of("один два три", room, 10, "serif") == 2
    assert lines_of("один\nдва", room, 10, "serif") == 2
    assert lines_of("", room, 10, "serif") == 1


@given(st.lists(st.text("абвшщ", min_size=1, max_size=8), min_size=1).map(" ".join))
def test_a_wider_column_never_takes_more_lines(words: str) -> None:
    counts = [lines_of(words, room, 9, "sans") for room in (20, 40, 80, 160)]
    assert counts == sorted(counts, reverse=True)
