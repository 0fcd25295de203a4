"""Pictures for formats that take no drawings: the SVG of a figure as PNG, at the resolution of print."""

from __future__ import annotations

import hashlib
import io
import re
import tempfile
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import resvg_py
from PIL import Image

from svod import paths
from svod.figures.labels import BOLD, REGULAR
from svod.figures.palette import PAPER
from svod.publish.vector import TYPEFACE, plain_svg

__all__ = ["DPI", "MM_PER_INCH", "Picture", "rasterise"]

DPI = 200
MM_PER_INCH = 25.4
COLOURS = 128  # of a picture: more than the palette and its blends at the edges of letters need
WHITE = 250  # a channel from here on is paper: averaging of colours dims it, and a printer would show dots
PACKING = 7  # of zlib: 9 takes four times as long for a tenth of the size
_VIEW = re.compile(r'<svg[^>]*\bviewBox="[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)"')
_HEAD, _ENTRY = 12, 16  # bytes of a font file's head and of an entry in its list of tables


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
        font_files=[_quick(REGULAR), _quick(BOLD)],
        font_family=TYPEFACE,
        sans_serif_family=TYPEFACE,
    )
    return Picture(_packed(png), width, width * down / across)


def _packed(png: bytes) -> bytes:
    """The picture in a palette of its own: half the bytes, no difference to the eye."""
    drawn = Image.open(io.BytesIO(png)).convert("RGB")
    few = drawn.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.putpalette([255 if channel >= WHITE else channel for channel in few.getpalette()])
    stream = io.BytesIO()
    few.save(stream, "PNG", compress_level=PACKING)
    return stream.getvalue()


def _quick(font: Path) -> str:
    """A copy of a typeface that is drawn four times faster, kept in the output folder, letter for letter the same."""
    name, data = _without_old_kerning(font)
    path = paths.output() / "fonts" / name
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
            draft.write(data)
        Path(draft.name).replace(path)
    return str(path)


@cache
def _without_old_kerning(font: Path) -> tuple[str, bytes]:
    """Name and bytes of a typeface whose table `kern` is not found.

    Pairs of letters are kerned by the table `GPOS`, which has the same; yet the old one would be read for every label.
    """
    data = bytearray(font.read_bytes())
    tables = range(_HEAD, _HEAD + _ENTRY * int.from_bytes(data[4:6], "big"), _ENTRY)
    for at in tables:
        if data[at : at + 4] == b"kern":
            data[at : at + 4] = b"kerm"  # tables are looked for in the order of their names
    return f"{hashlib.sha256(data).hexdigest()[:16]}{font.suffix}", bytes(data)
