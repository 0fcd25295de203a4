"""Broken exports of national systems, protocols and declared texts."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from ..declared.test_reader import GIA, ROWS
from ..readers.conftest import pupil
from ..readers.test_exams import EGE
from ..readers.test_exams import row as examined
from ..readers.test_protocol import HEADER as PROTOCOL
from ..readers.test_protocol import row as task
from .forms import one
from .makers import PUPILS, f1, form, table

F1 = "Ф1.xlsx"
HEAD, FIRST, SECOND = PUPILS


def school(name: str, *rows: object, words: tuple[str, ...], **changes: object) -> object:
    """A «Ф1» of rows under the head of a school; the first pupil stands in row 10."""
    return one(name, lambda: f1(HEAD, *rows, **changes), "РУ 4 Индивидуальные результаты", *words, file=F1)


def merged(page: Worksheet) -> None:
    page.merge_cells("D10:D11")


def uncomputed(page: Worksheet) -> None:
    page["J10"] = "=G10+H10+I10"


def text(*lines: str) -> object:
    return lambda: "\n".join((GIA, *lines)).encode()


def csv(name: str, lines: tuple[str, ...], *words: str) -> object:
    """The declared text of results by school; the first row of data is row 2."""
    return one(name, text(*lines), *words, file="гиа.csv")


NAME = "Петрова Анна"
HEADS = ("ОО", "Муниципалитет", "Название ОО", "Код участника", "Класс", "Вариант")

INDIVIDUAL = [
    school("Ф1: a name for a code", pupil(NAME, 2, 1, 0), words=("строка 10", "чьё-то имя", "не нужны")),
    school("Ф1: no code", FIRST, pupil(None, 2, 1, 0), words=("строка 11", "строка без кода участника", "Впишите код")),
    school("Ф1: points in words", pupil(40001, "два", 1, 0), words=("столбец «1 (2б)»", "лишнее слово")),
    school("Ф1: a mark of six", pupil(40001, 2, 1, 0, mark=6), words=("«6» – не отметка", "Допустимы 2, 3, 4, 5")),
    school("Ф1: no primary score", pupil(40001, 2, 1, 0, primary=None), words=("столбец «Первичный балл»", "пусто, а")),
    school("Ф1: a primary score nobody computed", FIRST, SECOND, words=("формула без вычисленного", "пересчитайте"),
           change=uncomputed),
    school("Ф1: a code over two rows", FIRST, SECOND,
           words=("объединённые ячейки (D10:D11)", "Отмените объединение"), change=merged),
    school("Ф1: two logins", pupil(40001, 2, 1, 0, name="СОШ № 2 (edu740002)"), words=("логин «edu740001»",)),
    school("Ф1: a day for a class", pupil(40001, 2, 1, 0, **{"class": "вечерний"}),
           words=("столбец «Класс»", "лишнее слово")),
    school("Ф1: a heading that is no task", FIRST, words=("«Сумма» – не задание", "Верните заголовок"),
           items=("1 (2б)", "Сумма", "4K1 (2б)")),
    school("Ф1: a task twice", FIRST, words=("задание 1 стоит дважды",), items=("1 (2б)", "1 (1б)", "4K1 (2б)")),
    school("Ф1: no tasks", FIRST[:6] + FIRST[9:], words=("нет ни одного столбца с заданием",), items=(), levels=()),
    school("Ф1: no marks", FIRST[:-2], words=("нет столбца «Отметка»", "Верните столбец"), results=("Первичный балл",)),
    school("Ф1: no year and grade", FIRST, words=("строка 8",), title="Отчёт", date=None),
    school("Ф1: a municipality nobody knows", pupil(40001, 2, 1, 0, municipality="Агаповка"), words=("Агаповка",)),
    school("Ф1: another header inside", FIRST, [*HEADS, "2 (2б)"],
           words=("посреди таблицы другая строка заголовков", "Разделите лист")),
    one("Ф1 of nobody", lambda: f1(HEAD), "в файле нет ни одного участника", "Получите заполненную форму", file=F1),
]  # fmt: skip

OTHERS = [
    one("a form to be filled in by a school", lambda: _collection(), "это «Форма сбора результатов»"),
    one("a form nobody described", lambda: table(["Выполнение заданий"], [], ["Группы участников", "1"]),
        "форма «Выполнение заданий» без описания не читается", "params/sources"),
    one("ГИА: a lost plus", lambda: _exam(examined("++-2", None, 5, 56, 27), examined("+-2", None, 3, 20, 27)),
        "заданий 3, а в остальных строках 4", "Excel теряет нули"),
    one("ГИА: 101 points", lambda: _exam(examined("++-2", None, 5, 101, 27)), "«101» – не балл ЕГЭ", "от 0 до 100"),
    one("ГИА: no year", lambda: table(EGE, examined("++-2", None, 5, 56, 27)), "не указан год экзамена"),
    one("ГИА: strange signs", lambda: _exam(examined("++?2", None, 5, 56, 27)), "столбец «Задания с кратким ответом»"),
    one("control work: a task twice", lambda: table(PROTOCOL, task(1, 2), task(1, 1)), "Впервые: строка 2"),
    one("control work: two marks", lambda: table(PROTOCOL, task(1, 2), task(2, 1, mark=5)), "в разных строках разное"),
    one("control work: a name for a code", lambda: table(PROTOCOL, task(1, 2, pupil=NAME)), "чьё-то имя"),
    one("control work: a day in words", lambda: table(PROTOCOL, task(1, 2, date="весной")), "столбец «Дата»", "слово"),
]  # fmt: skip

DECLARED = [
    csv("declared: a decimal point", (ROWS[0].replace("56,3", "56.3"),), "строка 2", "56.3"),
    csv("declared: a number in words", (ROWS[0].replace(";24;", ";много;"),), "столбец «Сдавали»", "«много»"),
    csv("declared: an exam nobody knows", (ROWS[0].replace("ЕГЭ", "ГВЭ"),), "столбец «Экзамен»", "«ГВЭ»"),
    csv("declared: a row twice", (ROWS[0], ROWS[0]), "строка 3", "Впервые"),
    csv("declared: parts above the whole", (ROWS[0].replace(";24;", ";2;"),), "строка 2", "3"),
    csv("declared: a cell too many", (ROWS[0], f"{ROWS[1]};х;у"), "строка 3", "ячеек в строке", "Исправьте строку"),
    csv("declared: an unknown municipality", (ROWS[0].replace("Миасский ГО", "Миасс"),), "«Миасс»"),
    csv("declared: no rows", (), "под заголовком нет ни одной строки", "Получите файл заново"),
]

EXPORTS = [*INDIVIDUAL, *OTHERS, *DECLARED]


def _exam(*rows: object) -> bytes:
    return table(["Протокол проверки результатов ЕГЭ 02.06.2022"], [], EGE, *rows)


def _collection() -> bytes:
    return form(sheet="Протокол", header=("Код", "Балл"), change=lambda page: [
        page.parent.create_sheet(name) for name in ("Служебный", "Порядковый номер класса")
    ])  # fmt: skip
