"""Workbooks behind dashboards: statistics of schools over years, subjects and classes in one table.

`marks.xlsx` has shares of marks, `scores.xlsx` shares of primary scores, `bias.xlsx` the markers of biased results.
"""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np

from svod.errors import Fault
from svod.intake.book import Book
from svod.intake.cells import Cell, Unreadable, number, quoted, text
from svod.intake.readers.columns import Once, floats, said, score, words
from svod.intake.readers.heads import GRADES, YEARS, subject_of
from svod.intake.readers.layout import Columns, Page, Table, looked, tables_in
from svod.intake.readers.sections import login_of
from svod.intake.readers.statistics import Measure, Whose, in_percent, kinds, taken
from svod.intake.taken import Taken
from svod.params import Params

__all__ = ["Dashboards"]

_SCHOOL = {"municipality": ("Муниципалитет",), "name": ("ОО",), "login": ("Логин",), "year": ("Год",)}
SHARES = Columns(
    _SCHOOL | {"grade": ("Класс",), "subject": ("Предмет",), "participants": ("Кол-во участников",)},
    keys=("year", "grade", "subject", "login", "participants"),
    required=("municipality",),
)
MARKERS = Columns(
    _SCHOOL | {"total": ("Количество маркеров",)}, keys=("year", "login", "total"), required=("municipality",)
)
_MARKER = re.compile(r"(\d{1,2})\s*([А-Я]{2})")
_UNIT = re.compile(r"\s*(г\.?|год|класс)\s*$")
_SUBJECTS = {"РУ": "Русский язык", "МА": "Математика"}


class Dashboards:
    """Reads marks.xlsx, scores.xlsx and bias.xlsx, whatever they are called."""

    title = "таблица дашборда ВПР: отметки, первичные баллы или маркеры необъективности по школам"
    signs = "столбцы «Год», «Логин» и «Кол-во участников» с 2…5 или 0…максимум, или «Количество маркеров»"

    def fits(self, book: Book) -> bool:
        return any(_form(page) for page in looked(book))

    def read(self, book: Book, params: Params) -> Taken:
        sheets, faults, warnings = tables_in(book, _form)
        rows = [row for table in sheets for row in (_shares if "grade" in table.at else _markers)(table)]
        faults += [fault for table in sheets for fault in table.faults]
        warnings += [warning for table in sheets for warning in table.warnings]
        return taken(book, self.title, rows, faults, warnings)


def _form(page: Page) -> Columns | None:
    if page.header(MARKERS) is not None:
        return MARKERS
    header = page.header(SHARES)
    return SHARES if header is not None and kinds(page.cells[header]) else None


def _shares(table: Table) -> list[dict[str, Any]]:
    """Shares of marks or of primary scores of every school and work."""
    measures = kinds(table.page.cells[table.header])
    read = Once(score, math.nan)
    values = np.column_stack([floats(table, place, read) for place in measures])
    participants = floats(table, table.at["participants"], read)
    grades = words(table, table.at["grade"], Once(_grade))
    subjects = words(table, table.at["subject"], Once(_subject))
    rows = []
    for place, year, whose in _schools(table):
        work = ("vpr", year, grades[place], subjects[place])
        own = in_percent(values[place])
        source = {"file": table.page.file, "sheet": table.page.name, "row": table.rows[place]}
        rows += [
            {"work": work, "whose": whose, "participants": participants[place], "measure": measure, "value": value}
            | source
            for measure, value in zip(measures.values(), own, strict=True)
            if not math.isnan(value) and None not in work
        ]
    return rows


def _markers(table: Table) -> list[dict[str, Any]]:
    """Markers of every school by grade and subject, a point each; an empty cell: the school did not write the work."""
    read = Once(_count, math.nan)
    columns = {}
    for place in range(len(table.page.cells[table.header])):
        found = _MARKER.fullmatch(table.title(place))
        if found and found[2] in _SUBJECTS:
            columns[int(found[1]), _SUBJECTS[found[2]]] = floats(table, place, read)
    total = floats(table, table.at["total"], read)
    rows = []
    for place, year, whose in _schools(table):
        source = {"file": table.page.file, "sheet": table.page.name, "row": table.rows[place]}
        own = {work: values[place] for work, values in columns.items() if not math.isnan(values[place])}
        rows += [
            {"work": ("vpr", year, *work), "whose": whose, "participants": math.nan, "value": value, **source}
            | {"measure": Measure("marker", "", "points")}
            for work, value in own.items()
        ]
        if not math.isnan(total[place]) and math.fsum(own.values()) != total[place]:
            told = f"маркеров всего {total[place]:g}, а по предметам {math.fsum(own.values()):g}"
            where = table.page.place(table.rows[place], table.title(table.at["total"]))
            table.warnings.append(Fault(where, told, "Загружены маркеры по предметам", "Проверьте строку"))
    return rows


def _schools(table: Table) -> list[tuple[int, int, Whose]]:
    """Place of every row, its year and school; rows without a login that are not empty are faults."""
    years = words(table, table.at["year"], Once(_year))
    logins = words(table, table.at["login"], Once(said))
    names = words(table, table.at.get("name"), Once(said))
    municipalities = words(table, table.at["municipality"], Once(said))
    found = []
    for place, login in enumerate(logins):
        if login and years[place]:
            found.append(
                (place, years[place], Whose("school", municipalities[place], login_of(login) or login, names[place]))
            )
        elif not login and (names[place] or municipalities[place]):
            remedy = "Впишите логин; строки итогов уберите"
            table.tell(place, table.at["login"], "ячейка пуста", "В строке нужен логин ОО вида edu740001", remedy)
    return found


def _year(cell: Cell) -> int:
    return _whole(cell, YEARS, "год")


def _grade(cell: Cell) -> int:
    return _whole(cell, GRADES, "класс")


def _whole(cell: Cell, allowed: range, what: str) -> int:
    try:
        found = number(_UNIT.sub("", cell) if isinstance(cell, str) else cell)
    except Unreadable:
        found = None
    if found in allowed:
        return int(found)
    raise Unreadable(
        f"{quoted(cell)} – не {what}", f"Допустимы целые от {allowed[0]} до {allowed[-1]}", "Исправьте ячейку"
    )


def _subject(cell: Cell) -> str:
    if found := subject_of(text(cell) or ""):
        return found
    raise Unreadable("ячейка пуста", "Предмет нужен в каждой строке", "Впишите предмет; не объединяйте ячейки")


def _count(cell: Cell) -> float:
    found = score(cell)
    if math.isnan(found) or (found >= 0 and found == int(found)):
        return found
    raise Unreadable(f"{quoted(cell)} – не число маркеров", "Маркеры считают целыми числами", "Исправьте ячейку")
