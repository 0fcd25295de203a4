from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from svod.figures import labels


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (7.5, None, "7,5"),
        (7.0, None, "7"),
        (Fraction(13, 3), None, "4,33"),
        (20, None, "20"),
        (2.675, 2, "2,68"),  # as a binary number it is a little less
        (0.125, 2, "0,13"),
        (0.5, 0, "1"),
        (-1.25, 1, "−1,2"),  # half goes up
        (-0.04, 1, "0,0"),  # no minus before zero
        (9999, 0, "9999"),
        (1234567, 0, "1\u00a0234\u00a0567"),
        (np.float64(93.4), 1, "93,4"),
        (np.int64(5), None, "5"),
    ],
)
def test_numbers_are_printed_in_russian(value, digits, text):
    assert labels.comma(value, digits) == text


def test_changes_carry_a_sign():
    assert [labels.comma(value, 1, signed=True) for value in (1.3, 0, -1.3)] == ["+1,3", "0,0", "−1,3"]


def test_a_formatter_prints_what_is_missing():
    write = labels.formatter(1)
    assert [write(value) for value in (None, float("nan"), 1)] == ["н/д", "н/д", "1,0"]


def test_bold_is_wider_and_width_grows_with_size():
    assert labels.width("Троицкий МР", 9, bold=True) > labels.width("Троицкий МР", 9) > 40
    assert labels.width("Троицкий МР", 18) == pytest.approx(2 * labels.width("Троицкий МР", 9))


@pytest.mark.parametrize("font", [labels.REGULAR, labels.BOLD])
def test_the_fonts_have_all_that_is_written(font):
    has = TTFont(font).getBestCmap()
    alphabet = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
    assert [sign for sign in alphabet + alphabet.upper() + "0123456789«»–−№%,.-+\u00a0" if ord(sign) not in has] == []
    assert (font.parent / "LICENSE.txt").read_text("utf-8").count("ParaType") > 3


def test_text_wraps_between_words_and_keeps_bound_ones_together():
    assert labels.wrap("Школы списка ШНОР", 45, 8) == ("Школы", "списка", "ШНОР")
    assert labels.wrap("Минимальный уровень,\u00a0%", 60, 8) == ("Минимальный", "уровень,\u00a0%")
    assert labels.wrap("", 45, 8) == ()


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("библиотека", ("библио-", "тека")),
        ("общественные", ("общест-", "венные")),
        ("наблюдение", ("наблю-", "дение")),
        ("профессиональное", ("профес-", "сиональ-", "ное")),
        ("ШНОР", ("ШНОР",)),
    ],
)
def test_a_long_word_breaks_by_syllables(word, lines):
    assert labels.wrap(word, 36, 8) == lines


def test_a_word_that_must_be_broken_begins_on_the_line_before_it():
    assert labels.wrap("3.2 Видеонаблюдение", 60, 8) == ("3.2 Видео-", "наблюдение")
    assert labels.wrap("Доля Видеонаблюдение", 36, 8) == ("Доля", "Видео-", "наблю-", "дение")


@given(st.text("абвгдеёжзиклмнопрст ьй", max_size=40), st.floats(20, 200))
def test_no_letter_is_lost_in_wrapping(text, room):
    joined = "".join(line.removesuffix("-") for line in labels.wrap(text, room, 8))
    assert joined.replace(" ", "") == text.replace(" ", "")


def test_labels_that_do_not_meet_stay():
    assert labels.apart([30.0, 10.0, 50.0], 10, 0, 100) == [30, 10, 50]


def test_labels_that_meet_part_evenly():
    assert labels.apart([50.0, 50.0], 10, 0, 100) == [45, 55]
    assert labels.apart([98.0, 99.0], 10, 0, 100) == [90, 100]


@given(st.lists(st.floats(-20, 120), max_size=6))
def test_labels_keep_gap_bounds_and_order(wanted):
    moved = labels.apart(wanted, 11, 0, 100)
    pairs = sorted(zip(wanted, moved, strict=True))
    heights = sorted(moved)
    assert all(-1e-9 <= height <= 100 + 1e-9 for height in moved)
    assert all(after - before >= 11 - 1e-9 for before, after in pairwise(heights))
    assert all(a[1] < b[1] for a, b in pairwise(pairs) if a[0] < b[0])


def test_too_many_labels_spread_evenly():
    assert labels.apart([5.0, 5.0, 5.0], 80, 0, 100) == pytest.approx([0, 50, 100])


def test_letters_get_more_room_than_figures_and_bold_ones_more_still():
    """Arial, to which a page without PT Sans falls back, is as wide in figures, by 8 % in letters, by 16 % in bold."""
    plain = {text: labels.width(text, 10) for text in ("медиана", "100,0")}
    bold = {text: labels.width(text, 10, bold=True) for text in plain}
    font = labels._font(True)
    for text, slack in (("медиана", 1.16), ("100,0", 1.03)):
        font.set_text(text, 0.0, flags=labels.LoadFlags.NO_HINTING)
        assert bold[text] == pytest.approx(font.get_width_height()[0] / 64 / 10 * slack)
    assert bold["медиана"] > plain["медиана"]
