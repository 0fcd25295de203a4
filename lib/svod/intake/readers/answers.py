"""Answers as protocols of ГИА print them: «++-+2» for short answers, «2(2)1(3)» for extended ones."""

from __future__ import annotations

import math
import re

from svod.intake.cells import Cell, Unreadable, plain, quoted, text

__all__ = ["Answers", "extended", "short"]

Answers = tuple[tuple[float, float | None], ...]
"""Points and the most points of every task in order; NaN: not done; None: the string does not say the most."""

_TOKEN = re.compile(r"(?P<points>[+\-−–—]|[0-9]|[ХхXx])(?:\((?P<most>[0-9]{1,2})\))?")
_EXTENDED = re.compile(r"(?P<points>[0-9]{1,2}|[\-−–—ХхXx])\((?P<most>[0-9]{1,2})\)")


def short(cell: Cell) -> Answers:
    """Tasks with a short answer, one sign each: + is 1, - is 0 (wrong or no answer), a digit is points, Х not done.

    Raises
    ------
    Unreadable
        When the string has another sign in it.
    """
    return _split(cell, _TOKEN, "Один знак на задание: «+», «-», цифра или «Х», например «++-+2»")


def extended(cell: Cell) -> Answers:
    """Tasks with an extended answer: points and in brackets the most; a dash or Х before the brackets: not done.

    Raises
    ------
    Unreadable
        When the string has something else in it, or more points than the most.
    """
    return _split(cell, _EXTENDED, "На каждое задание балл и в скобках максимум, например «2(2)1(3)»")


def _split(cell: Cell, token: re.Pattern[str], allowed: str) -> Answers:
    word = plain(text(cell) or "").replace(" ", "").replace(";", "")
    signs = list(token.finditer(word))
    if "".join(one[0] for one in signs) != word:
        raise Unreadable(f"{quoted(cell)} – не строка ответов", allowed, "Верните строку из протокола текстом")
    found = []
    for one in signs:
        most = float(one["most"]) if one["most"] else None
        points = _points(one["points"], wrong=0.0 if token is _TOKEN else math.nan)
        if most is not None and points > most:
            told = f"{quoted(cell)}: баллов {points:g} из {most:g}"
            raise Unreadable(told, "Баллов не больше максимума в скобках", "Исправьте балл или максимум")
        found.append((points, 1.0 if most is None and not one["points"].isdigit() else most))
    return tuple(found)


def _points(sign: str, wrong: float) -> float:
    if sign.isdigit():
        return float(sign)
    return 1.0 if sign == "+" else math.nan if sign in "ХхXx" else wrong
