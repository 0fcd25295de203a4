"""Tall figures among text and tables: where they stand so that no page is left half empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["afloat"]

TALL = 260.0  # pt: a lower figure stands where it is
LINE, LETTERS = 18.0, 90  # height of a line of prose in points, and how many letters it holds


def afloat(contents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Contents of a part, each tall figure before the long table it followed, if the rest can fill the page over it.

    A figure with `floats` goes to the foot of its page or of the next one, and what follows runs on above it; it never
    comes before the heading of its part. Where too little follows, a figure stands where it is.
    """
    order: list[dict[str, Any]] = []
    start = 0  # before it stands another figure, or what runs on round it
    for index, content in enumerate(contents):
        if not _tall(content):
            order.append(dict(content))
            start = len(order) if content["kind"] == "figure" else start
            continue
        place = next((at for at in reversed(range(start, len(order))) if _breaks(order[at])), len(order))
        after = contents[index + 1 :]
        after = after[: next((at for at, one in enumerate(after) if _tall(one)), len(after))]
        floats = sum(map(_height, [*order[place:], *after])) >= content["height"]
        order.insert(place if floats else len(order), {**content, "floats": floats})
        start = len(order)
    return order


def _tall(content: Mapping[str, Any]) -> bool:
    return content["kind"] == "figure" and content["height"] > TALL


def _breaks(content: Mapping[str, Any]) -> bool:
    return content["kind"] == "table" and not content["short"]


def _height(content: Mapping[str, Any]) -> float:
    """Roughly how much of a page the content takes, in points."""
    if "height" in content:
        return content["height"]
    return _letters(content) / LETTERS * LINE + LINE


def _letters(given: Any) -> int:
    """How many letters all words of a content have."""
    if isinstance(given, str):
        return len(given)
    if isinstance(given, Mapping):
        return sum(_letters(value) for key, value in given.items() if key not in {"kind", "to", "label"})
    return sum(map(_letters, given)) if isinstance(given, list) else 0
