"""What is written on a figure: numbers with a decimal comma, lines of text that fit, labels that keep apart."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from math import floor

from matplotlib.ft2font import FT2Font, LoadFlags

from svod import paths

__all__ = [
    "BOLD",
    "MISSING",
    "REGULAR",
    "Formatter",
    "Number",
    "apart",
    "comma",
    "formatter",
    "missing",
    "width",
    "wrap",
]

Number = int | float | Fraction
Formatter = Callable[[Number], str]

MISSING = "н/д"
FONTS = paths.LIBRARY / "figures" / "fonts"
REGULAR, BOLD = FONTS / "PTS55F.ttf", FONTS / "PTS75F.ttf"

MINUS, NBSP, SOFT_HYPHEN = "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}", "\N{SOFT HYPHEN}"
GROUPS_FROM = 10_000  # «9999», but «10 000»
MEASURED_AT = 100  # size at which text is measured: large enough for hinting not to matter
# A page without PT Sans falls back to a font as wide as Arial: letters are wider by so much, figures hardly at all.
SLACK = {False: 1.08, True: 1.16}
DIGITS_SLACK = 1.03

VOWELS, CONSONANTS, STOPS = "аеёиоуыэюя", "бвгджзклмнпрстфхцчшщ", "бвгджзкпстфхцчшщ"
BREAKS = (  # each marks the letter after which a word may be broken; two letters at least stay before it
    rf"(?<=\w\w)([{VOWELS}])(?=[{CONSONANTS}][{VOWELS}])",  # библио-те-ка: a consonant opens a syllable
    rf"(?<=\w\w)([{VOWELS}])(?=[{STOPS}][лр][{VOWELS}])",  # видеона-блюдение: so do two that sound as one
    rf"(?<=\w[{VOWELS}])([{STOPS}](?![лр])|[лмнр])(?=[{CONSONANTS}][{VOWELS}])",  # клас-сы: between two consonants
    rf"(?<=[{VOWELS}][{CONSONANTS}])([{CONSONANTS}])(?=[{CONSONANTS}][{VOWELS}])",  # общест-венный: and before a third
    rf"(?<=\w\w)([йьъ])(?=[{CONSONANTS}][{VOWELS}{CONSONANTS}])",  # боль-шой: a letter that closes a syllable
)


def missing(value: Number | None) -> bool:
    """Tell whether there is no value: None or NaN."""
    return value is None or value != value


def comma(value: Number, digits: int | None = None, *, signed: bool = False) -> str:
    """Print a number in Russian: 0.125 -> «0,13», -1 -> «−1», 10000 -> «10 000».

    Parameters
    ----------
    value : int, float or Fraction
        A float is taken as the decimal it prints as, so that 2.675 rounds to 2.68.
    digits : int, optional
        Decimals to print; without it up to two, and no zeros at the end. Halves go up.
    signed : bool
        Print «+» before what is above zero: for changes.
    """
    exact = Fraction(str(float(value))) if not isinstance(value, int | Fraction) else Fraction(value)
    places = 2 if digits is None else digits
    units = floor(exact * 10**places + Fraction(1, 2))
    whole, rest = divmod(abs(units), 10**places)
    tail = f"{rest:0{places}d}" if places else ""
    if digits is None:
        tail = tail.rstrip("0")
    head = f"{whole:,}".replace(",", NBSP) if whole >= GROUPS_FROM else str(whole)
    sign = MINUS if units < 0 else "+" if signed and units > 0 else ""
    return f"{sign}{head},{tail}" if tail else sign + head


def formatter(digits: int | None = None, *, signed: bool = False) -> Formatter:
    """Return the printer of one figure's numbers; what is missing becomes «н/д»."""
    return lambda value: MISSING if missing(value) else comma(value, digits, signed=signed)


@cache
def _font(bold: bool) -> FT2Font:
    # From memory: forks of one process would share the position in an open file, and read each other's glyphs.
    font = FT2Font(io.BytesIO((BOLD if bold else REGULAR).read_bytes()))
    font.set_size(MEASURED_AT, 72)
    return font


@lru_cache(maxsize=4096)
def width(text: str, size: float, bold: bool = False) -> float:
    """Measure a line of text in points, with room for a wider fallback font."""
    font = _font(bold)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    slack = SLACK[bold] if any(map(str.isalpha, text)) else DIGITS_SLACK
    return font.get_width_height()[0] / 64 * size / MEASURED_AT * slack


@lru_cache(maxsize=1024)
def wrap(text: str, room: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """Break text into lines no wider than `room` points, within words by syllables where it must be.

    A syllable that is still too wide stays whole.
    """
    lines, line = [], ""
    for word in text.split(" "):
        syllables = _syllables(word)
        fits = [width(tried, size, bold) <= room for tried in (f"{line} {word}", word, f"{line} {syllables[0]}-")]
        if line and not fits[0] and (fits[1] or not fits[2]):
            lines.append(line)
            line = ""
        line = f"{line} ".lstrip()
        if width(line + word, size, bold) <= room:
            line += word
            continue
        for index, part in enumerate(syllables, 1):
            hyphen = "-" if index < len(syllables) else ""
            if line.strip() and width(line + part + hyphen, size, bold) > room:
                lines.append(f"{line}-")
                line = ""
            line += part
    return (*lines, line) if line else tuple(lines)


def _syllables(word: str) -> list[str]:
    """Split a word where it may be broken."""
    for pattern in BREAKS:
        word = re.sub(pattern, rf"\1{SOFT_HYPHEN}", word, flags=re.IGNORECASE)
    return word.split(SOFT_HYPHEN)


def apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move labels no further than they must for `gap` to lie between any two, within `low` and `high`.

    The least squares answer: positions less their own gaps are pooled wherever they go down. Where there is no room
    for all gaps, the labels spread evenly.

    Parameters
    ----------
    wanted : sequence of float
        Where each label would like to be, in any order.
    gap, low, high : float
        In the same unit.

    Returns
    -------
    list of float
        In the order of `wanted`.
    """
    if len(wanted) > 1:
        gap = min(gap, (high - low) / (len(wanted) - 1))
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    pools: list[tuple[float, int]] = []
    for step, index in enumerate(order):
        mean, size = wanted[index] - step * gap, 1
        while pools and pools[-1][0] > mean:
            before, count = pools.pop()
            mean, size = (before * count + mean * size) / (count + size), count + size
        pools.append((mean, size))
    ceiling = high - (len(wanted) - 1) * gap
    flat = [min(max(mean, low), ceiling) for mean, size in pools for _ in range(size)]
    moved = {index: value + step * gap for step, (index, value) in enumerate(zip(order, flat, strict=True))}
    return [moved[index] for index in range(len(wanted))]
