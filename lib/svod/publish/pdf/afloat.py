"""Tall figures among text and tables: where they stand so that no page is left half empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["afloat"]

TALL, PAGE = 260.0, 540.0  # pt: a lower figure stands where it is; a higher one has a page almost to itself


def afloat(contents: Sequence[Mapping[str, Any]], last: bool) -> list[dict[str, Any]]:
    """Contents of a part, each tall figure told that it `floats`: where it does not fit, to the head of the next page.

    What follows runs on before it, other parts too. In the `last` part nothing is left to run on: there only a figure
    as high as a page floats, and the table that it followed runs on round it.
    """
    order: list[dict[str, Any]] = []
    for content in contents:
        floats = content["kind"] == "figure" and content["height"] > (PAGE if last else TALL)
        over = last and floats and order and order[-1]["kind"] == "table"
        order.insert(len(order) - bool(over), {**content, "floats": True} if floats else dict(content))
    return order
