"""The compiler: data in, PDF out. Text in the data is text and never markup."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from matplotlib.ft2font import FT2Font

from svod.errors import BuildError
from svod.figures.labels import FONTS, REGULAR

__all__ = ["printable", "ready", "typeset"]

_HERE = Path(__file__).parent
_STANDARD = "ua-1"  # PDF/UA: tagged, titled, every picture described
_NO_SIGN = "?"
_TOP = 25.0  # mm from the upper edge: nothing stands above


@cache
def _compiler() -> typst.Compiler:
    """One for the process: it remembers the fonts, the template and whatever two documents have in common."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(str(_HERE / "report.typ"), root=str(_HERE), font_paths=fonts, ignore_system_fonts=True)


def ready() -> None:
    """Have fonts and signs read before forks need them; compiles nothing."""
    _compiler()
    _signs()


@cache
def _started() -> int:
    """The process whose threads compile."""
    return os.getpid()


@cache
def _signs() -> frozenset[str]:
    """What the typeface can print."""
    return frozenset(map(chr, FT2Font(str(REGULAR)).get_charmap())) - set(map(chr, range(32))) | {"\n"}


def printable(given: Any) -> Any:
    """Plain values with every sign that the typeface lacks replaced by a question mark.

    A file with such a sign in it would be refused: PDF/UA allows none without a shape.
    """
    if isinstance(given, str):
        known = _signs()
        return given if known.issuperset(given) else "".join(sign if sign in known else _NO_SIGN for sign in given)
    if isinstance(given, Mapping):
        return {key: printable(value) for key, value in given.items()}
    return [printable(item) for item in given] if isinstance(given, list | tuple) else given


def typeset(data: Mapping[str, Any], day: datetime) -> bytes:
    """Typeset a document; a report closer than usual where that spares it a last page of signatures alone.

    Parameters
    ----------
    data : mapping
        What report.typ reads, as plain values.
    day : datetime
        What the file says of its date; the same data and day give the same bytes.

    Raises
    ------
    BuildError
        When the compiler refuses, in its own words.
    RuntimeError
        In a fork of a process that has compiled: the compiler's threads stayed there, and it would wait for ever.
    """
    if _started() != os.getpid():
        raise RuntimeError(f"process {_started()} compiled before it forked: compile in its forks only")
    usual = _compiled({**data, "tight": False}, day)
    if data["levels"] > 1 or not _signed_alone():
        return usual
    close = _compiled({**data, "tight": True}, day)
    return usual if _signed_alone() else close


def _signed_alone() -> bool:
    """Whether the signatures of what was compiled last stand at the very top of a page."""
    return any(top < _TOP for top in json.loads(_compiler().query("<signed>", field="value")))


def _compiled(data: Mapping[str, Any], day: datetime) -> bytes:
    try:
        return _compiler().compile(
            sys_inputs={"data": json.dumps(printable(data), ensure_ascii=False)},
            format="pdf",
            pdf_standards=_STANDARD,
            timestamp=day,
        )
    except typst.TypstError as error:
        raise BuildError(f"PDF не собран: {error}") from error
