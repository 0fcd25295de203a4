"""Pictures for formats that take no drawings: the SVG of a figure as PNG, at the resolution of print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import resvg_py

from svod.figures.labels import BOLD, REGULAR
from svod.figures.palette import PAPER
from svod.publish.vector import TYPEFACE, plain_svg

__all__ = ["DPI", "MM_PER_INCH", "Picture", "rasterise"]

DPI = 200
MM_PER_INCH = 25.4
_VIEW = re.compile(r'<svg[^>]*\bviewBox="[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)"')


@dataclass(frozen=True)
class Picture:
    """A PNG and the size, in millimetres, at which it is printed."""

    png: bytes
    width: float
    height: float


@lru_cache(maxsize=64)
def rasterise(svg: str, width: float, tallest: float) -> Picture:
    """Draw a figure as large as fits into `width` × `tallest` millimetres, on white, with the bundled typeface alone.

    Raises
    ------
    ValueError
        When the drawing has no `viewBox`, so that nothing says how tall it is.
    """
    if not (found := _VIEW.search(svg)):
        raise ValueError("у рисунка нет viewBox: его высота неизвестна")
    across, down = float(found[1]), float(found[2])
    width = min(width, tallest * across / down)
    png = resvg_py.svg_to_bytes(
        svg_string=plain_svg(svg),
        width=round(width / MM_PER_INCH * DPI),
        background=PAPER,
        skip_system_fonts=True,
        font_files=[str(REGULAR), str(BOLD)],
        font_family=TYPEFACE,
        sans_serif_family=TYPEFACE,
    )
    return Picture(png, width, width * down / across)
