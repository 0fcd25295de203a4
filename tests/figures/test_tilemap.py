from __future__ import annotations

import pytest
import yaml
from matplotlib.colors import to_hex
from matplotlib.patches import PathPatch, Rectangle

from svod import paths
from svod.figures.canvas import draw
from svod.figures.palette import HAIR, LEVELS, ME
from svod.figures.tilemap import frame, in_focus, tile_map

TILES = [
    (2, 2, "Троицкий р.", "62", 3, True, "troitskiy-mr.html"),
    (1, 1, "Ашинский", "57", 2, False, "ashinskiy-mr.html"),
    (3, 1, "Верх. Уфалей", "95", 4, False, None),
    (1, 2, "Миасс", "12", 1, False, None),
    (2, 1, "Уйский", None, None, False, None),
]


@pytest.fixture
def drawn(ax):
    return tile_map(ax, TILES)


def grounds(ax) -> dict[tuple[int, int], str]:
    """Return the ground of every tile by its column and row, counted from 1."""
    squares = [patch for patch in ax.patches if isinstance(patch, Rectangle) and patch.get_fill()]
    return {(int(patch.get_x()) + 1, int(patch.get_y()) + 1): to_hex(patch.get_facecolor()) for patch in squares}


def test_each_tile_stands_at_its_place_on_the_ground_of_its_level(drawn):
    low, average, above, high = LEVELS
    assert grounds(drawn) == {(1, 1): average, (2, 1): HAIR, (3, 1): high, (1, 2): low, (2, 2): above}


def test_name_and_value_are_written_and_a_missing_value_said(drawn, words):
    texts = words(drawn)
    assert {"Троицкий р.", "62", "Ашинский", "57", "Уйский", "н/д"} <= texts.keys()
    assert texts["62"].get_weight() == "bold" and texts["57"].get_weight() == "regular"
    assert texts["Ашинский"].get_position()[1] < texts["57"].get_position()[1] < 1


def test_the_mark_raises_as_many_bars_as_the_level(drawn):
    bars = {}
    for patch in (patch for patch in drawn.patches if isinstance(patch, PathPatch)):
        heights = [float(bar[:, 1].max() - bar[:, 1].min()) for bar in patch.get_path().to_polygons()]
        place = tuple(patch.get_path().vertices.min(axis=0).astype(int) + 1)
        bars[place] = sum(height > 0.3 * max(heights) for height in heights), len(heights)
    assert bars == {(1, 2): (1, 2), (1, 1): (2, 3), (2, 2): (3, 4), (3, 1): (4, 4)}


def test_the_focus_is_outlined_in_its_colour_on_top(drawn):
    (edge,) = (patch for patch in drawn.patches if isinstance(patch, Rectangle) and not patch.get_fill())
    assert to_hex(edge.get_edgecolor()) == ME and (int(edge.get_x()), int(edge.get_y())) == (1, 1)
    assert edge.get_zorder() > max(patch.get_zorder() for patch in drawn.patches if patch is not edge)


def test_a_tile_is_one_link_and_links_follow_as_one_reads(parsed):
    svg = draw(lambda ax: tile_map(ax, TILES), name="ris-1", **frame(TILES))
    links = [element for element in parsed(svg) if element.tag.endswith("}a")]
    assert [link.get("href") for link in links] == ["ashinskiy-mr.html", "troitskiy-mr.html"]
    assert ["".join(link.itertext()) for link in links] == ["Ашинский57", "Троицкий р.62"]


def test_a_long_name_takes_two_lines_inside_its_tile():
    tiles = [*TILES, (9, 1, "Усть-Катав", "1", 1, False, None)]
    seen = []
    draw(lambda ax: seen.append(tile_map(ax, tiles)), name="x", **frame(tiles))
    texts = [text.get_text() for text in seen[0].texts]
    assert "Верх." in texts and "Уфалей" in texts and "Усть-Катав" in texts


def test_the_region_fits_its_map():
    region = yaml.safe_load((paths.params() / "region.yml").read_text("utf-8"))["municipalities"]
    tiles = [(*(m["tile"][key] for key in ("column", "row", "short")), "50", 2, False, None) for m in region]
    size = frame(tiles)
    seen = []
    draw(lambda ax: seen.append(tile_map(ax, tiles)), name="x", **size)
    assert len(grounds(seen[0])) == len(region)
    assert size["width_cm"] == 18 and 12 < size["height_cm"] < 16


LINKED = [(*tile[:5], False, f"{tile[2]}.html") for tile in TILES]


@pytest.mark.parametrize("place", range(len(TILES)))
def test_a_tile_put_in_focus_is_the_map_drawn_with_it_in_focus(place):
    lit = [(*tile[:5], index == place, tile[6]) for index, tile in enumerate(LINKED)]
    size = frame(LINKED)
    region = draw(lambda ax: tile_map(ax, LINKED), name="ris-8-1", **size)
    own = draw(lambda ax: tile_map(ax, LINKED, [lit[place]]), name="ris-8-1", **size)
    assert in_focus(region, own) == draw(lambda ax: tile_map(ax, lit), name="ris-8-1", **size) != region


def test_a_tile_of_another_region_cannot_be_put_in_focus():
    own = draw(lambda ax: tile_map(ax, LINKED, [(1, 1, "Уфа", "1", 1, True, "ufa.html")]), name="a", **frame(LINKED))
    with pytest.raises(ValueError, match="substring"):
        in_focus(draw(lambda ax: tile_map(ax, LINKED), name="a", **frame(LINKED)), own)
