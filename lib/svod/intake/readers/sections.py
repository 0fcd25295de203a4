"""Rows of «Ф1» that are no pupils: the lines that open the part of each school, repeated headings, notes."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from svod.errors import Fault
from svod.intake.cells import Cell, Unreadable, quoted, text
from svod.intake.readers.columns import Once, words
from svod.intake.readers.layout import Table, heading
from svod.intake.readers.persons import titled

__all__ = ["Section", "code", "login_of", "logins", "miscounted", "pupils_alone"]

_LOGIN = re.compile(r"[eе]du(\d+)", re.IGNORECASE)  # the first letter is often Cyrillic
_DECLARED = re.compile(r"кол-?во участников\D{0,3}(\d+)", re.IGNORECASE)
_CODE = re.compile(r"(?!\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$)[0-9A-Za-z][0-9A-Za-z./_-]{0,39}")  # no date is a code


@dataclass(frozen=True)
class Section:
    """The line of a school: its row, its login, how many participants it declares (None: it does not say)."""

    row: int
    login: str
    declared: int | None


def pupils_alone(table: Table) -> list[Section]:
    """Leave the rows of pupils in a table; a row with values and without a code is a fault.

    Returns
    -------
    list of Section
        In the order of rows.
    """
    codes = table.cells("pupil")
    above = {tuple(filter(None, map(text, row))) for row in table.page.cells[: table.header]}
    own = table.page.heads[table.header][table.at["pupil"]]
    pupils = [isinstance(cell, float | int) or bool(text(cell) and heading(cell) != own) for cell in codes]
    sections = []
    for place in (place for place, pupil in enumerate(pupils) if not pupil):
        cell = codes[place]
        row = [column[place] for column in table.columns]
        filled = [word for word in map(text, row) if word]
        if text(cell):
            _same_header(table, place, row)
        elif found := _section(table.rows[place], " | ".join(filled)) if len(filled) < 3 else None:
            sections.append(found)
        elif tuple(filled) in above:
            continue  # the head of the form, again before the next school
        elif len(filled) > 1 or not all(re.search(r"[^\W\d]{2}", word) for word in filled):
            table.tell(
                place,
                table.at["pupil"],
                "строка без кода участника",
                "Код нужен в каждой строке с результатами",
                "Впишите код; строки итогов и лишние числа уберите, не объединяйте ячейки",
            )
    table.keep(pupils)
    return sections


def code(cell: Cell) -> str | None:
    """A pupil's code; what is no code is never repeated in a message, for it may be a name.

    Raises
    ------
    Unreadable
        When the cell says something else.
    """
    word = text(cell) or ""
    if not _CODE.fullmatch(word):
        raise Unreadable(
            "в ячейке не код участника",
            "Код – цифры, без пробелов и фамилий",
            "Верните коды из выгрузки; фамилии в таблице не нужны",
        )
    return word


def login_of(word: str) -> str:
    """The login at the end of a text, as national systems write it; empty where there is none."""
    found = _LOGIN.findall(word)
    return f"edu{found[-1]}" if found else ""


def logins(table: Table, sections: Sequence[Section]) -> tuple[list[str], list[str]]:
    """Written school of every row, and its written name.

    The login stands in «ОО», or else at the end of the name, or else in the line that opens the part of the school.
    """
    schools = words(table, table.at.get("school"), Once(_login, ""))
    names = words(table, table.at.get("school_name"), Once(titled))
    position = table.at.get("school", table.at.get("school_name"))
    starts = [section.row for section in sections]
    agreed: dict[tuple[str, str], str] = {}
    for place, pair in enumerate(zip(schools, names, strict=True)):
        if pair not in agreed:
            agreed[pair] = _agreed(table, place, position, *pair)
        schools[place] = agreed[pair]
        if not schools[place]:
            above = bisect(starts, table.rows[place])
            schools[place] = sections[above - 1].login if above else ""
        if not schools[place]:
            table.tell(
                place,
                position,
                "не указана ОО",
                "Нужен логин вида edu740001 в каждой строке или в строке-заголовке ОО",
                "Впишите логин; не объединяйте ячейки",
            )
    return schools, names


def miscounted(table: Table, sections: Sequence[Section], schools: Sequence[str], listed: Sequence[int]) -> list[Fault]:
    """Warnings about parts of schools whose rows are not as many as declared, or are of another school.

    `listed` are the rows of all pupils, `schools` belong to those left in the table.
    """
    ends = [section.row for section in sections[1:]] + [listed[-1] + 1 if len(listed) else 0]
    warnings = []
    for section, end in zip(sections, ends, strict=False):
        count = bisect(listed, end) - bisect(listed, section.row)
        if section.declared not in (None, count):
            told = f"{section.login or 'ОО'}: заявлено участников {section.declared}, а строк {count}"
            remedy = "Проверьте, полностью ли выгружена форма"
            where = table.page.place(section.row)
            warnings.append(Fault(where, told, "Загружено столько, сколько строк", remedy, str(section.declared)))
        found = schools[bisect(table.rows, section.row) : bisect(table.rows, end)]
        strange = Counter(school for school in found if section.login and school != section.login)
        if strange:
            others = ", ".join(f"{school} ({count})" for school, count in strange.most_common())
            told = f"под заголовком {section.login} стоят строки другой ОО: {others}"
            warnings.append(Fault(table.page.place(section.row), told, "Верен логин строки", "Проверьте строки"))
    return warnings


def _login(cell: Cell) -> str:
    word = text(cell) or ""
    return login_of(word) or word


def _agreed(table: Table, place: int, position: int, school: str, name: str) -> str:
    """Login by the two columns; a fault where they name two schools."""
    named = login_of(name)
    if login_of(school) and named and named != login_of(school):
        table.tell(
            place,
            position,
            f"логин {quoted(school)}, а в названии ОО – {quoted(named)}",
            "Название ОО заканчивается её логином",
            "Исправьте то, что ошибочно",
            school,
        )
    return school or named


def _section(row: int, line: str) -> Section | None:
    login, declared = login_of(line), _DECLARED.search(line)
    return Section(row, login, int(declared[1]) if declared else None) if login or declared else None


def _same_header(table: Table, place: int, row: Sequence[Cell]) -> None:
    """A heading that comes again before the next school is passed over, unless it is another one."""
    if tuple(map(heading, row)) != table.page.heads[table.header][: len(row)]:
        table.tell(
            place,
            table.at["pupil"],
            "посреди таблицы другая строка заголовков",
            "Задания и столбцы всех ОО листа одни и те же",
            "Разделите лист на два",
        )
