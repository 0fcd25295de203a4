"""Which municipality a cell names.

Adjective and type decide together: «Троицкий» alone is no municipality, because Троицкий ГО and Троицкий МР are two.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from svod.intake.cells import Unreadable, plain, quoted
from svod.params.region import Region

__all__ = ["Candidate", "MunicipalityNames", "normal"]

# what people write for the two types; everything is compared after `normal`, so without dots, ё and double spaces
_TYPES = (
    (r"городской округ|гор округ|г округ|г о|го", "ГО"),
    (r"муниципальный район|муниципальный р н|мун район|мун р н|м район|м р н|м р|мр|район|р н", "МР"),
)
_LOOKALIKES = str.maketrans("aceopxykmthb", "асеорхукмтнв")
_TOTALS = re.compile(r"(итого|всего|в среднем|область|регион)\b")


def normal(text: str) -> str:
    """Lower case, ё as е, hyphens, dots and commas as one space, Latin letters that look Cyrillic as Cyrillic."""
    lowered = plain(text).lower().replace("ё", "е")
    if re.search("[а-я]", lowered) or not re.search("[a-z]{3}", lowered):
        lowered = lowered.translate(_LOOKALIKES)
    return " ".join(re.sub(r"[-‐‑‒–—−.,«»\"'()/]", " ", unicodedata.normalize("NFC", lowered)).split())


@dataclass(frozen=True)
class Candidate:
    """What a name may stand for, and how like it is, from 0 to 1."""

    code: str
    name: str
    likeness: float

    @property
    def shown(self) -> str:
        """Likeness as it is written: «0,84»."""
        return f"{self.likeness:.2f}".replace(".", ",")


class MunicipalityNames:
    """Finds municipalities of one region by name, full name or code."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self._codes = {item.code: item.code for item in region.municipalities}
        self._keys = {
            key: item.code for item in region.municipalities for key in (_key(item.name), _key(item.full_name))
        }
        self._suffixes = tuple(sorted({normal(region.name), normal(region.genitive)}, key=len, reverse=True))
        self._adjectives: dict[str, list[str]] = {}
        for item in region.municipalities:
            self._adjectives.setdefault(_key(item.name)[0], []).append(item.name)

    def find(self, text: str) -> str:
        """Code of the municipality that a cell names.

        Raises
        ------
        Unreadable
            Naming the municipalities that may have been meant.
        """
        if code := self._codes.get(plain(text).lower()):
            return code
        key = _key(self._bare(text))
        if code := self._keys.get(key):
            return code
        if _TOTALS.match(normal(text)) or normal(text) in self._suffixes:
            raise Unreadable(
                f"{quoted(text)} – не муниципалитет",
                "В таблице только строки муниципалитетов",
                "Уберите строки итогов: они вычисляются",
            )
        candidates = self._adjectives.get(key[0], [])
        if len(candidates) > 1:
            raise Unreadable(
                f"{quoted(text)} – не однозначно", f"Возможны: {', '.join(candidates)}", "Укажите тип муниципалитета"
            )
        if candidates:
            raise Unreadable(
                f"{quoted(text)} – нужен тип муниципалитета", f"Возможно: {candidates[0]}", "Укажите название полностью"
            )
        near = self._near(text)
        raise Unreadable(
            f"муниципалитета {quoted(text)} нет",
            f"Похоже на: {', '.join(near)}" if near else "",
            "Исправьте название; строки итогов и подписи уберите из таблицы",
        )

    def scored(self, text: str) -> tuple[Candidate, ...]:
        """Municipalities that a name may stand for, the likest first."""
        adjective, _ = _key(self._bare(text))
        near = self._adjectives.get(adjective) or self._near(text)
        codes = {item.name: item.code for item in self.region.municipalities}
        scored = [
            Candidate(codes[name], name, round(SequenceMatcher(None, normal(text), normal(name)).ratio(), 2))
            for name in near
        ]
        return tuple(sorted(scored, key=lambda one: (-one.likeness, one.name)))

    def _bare(self, text: str) -> str:
        """Normal form without «муниципальное образование» or «МО» before it and the region after it."""
        bare = normal(text).removeprefix("муниципальное образование ").removeprefix("мо ")
        for suffix in self._suffixes:
            bare = bare.removesuffix(f" {suffix}")
        return bare

    def _near(self, text: str) -> list[str]:
        """Names whose adjective is close to the written one, of the written type where there are such."""
        adjective, type = _key(self._bare(text))
        close = get_close_matches(adjective, list(self._adjectives), n=3, cutoff=0.75)
        names = [name for word in close for name in self._adjectives[word]]
        return [name for name in names if type and name.endswith(type)] or names


def _key(name: str) -> tuple[str, str]:
    """Adjective and type of a name, the type empty when none is written."""
    text = normal(name)
    for forms, type in _TYPES:
        if found := re.fullmatch(rf"(?:(?:{forms}) )?(.+?)(?: (?:{forms}))?", text):
            adjective = found[1]
            if adjective != text:
                return adjective, type
    return text, ""
