"""What works and their items must be: the register of works, and what heads of exports say of the same works.

Rows come in order of trust: what the store has and the register «Работы» first, heads of exports after them. Of a work
there is one row in the end; whoever contradicts an earlier file is at fault.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from svod.contracts.days import days_apart
from svod.contracts.rules import Contract, Form, Problem, Row, each, in_russian, unique
from svod.errors import Fault, Place

__all__ = ["ITEMS", "KINDS", "LEVELS", "WORKS", "Settled", "named", "settle"]

KINDS = {
    "vpr": "ВПР",
    "oge": "ОГЭ",
    "ege": "ЕГЭ",
    "riko": "РИКО",
    "kdr": "КДР",
    "diagnostic": "диагностическая работа",
}
LEVELS = ("Б", "П", "В")

_KEY = {"assessment": "Процедура", "year": "Год", "grade": "Класс", "subject": "Предмет"}
_BORDERS = {"mark3": "«3» от", "mark4": "«4» от", "mark5": "«5» от"}

WORKS = Form(
    sheet="Работы",
    titles={
        **_KEY,
        "date": "Дата",
        "programme_grade": "По программе класса",
        "maximum": "Максимальный балл",
        **_BORDERS,
    },
    required=("assessment", "year", "grade", "subject", "maximum"),
)
ITEMS = Form(
    sheet="Задания",
    titles={
        **_KEY,
        "item": "Задание",
        "order": "Порядок",
        "maximum": "Максимальный балл",
        "level": "Уровень",
        "content": "КЭС",
        "planned": "Планируемый результат",
    },
    required=("assessment", "year", "grade", "subject", "item", "maximum"),
)

_YEARS, _GRADES = range(2000, 2101), range(1, 12)


@dataclass(frozen=True)
class Settled:
    """One row per work and per item of a work, with what every file adds to it, and what is wrong with them."""

    works: tuple[Row, ...]
    items: tuple[Row, ...]
    faults: tuple[Fault, ...]


def settle(works: Iterable[Row], items: Iterable[Row]) -> Settled:
    """Make one register of what all files say of works, and check it.

    Parameters
    ----------
    works, items : iterable of dict
        Columns of `assessments` and of `items`, those trusted most first; a field that is absent or None is unknown. A
        row may name fields that could not be read in `unread`.
    """
    works, items = list(works), list(items)
    key = tuple(_KEY)
    one, told = _merged(works, WORKS, key, ("programme_grade", "maximum", *_BORDERS))
    tasks, also = _merged(items, ITEMS, (*key, "item"), ("maximum", "level", "content", "planned"))
    contract, own = _works(), _items({_work(row) for row in one})
    faults = [
        *contract.faults(contract.table({"unread": frozenset(), **row} for row in one)),
        *own.faults(own.table({"unread": frozenset(), **row} for row in items)),
        *told,
        *also,
        *_lists(items),
        *_totals(one, tasks),
        *days_apart(works),
    ]
    return Settled(tuple(one), tuple(tasks), tuple(faults))


def named(row: Row) -> str:
    """A work in words: «ВПР 2022, Математика, 4 класс»."""
    kind = KINDS.get(row["assessment"], row["assessment"])
    return f"{kind} {row['year']}, {row['subject']}, {row['grade']} класс"


def _work(row: Row) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in _KEY)


def _merged(
    rows: Sequence[Row], form: Form, key: Sequence[str], compared: Sequence[str]
) -> tuple[list[Row], list[Fault]]:
    """One row per key: the first, with what it lacks from later ones; a later one that says otherwise is a fault."""
    found: dict[tuple[Any, ...], Row] = {}
    faults = []
    for row in rows:
        first = found.setdefault(tuple(row.get(name) for name in key), {**dict.fromkeys(form.titles), **row})
        if (first["file"], first["sheet"], first["row"]) == (row["file"], row["sheet"], row["row"]):
            continue
        for name in compared:
            own = row.get(name)
            if first[name] is None:
                first[name] = own
            elif own is not None and own != first[name] and row["file"] != first["file"]:
                faults.append(_contradicts(row, first, form, name))
        if "date" in form.titles:  # schools of one region write a work on different days
            first["date"] = min((day for day in (first["date"], row.get("date")) if day), default=None)
    return list(found.values()), faults


def _contradicts(row: Row, first: Row, form: Form, name: str) -> Fault:
    what = f"{named(row)}, задание {row['item']}" if "item" in row else named(row)
    title = form.titles[name]
    return Fault(
        Place(row["file"], row["sheet"], row["row"], title),
        f"{what}: {title[0].lower()}{title[1:]} {_said(row[name])} расходится с файлом {first['file']}, лист "
        f"«{first['sheet']}»: там {_said(first[name])}",
        "",
        "Исправьте тот файл, который ошибается; реестр работ с листами «Работы» и «Задания» важнее выгрузок",
        _said(row[name]),
    )


def _said(value: Any) -> str:
    return in_russian(value) if isinstance(value, int | float) else f"«{value}»"


def _lists(items: Sequence[Row]) -> list[Fault]:
    """Files whose list of items of a work is another than in the first file that has one."""
    listed: dict[tuple[Any, ...], dict[str, dict[str, Row]]] = {}
    for row in items:
        listed.setdefault(_work(row), {}).setdefault(row["file"], {})[row["item"]] = row
    faults = []
    for files in listed.values():
        (first, known), *others = files.items()
        for file, own in others:
            extra, lacking = sorted(own.keys() - known.keys()), sorted(known.keys() - own.keys())
            if extra or lacking:
                row = next(iter(own.values()))
                parts = [f"лишние: {', '.join(extra)}"] * bool(extra) + [f"нет: {', '.join(lacking)}"] * bool(lacking)
                told = f"{named(row)}: задания не те, что в файле {first}: {'; '.join(parts)}"
                faults.append(
                    Fault(Place(file, row["sheet"], row["row"]), told, "", "Получите файл заново или исправьте реестр")
                )
    return faults


def _works() -> Contract:
    return Contract(
        WORKS,
        (),
        (
            *_common(),
            each("borders", ("maximum", *_BORDERS), _borders),
            each("date", ("date", "year"), _date),
            each("programme", ("programme_grade", "grade"), _programme),
        ),
    )


def _items(works: Collection[tuple[Any, ...]]) -> Contract:
    def work(row: Row) -> Problem | None:
        if _work(row) in works:
            return None
        remedy = f"Впишите её на лист «{WORKS.sheet}» или исправьте строку"
        return Problem("subject", f"работы «{named(row)}» нет", "", remedy)

    return Contract(
        ITEMS,
        (),
        (
            *_common(),
            each("work", tuple(_KEY), work),
            each("item", ("item",), lambda row: _filled(row, "item", "Впишите номер задания, например 4К1")),
            each("level", ("level",), _level),
            unique("unique", (*_KEY, "item", "file"), "item", lambda row: f"{named(row)}, задание {row['item']}"),
        ),
    )


def _totals(works: Iterable[Row], items: Iterable[Row]) -> list[Fault]:
    """Works whose items do not add up to their maximum; nothing is said where a number of them is unknown."""
    given: dict[tuple[Any, ...], list[Row]] = {}
    for row in items:
        given.setdefault(_work(row), []).append(row)
    faults = []
    for row in works:
        own = [item["maximum"] for item in given.get(_work(row), ())]
        if row["maximum"] is None or not own or None in own or sum(own) == row["maximum"]:
            continue
        total, maximum = in_russian(sum(own)), in_russian(row["maximum"])
        faults.append(
            Fault(
                Place(row["file"], row["sheet"], row["row"], WORKS.titles["maximum"]),
                f"{named(row)}: баллы за все задания дают {total}, а максимальный балл {maximum}",
                "Максимальный балл – сумма баллов за задания",
                "Исправьте максимальный балл или баллы заданий",
                maximum,
            )
        )
    return faults


def _common() -> tuple[Any, ...]:
    return (
        each("kind", ("assessment",), _kind),
        each("year", ("year",), _within("year", _YEARS, "год")),
        each("grade", ("grade",), _within("grade", _GRADES, "класс")),
        each("subject", ("subject",), lambda row: _filled(row, "subject", "Впишите предмет")),
        each("maximum", ("maximum",), _maximum),
    )


def _filled(row: Row, field: str, remedy: str) -> Problem | None:
    return None if row[field] else Problem(field, "ячейка пуста", "Столбец обязателен", remedy)


def _kind(row: Row) -> Problem | None:
    if row["assessment"] in KINDS:
        return None
    allowed = "Допустимы: " + ", ".join(KINDS.values())
    return Problem(
        "assessment", f"«{row['assessment'] or ''}» – не процедура с работами", allowed, "Исправьте название"
    )


def _within(field: str, bounds: range, what: str) -> Callable[[Row], Problem | None]:
    def test(row: Row) -> Problem | None:
        if row[field] in bounds:
            return None
        told = f"{what} {row[field]}" if row[field] is not None else "ячейка пуста"
        return Problem(field, told, f"Допустимы числа от {bounds[0]} до {bounds[-1]}", f"Исправьте {what}")

    return test


def _maximum(row: Row) -> Problem | None:
    number = row["maximum"]
    if number is None or number > 0:
        return None
    return Problem("maximum", f"максимальный балл {in_russian(number)}", "Он больше нуля", "Исправьте число")


def _borders(row: Row) -> Problem | None:
    given = {name: row[name] for name in _BORDERS if row[name] is not None}
    if not given:
        return None
    if len(given) < len(_BORDERS):
        lacking = next(name for name in _BORDERS if name not in given)
        return Problem(
            lacking, "ячейка пуста, а другие границы отметок указаны", "Нужны все три или ни одной", "Впишите границу"
        )
    order = [0, *given.values()]
    words = ", ".join(in_russian(value) for value in given.values())
    for name, below, value in zip(_BORDERS, order, given.values(), strict=False):
        if value <= below:
            allowed = "Каждая граница больше предыдущей и больше нуля"
            return Problem(name, f"границы отметок не возрастают: {words}", allowed, "Исправьте границы")
    if row["maximum"] and 0 < row["maximum"] < order[-1]:
        told = f"граница отметки «5» {in_russian(order[-1])} выше максимального балла {in_russian(row['maximum'])}"
        return Problem("mark5", told, "", "Исправьте границу или максимальный балл")
    return None


def _date(row: Row) -> Problem | None:
    if row["date"] is None or row["year"] not in _YEARS or row["date"].year == row["year"]:
        return None
    told = f"дата {row['date']:%d.%m}.{row['date'].year} не в {row['year']} году"
    return Problem("date", told, "Год работы – календарный год, когда её писали", "Исправьте дату или год")


def _programme(row: Row) -> Problem | None:
    own, grade = row["programme_grade"], row["grade"]
    if own is None or grade is None or own in range(1, grade + 1):
        return None
    allowed = "Осенью работу пишут по программе предыдущего класса, весной – своего"
    return Problem("programme_grade", f"программа {own} класса в {grade} классе", allowed, "Исправьте класс программы")


def _level(row: Row) -> Problem | None:
    if row["level"] in (None, *LEVELS):
        return None
    told = f"уровень «{row['level']}»"
    return Problem("level", told, f"Допустимы: {', '.join(LEVELS)} или пустая ячейка", "Исправьте уровень")
