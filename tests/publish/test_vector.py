"""Drawings as paper takes them."""

from __future__ import annotations

import re

import pytest

from svod.figures.canvas import themed
from svod.figures.palette import ME
from svod.figures.svg import FAMILY
from svod.publish.vector import plain_svg


def test_colours_of_the_page_become_light_ones_and_links_groups() -> None:
    page = '<svg><a href="../x.html" style="text-decoration:none"><path style="fill:var(--me,#12507b)"/></a></svg>'
    assert plain_svg(page) == '<svg><g><path style="fill:#12507b"/></g></svg>'
    assert plain_svg('<path stroke="var(--me)"/>') == f'<path stroke="{ME}"/>'


def test_the_typeface_is_the_bundled_one() -> None:
    drawn = f'<svg style="font-family:{FAMILY};stroke-linejoin:round"><text>Доля «5+»; a&lt;b</text></svg>'
    expected = "<svg style=\"font-family:'PT Sans';stroke-linejoin:round\"><text>Доля «5+»; a&lt;b</text></svg>"
    assert plain_svg(drawn) == expected


def test_what_a_page_recolours_comes_back_as_it_was_drawn() -> None:
    drawn = '<svg><path style="fill:none;stroke:#dcdee0"/><text style="fill:#565a5f">82 %</text></svg>'
    assert re.search(r"var\(", themed(drawn))
    assert plain_svg(themed(drawn)) == drawn == plain_svg(drawn)


def test_an_unknown_colour_is_an_error() -> None:
    with pytest.raises(KeyError, match="gold"):
        plain_svg('<path fill="var(--gold)"/>')
