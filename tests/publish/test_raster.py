"""Pictures: size on paper, resolution, the bundled typeface and no other."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
import resvg_py
from PIL import Image, ImageChops

from svod.figures.labels import BOLD, REGULAR
from svod.figures.palette import LEVELS
from svod.publish.raster import _quick, rasterise
from svod.publish.vector import TYPEFACE

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


def drawn(words: str, *fonts: str) -> bytes:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40"><text y="25">{words}</text></svg>'
    return resvg_py.svg_to_bytes(
        svg_string=svg, skip_system_fonts=True, font_files=list(fonts), font_family=TYPEFACE, background="#fff"
    )


@pytest.mark.parametrize("words", ["ГОСТ, АТУ. Тула", "Ашинский МР 45,6", "AVATAR «№ 7»"])
def test_the_quick_typeface_is_kerned_as_the_bundled_one(words: str) -> None:
    for font in (REGULAR, BOLD):
        assert drawn(words, _quick(font)) == drawn(words, str(font))


def test_the_quick_typeface_is_made_anew_when_the_output_is_emptied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    made = Path(_quick(REGULAR))
    data = made.read_bytes()
    made.unlink()
    assert (Path(_quick(REGULAR)), made.read_bytes()) == (made, data)
    assert [one.name for one in made.parent.iterdir()] == [made.name]


def test_few_colours_look_the_same_and_the_paper_is_white() -> None:
    fills = "".join(f'<path d="M{i} 0H{i + 1}V5H{i}Z" style="fill:{fill}"/>' for i, fill in enumerate(LEVELS))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">{fills}<text y="8" font-size="3">Школа</text></svg>'
    )
    packed = Image.open(io.BytesIO(rasterise(svg, 50, 100).png))
    assert packed.mode == "P" and packed.convert("RGB").getpixel((packed.width - 1, 0)) == (255, 255, 255)
    whole = resvg_py.svg_to_bytes(
        svg_string=svg, width=packed.width, skip_system_fonts=True, font_files=[str(REGULAR)],
        font_family=TYPEFACE, sans_serif_family=TYPEFACE, background="#ffffff",
    )  # fmt: skip
    apart = ImageChops.difference(packed.convert("RGB"), Image.open(io.BytesIO(whole)).convert("RGB"))
    assert max(high for _, high in apart.getextrema()) <= 32
    assert len(rasterise(svg, 50, 100).png) < len(whole)


def test_a_drawing_of_unknown_height_is_refused() -> None:
    with pytest.raises(ValueError, match="viewBox"):
        rasterise("<svg/>", 50, 50)
