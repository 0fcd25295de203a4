"""How wide words are in the typefaces of the document: enough to share out columns and to foresee lines.

Widths are those of Arial and Times New Roman (and of Liberation, which has the same), rounded to a twentieth of an em.
"""

from __future__ import annotations

from functools import lru_cache

__all__ = ["POINT", "lines_of", "width_of"]

POINT = 25.4 / 72
"""Millimetres of a point."""

_FACES = {
    "sans": {
        0.3: " \u00a0.,:;!/il", 0.35: "г()-", 0.45: "зкт", 0.5: "сухчьэ", 0.6: "длъЗКТ−●○+", 0.65: "жАБВЕЁЛРУХЧЬ",
        0.7: "мыДИЙНПСЭЯ", 0.75: "юФЦ", 0.8: "фшщОЪ", 0.85: "М", 0.9: "ЖШЫ%", 0.95: "Щ", 1.0: "Ю", 1.05: "№",
    },
    "sans bold": {
        0.3: " \u00a0.,/il", 0.35: ":;!()-", 0.4: "г", 0.5: "зкт", 0.6: "бвийнопрцчьяКТУ?−●○+", 0.65: "длЕЁЗРХ",
        0.7: "жАБВДИЙЛНПСЧЬЭЯ", 0.75: "мъЦ", 0.8: "О", 0.85: "шщыюМФЪ", 0.9: "фЖ%", 1.0: "ШЩЫ", 1.05: "Ю", 1.1: "№",
    },
    "serif": {
        0.25: " \u00a0.,", 0.3: ":;/il", 0.35: "!()-", 0.4: "гз", 0.45: "авеёстьэя?", 0.55: "ийнпцБРЬ−+", 0.6: "ГЕЁТ●○",
        0.65: "мфыВКСЧЭЯ", 0.7: "жАДИЙЛНОПУХЦЪ", 0.75: "шщю", 0.8: "Ф", 0.85: "Ы%", 0.9: "ЖМ", 0.95: "№", 1.0: "ШЩ",
        1.05: "Ю",
    },
}  # fmt: skip
_OTHER = {"sans": 0.55, "sans bold": 0.55, "serif": 0.5}
_EMS = {face: {sign: em for em, signs in rows.items() for sign in signs} for face, rows in _FACES.items()}


@lru_cache(maxsize=4096)
def width_of(words: str, points: float, face: str) -> float:
    """Width of a line of words in millimetres; `face` is `serif`, `sans` or `sans bold`."""
    ems, other = _EMS[face], _OTHER[face]
    return sum(ems.get(sign, other) for sign in words) * points * POINT


def lines_of(words: str, room: float, points: float, face: str) -> int:
    """Lines that words take on a column `room` millimetres wide."""
    lines, space = 0, width_of(" ", points, face)
    for piece in words.split("\n"):
        lines, left = lines + 1, room
        for word in piece.split(" "):
            width = width_of(word, points, face)
            if width > left and left < room:
                lines, left = lines + 1, room
            left -= width + space
    return lines
