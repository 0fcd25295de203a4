"""A notebook in JupyterLab looks like its page; a page has one style sheet."""

from __future__ import annotations

import re

from svod.report.live import live_style
from svod.report.title import opening


def test_the_sheet_is_confined_to_outputs_and_brings_no_dark_palette() -> None:
    style = live_style()
    assert style.startswith('<style class="svod-live">.jp-OutputArea-output:not(#svod){') and ":root" not in style
    assert "prefers-color-scheme:dark" not in style and "@page" not in style
    assert style.count("{") == style.count("}")
    assert re.search(r"\.bar", style) and re.search(r"--me:#", style)


def test_the_front_cell_brings_the_style_and_keeps_it_from_the_page(page) -> None:
    shown = opening(page("procedure/08-heads").report)._repr_mimebundle_()
    assert shown["text/html"].startswith('<style class="svod-live">')
    assert "svod-live" not in shown["text/plain"]
