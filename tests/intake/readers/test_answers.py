"""Strings of answers: one sign a task, or points with their most in brackets."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.intake.cells import Unreadable
from svod.intake.readers.answers import extended, short


def test_a_plus_is_one_a_minus_zero_a_digit_points() -> None:
    assert short("++-+2") == ((1, 1), (1, 1), (0, 1), (1, 1), (2, None))
    assert short("+ 2(3) −") == ((1, 1), (2, 3), (0, 1))
    assert short(None) == short("") == ()


def test_points_stand_before_the_most_in_brackets() -> None:
    assert extended("2(2)1(3)0(10)") == ((2, 2), (1, 3), (0, 10))
    ((points, most),) = extended("Х(2)")
    assert math.isnan(points) and most == 2


def test_a_task_not_done_is_not_a_wrong_one() -> None:
    (wrong, _), (missing, _) = short("-Х")
    assert wrong == 0 and math.isnan(missing)


@settings(deadline=None)
@given(st.lists(st.integers(0, 9).flatmap(lambda most: st.tuples(st.integers(0, most), st.just(most)))))
def test_what_is_written_is_what_is_read(tasks) -> None:
    assert extended("".join(f"{points}({most})" for points, most in tasks)) == tuple(tasks)


@settings(deadline=None)
@given(st.text(alphabet="+-0123456789X()", max_size=12))
def test_a_string_is_read_whole_or_refused(word) -> None:
    try:
        found = short(word)
    except Unreadable:
        return
    assert len(found) == len(word) - sum(len(inside) + 2 for inside in _brackets(word))


def _brackets(word: str) -> list[str]:
    return [part.split(")")[0] for part in word.split("(")[1:]]


@pytest.mark.parametrize(
    ("read", "cell"), [(short, "++?"), (short, "3(2)"), (extended, "2"), (extended, "2(2)+"), (extended, "4(3)")]
)
def test_anything_else_is_refused(read, cell) -> None:
    with pytest.raises(Unreadable, match=r"«.+»"):
        read(cell)
