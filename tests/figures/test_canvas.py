from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise

import matplotlib
import numpy as np
import pytest

from svod.figures import canvas
from svod.figures.palette import INK, LEVEL_TEXT, ME, TOKENS


def paint(ax) -> None:
    canvas.blank(ax)
    ax.plot([0.2, 0.8], [0.5, 0.5], "o", color=ME, clip_on=False)
    canvas.word(ax, 0.5, 0.5, "«ёлочки» & 7,5 $x_1$", size=9, color=INK, ha="center")


def test_the_same_drawing_gives_the_same_bytes():
    assert canvas.draw(paint, 6, 4, "ris-1") == canvas.draw(paint, 6, 4, "ris-1")


def test_the_figure_is_a_bare_svg_element_with_text_as_text(parsed):
    svg = canvas.draw(paint, 18, 9, "ris-1")
    root, *elements = parsed(svg)
    assert svg.startswith("<svg ") and not re.search(r"<\?|<!|<metadata|<style|xlink", svg)
    assert root.get("viewBox") == "0 0 510.24 255.12" and (root.get("width"), root.get("height")) == ("680", "340")
    assert root.get("style").startswith("font-family:'PT Sans','Segoe UI'")
    assert [element.text for element in elements if element.tag.endswith("}text")] == ["«ёлочки» & 7,5 $x_1$"]


def test_two_figures_of_a_page_share_no_id(parsed):
    first, second = (canvas.draw(paint, 6, 4, name) for name in ("ris-1", "ris-2"))
    ids = [{element.get("id") for element in parsed(svg)} - {None} for svg in (first, second)]
    assert ids == [{"ris-1-1"}, {"ris-2-1"}]
    assert first.replace("ris-1", "ris-2") == second


def test_margins_are_centimetres():
    seen = []
    canvas.draw(lambda ax: seen.append(ax.get_position()), 20, 10, "x", left=5, right=1, top=2, bottom=0.5)
    assert (seen[0].x0, seen[0].x1, seen[0].y0, seen[0].y1) == pytest.approx((0.25, 0.95, 0.05, 0.8))


def test_panels_come_as_an_array_and_stand_apart_in_centimetres():
    seen = []
    canvas.draw(seen.extend, 18, 5, "x", ncols=3, left=0.5, right=0.5, wspace=1, width_ratios=[1, 1, 3])
    boxes = [ax.get_position() for ax in np.ravel(seen)]
    gaps = [18 * (after.x0 - before.x1) for before, after in pairwise(boxes)]
    assert gaps == pytest.approx([1, 1])
    assert [18 * box.width for box in boxes] == pytest.approx([3, 3, 9])


def test_axes_know_their_size_in_points():
    seen = []
    canvas.draw(lambda ax: seen.append(canvas.points_of(ax)), 2.54, 5.08, "x", left=0, right=0, top=0, bottom=2.54)
    assert seen[0] == pytest.approx((72, 72))


def test_the_style_stays_inside():
    before = dict(matplotlib.rcParams)
    canvas.draw(paint, 6, 4, "x")
    assert dict(matplotlib.rcParams) == before


def test_a_sheet_from_the_stock_is_as_good_as_a_new_one(monkeypatch):
    monkeypatch.setattr(canvas, "_stock", {})
    fresh = canvas.draw(paint, 6, 4, "x", left=1)
    canvas.stock(1, 1, 2)
    canvas.stock(1, 1, 1)
    assert len(canvas._stock[1, 1]) == 2
    assert canvas.draw(paint, 6, 4, "x", left=1) == canvas.draw(paint, 6, 4, "x", left=1) == fresh
    assert canvas._stock == {(1, 1): []}
    assert canvas.draw(paint, 6, 4, "x", left=1) == fresh


def test_a_stroke_and_an_upright_are_what_matplotlib_draws():
    def ours(ax) -> None:
        canvas.blank(ax)
        canvas.stroke(ax, [0, 1], [0.2, 0.7], color=ME, linewidth=2, zorder=2)
        canvas.stroke(ax, [0.5], [0.5], color=INK, marker="o", markersize=5, linestyle="None")
        canvas.uprights(ax, [0.1, 0.9], 0, 1, colors=INK, linewidths=0.75)

    def theirs(ax) -> None:
        canvas.blank(ax)
        ax.plot([0, 1], [0.2, 0.7], color=ME, lw=2, zorder=2, clip_on=False)
        ax.plot([0.5], [0.5], "o", color=INK, ms=5, clip_on=False)
        ax.vlines([0.1, 0.9], 0, 1, colors=INK, lw=0.75, clip_on=False)

    assert canvas.draw(ours, 6, 4, "x") == canvas.draw(theirs, 6, 4, "x")


def test_a_label_stands_where_an_annotation_does():
    place = {"xytext": (3, -5), "size": 9, "color": INK, "ha": "right"}

    def ours(ax) -> None:
        canvas.blank(ax)
        canvas.label(ax, "7,5", (0.5, 0.5), **place)

    def theirs(ax) -> None:
        canvas.blank(ax)
        ax.annotate("7,5", (0.5, 0.5), textcoords="offset points", **place)

    assert canvas.draw(ours, 6, 4, "x") == canvas.draw(theirs, 6, 4, "x")


def test_a_page_recolours_by_token():
    svg = canvas.draw(paint, 6, 4, "x")
    themed = canvas.themed(svg)
    assert f"fill:var(--me,{ME})" in themed and f"fill:var(--ink,{INK})" in themed
    assert canvas.themed(LEVEL_TEXT) == f"var(--lt,{LEVEL_TEXT})"
    for token, color in TOKENS.items():
        themed = themed.replace(f"var(--{token},{color})", color)
    assert themed == svg


def test_nothing_of_matplotlib_happens_at_import():
    code = """
import sys
from matplotlib import rcParams
from matplotlib.font_manager import fontManager
before = rcParams["svg.fonttype"], len(fontManager.ttflist)
import svod.figures.canvas, svod.figures.heatmap, svod.figures.slope, svod.figures.tilemap, svod.figures.expectation
assert (rcParams["svg.fonttype"], len(fontManager.ttflist)) == before
svod.figures.canvas.draw(lambda ax: None, 2, 2, "x")
assert len(fontManager.ttflist) == before[1] + 2
assert "matplotlib.pyplot" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
