"""The list of abbreviations: those of params/publication that the text of the collection uses, and those it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from svod.params.publication import Abbreviation

__all__ = ["unknown", "used"]

_SHORT = re.compile(r"(?<![\w«])[А-ЯЁ]+[а-яё]?[А-ЯЁ]+[а-яё]?(?!\w)")
_WORDS = frozenset({"ИТОГ"})
"""Words that the published form prints in capitals."""


def used(texts: Iterable[str], known: Iterable[Abbreviation]) -> list[Abbreviation]:
    """The known abbreviations that stand in the texts, in alphabetical order."""
    found = _found(texts)
    return sorted((item for item in known if item.short in found), key=lambda item: item.short)


def unknown(texts: Iterable[str], known: Iterable[Abbreviation]) -> list[str]:
    """Abbreviations that stand in the texts and that nobody has spelt out, in alphabetical order."""
    return sorted(_found(texts) - {item.short for item in known})


def _found(texts: Iterable[str]) -> set[str]:
    return {short for text in texts for short in _SHORT.findall(text)} - _WORDS
