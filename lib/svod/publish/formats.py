"""The formats of a report beside its page: each writer takes a paper and gives the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from svod.params import Params
    from svod.publish.paper import Paper

__all__ = ["FORMATS", "writer"]

FORMATS = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}
"""Suffixes of the files and what they are called, in the order in which they are offered."""


def writer(kind: str) -> Callable[[Paper, Params], bytes]:
    """The writer of a format, which tells a report's corrections first; its library is imported now, not before."""
    write = getattr(import_module(f"svod.publish.{kind}"), f"write_{kind}")

    @wraps(write)
    def told(paper: Paper, params: Params) -> bytes:
        from svod.publish.paper import corrected

        return write(corrected(paper, params.publication.errata), params)

    return told
