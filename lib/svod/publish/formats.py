"""The formats of a report beside its page: each writer takes a paper and gives the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from svod.params import Params
    from svod.publish.paper import Paper

__all__ = ["FORMATS", "writer"]

FORMATS = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}
"""Suffixes of the files and what they are called, in the order in which they are offered."""


def writer(kind: str) -> Callable[[Paper, Params], bytes]:
    """The writer of a format; its library is imported now and not before."""
    return getattr(import_module(f"svod.publish.{kind}"), f"write_{kind}")
