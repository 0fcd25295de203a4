"""What the columns of a file about pupils may hold, so that a name in the wrong column gets no further than its row."""

from __future__ import annotations

import re
from collections.abc import Callable

from svod.intake.cells import Cell, Unreadable, quoted, text
from svod.intake.names import MunicipalityNames, normal
from svod.intake.readers.heads import CYRILLIC, subject_of

__all__ = ["UNSAID", "content", "filled", "group", "like_municipality", "may_name", "municipality"]
__all__ += ["school", "subject", "titled", "variant"]

UNSAID = "в ячейке чьё-то имя или лишнее слово"
"""What is told in place of a word that may be a name."""

_GROUP = re.compile(
    r"\d{1,8}[\s.«»\"/-]*(?:[А-ЯЁA-Z]{1,2}|[а-яёa-z])?[»\"]?-?\d{0,2}(?: ?кл(?:асс|\.)?)?|ВПЛ|СПО", re.ASCII
)
_VARIANT = re.compile(
    r"(?:(?:вариант|вар\.?|№) ?)?(?:\d{1,8}(?:[-/.]\d{1,4})?[А-ЯЁA-Zа-яё]?|[А-ЯЁA-Z]|[IV]{1,4})", re.ASCII
)
_CONTENT = re.compile(r"\d.*")
_CODE = re.compile(r"\S*\d\S*")
_SCHOOL = re.compile(
    r"школ|лице|гимнази|интернат|центр|корпус|училищ|колледж|техникум|академи|учрежден|\b[а-я]{0,3}о[оу]\b|ночу|"
    r"\b(сош|оош|нош|сш|нш)\b"
)
_AREA = re.compile(r"\b(го|мр|мо|окр|округ|район|город|зато|р н)\b|\bг |городск|муниципал")
_SUBJECT = re.compile(
    r"русск|родн|язык|литер|чтени|читат|матем|алгебр|геометр|вероятн|статист|информ|программ|робот|физ|хими|биолог|"
    r"эколог|географ|краевед|истор|обществ|эконом|финанс|прав[оа]|англ|немец|франц|испан|китайск|мир\b|астроном|"
    r"естеств|техно|труд|черчен|музык|искусств|худож|рисов|\bизо\b|мхк|обж|обзр|основы|безопасн|культур|орксэ|однк|"
    r"психолог|грамотн|функцион|предмет|проект|профил|диагност|комплексн|контрольн|работа|сочинен|изложен|собеседов"
)


def may_name(word: str) -> bool:
    """Whether a word may be somebody's name, for it has two letters or more."""
    return sum(map(str.isalpha, word)) > 1


def filled(cell: Cell) -> str:
    """Words of a cell that must not be empty.

    Raises
    ------
    Unreadable
        When it is empty.
    """
    if found := text(cell):
        return found
    raise Unreadable("ячейка пуста", "Нужна в каждой строке", "Впишите значение; не объединяйте ячейки")


def group(cell: Cell) -> str | None:
    """A class in one spelling: its number, or a grade with a letter or a number, «8А», «10-2»; None for an empty cell.

    Raises
    ------
    Unreadable
        When the cell says something else.
    """
    word = _fitting(cell, _GROUP, "не класс", "Класс – число, после него буква или номер: 8, 8А, 10-2", "класс")
    return word and re.sub(r"[\s«»\"]|кл(асс|\.)?$", "", word).translate(CYRILLIC).upper()


def variant(cell: Cell) -> str | None:
    """A variant: a number, a letter or both; None for an empty cell.

    Raises
    ------
    Unreadable
        When the cell says something else.
    """
    return _fitting(cell, _VARIANT, "не вариант", "Вариант – число или буква", "номер варианта")


def content(cell: Cell) -> str | None:
    """An element of content by its code, words may follow; None for an empty cell.

    Raises
    ------
    Unreadable
        When the cell says something else.
    """
    return _fitting(cell, _CONTENT, "не код КЭС", "КЭС начинается с кода: 1.1, 3.2 Уравнения", "код")


def school(cell: Cell) -> str:
    """A school by its code, its login or a name that says that it is a school.

    Raises
    ------
    Unreadable
        When the cell says something else.
    """
    word = filled(cell)
    if _CODE.fullmatch(word) or titled(cell):
        return word
    raise Unreadable(f"{quoted(cell)} – не ОО", "Нужен код, логин или название, где сказано «школа»", "Впишите код ОО")


def titled(cell: Cell) -> str:
    """Name of a school; empty where a cell says nothing of a school."""
    word = text(cell) or ""
    return word if _SCHOOL.search(normal(word)) else ""


def subject(cell: Cell) -> str:
    """A subject of a school; empty for an empty cell.

    Raises
    ------
    Unreadable
        When the cell says something else.
    """
    word = text(cell) or ""
    if not word or _SUBJECT.search(normal(word)):
        return subject_of(word)
    raise Unreadable(f"{quoted(cell)} – не предмет", "Нужен школьный предмет, например «Математика»", "Впишите предмет")


def like_municipality(word: str, names: MunicipalityNames) -> bool:
    """Whether a name says that it is a municipality, or is like one of the region."""
    return bool(_AREA.search(normal(word)) or names.scored(word))


def municipality(names: MunicipalityNames) -> Callable[[Cell], str]:
    """Reader of municipalities, empty for an empty cell; a name that is only like one is told where it gets no code."""

    def read(cell: Cell) -> str:
        word = text(cell) or ""
        if not may_name(word) or like_municipality(word, names):
            return word
        try:
            return names.find(word) and word
        except Unreadable:
            told = f"{quoted(cell)} – не муниципалитет"
            raise Unreadable(told, "Нужен муниципалитет региона", "Впишите его название полностью") from None

    return read


def _fitting(cell: Cell, pattern: re.Pattern[str], told: str, allowed: str, what: str) -> str | None:
    word = text(cell)
    if word is None or pattern.fullmatch(word):
        return word
    raise Unreadable(f"{quoted(cell)} – {told}", allowed, f"Исправьте {what}")
