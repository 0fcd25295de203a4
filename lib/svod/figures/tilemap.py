"""Tile map: each municipality a tile at its place, coloured by level, with its name, value and level mark."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from svod.figures.canvas import FULL_WIDTH, blank, points_of, word
from svod.figures.labels import MISSING, wrap
from svod.figures.palette import LEVEL_TEXT, ME, SOFT, level_fill

__all__ = ["frame", "in_focus", "tile_map"]

Tile = tuple[int, int, str, str | None, int | None, bool, str | None]

TILE_HEIGHT = 1.55  # cm
GAP = 2.25  # pt
EDGE = 4.0  # pt from the side of a tile to what stands in it
NAME_SIZE, VALUE_SIZE = 8.0, 13.0  # pt
LINE = 9.0  # pt between the lines of a name
MARK_WIDTH, MARK_HEIGHT = 12.0, 9.0  # pt
BARS = ((0.0, 0.45), (0.27, 0.64), (0.54, 0.82), (0.80, 1.0))  # left side and height of a raised bar, of the mark
BAR, STUB = 0.2, 0.12  # width of a bar; height of what is not raised


def frame(tiles: Sequence[Tile]) -> dict[str, float]:
    """Return size and margins for `canvas.draw`, in cm: 18 wide, as high as the rows of tiles."""
    rows = max(tile[1] for tile in tiles)
    return {"width_cm": FULL_WIDTH, "height_cm": TILE_HEIGHT * rows + 0.2}


def tile_map(ax: Axes, tiles: Sequence[Tile], shown: Sequence[Tile] | None = None) -> Axes:
    """Draw the tiles.

    Parameters
    ----------
    ax : Axes
    tiles : sequence of (column, row, short name, value text, level, is focus, address)
        Columns and rows count from 1, row 1 on top. Level 1 is «низкий», 4 is «высокий», None has neither colour nor
        mark. Value None prints «н/д». Address None makes no link.
    shown : sequence of tiles, optional
        Those that are drawn, where not all are.

    Returns
    -------
    Axes
        The same; one unit is one tile.
    """
    blank(ax)
    columns, rows = (max(tile[axis] for tile in tiles) for axis in (0, 1))
    ax.set(xlim=(0, columns), ylim=(rows, 0))
    width, height = points_of(ax)
    shown = tiles if shown is None else shown
    for tile in sorted(shown, key=lambda tile: (tile[1], tile[0])):  # links follow one another as one reads
        _tile(ax, tile, columns / width, rows / height)
    for column, row, *_, is_focus, _ in shown:
        if is_focus:  # last, so that no neighbour covers it
            x, y = GAP / 2 * columns / width, GAP / 2 * rows / height
            corner, size = (column - 1 + x, row - 1 + y), (1 - 2 * x, 1 - 2 * y)
            ax.add_artist(
                Rectangle(corner, *size, fill=False, ec=ME, lw=2.6, joinstyle="miter", clip_on=False, zorder=2)
            )
    return ax


def in_focus(region: str, own: str) -> str:
    """Return the map of a region with one tile in focus.

    A region's map is drawn once; what a page has of its own is one tile, drawn on a sheet of the same size.

    Parameters
    ----------
    region : str
        SVG of all tiles, each with an address, none in focus.
    own : str
        SVG of the tile in focus alone.

    Raises
    ------
    ValueError
        When the region has no tile of that address.
    """
    begin, edge = own.index("<a "), own.index("</a>") + len("</a>")
    address = own[begin : own.index('"', begin + len('<a href="')) + 1]
    place = region.index(address)
    after = region.index("</a>", place) + len("</a>")
    return region[:place] + own[begin:edge] + region[after:].removesuffix("</svg>") + own[edge:]


def _tile(ax: Axes, tile: Tile, x: float, y: float) -> None:
    """Draw one tile; `x` and `y` are a point in units of the axes. All on one level, so that its links are one."""
    column, row, short, value, level, is_focus, address = tile
    left, top = column - 1 + GAP / 2 * x, row - 1 + GAP / 2 * y
    right, bottom = column - GAP / 2 * x, row - GAP / 2 * y
    own = {"url": address, "zorder": 1}
    weight = "bold" if is_focus else "regular"
    color = SOFT if level is None else LEVEL_TEXT
    ax.add_artist(
        Rectangle((left, top), right - left, bottom - top, fc=level_fill(level), ec="none", clip_on=False, **own)
    )
    text = {"color": color, "weight": weight, **own}
    room = (right - left) / x - 2 * EDGE
    for line, part in enumerate(wrap(short, room, NAME_SIZE, is_focus)):
        word(ax, left + EDGE * x, top + (EDGE + 0.75 * NAME_SIZE + LINE * line) * y, part, size=NAME_SIZE, **text)
    word(ax, left + EDGE * x, bottom - (EDGE + 0.5) * y, MISSING if value is None else value, size=VALUE_SIZE, **text)
    if level is not None:
        corner = (right - (EDGE + MARK_WIDTH) * x, bottom - (EDGE + 0.5) * y)
        ax.add_artist(PathPatch(_mark(level, corner, x, y), fc=LEVEL_TEXT, ec="none", clip_on=False, **own))


def _mark(level: int, corner: tuple[float, float], x: float, y: float) -> Path:
    """Return four bars with `level` of them raised, standing on `corner`; one path."""
    raised = [(left, left + BAR, height) for left, height in BARS[:level]]
    boxes = [*raised, (raised[-1][1], 1.0, STUB)] if level < len(BARS) else raised
    shapes = []
    for left, right, height in boxes:
        x0, x1 = (corner[0] + side * MARK_WIDTH * x for side in (left, right))
        y0, y1 = corner[1], corner[1] - height * MARK_HEIGHT * y
        shapes.append(Path([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)], closed=True))
    return Path.make_compound_path(*shapes)
