"""One cell of a sheet: text that stays text, a number with the format that makes it read as it is printed."""

from __future__ import annotations

import re
from functools import lru_cache

from openpyxl.cell import Cell

from svod.publish.paper import Content
from svod.wording.numbers import NBSP, number

__all__ = ["inert", "is_formula", "is_number", "number_format", "put", "shown", "value_of"]

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_BLANK = re.compile(r"[\t\r\n]+")
_NUMERAL = re.compile(rf"[+−]?\d+(?:{NBSP}\d{{3}})*(?:,\d+)?")
_MINUS = '"−"'
_LONGEST = 200  # characters around a number; Excel takes a format of 255


def inert(text: str) -> str:
    """Text without control characters, on one line."""
    return _CONTROL.sub("", _BLANK.sub(" ", text))


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula if it were typed."""
    return text.lstrip().startswith(("=", "+", "-", "@"))


def put(cell: Cell, given: str | float | int) -> None:
    """Write a value; a text is stored as text, whatever it begins with."""
    if isinstance(given, str):
        cell.value = inert(given)
        cell.data_type = "s"
    else:
        cell.value = given


@lru_cache(maxsize=1 << 16)
def number_format(text: str, value: float) -> str | None:
    """Format under which a value reads as its text.

    Parameters
    ----------
    text : str
        As printed: «12,5», «+0,4», «75 %», «71 из 71», «–» for a nought.
    value : float
        Never read from the text.

    Returns
    -------
    str or None
        `0.0`, `+0.0;"−"0.0`, `0" %"`, `0" из 71"`, `"–"`; None when the text does not say the value.
    """
    if text and value == 0 and not any(map(str.isdigit, text)):
        return _literal(text)
    for found in _NUMERAL.finditer(text):
        said = found[0].lstrip("+")
        digits = len(said.partition(",")[2])
        if said == number(value, digits) and len(text) <= _LONGEST:
            before, after = _literal(text[: found.start()]), _literal(text[found.end() :])
            code = ("#,##0" if NBSP in said else "0") + ("." + "0" * digits if digits else "")
            if found[0].startswith("+"):
                return f"{before}+{code}{after};{before}{_MINUS}{code}{after}"
            if value < 0:
                minus = _MINUS if said.startswith("−") else ""
                return f"{before}{code}{after};{before}{minus}{code}{after}"
            return before + code + after
    return None


def _literal(text: str) -> str:
    """Words inside a number format."""
    return f'"{inert(text).replace(chr(34), "”")}"' if text else ""


def is_number(content: Content) -> bool:
    """Whether a cell is a number."""
    return value_of(content)[0] is not None


def value_of(content: Content) -> tuple[float | None, str]:
    """The number of a cell and its format; no number where there is none or where the text says another one."""
    value = content.get("value")
    if value is None:
        return None, "@"
    code = number_format(content["text"], value)
    return (None, "@") if code is None else (value, code)


def shown(content: Content) -> str:
    """Text of a cell: as printed, a level with its mark."""
    return f"{content['mark']} {content['text']}" if "mark" in content else content["text"]
