"""Aggregate forms of ФИС ОКО: a row for the country, the region, each municipality, each school; percents in columns.

Three layouts are known: marks («Ф3»), marks against the journal, primary scores. What is in the other forms is computed
from «Ф1»; where only they are at hand, a mapping in params/sources reads them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from svod.intake.book import Book
from svod.intake.cells import Cell, Unreadable, quoted, text
from svod.intake.names import MunicipalityNames, normal
from svod.intake.readers.columns import Once, floats, score
from svod.intake.readers.heads import read_head
from svod.intake.readers.layout import Columns, Page, Table, looked, tables_in
from svod.intake.readers.persons import like_municipality
from svod.intake.readers.sections import login_of
from svod.intake.readers.statistics import Measure, Whose, in_percent, kinds, taken
from svod.intake.taken import Taken
from svod.params import Params

__all__ = ["Groups"]

FORM = Columns(
    {
        "group": ("Группы участников", "Группа участников"),
        "schools": ("Кол-во ОО", "Количество ОО"),
        "participants": ("Кол-во участников", "Количество участников", "Кол-во участников (всего)", "Участники"),
    },
    keys=("group", "participants"),
)
_AREA = re.compile(r"\(?\b(reg\d+_m\d+)\)?", re.IGNORECASE)
_REGION = re.compile(r"\b(область|край|республика|автономный округ)\b|\(reg\d+\)")
_SLACK = 1.0  # percents with two digits, or whole ones, need not give 100 exactly


class Groups:
    """Reads the aggregate forms whose columns tell what they hold."""

    title = "ФИС ОКО: статистика по отметкам, сравнение с журналом, распределение первичных баллов"
    signs = "столбцы «Группы участников», «Кол-во участников» и 2…5, «Понизили…» или 0…максимум"

    def fits(self, book: Book) -> bool:
        return any(_form(page) for page in looked(book))

    def read(self, book: Book, params: Params) -> Taken:
        names = MunicipalityNames(params.region)
        sheets, faults, warnings = tables_in(book, _form)
        rows = [row for table in sheets for row in _rows(table, names)]
        faults += [fault for table in sheets for fault in table.faults]
        return taken(book, self.title, rows, faults, warnings)


def _measures(page: Page) -> dict[int, Measure]:
    """What the columns of a sheet hold, by position; empty for another form."""
    header = page.header(FORM)
    if header is None:
        return {}
    above, own, below = ((), *page.cells, ())[header : header + 3]
    parted = any((text(cell) or "").startswith("%") for cell in below)  # a heading of two rows, its keys in the upper
    return kinds(below, own) if parted else kinds(own, above)


def _form(page: Page) -> Columns | None:
    measures = _measures(page)
    return replace(FORM, others=frozenset(measures)) if measures else None


def _rows(table: Table, names: MunicipalityNames) -> list[dict[str, Any]]:
    """Rows of one sheet; a line without a single number, such as a note, is passed over."""
    measures, head = _measures(table.page), read_head(table.page, table.header)
    table.faults += head.faults
    read = Once(score, math.nan)
    table.keep([text(cell) is not None for cell in table.cells("group")])
    _unshift(table, list(measures))
    places = [table.at["participants"], *measures]
    values = [floats(table, place, read) for place in places]
    shares = [at for at, item in enumerate(measures.values()) if item.unit == "%"]
    rows: list[dict[str, Any]] = []
    municipality = ""
    for place, cell in enumerate(table.cells("group")):
        own = [column[place] for column in values]
        if all(map(math.isnan, own)):
            continue
        try:
            whose = _whose(cell, municipality, names)
        except Unreadable as error:
            table.tell(place, table.at["group"], error.message, error.allowed, error.remedy, text(cell))
            continue
        municipality = whose.municipality
        source = {"file": table.page.file, "sheet": table.page.name, "row": table.rows[place]}
        percents = iter(in_percent([own[1 + at] for at in shares]))
        for at, item in enumerate(measures.values()):
            value = next(percents) if at in shares else own[1 + at]
            if not math.isnan(value):
                row = {"work": head.work, "whose": whose, "participants": own[0], "measure": item, "value": value}
                rows.append(row | source)
    return rows


def _whose(cell: Cell, above: str, names: MunicipalityNames) -> Whose:
    """Whose row it is: a school belongs to the municipality above it.

    Raises
    ------
    Unreadable
        When the cell says something else.
    """
    word = text(cell) or ""
    if login := login_of(word):
        return Whose("school", above, login, word)
    if _AREA.search(word):
        return Whose("municipality", text(_AREA.sub("", word)) or "", "")
    plain = re.sub(r"\bобл$", "область", normal(word))
    if plain.startswith("вся выборка"):
        return Whose("country", "", "")
    if plain == normal(names.region.name) or (_REGION.search(word.lower()) and not names.scored(word)):
        return Whose("region", "", "")
    if like_municipality(word, names):  # which one is found, or asked, where names become codes
        return Whose("municipality", word, "")
    raise Unreadable(
        f"{quoted(cell)} – не понять, чья это строка",
        "Группы: «Вся выборка», регион, муниципалитет (reg20_m012), ОО (edu740001)",
        "Верните название из выгрузки или удалите строку",
    )


def _unshift(table: Table, places: Sequence[int]) -> None:
    """Put a school's row right where its cells are one to the left, for it has no «Кол-во ОО».

    A row is moved only when its percents do not give 100 as they stand, or its participants are missing.
    """
    if "schools" not in table.at:
        return
    first, own = table.at["schools"], table.at["participants"]
    columns = [list(column) for column in table.columns]
    for place, cell in enumerate(table.cells("group")):
        if not login_of(text(cell) or "") or text(columns[first][place]) is None:
            continue
        if text(columns[own][place]) is None:
            columns[own][place], columns[first][place] = columns[first][place], ""
        elif text(columns[places[-1]][place]) is None:
            moved = ["", *(columns[each][place] for each in [first, own, *places[:-1]])]
            if not _whole(columns[each][place] for each in places) and _whole(moved[2:]):
                for each, value in zip([first, own, *places], moved, strict=True):
                    columns[each][place] = value
    table.columns = columns


def _whole(cells: Sequence[Cell]) -> bool:
    """Whether percents, or fractions of one, give the whole."""
    try:
        total = math.fsum(value for value in map(score, cells) if not math.isnan(value))
    except Unreadable:
        return False
    return abs(total - 100) <= _SLACK or abs(total - 1) <= _SLACK / 100
