"""Numbers, nouns and typography as Russian official documents print them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from babel import Locale
from babel.dates import format_date

from svod.stats.scale import round_half_up

__all__ = ["NBSP", "counted", "date_text", "number", "plain", "plural", "points", "signed", "typography", "value"]

NBSP = "\u00a0"
_LOCALE = Locale("ru")
_FORMS = {"one": 0, "few": 1, "many": 2, "other": 1}


def number(given: Fraction | int | float, digits: int = 0) -> str:
    """A number as printed: decimal comma, minus «−», NBSP between thousands from 10 000, rounded half up.

    `float` is taken at the decimal value it prints with, so that 0.125 becomes 0,13 and not what its binary tail says.
    """
    exact = Fraction(Decimal(repr(float(given)))) if isinstance(given, float) else Fraction(given)
    rounded = round_half_up(abs(exact), digits)
    whole, part = divmod(rounded * 10**digits, 10**digits)
    text = f"{int(whole)}" if whole < 10_000 else f"{int(whole):,}".replace(",", NBSP)
    if digits:
        text += "," + f"{int(part):0{digits}d}"
    return ("−" if exact < 0 and rounded else "") + text


def plain(given: Fraction, digits: int = 2) -> str:
    """A number with no more decimals than it needs, at most `digits`: 22, 37,67, 0,5."""
    text = number(given, digits)
    return text.rstrip("0").rstrip(",") if "," in text else text


def points(given: Fraction) -> str:
    """Points of the period: whole numbers without decimals, thirds and sixths with two."""
    return plain(given, 2)


def signed(given: Fraction | float, digits: int = 1) -> str:
    """A change with its sign: +1,3, −0,4, 0,0."""
    text = number(given, digits)
    return text if text.startswith("−") or not re.search("[1-9]", text) else "+" + text


def value(given: Fraction, thresholds: Iterable[Fraction] = (), digits: int = 1) -> str:
    """An indicator's value, with more decimals where rounding would contradict its score: 94,96 against 95."""
    limits = list(thresholds)

    def side(x: Fraction) -> list[int]:
        return [(x > limit) - (x < limit) for limit in limits]

    while digits < 6 and side(round_half_up(given, digits)) != side(given):
        digits += 1
    return number(given, digits)


def date_text(iso: str) -> str:
    """«1 декабря 2022 года» of «2022-12-01»."""
    return format_date(date.fromisoformat(iso), "d MMMM y 'года'", locale=_LOCALE)


def plural(count: int | Fraction, forms: tuple[str, str, str]) -> str:
    """Form of a noun after a number: («балл», «балла», «баллов») – 1 балл, 2 балла, 5 баллов; 4,5 балла."""
    if Fraction(count).denominator != 1:
        return forms[1]
    return forms[_FORMS[_LOCALE.plural_form(abs(int(count)))]]


def counted(count: int, forms: tuple[str, str, str]) -> str:
    """«28 муниципалитетов»."""
    return f"{number(count)}{NBSP}{plural(count, forms)}"


_RULES = [
    (re.compile(r"п\. п\."), f"п.{NBSP}п."),
    (
        re.compile(r"(\d) (%|п\.\u00a0п\.|балл|мест[оау]?\b|муниципалитет|процедур|показател|школ|чел\.|ед\.|год)"),
        rf"\1{NBSP}\2",
    ),
    (re.compile(r"№ "), f"№{NBSP}"),
    (
        re.compile(r"([Рр]исун\w+|[Тт]аблиц\w+|[Вв]ывод\w{0,2}|[Чч]аст\w{1,2}|[Мм]ест[оау]|стать[яеи]|п\.|ст\.) (\d)"),
        rf"\1{NBSP}\2",
    ),
    (
        re.compile(r"(?<![\w–])([вВкКсСоОуУиИаА]|не|Не|на|На|по|По|до|До|из|Из|за|За|от|От|ни|Ни) (?=[\w«(])"),
        rf"\1{NBSP}",
    ),
    (re.compile(r" – "), f"{NBSP}– "),
    # A range of plain numbers, and not «№ 05-71», «2.4.3648-20», «2022-12-01», «м/1-2».
    (
        re.compile(r"(?<![\w.,/№-])(?<!№[ \u00a0])((?:0|[1-9]\d*)(?:,\d+)?)-(?=(?:0|[1-9]\d*)(?![\d/]|\.\w|-\d))"),
        r"\1–",
    ),
]


@lru_cache(maxsize=8192)
def typography(text: str) -> str:
    """NBSP before units, dashes and after short words and «№»; dashes in ranges; „inner“ quotes. Keeps the length."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return _inner_quotes(text) if "«" in text else text


def _inner_quotes(text: str) -> str:
    """Quotes inside quotes: «проект „500+“»."""
    depth, out = 0, []
    for sign in text:
        depth += sign == "«"
        inner = depth > 1
        depth -= sign == "»" and depth > 0
        out.append({"«": "„", "»": "“"}.get(sign, sign) if inner else sign)
    return "".join(out)
