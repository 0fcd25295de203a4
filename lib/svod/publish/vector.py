"""The drawing of a figure as paper takes it: plain light colours, one typeface, no links."""

from __future__ import annotations

import re

from svod.figures.palette import TOKENS

__all__ = ["TYPEFACE", "plain_svg"]

TYPEFACE = "PT Sans"
"""The bundled typeface (lib/svod/figures/fonts)."""

_COLOUR = re.compile(r"var\(--(\w+)(?:,\s*([^()]*))?\)")
_FAMILY = re.compile(r"""font-family:(?:'[^']*'|[^;"'<>])+""")
_LINK = re.compile(r"<(/?)a\b[^>]*>")


def plain_svg(svg: str) -> str:
    """Return the drawing without what only a page has.

    A colour of the page's palette becomes its light value, a stack of typefaces the bundled one, a link a group.
    A drawing that has none of them comes back as it is.

    Raises
    ------
    KeyError
        When a colour is not of the palette and says no other.
    """
    svg = _COLOUR.sub(lambda found: found[2] or TOKENS[found[1]], svg)
    return _LINK.sub(r"<\1g>", _FAMILY.sub(f"font-family:'{TYPEFACE}'", svg))
