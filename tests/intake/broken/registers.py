"""Broken registers of schools and works, and results that contradict them."""

from __future__ import annotations

from datetime import date

from svod.contracts.assessments import ITEMS, WORKS
from svod.contracts.schools import FORM as SCHOOLS

from ..readers.conftest import pupil
from .forms import one
from .makers import PUPILS, Case, f1, form, table

SCHOOL = ("edu740001", "МБОУ СОШ № 1", "Агаповский МР", "СОШ", "село", 512)
WORK = ("ВПР", 2026, 4, "Русский язык", date(2026, 4, 15), 4, 5, 2, 3, 4)
TASK = ("ВПР", 2026, 4, "Русский язык", "1", 1, 2, "Б", "1.1", None)
TASKS = (TASK, (*TASK[:4], "9.1", 2, 1, "Б", None, None), (*TASK[:4], "4К1", 3, 2, "П", None, None))
PLAIN: dict[str, object] = {"": ""}


def schools(*rows: tuple[object, ...]) -> bytes:
    """The register of schools; rows from 4."""
    return form(*rows, header=tuple(SCHOOLS.titles.values()), title=PLAIN, sheet="Школы")


def works(*rows: tuple[object, ...]) -> bytes:
    """The register of works; rows from 4."""
    return form(*rows, header=tuple(WORKS.titles.values()), title=PLAIN, sheet="Работы")


def items(*rows: tuple[object, ...]) -> bytes:
    """The register of items; rows from 2."""
    return table(tuple(ITEMS.titles.values()), *rows, sheet="Задания")


def of_schools(name: str, *rows: tuple[object, ...], words: tuple[str, ...]) -> Case:
    return one(f"schools: {name}", lambda: schools(*rows), "лист «Школы»", *words, file="школы.xlsx")


def of_works(name: str, at: int, value: object, *words: str) -> Case:
    row = (*WORK[:at], value, *WORK[at + 1 :])
    return one(f"works: {name}", lambda: works(row), "лист «Работы», строка 4", *words, file="работы.xlsx")


def results(name: str, *rows: object, words: tuple[str, ...], **changes: object) -> Case:
    """«Ф1» of the work whose borders and items the store knows; the first pupil stands in row 10."""
    before = {"работы.xlsx": lambda: works(WORK), "задания.xlsx": lambda: items(*TASKS)}
    return Case(f"results: {name}", {"Ф1.xlsx": lambda: f1(PUPILS[0], *rows, **changes)}, ("Ф1.xlsx", *words), before)


FIRST = pupil(40001, 2, 1, 1)

REGISTERS = [
    of_schools("one twice", SCHOOL, SCHOOL, words=("строка 5", "школа edu740001 повторена", "Оставьте одну")),
    of_schools("one in two municipalities", SCHOOL, (*SCHOOL[:2], "Уйский МР", *SCHOOL[3:]),
               words=("в двух муниципалитетах: Агаповский МР и Уйский МР", "Оставьте одну из двух строк")),
    of_schools("no code", (None, *SCHOOL[1:]), words=("столбец «Код ОО»", "ячейка пуста", "Впишите код ОО")),
    of_schools("a municipality by its adjective", (*SCHOOL[:2], "Троицкий", *SCHOOL[3:]), words=("не однозначно",)),
    of_schools("neither town nor village", (*SCHOOL[:4], "станица", 5), words=("«станица» не допускается",)),
    of_schools("a million of pupils", (*SCHOOL[:5], 10**6), words=("обучающихся 1000000", "от 0 до 20000")),
    of_schools("half a pupil", (*SCHOOL[:5], 0.5), words=("столбец «Обучающихся»", "не целое")),
    of_works("borders that fall", 8, 1, "границы отметок не возрастают", "Исправьте границы"),
    of_works("a border above the maximum", 9, 9, "граница отметки «5» 9 выше максимального балла 5"),
    of_works("one border of three", 8, None, "другие границы отметок указаны", "Впишите границу"),
    of_works("no work", 0, "НИКО", "НИКО", "Исправьте название"),
    of_works("a day of another year", 4, date(2025, 4, 15), "дата 15.04.2025 не в 2026 году"),
    of_works("the twelfth grade", 2, 12, "столбец «Класс»", "от 1 до 11"),
    of_works("nothing to gain", 6, 0, "максимальный балл 0", "Он больше нуля"),
    Case("works: items of another sum", {"работы.xlsx": lambda: works(WORK), "задания.xlsx": lambda: items(TASK)},
         ("баллы за все задания дают 2, а максимальный балл 5",)),
    Case("works: a level nobody knows", {"работы.xlsx": lambda: works(WORK),
         "задания.xlsx": lambda: items((*TASK[:7], "С", *TASK[8:]), *TASKS[1:])}, ("уровень «С»", "Б, П, В")),
    results("points above the maximum", pupil(40001, 3, 1, 1, mark=5), words=("за задание 1 баллов 3", "от 0 до 2")),
    results("points below zero", pupil(40001, -1, 1, 1, mark=2), words=("за задание 1 баллов −1", "Исправьте балл")),
    results("a sum that is another", pupil(40001, 2, 1, 1, primary=5, mark=5),
            words=("первичный балл 5, а баллы за задания дают 4", "Исправьте его или баллы")),
    results("a mark against the borders", pupil(40001, 2, 1, 1, mark=2),
            words=("отметка 2, а 4 баллов дают отметку 5", "Границы отметок: «3» от 2, «4» от 3, «5» от 4")),
    results("a primary score above the maximum", pupil(40001, 2, 1, 1, primary=9, mark=5),
            words=("первичный балл 9", "от 0 до 5")),
    results("a pupil twice", pupil(40001, 2, 1, 1, mark=5), pupil(40001, 2, 1, 1, mark=5),
            words=("строка 11, столбец «Код участника»", "участник с этим кодом", "строка 10", "Оставьте одну")),
    results("another set of items", pupil(40001, 2, 1, mark=4), words=("Ф1.xlsx",), items=("1 (2б)", "9.1 (1б)"),
            maximum=3, levels=("Б", "Б")),
    results("another maximum", pupil(40001, 2, 1, 1, mark=5), words=("максимальный балл 6",), maximum=6),
    Case("results: a school nobody knows", {"Ф1.xlsx": lambda: f1(PUPILS[0], FIRST)}, ("edu740001", "реестре"),
         {"школы.xlsx": lambda: schools(("edu749999", "СОШ № 99", "Уйский МР"))}),
    Case("results: a school of another municipality", {"Ф1.xlsx": lambda: f1(PUPILS[0], FIRST)},
         ("в муниципалитете Агаповский МР, а по реестру школ – Уйский МР", "загрузите новый реестр школ"),
         {"школы.xlsx": lambda: schools((*SCHOOL[:2], "Уйский МР"))}),
    Case("results: a school in two municipalities", {"Ф1.xlsx": lambda: f1(PUPILS[0], FIRST, pupil(
        40002, 2, 1, 1, municipality="Уйский МР"))}, ("строка 11", "Уйский МР", "Агаповский МР")),
]  # fmt: skip
