"""Which school a cell names: by its code; by its name within its municipality; otherwise candidates, never a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import pandas as pd

from svod.errors import Fault, Place
from svod.intake.cells import plain
from svod.intake.names import Candidate, normal

__all__ = ["SchoolNames", "Unknown", "bare"]

NEAR, SHOWN = 0.6, 3  # likeness from which a name is offered, and how many are

_LOGIN = re.compile(r"\b[eе](du[0-9]+)\b", re.IGNORECASE)  # the first letter of either alphabet
_FORMS = (
    (r"муниципальное (бюджетное|автономное|казенное) (общеобразовательное|образовательное) учреждение", ""),
    (r"\bм[абк]?(оу|о у)\b", ""),
    (r"средняя (общеобразовательная )?школа", "сош"),
    (r"основная (общеобразовательная )?школа", "оош"),
    (r"начальная (общеобразовательная )?школа", "нош"),
    (r"(\b(номер|n|no)\b|№)\s*", ""),
    (r"\b(им|имени)\b.*", ""),
)


@dataclass(frozen=True)
class Unknown:
    """A name that is no code's: of what, in which municipality, as written, what it may be, what to tell."""

    kind: str
    municipality: str
    written: str
    candidates: tuple[Candidate, ...]
    message: str
    allowed: str
    remedy: str

    def fault(self, place: Place, rows: int = 1) -> Fault:
        more = f" (и ещё строк: {rows - 1})" if rows > 1 else ""
        return Fault(place, self.message + more, self.allowed, self.remedy, self.written)


class SchoolNames:
    """Finds the schools of a register; where there is no register, a code in the file is taken as it is."""

    def __init__(self, register: pd.DataFrame) -> None:
        self._codes = {str(code).lower(): str(code) for code in register["school"]}
        self._of: dict[str, list[tuple[str, str, str]]] = {}
        for row in register[["school", "name", "municipality"]].itertuples(index=False):
            self._of.setdefault(str(row.municipality), []).append((str(row.school), str(row.name), bare(str(row.name))))

    def find(self, municipality: str, code: str, name: str, said: str = "") -> str | Unknown:
        """Code of the school with a code or a name, as written.

        `municipality` is the code of the municipality the school is looked for in; empty for all. `said` is the code
        that a person chose for the name. Where there is a register, a code that it has not is no school's, whatever
        the name beside it.
        """
        written = plain(name or code)
        code, name = (said, "") if said else (code, name)
        login = f"e{found[1].lower()}" if (found := _LOGIN.search(f"{code} {name}")) else plain(code).lower()
        if login in self._codes:
            return self._codes[login]
        if not self._codes:
            return (login if found else plain(code)) or self._no_code(written)
        if said or found or (code and name and bare(code) != bare(name)):
            return self._unknown(municipality, written, f"школа «{written}»: кода «{login}» в реестре школ нет")
        same = [own for own, _, key in self._within(municipality) if key == bare(name or code)]
        if len(same) == 1 and municipality:
            return same[0]
        told = "не однозначна" if len(same) > 1 else "не найдена в реестре"
        return self._unknown(municipality, written, f"школа «{written}» {told}", same)

    def _within(self, municipality: str) -> list[tuple[str, str, str]]:
        return self._of.get(municipality) or [one for own in self._of.values() for one in own]

    @staticmethod
    def _no_code(written: str) -> Unknown:
        return Unknown(
            "school", "", written, (), f"у школы «{written}» нет кода", "Реестра школ в хранилище нет",
            "Загрузите реестр школ (лист «Школы») или впишите код ОО",
        )  # fmt: skip

    def _unknown(self, municipality: str, written: str, message: str, same: Sequence[str] = ()) -> Unknown:
        key = bare(written)
        scored = sorted(
            (
                Candidate(code, name, round(SequenceMatcher(None, key, own).ratio(), 2))
                for code, name, own in self._within(municipality)
            ),
            key=lambda one: (-one.likeness, one.name),
        )
        near = tuple(one for one in scored if one.likeness >= NEAR or one.code in same)[:SHOWN]
        offered = "; ".join(f"{one.name} ({one.code}) – сходство {one.shown}" for one in near)
        allowed = f"Возможны: {offered}" if offered else ""
        return Unknown(
            "school", municipality, written, near, message, allowed,
            "Исправьте название, впишите код ОО или выберите школу в файле замен (svod load --aliases)",
        )  # fmt: skip


def bare(name: str) -> str:
    """A school's name without its legal form, quotes, the number sign and the person it is named after."""
    text = normal(_LOGIN.sub("", name))
    for pattern, short in _FORMS:
        text = re.sub(pattern, short, text)
    return " ".join(text.split())
