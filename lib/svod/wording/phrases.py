"""Phrases made from the methodology: rules, grounds, lists, years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from svod.params.methodology import Indicator
from svod.wording.numbers import counted, plain, typography

__all__ = [
    "BALLS",
    "BASIS",
    "BASIS_WORDS",
    "MUNICIPALITIES",
    "OF_BALLS",
    "OF_MUNICIPALITIES",
    "SPREAD_OF_METHODS",
    "VERDICTS",
    "basis_note",
    "join",
    "lower_first",
    "rule_text",
    "threshold_mark",
    "upper_first",
    "years_text",
]

BALLS = ("балл", "балла", "баллов")
OF_BALLS = ("балла", "баллов", "баллов")
MUNICIPALITIES = ("муниципалитет", "муниципалитета", "муниципалитетов")
OF_MUNICIPALITIES = ("муниципалитета", "муниципалитетов", "муниципалитетов")

BASIS = {
    "given": "из источника",
    "real": "по опубликованному документу",
    "designed": "проектное",
    "memory": "требует сверки",
}
"""Ground of a name, threshold, mapping or part of the arithmetic, as every page prints it."""

BASIS_WORDS = {
    "given": "напечатано в материалах сборника",
    "real": "следует из нормативного акта или другого опубликованного документа",
    "designed": "предложено составителями и требует утверждения",
    "memory": "записано по памяти и с документом не сверено",
}
"""What each ground means."""

SPREAD_OF_METHODS = (
    "Это разброс от выбора методики; случайные колебания самих показателей, заметные при малом числе участников, в нём "
    "не учтены."
)

VERDICTS = {
    "above": "Выше ожидаемого",
    "same": "Не отличается от ожидаемого без мер",
    "unknown": "Данных недостаточно",
    "below": "Ниже ожидаемого",
}
"""Conclusions of part ten; a fall below the interval is not «не отличается», so «Ниже ожидаемого» is one of them.

The words are agreed terms; that what is expected rests on municipalities with measures too, the text beside them says.
"""


def basis_note(grounds: Iterable[str] = BASIS) -> str:
    """What the grounds of a table mean: «из источника» – напечатано в материалах сборника; …."""
    return "; ".join(f"«{BASIS[ground]}» – {BASIS_WORDS[ground]}" for ground in grounds)


def join(words: Iterable[str], last: str = "и") -> str:
    """«а, б и в»."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """First letter small, unless the word is an abbreviation: «Доля» → «доля», «ВПР» stays."""
    return text if len(text) > 1 and text[1].isupper() else text[:1].lower() + text[1:]


def years_text(years: Sequence[int]) -> str:
    """«2020–2022», «2021 и 2022», «2022»."""
    listed = sorted(years)
    if len(listed) > 2 and listed[-1] - listed[0] == len(listed) - 1:
        return f"{listed[0]}–{listed[-1]}"
    return join(map(str, listed))


def rule_text(item: Indicator) -> str:
    """The rule of an indicator in words, for the table of indicators."""
    rule = item.points
    if rule.rule in ("at_least", "at_most"):
        steps = (
            f"{counted(i, BALLS)} – {_limit_text(item, limit)}" for i, limit in enumerate(item.thresholds, start=1)
        )
        return typography("; ".join(steps))
    if rule.rule == "versus_region":
        margin = f"{plain(rule.margin)} {'п. п.' if item.unit == '%' else item.unit}"
        side = "выше" if item.better == "more" else "ниже"
        return typography(
            f"2 балла – {side} значения по области на {margin} и более; "
            f"1 балл – отличается от него менее чем на {margin} в любую сторону"
        )
    return typography("по баллу за каждый год, в котором значение улучшилось, не более 2 баллов")


def _limit_text(item: Indicator, limit: Fraction) -> str:
    """«не ниже 95 %», «не более 10 чел.», «0 %»: what is counted is more or less, what is measured higher or lower."""
    unit = "" if item.unit == "балл" else f" {item.unit}"
    if item.points.rule == "at_most" and limit == 0:
        return f"0{unit}"
    least, most = ("не менее", "не более") if item.unit in ("чел.", "ед.") else ("не ниже", "не выше")
    return f"{least if item.points.rule == 'at_least' else most} {plain(limit)}{unit}"


def threshold_mark(item: Indicator) -> str:
    """What a report says of a threshold that nobody has approved."""
    return "" if item.basis.threshold in ("given", "real") else "проектный"
