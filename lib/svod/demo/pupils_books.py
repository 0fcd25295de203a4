"""Files with results of pupils as a centre receives them: Ф1 of every municipality and work, registers, the truth."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from svod.archive import packed
from svod.contracts.assessments import ITEMS, KINDS, WORKS
from svod.contracts.schools import FORM as SCHOOLS
from svod.demo.pupils import Pupils, School
from svod.demo.pupils_settings import Work, read_pupil_settings
from svod.demo.settings import read_settings
from svod.demo.workbooks import LABEL
from svod.params import Params

__all__ = ["PROCESSES", "write_pupils"]

PROCESSES = 2

_KIND = "vpr"
_HEAD = ("ОО", "Муниципалитет", "Название ОО", "Код участника", "Класс", "Вариант")
_TAIL = ("Первичный балл", "Отметка", "Отметка по журналу")
_NOT_DONE = ("X", "Х")  # Latin and Cyrillic, as the files have it
_NO_MARK = "нет отметки"
_SHEET_NAME = 31  # signs that Excel allows


def write_pupils(
    folder: Path, truth: Path, params: Params, results: int, seed: int = 2022, processes: int = PROCESSES
) -> list[Path]:
    """Write results of pupils, the registers of schools and of works, and what was planted in them.

    Parameters
    ----------
    folder : Path
        Made when absent; files of the same names in it are written over.
    truth : Path
        Folder of what was planted, apart from what can be loaded.
    params : Params
    results : int
        About how many results there are in all: a pupil has one in each work of the grade.
    seed : int
    processes : int
        How many write at the same time; the bytes do not depend on it.

    Returns
    -------
    list of Path
        Files that can be loaded.

    Raises
    ------
    ParamsError
        When params/demo.yml or params/demo-pupils.yml is at fault.
    """
    pupils = Pupils(read_settings(params), read_pupil_settings(), params, results, seed)
    names = [item.name for item in params.region.municipalities]
    folder.mkdir(parents=True, exist_ok=True)
    schools = [school for place in range(len(names)) for school in pupils.schools(place)]
    _write_truth(truth, pupils, schools)
    written = [_write_schools(folder, params, schools), _write_works(folder, pupils.own.works)]
    order = sorted(range(len(names)), key=lambda place: -pupils.sizes[place].pupils)
    jobs = [(folder, pupils, names[place], place, work) for place in order for work in range(len(pupils.own.works))]
    if processes == 1:
        return [*written, *(_write_form(job) for job in jobs)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return [*written, *pool.map(_write_form, jobs)]


def _write_form(job: tuple[Path, Pupils, str, int, int]) -> Path:
    """Ф1 of one municipality and work: a section for every school."""
    folder, pupils, municipality, place, number = job
    work, schools, sheet = pupils.own.works[number], pupils.schools(place), pupils.sheet(place, number)
    book = Workbook(write_only=True)
    page = book.create_sheet(f"{work.work[:2]} {work.work[2:]} Индивидуальные результаты"[:_SHEET_NAME])
    for line in _head(work):
        page.append(line)
    not_done = _NOT_DONE[place % 3 == 0]
    at = 0
    counts = [int((sheet.school == own).sum()) for own in range(len(schools))]
    for school, count in zip(schools, counts, strict=True):
        if not count:
            continue
        own = slice(at, at + count)
        at += count
        page.append([f"{_titled(school)} | Кол-во участников: {count}"])
        fixed = (school.code, municipality, _titled(school))
        columns = (sheet.code, sheet.group, sheet.variant, sheet.points, sheet.primary, sheet.mark, sheet.journal)
        for code, group, variant, points, primary, mark, journal in zip(
            *(column[own].tolist() for column in columns), strict=True
        ):
            done = [not_done if math.isnan(value) else int(value) for value in points]
            page.append([*fixed, code, group, variant, *done, primary, mark, journal or _NO_MARK])
    return _saved(book, folder / f"Ф1-{work.year}-{work.work}-{pupils.sizes[place].municipality}.xlsx", work.day)


def _head(work: Work) -> Iterator[list[Any]]:
    levels = [item.level for item in work.items]
    yield [f"Ф1. Индивидуальные результаты ({LABEL})"]
    yield []
    yield [f"{KINDS[_KIND]} {work.year} {work.subject} {work.grade} класс"]
    yield ["Предмет:", work.subject]
    yield ["Максимальный первичный балл:", work.maximum]
    yield ["Дата:", f"{work.day:%d.%m.%Y}"]
    yield [None, None, "Уровень сложности задания", *[None] * (len(_HEAD) - 3), *levels]
    yield [*_HEAD, *(f"{item.item} ({item.maximum}б)" for item in work.items), *_TAIL]


def _titled(school: School) -> str:
    return f"{school.name} ({school.code})"


def _write_schools(folder: Path, params: Params, schools: Iterable[School]) -> Path:
    names = {item.code: item.name for item in params.region.municipalities}
    rows = [(s.code, s.name, names[s.municipality], s.type, s.settlement, s.pupils) for s in schools]
    book = Workbook(write_only=True)
    _table(book, SCHOOLS.sheet, "Школы учебного региона", tuple(SCHOOLS.titles.values()), rows)
    return _saved(book, folder / "школы.xlsx", date(2021, 1, 1))


def _write_works(folder: Path, works: Sequence[Work]) -> Path:
    """The register of works: what they are and their items."""
    book = Workbook(write_only=True)
    key = {work: (KINDS[_KIND], work.year, work.grade, work.subject) for work in works}
    _table(
        book,
        WORKS.sheet,
        "Работы учебного региона",
        tuple(WORKS.titles.values()),
        [(*key[work], work.day, work.programme_grade, work.maximum, *work.borders) for work in works],
    )
    _table(
        book,
        ITEMS.sheet,
        "Задания работ учебного региона",
        tuple(ITEMS.titles.values()),
        [
            (*key[work], item.item, order, item.maximum, item.level, item.content, None)
            for work in works
            for order, item in enumerate(work.items, 1)
        ],
    )
    return _saved(book, folder / "работы.xlsx", date(2021, 1, 1))


def _table(book: Workbook, sheet: str, title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    page = book.create_sheet(sheet)
    for line in (["Реестр:", title], ["Данные:", LABEL], [], head):
        page.append(line)
    for row in rows:
        page.append([_dated(page, value) if isinstance(value, date) else value for value in row])


def _dated(page: Any, value: date) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, value)
    cell.number_format = "DD.MM.YYYY"
    return cell


def _saved(book: Workbook, file: Path, day: date) -> Path:
    saved = datetime(day.year, day.month, day.day)
    book.properties.creator, book.properties.created, book.properties.modified = "Svod", saved, saved
    file.write_bytes(packed(book))
    return file


def _write_truth(folder: Path, pupils: Pupils, schools: Sequence[School]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    known = [f"{pupils.ability(place):.4f}" for place in range(len(pupils.sizes))]
    _csv(
        folder / "муниципалитеты.csv",
        ["municipality", "ability"],
        [(size.municipality, ability) for size, ability in zip(pupils.sizes, known, strict=True)],
    )
    _csv(
        folder / "школы.csv",
        ["school", "municipality", "ability", "journal", "heaped"],
        [(s.code, s.municipality, f"{s.ability:.4f}", f"{s.journal:.4f}", int(s.heaped)) for s in schools],
    )
    rows = []
    for number, work in enumerate(pupils.own.works):
        for item, slope, difficulty in zip(work.items, *pupils.item_shapes(number), strict=True):
            rows.append((work.year, work.grade, work.subject, item.item, f"{slope:.4f}", f"{difficulty:.4f}"))
    _csv(folder / "задания.csv", ["year", "grade", "subject", "item", "discrimination", "difficulty"], rows)


def _csv(file: Path, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
