"""What one cell says: numbers as people and Excel write them, codes, dates, words."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from svod.contracts.indicators import Printed, is_whole

__all__ = ["Cell", "Unreadable", "code", "day", "nothing", "number", "plain", "printed", "quoted", "text", "whole"]

Cell = str | float | int | bool | date | datetime | time | timedelta | None

LONGEST = 30
"""Digits of the whole part of a number: what is longer was never a number."""

_NOTHING = {"", "н/д", "н\\д", "нд", "н.д.", "н. д.", "н.д", "-", "–", "—", "−", "нет данных"}
_NUMBER = re.compile(r"[+−-]?([0-9]{1,3}(?: [0-9]{3})+|[0-9]+)([.,][0-9]+)?")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
_DAYS = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%d/%m/%Y")


class Unreadable(ValueError):
    """A cell that cannot be what its column holds: three Russian clauses without the place."""

    def __init__(self, message: str, allowed: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.allowed, self.remedy = message, allowed, remedy


def plain(word: str) -> str:
    """Text with letters composed, invisible characters dropped and every run of spaces as one."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", word)).split())


def quoted(cell: Cell) -> str:
    """A cell in quotes for a message, long ones cut."""
    word = plain(_written(cell))
    return f"«{word[:60]}…»" if len(word) > 60 else f"«{word}»"


def text(cell: Cell) -> str | None:
    """Words of a cell, None for an empty one."""
    return plain(_written(cell)) or None


def nothing(cell: Cell) -> bool:
    """Whether a cell is empty or says so: «н/д», «нд», a dash."""
    return plain(_written(cell)).lower() in _NOTHING


def number(cell: Cell) -> Decimal | None:
    """Number of a cell: decimal comma or point, spaces between thousands; None for empty and «н/д».

    A number of Excel is taken with the 15 significant digits that Excel itself shows, so that 0.1 + 0.2 is 0.3.

    Raises
    ------
    Unreadable
        When the cell holds something else.
    """
    if isinstance(cell, date | time | timedelta):
        raise Unreadable(
            f"вместо числа дата {quoted(cell)}",
            "Excel принял число за дату",
            "Задайте ячейке числовой формат и впишите число заново",
        )
    if isinstance(cell, float) and not math.isfinite(cell):
        raise Unreadable(f"{quoted(cell)} – не число", "Нужно конечное число", "Исправьте ячейку")
    if nothing(cell):
        return None
    word = plain(_written(cell))
    if isinstance(cell, bool) or not (isinstance(cell, int | float) or _NUMBER.fullmatch(word)):
        raise Unreadable(
            f"{quoted(cell)} – не число",
            "Допустимы число, пустая ячейка или «н/д»",
            "Уберите из ячейки всё, кроме числа",
        )
    found = Decimal(word.replace(" ", "").replace(",", ".").replace("−", "-"))
    if found.adjusted() >= LONGEST:
        raise Unreadable(f"число {quoted(cell)} слишком велико", f"В числе не больше {LONGEST} цифр", "Исправьте число")
    return found


def whole(cell: Cell) -> int | None:
    """Whole number of a cell; None for empty and «н/д».

    Raises
    ------
    Unreadable
        When the cell holds something else, or «1.000», which may be a thousand.
    """
    found = number(cell)
    if found is None or is_whole(found):
        return None if found is None else int(found)
    raise Unreadable(f"{quoted(cell)} – не целое число", "Нужно целое число", "Исправьте число")


def printed(cell: Cell) -> Printed | None:
    """Value as the form shows it: 0.82, 82, «82,4» or «82 %»."""
    word = plain(cell) if isinstance(cell, str) else ""
    found = number(word[:-1] if word.endswith("%") else cell)
    return None if found is None else Printed(found, word.endswith("%"))


def code(cell: Cell, known: Collection[str]) -> str | None:
    """Code of an indicator, written as text or turned by Excel into a number; None for an empty cell.

    Raises
    ------
    Unreadable
        For a date that Excel made of a code, and for a number that two codes could have become (7.1 and 7.10).
    """
    if isinstance(cell, date | time | timedelta):
        guess = f"{cell.day}.{cell.month}" if isinstance(cell, date) else ""
        raise Unreadable(
            f"вместо кода дата {quoted(cell)}",
            f"Вероятно, код {guess}: Excel принял его за дату" if guess in known else "",
            "Задайте ячейке текстовый формат и впишите код заново",
        )
    word = plain(_written(cell)).replace(",", ".").rstrip(".")
    if not isinstance(cell, str) and {word, f"{word}0"} <= set(known):
        raise Unreadable(
            f"код {quoted(cell)} записан числом",
            f"Это может быть {word} или {word}0",
            "Задайте ячейке текстовый формат и впишите код заново",
        )
    return word or None


def day(cell: Cell) -> date | None:
    """Date of a cell: a date of Excel, «01.09.2021» or «2021-09-01»; None for empty and «н/д».

    Raises
    ------
    Unreadable
        When the cell holds something else.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if nothing(cell):
        return None
    for form in _DAYS if isinstance(cell, str) else ():
        try:
            return datetime.strptime(plain(cell), form).date()
        except ValueError:
            continue
    raise Unreadable(
        f"{quoted(cell)} – не дата", "Нужна дата Excel или запись вида 01.09.2021", "Исправьте ячейку или её формат"
    )


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ИСТИНА" if cell else "ЛОЖЬ"
    if isinstance(cell, float):
        return format(cell, ".15g")
    if isinstance(cell, date):
        return f"{cell:%d.%m}.{cell.year}"
    return str(cell)
