"""The long protocol of a control work: a row for every pupil and task.

The layout is our own design (basis: designed): that of «Сетевой город» was not at hand. There a pupil has rows for the
tasks of the pupil's variant alone; an empty «Балл», Х or a dash is a task not done.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from svod.contracts.days import apart, two_works
from svod.intake.book import Book
from svod.intake.cells import Cell, Unreadable, day, quoted
from svod.intake.names import MunicipalityNames
from svod.intake.readers.columns import BLANK, NOT_DONE, Once, floats, integers, mark, points, score, words
from svod.intake.readers.heads import GRADES
from svod.intake.readers.layout import Columns, Table, looked
from svod.intake.readers.persons import content, filled, group, municipality, school, subject, variant
from svod.intake.readers.results import NOT_GIVEN, Block, Item, headings, taken_of_tables
from svod.intake.readers.sections import code
from svod.intake.taken import Taken
from svod.params import Params
from svod.store.tables import WORK

__all__ = ["Protocol"]

FORM = Columns(
    {
        "municipality": ("Муниципалитет",),
        "school": ("ОО", "Код ОО", "Логин ОО"),
        "class": ("Класс",),
        "pupil": ("Код обучающегося", "Код участника"),
        "subject": ("Предмет",),
        "date": ("Дата",),
        "variant": ("Вариант",),
        "item": ("№ задания", "Номер задания", "Задание"),
        "content": ("КЭС",),
        "most": ("Макс. балл", "Максимальный балл"),
        "points": ("Балл",),
        "mark": ("Отметка",),
        "expected": ("Прогноз",),
    },
    keys=("pupil", "item", "points"),
    required=("school", "class", "pupil", "subject", "date", "item", "most", "points"),
)
_PUPIL = ("school", "class", "pupil", "subject")
_SAME = {
    "municipality": "муниципалитет",
    "date": "дата",
    "variant": "вариант",
    "mark": "отметка",
    "expected": "прогноз",
}
_LABEL = re.compile(r"\d{1,3}(?:[.]\d{1,2})*(?:К\d{1,2})?")


class Protocol:
    """Reads long protocols of control works."""

    title = "протокол контрольной работы"
    signs = "столбцы «Код обучающегося», «№ задания», «Макс. балл», «Балл»: строка на каждое задание"

    def fits(self, book: Book) -> bool:
        return any(page.form(FORM) for page in looked(book))

    def read(self, book: Book, params: Params) -> Taken:
        names = MunicipalityNames(params.region)
        return taken_of_tables(book, self.title, FORM, lambda table: _blocks(table, names))


def _blocks(table: Table, names: MunicipalityNames) -> list[Block]:
    """Results of one sheet, a block for each work; rows where a needed cell is broken are faults and left out."""
    frame = pd.DataFrame(_read(table, names))
    needed = ["school", "class", "pupil", "subject", "date", "item"]
    frame = frame[frame[needed].notna().all(axis=1) & frame["most"].notna()]
    frame["grade"] = frame["class"].str.extract(r"^(\d+)", expand=False).astype(int)
    frame["year"] = [held.year for held in frame["date"]]
    frame["pupil"] = [_pupil(*own) for own in zip(frame["class"], frame["pupil"], strict=True)]
    _repeated(table, frame)
    frame = frame.drop_duplicates([*_PUPIL, "item"])
    _differing(table, frame, list(_PUPIL), _SAME, "у обучающегося в разных строках разное")
    _differing(
        table, frame, ["subject", "grade", "year", "item"], {"most": "макс. балл"}, "у задания в разных строках разное"
    )
    blocks = []
    for (year, grade, name), own in frame.groupby(["year", "grade", "subject"], sort=False):
        work = ("diagnostic", int(year), int(grade), name)
        _one_work(table, work, own)
        blocks.append(_block(table, work, own))
    return blocks


def _pupil(group: str, code: str) -> str:
    """What names a pupil in a school: a code of one or two digits is a number within a class, and goes with it."""
    return f"{group} {code}" if len(code) < 3 and code.isdecimal() else code


def _one_work(table: Table, work: tuple[str, int, int, str], frame: pd.DataFrame) -> None:
    """A fault where the rows of a work are of days too far apart for one."""
    first = min(frame["date"])
    far = [one for one in frame.to_dict("records") if apart(work[0], first, one["date"])]
    if far:
        told = two_works(dict(zip(WORK, work, strict=True)), far[0]["date"], first, "в других строках")
        table.tell(far[0]["place"], table.at["date"], *told)


def _read(table: Table, names: MunicipalityNames) -> dict[str, Any]:
    """Columns of the sheet by field; None and NaN where a cell is empty or broken, which the faults tell."""
    marks, numbers = Once(mark, math.nan), Once(score, math.nan)
    return {
        "municipality": words(table, table.at.get("municipality"), Once(municipality(names))),
        "school": words(table, table.at["school"], Once(school)),
        "class": words(table, table.at["class"], Once(_class)),
        "pupil": words(table, table.at["pupil"], Once(code, secret=True)),
        "subject": words(table, table.at["subject"], Once(lambda cell: subject(filled(cell)))),
        "date": words(table, table.at["date"], Once(_held)),
        "variant": words(table, table.at.get("variant"), Once(variant)),
        "item": words(table, table.at["item"], Once(_label)),
        "content": words(table, table.at.get("content"), Once(content)),
        "most": floats(table, table.at["most"], Once(_most, math.nan)),
        "points": floats(table, table.at["points"], Once(points, NOT_DONE)),
        "mark": floats(table, table.at.get("mark"), marks),
        "expected": floats(table, table.at.get("expected"), numbers),
        "place": range(len(table.rows)),
    }


def _block(table: Table, work: tuple[str, int, int, str], frame: pd.DataFrame) -> Block:
    """Rows of one work, turned so that a pupil is a row."""
    pupil = frame.groupby(list(_PUPIL), sort=False).ngroup().to_numpy()
    first = frame.drop_duplicates(list(_PUPIL))
    at, labels = pd.factorize(frame["item"])
    order = sorted(range(len(labels)), key=lambda place: _order(labels[place]))
    given = np.full((len(first), len(labels)), NOT_GIVEN)
    given[pupil, at] = np.where(frame["points"] == BLANK, NOT_DONE, frame["points"])
    tasks = frame.drop_duplicates("item").set_index("item")
    contents = dict(zip(tasks.index, _texts(tasks["content"]), strict=True))
    items = [Item(labels[place], float(tasks["most"][labels[place]]), None, contents[labels[place]]) for place in order]
    primary = np.where(np.isfinite(given), given, 0).sum(axis=1)
    columns = {name: _texts(first[name]) for name in ("municipality", "school", "class", "pupil", "variant")}
    columns |= {"school_name": [""] * len(first), "primary": primary, "expected": first["expected"].to_numpy()}
    columns["mark"] = integers(first["mark"].to_numpy())
    rows = [table.rows[place] for place in first["place"]]
    named = headings(table, dict.fromkeys(labels, table.at["points"]))
    first_day = min(frame["date"])
    return Block(work, table.page, table.header + 1, rows, columns, items, given[:, order], first_day, headings=named)


def _texts(column: pd.Series) -> list[str | None]:
    return column.astype(object).where(column.notna(), None).tolist()


def _repeated(table: Table, frame: pd.DataFrame) -> None:
    key = [*_PUPIL, "item"]
    first = frame.drop_duplicates(key).set_index(key)["place"]
    for row in frame[frame.duplicated(key)].to_dict("records"):
        before = table.rows[first[tuple(row[name] for name in key)]]
        told = f"задание {row['item']} у обучающегося стоит дважды"
        table.tell(row["place"], table.at["item"], told, f"Впервые: строка {before}", "Оставьте одну из двух строк")


def _differing(table: Table, frame: pd.DataFrame, key: Sequence[str], fields: dict[str, str], told: str) -> None:
    """Faults of rows that say another thing than the first row of their group."""
    group = frame.groupby(list(key), sort=False).ngroup().to_numpy()
    first = frame.drop_duplicates(list(key)).reset_index(drop=True)
    for name, what in fields.items():
        own, expected = frame[name], first[name].take(group).set_axis(frame.index)
        wrong = (own != expected) & ~(own.isna() & expected.isna())
        for place, origin in zip(frame["place"][wrong], first["place"].take(group[wrong]), strict=True):
            where = f"Сначала иначе: строка {table.rows[origin]}"
            table.tell(place, table.at[name], f"{told}: {what}", where, "Исправьте ту строку, которая ошибается")


def _order(label: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|К", label)]


def _class(cell: Cell) -> str:
    word = group(filled(cell)) or ""
    found = re.match(r"\d+", word)
    if found and int(found[0]) in GRADES:
        return word
    raise Unreadable(f"{quoted(cell)} – не класс", "Класс начинается с числа: 8, 8А, 10-2", "Исправьте класс")


def _held(cell: Cell) -> object:
    if found := day(cell):
        return found
    raise Unreadable("ячейка пуста", "По дате определяется год работы", "Впишите дату, например 15.04.2022")


def _label(cell: Cell) -> str:
    word = re.sub("[кКkK]", "К", filled(cell).replace(",", ".").replace(" ", ""))
    if _LABEL.fullmatch(word):
        return word
    raise Unreadable(f"{quoted(cell)} – не номер задания", "Допустимы 1, 9.1, 4К1", "Исправьте номер")


def _most(cell: Cell) -> float:
    found = score(cell)
    if found > 0:
        return found
    raise Unreadable(f"{quoted(cell)} – не максимальный балл", "Нужно число больше нуля", "Впишите максимум задания")
