"""Pictures: size on paper, resolution, the bundled typeface and no other."""

from __future__ import annotations

import struct

import pytest

from svod.publish.raster import rasterise

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><text x="5" y="20">Школа</text></svg>'


def size(png: bytes) -> tuple[int, int]:
    return struct.unpack(">II", png[16:24])


def test_a_picture_an_inch_wide_has_two_hundred_points_across() -> None:
    picture = rasterise(SVG, 25.4, 100)
    assert (picture.width, picture.height, size(picture.png)) == (25.4, 12.7, (200, 100))


def test_a_tall_drawing_is_made_narrower_until_it_fits() -> None:
    assert (rasterise(SVG, 170, 40).width, rasterise(SVG, 170, 40).height) == (80, 40)


def test_letters_are_drawn_and_the_same_drawing_gives_the_same_bytes() -> None:
    first = rasterise(SVG, 50, 100).png
    rasterise.cache_clear()
    assert rasterise(SVG, 50, 100).png == first
    assert first != rasterise(SVG.replace("Школа", ""), 50, 100).png


def test_colours_of_the_page_are_resolved() -> None:
    plain = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9H0Z" style="fill:{}"/></svg>'
    assert rasterise(plain.format("var(--me)"), 9, 9).png == rasterise(plain.format("#12507b"), 9, 9).png


def test_a_drawing_of_unknown_height_is_refused() -> None:
    with pytest.raises(ValueError, match="viewBox"):
        rasterise("<svg/>", 50, 50)
