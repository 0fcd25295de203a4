"""«Ф1 Индивидуальные результаты» of ФИС ОКО: every pupil of one or many schools, every item.

Kept apart: 0 – did it wrong; Х, a dash, «нет отметки» – did not do it; an empty cell – did not do it either, unless
nobody of the same variant in the load has anything there: then the variant does not have the item.
"""

from __future__ import annotations

import re

import numpy as np

from svod.errors import Fault
from svod.intake.book import Book
from svod.intake.cells import quoted, text
from svod.intake.names import MunicipalityNames
from svod.intake.readers.columns import BLANK, NOT_DONE, Once, floats, integers, mark, points, score, words
from svod.intake.readers.heads import read_head
from svod.intake.readers.layout import Columns, Page, Table, heading, looked, tables_in
from svod.intake.readers.persons import group, municipality, variant
from svod.intake.readers.results import Block, Item, headings, taken
from svod.intake.readers.sections import code, logins, miscounted, pupils_alone
from svod.intake.taken import Taken
from svod.params import Params

__all__ = ["PERSONAL", "Individual"]

FORM = Columns(
    {
        "school": ("ОО", "Логин", "Логин ОО"),
        "municipality": ("Муниципалитет",),
        "school_name": ("Название ОО",),
        "pupil": ("Код участника",),
        "class": ("Класс",),
        "variant": ("Вариант",),
        "primary": ("Первичный балл",),
        "mark": ("Отметка",),
        "journal": ("Отметка по журналу",),
    },
    keys=("pupil",),
    required=("school", "pupil", "primary", "mark"),
)
_NOTED = {"municipality": "муниципалитет возьмётся по логину ОО", "variant": "варианты не различаются"}
_NOTED |= {"class": "классы не различаются", "journal": "сравнения с журналом не будет"}
_ITEM = re.compile(
    r"(?P<label>\d+(?:[.,]\d+)*(?: ?[кКkK] ?\d+)?)\s*\(\s*(?P<most>\d+(?:[.,]\d+)?)\s*[бb][а-я]*\.?\s*\)"
)
_LEVELS = {"Б", "П", "В"}
PERSONAL = re.compile(r"фамил|имя|имени|отчеств|фио|ф и о|рожд|документ|паспорт|снилс|телефон|директор|почт|пол$")
"""What the heading of a column about a person has, as headings are compared."""


class Individual:
    """Reads «Ф1 Индивидуальные результаты»."""

    title = "Ф1 «Индивидуальные результаты»"
    signs = "столбцы «Код участника», «Первичный балл» и задания вида «1 (2б)»"

    def fits(self, book: Book) -> bool:
        return any(_form(page) for page in looked(book))

    def read(self, book: Book, params: Params) -> Taken:
        sheets, faults, warnings = tables_in(book, _form)
        names = MunicipalityNames(params.region)
        blocks = [_block(table, names) for table in sheets]
        faults += [fault for table in sheets for fault in table.faults]
        warnings += [warning for table in sheets for warning in table.warnings]
        return taken(book, self.title, blocks, faults, warnings)


def _form(page: Page) -> Columns | None:
    """The form where a sheet has codes of participants and beside them tasks or primary scores."""
    header = page.header(FORM)
    row = page.cells[header] if header is not None else []
    known = any(heading(cell) == "первичный балл" or _ITEM.fullmatch(text(cell) or "") for cell in row)
    return FORM if known else None


def items_of(table: Table) -> dict[int, Item]:
    """Items by the position of their column; what stands among them and is none is a fault of the table."""
    levels = table.page.cells[table.header - 1] if table.header else []
    last = table.at["primary"]
    first = max((place for place in table.at.values() if place < last), default=-1)
    items: dict[int, Item] = {}
    for position in range(len(table.page.cells[table.header])):
        match = _ITEM.fullmatch(table.title(position))
        if match:
            level = (text(levels[position]) or "").upper().replace("B", "В") if position < len(levels) else ""
            item = Item(
                label(match["label"]), float(match["most"].replace(",", ".")), level if level in _LEVELS else None
            )
            if item.label in (other.label for other in items.values()):
                _header_fault(table, position, f"задание {item.label} стоит дважды", "Оставьте один столбец")
            items[position] = item
        elif first < position < last and table.title(position):
            told = f"{quoted(table.title(position))} – не задание"
            _header_fault(table, position, told, "Верните заголовок из выгрузки")
    if not items:
        _header_fault(table, last, "нет ни одного столбца с заданием", "Верните столбцы заданий из выгрузки")
    return items


