"""Protocols of ГИА from a regional centre (РЦОИ): ОГЭ with a mark, ЕГЭ with a test score.

Names and birth dates are columns that nobody reads. Of a document only its number becomes the pupil's code, which is
hashed before anything is stored. Column titles are from memory (basis: memory): protocols of centres differ, and one
that is not known here is declared in params/sources.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from datetime import date, datetime
from itertools import compress

import numpy as np

from svod.errors import Fault
from svod.intake.book import Book
from svod.intake.cells import Cell, Unreadable, day, quoted, text
from svod.intake.names import MunicipalityNames
from svod.intake.readers.answers import Answers, extended, short
from svod.intake.readers.columns import NOT_DONE, Once, floats, integers, mark, score, words
from svod.intake.readers.heads import YEARS, beside, subject_of
from svod.intake.readers.layout import Columns, Table, looked
from svod.intake.readers.persons import group, municipality, school, subject, titled
from svod.intake.readers.results import Block, Item, headings, taken_of_tables
from svod.intake.taken import Taken
from svod.params import Params

__all__ = ["Exams"]

FORM = Columns(
    {
        "school": ("Код ОО", "Код ОУ", "ОО", "Код образовательной организации"),
        "municipality": ("Код МСУ", "Код АТЕ", "Код МСУ/АТЕ", "МСУ", "АТЕ", "Муниципалитет"),
        "school_name": ("Название ОО", "Наименование ОО"),
        "class": ("Класс",),
        "document": ("Серия и номер документа", "Серия/номер документа", "Серия/№ документа", "Серия № документа"),
        "series": ("Серия", "Серия документа"),
        "number": ("Номер документа", "№ документа"),
        "subject": ("Предмет", "Наименование предмета"),
        "short": ("Задания с кратким ответом", "Задания с краткими ответами", "Краткий ответ"),
        "extended": ("Задания с развёрнутым ответом", "Задания с развернутым ответом", "Развёрнутый ответ"),
        "primary": ("Первичный балл",),
        "score": ("Балл", "Тестовый балл", "Итоговый балл"),
        "mark": ("Оценка", "Отметка"),
        "date": ("Дата экзамена",),
    },
    keys=("school", "short", "primary"),
)
_YEAR = re.compile(r"\b(20\d\d)(?: г| год| года)?\b")
_DAY = re.compile(r"\b\d{2}\.\d{2}\.20\d{2}\b")
_GRADE = {"oge": 9, "ege": 11}


class Exams:
    """Reads protocols of ОГЭ and ЕГЭ."""

    title = "протокол ГИА (РЦОИ)"
    signs = "столбцы «Код ОО», «Задания с кратким ответом», «Первичный балл» и «Балл» или «Оценка»"

    def fits(self, book: Book) -> bool:
        return any(page.form(FORM) for page in looked(book))

    def read(self, book: Book, params: Params) -> Taken:
        names = MunicipalityNames(params.region)
        return taken_of_tables(book, self.title, FORM, lambda table: _blocks(table, names))


def _blocks(table: Table, names: MunicipalityNames) -> list[Block]:
    """Results of one sheet, a block for each work."""
    came = [
        bool(text(own) or text(total)) for own, total in zip(table.cells("short"), table.cells("primary"), strict=True)
    ]
    if not all(came):
        first = table.page.place(table.rows[came.index(False)])
        told = f"нет ни ответов, ни баллов; таких строк: {came.count(False)}"
        table.warnings.append(Fault(first, told, "Эти строки не загружены", "Проверьте, писали ли участники работу"))
        table.keep(came)
    kind, year, titled_subject, days = _head(table)
    subjects = [own or titled_subject for own in words(table, table.at.get("subject"), Once(subject, ""))]
    _say_if(table, "" in subjects, "не указан предмет", "Нужен столбец «Предмет» или строка «Предмет:» над таблицей")
    return [_block(table, subjects, days, (kind, year, _GRADE[kind], name), names) for name in dict.fromkeys(subjects)]


def _block(
    table: Table,
    subjects: list[str],
    days: list[date | None],
    work: tuple[str, int, int, str],
    names: MunicipalityNames,
) -> Block:
    """Results of one examination, all its days together."""
    own = Table(table.page, table.header, table.at, table.columns, table.rows, table.faults, table.warnings)
    mask = [name == work[-1] for name in subjects]
    own.keep(mask)
    held = list(compress(days, mask))
    items, places, points = _tasks(own)
    number = Once(score, math.nan)
    scored = work[0] == "ege" and "базов" not in work[-1].lower()  # the basic level has a mark, in either column
    marked = own.at.get("mark", None if scored else own.at.get("score"))
    columns = {
        "municipality": words(own, own.at.get("municipality"), Once(municipality(names))),
        "school": words(own, own.at["school"], Once(school, "")),
        "school_name": words(own, own.at.get("school_name"), Once(titled)),
        "date": [one.isoformat() if one else "" for one in held],
        "class": words(own, own.at.get("class"), Once(group)),
        "pupil": _documents(own),
        "primary": floats(own, own.at["primary"], number),
        "score": floats(own, own.at.get("score") if scored else None, Once(_hundred, math.nan)),
        "mark": integers(floats(own, marked, Once(mark, math.nan))),
    }
    for place, cell in enumerate(own.cells("primary")):
        if text(cell) is None:
            own.tell(place, own.at["primary"], "пусто, а ответы есть", "Балл есть у каждого участника", "Впишите его")
    first = min(filter(None, held), default=None)
    named = headings(own, places)
    return Block(work, own.page, own.header + 1, own.rows, columns, items, points, first, headings=named)


def _tasks(table: Table) -> tuple[list[Item], dict[str, int], np.ndarray]:
    """Tasks of one work, where they stand, and the points of every pupil; short answers first, numbered through."""
    items: list[Item] = []
    places: dict[str, int] = {}
    parts = []
    for name, read in (("short", short), ("extended", extended)):
        answers: list[Answers] = words(table, table.at.get(name), Once(read, ()))
        usual = Counter(len(one) for one in answers if one).most_common(1)
        width = usual[0][0] if usual else 0
        part = np.full((len(answers), width), NOT_DONE)
        if width and () in answers:
            where, told = (
                table.page.place(table.rows[answers.index(())], table.title(table.at[name])),
                answers.count(()),
            )
            allowed = "Принято, что задания этой части предложены и не выполнены"
            table.warnings.append(Fault(where, f"ячейка пуста; таких строк: {told}", allowed, "Проверьте, так ли это"))
        for place, one in enumerate(answers):
            if len(one) == width:
                part[place] = [points for points, _ in one]
            elif one:
                told = f"заданий {len(one)}, а в остальных строках {width}"
                remedy = "Верните строку из протокола текстом: Excel теряет нули и плюсы впереди"
                table.tell(place, table.at[name], told, "У всех участников работы заданий поровну", remedy)
        whole = [one for one in answers if len(one) == width]
        most = [
            {one[at][1] for one in whole if not math.isnan(one[at][0]) or name == "extended"} for at in range(width)
        ]
        items += [Item(str(len(items) + at + 1), _most(table, name, at, found)) for at, found in enumerate(most)]
        places |= {item.label: table.at[name] for item in items[len(items) - width :] if width}
        parts.append(part)
    return items, places, np.hstack(parts)


def _most(table: Table, name: str, at: int, told: set[float | None]) -> float | None:
    """The most points of a task by all rows of a work; None where one of them is a digit without its most."""
    if name == "short":
        return None if None in told else max(told, default=None)
    if len(told) > 1:
        where = table.page.place(table.header + 1, table.title(table.at[name]))
        numbers = ", ".join(f"{most:g}" for most in sorted(told))
        message = f"у задания {at + 1} с развёрнутым ответом разные максимумы: {numbers}"
        table.faults.append(Fault(where, message, "У задания один максимум", "Исправьте строки, которые ошибаются"))
    return max(told, default=None)


def _documents(table: Table) -> list[str | None]:
    """What is hashed into the pupil's code: series and number of the document; None where the file has none."""
    parts = [words(table, table.at[name]) for name in ("series", "document", "number") if name in table.at]
    return (
        [" ".join(filter(None, row)) or None for row in zip(*parts, strict=True)] if parts else [None] * len(table.rows)
    )


