"""The colours of the publications, by meaning. Light values; a page in dark mode puts its own in their place."""

from __future__ import annotations

__all__ = ["HAIR", "INK", "LEVELS", "LEVEL_TEXT", "ME", "OTHER", "PAPER", "RULE", "SOFT", "TOKENS", "level_fill"]

PAPER = "#ffffff"
INK = "#1b1c1e"  # text, strong rules, the median
SOFT = "#565a5f"  # notes and the text of axes
RULE = "#8f9499"
HAIR = "#dcdee0"  # decoration only: what it shows is printed too
ME = "#12507b"  # the municipality the report is about, and nothing else
OTHER = "#868b90"  # all other municipalities, reference lines
LEVELS = ("#e9a699", "#f4c690", "#f3e6a6", "#a6d1b3")  # низкий, средний, выше среднего, высокий
LEVEL_TEXT = "#1c1c1e"  # one step from INK: in dark mode ink turns light, the text on a level stays dark

TOKENS = {
    "paper": PAPER,
    "ink": INK,
    "soft": SOFT,
    "rule": RULE,
    "hair": HAIR,
    "me": ME,
    "other": OTHER,
    **{f"l{number}": fill for number, fill in enumerate(LEVELS, 1)},
    "lt": LEVEL_TEXT,
}


def level_fill(level: int | None) -> str:
    """Return the ground of a level: 1 is «низкий», 4 is «высокий», None (no level) is hair."""
    return HAIR if level is None else LEVELS[level - 1]