def label(written: str) -> str:
    """Label of an item: point as the separator, Cyrillic К: «4К1», «9.1»."""
    return re.sub(r"[кКkK]", "К", written.replace(",", ".").replace(" ", ""))


def _block(table: Table, names: MunicipalityNames) -> Block:
    """Results of one sheet."""
    head = read_head(table.page, table.header)
    table.faults += head.faults
    items = items_of(table)
    sections = pupils_alone(table)
    listed = table.rows
    table.warnings += [*head.warnings, *_lacking(table, items)]
    read, marks = Once(points, NOT_DONE), Once(mark, NOT_DONE)
    given = np.column_stack([np.empty((len(listed), 0)), *(floats(table, place, read) for place in items)])
    primary = floats(table, table.at["primary"], Once(score, NOT_DONE))
    own, journal = (floats(table, table.at.get(name), marks) for name in ("mark", "journal"))
    done = (given != BLANK).any(axis=1)
    _without_primary(table, np.flatnonzero(np.isnan(primary) & done))
    worked = done | ~np.isnan(primary) | ~np.isnan(own)
    if not worked.all():
        table.warnings.append(_idle(table, np.flatnonzero(~worked)))
    table.keep(worked)
    schools, titles = logins(table, sections)
    table.warnings += miscounted(table, sections, schools, listed)
    columns = {
        "municipality": words(table, table.at.get("municipality"), Once(municipality(names))),
        "school": schools,
        "school_name": titles,
        "class": words(table, table.at.get("class"), Once(group)),
        "pupil": words(table, table.at["pupil"], Once(code, secret=True)),
        "variant": words(table, table.at.get("variant"), Once(variant)),
        "primary": primary[worked],
        "mark": integers(own[worked]),
        "journal": integers(journal[worked]),
    }
    tasks, described = list(items.values()), (head.date, head.maximum, head.programme_grade)
    named = headings(table, {item.label: place for place, item in items.items()})
    return Block(head.work, table.page, table.header + 1, table.rows, columns, tasks, given[worked], *described, named)


def _idle(table: Table, places: np.ndarray) -> Fault:
    where = table.page.place(table.rows[places[0]])
    told = f"нет ни баллов, ни отметки; таких строк: {len(places)}"
    return Fault(where, told, "Эти участники не загружены", "Проверьте, писали ли они работу")


def _without_primary(table: Table, places: np.ndarray) -> None:
    for place in places:
        table.tell(
            place,
            table.at["primary"],
            "пусто, а баллы за задания есть",
            "У каждого участника есть первичный балл",
            "Впишите его; если в ячейках формулы, откройте книгу в Excel и сохраните",
        )


def _lacking(table: Table, items: dict[int, Item]) -> list[Fault]:
    """Warnings about columns that are not there, and about columns that are passed over."""
    where = table.page.place(table.header + 1)
    told = [
        Fault(where, f"нет столбца «{FORM.titles[name][0]}»: {what}", "", "Если он нужен, получите форму заново")
        for name, what in _NOTED.items()
        if name not in table.at
    ]
    known, faulty = {*items, *table.at.values()}, {fault.place.column for fault in table.faults}
    width = range(len(table.page.cells[table.header]))
    others = [place for place in width if place not in known and table.title(place) not in {"", *faulty}]
    if others:
        names = ", ".join(f"«{table.title(place)}»" for place in others)
        personal = any(PERSONAL.search(table.page.heads[table.header][place]) for place in others)
        remedy = "Удалите из файла персональные данные" if personal else ""
        told.append(Fault(where, f"столбцы не загружаются: {names}", "В хранилище их нет", remedy))
    return told


def _header_fault(table: Table, position: int, message: str, remedy: str) -> None:
    where = table.page.place(table.header + 1, table.title(position))
    allowed = "Задания пишутся так: «1 (2б)», «9.1 (1б)», «4К1 (3б)»"
    table.faults.append(Fault(where, message, allowed, remedy, table.title(position)))