def _head(table: Table) -> tuple[str, int, str, list[date | None]]:
    """Kind, year and subject as the rows above the table say, or else its columns; the day of every row."""
    above = table.page.cells[: table.header]
    lines = [" ".join(filter(None, map(text, row))) for row in above]
    whole = " ".join(lines)
    said_kind = re.search(r"\b(ЕГЭ|ОГЭ)\b", whole.upper())
    kind = "ege" if "score" in table.at else "oge"
    if said_kind:
        kind = "ege" if said_kind[1] == "ЕГЭ" else "oge"
    written = _DAY.search(whole)
    above_day = datetime.strptime(written[0], "%d.%m.%Y").date() if written else None
    days = [found or above_day for found in words(table, table.at.get("date"), Once(day))]
    held = min(filter(None, days), default=None)
    year = held.year if held else int(found[1]) if (found := _YEAR.search(whole)) else 0
    _say_if(table, year not in YEARS, "не указан год экзамена", "Нужны столбец «Дата экзамена» или дата над таблицей")
    own = "score" if kind == "ege" and "score" in table.at else "mark"
    _say_if(table, own not in table.at, "нет столбца с результатом", "Нужен столбец «Балл» (ЕГЭ) или «Оценка» (ОГЭ)")
    above_all = next((word for row in above if (word := beside(row, "предмет"))), "")
    return kind, year, subject_of(text(above_all) or ""), days


def _say_if(table: Table, wrong: bool, message: str, allowed: str) -> None:
    if wrong:
        where = table.page.place(table.header + 1)
        table.faults.append(Fault(where, message, allowed, "Получите протокол с этими сведениями или допишите их"))


def _hundred(cell: Cell) -> float:
    """A test score.

    Raises
    ------
    Unreadable
        When the cell says something else.
    """
    found = score(cell)
    if math.isnan(found) or 0 <= found <= 100:
        return found
    raise Unreadable(f"{quoted(cell)} – не балл ЕГЭ", "Баллы ЕГЭ – от 0 до 100", "Исправьте балл")
