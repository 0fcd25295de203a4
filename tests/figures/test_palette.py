from __future__ import annotations

import pytest

from svod.figures import palette


def luminance(color: str) -> float:
    """Relative luminance by the WCAG formula."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("fill", palette.LEVELS)
def test_text_on_a_level_is_legible(fill):
    assert contrast(palette.LEVEL_TEXT, fill) >= 7


@pytest.mark.parametrize("color", [palette.INK, palette.SOFT, palette.ME])
def test_text_on_paper_is_legible(color):
    assert contrast(color, palette.PAPER) >= 4.5


def test_missing_on_hair_is_legible():
    assert contrast(palette.SOFT, palette.HAIR) >= 4.5


def test_other_lines_can_be_seen():
    assert contrast(palette.OTHER, palette.PAPER) >= 3


def test_every_token_has_a_colour_of_its_own():
    assert len(set(palette.TOKENS.values())) == len(palette.TOKENS) == 12


def test_levels_count_from_one_and_none_is_hair():
    assert [palette.level_fill(level) for level in (1, 2, 3, 4)] == list(palette.LEVELS)
    assert palette.level_fill(None) == palette.HAIR
