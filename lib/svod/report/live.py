"""The look of a report inside JupyterLab: the style sheet of the pages, confined to the outputs of cells."""

from __future__ import annotations

import re
from functools import lru_cache

from svod import paths

__all__ = ["live_style"]

_OUTPUTS = ".jp-OutputArea-output:not(#svod)"  # the id outweighs what JupyterLab says of tables
_DARK = re.compile(r"@media screen and \(prefers-color-scheme:dark\)\{:root\{[^}]*\}\}")
_PAPER = re.compile(r"@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@lru_cache(maxsize=1)
def live_style() -> str:
    """A `<style>` that a page leaves out, for it has the sheet itself.

    Rules are nested under the outputs of cells, so that JupyterLab keeps its own look; the dark palette is dropped,
    because JupyterLab is dark by its own setting and not by the system's.
    """
    sheet = (paths.LIBRARY / "publish" / "assets" / "svod.css").read_text(encoding="utf-8")
    sheet = _PAPER.sub("", _DARK.sub("", _COMMENT.sub("", sheet))).replace(":root", "&")
    return f'<style class="svod-live">{_OUTPUTS}{{{sheet}tbody tr{{background:none}}}}</style>\n'
