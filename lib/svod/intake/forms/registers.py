"""Forms of registers: measures of a municipality, schools of the region, works and their items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from svod.contracts import Form
from svod.contracts.assessments import ITEMS, KINDS, LEVELS, WORKS
from svod.contracts.measures import FORM as MEASURES
from svod.contracts.measures import STATUSES
from svod.contracts.schools import FORM as SCHOOLS
from svod.contracts.schools import SETTLEMENTS, TYPES
from svod.intake.forms.page import Check, Column, Page, guide, lists, new_book
from svod.params import Params

__all__ = ["MUNICIPALITY", "measures_form", "schools_form", "works_form"]

MUNICIPALITY = "B2"
"""Where the form «Меры» names the municipality."""

_DAYS = (date(2000, 1, 1), date(2100, 12, 31))
_CONTEXT = 4  # columns of the register of schools for context variables


@dataclass(frozen=True)
class _Ask:
    """What a column of a register takes: width, words, and one of options, bounds of a number, a day or plain text."""

    width: float
    words: str
    options: str = ""
    open: bool = False
    kind: str = ""
    bounds: tuple[float, float] = (0, 0)
    text: bool = False


_WORK = {
    "assessment": _Ask(24, "Процедура: выберите из списка", "Процедура"),
    "year": _Ask(8, "Год, когда писали", kind="whole", bounds=(2000, 2100)),
    "grade": _Ask(8, "Класс участников, 1–11", kind="whole", bounds=(1, 11)),
    "subject": _Ask(26, "Предмет, одинаково во всех файлах"),
}
_FIELDS: dict[str, dict[str, _Ask]] = {
    MEASURES.sheet: {
        "procedure": _Ask(40, "По итогам какой процедуры: выберите из списка", "Процедура"),
        "indicator": _Ask(12, "Код показателя; пусто – вся процедура", "Показатель", text=True),
        "measure": _Ask(52, "Что сделано или будет сделано, одним предложением"),
        "start": _Ask(12, "Дата начала: 01.09.2021", kind="date"),
        "end": _Ask(12, "Дата окончания; пусто – ещё идёт", kind="date"),
        "responsible": _Ask(26, "Отдел или должность, без фамилий"),
        "school": _Ask(18, "Код ОО; пусто – мера муниципалитета", text=True),
        "status": _Ask(15, "Состояние: выберите из списка", "Статус"),
    },
    SCHOOLS.sheet: {
        "school": _Ask(16, "Код ОО или логин eduNNNNNN", text=True),
        "name": _Ask(48, "Краткое название, как в выгрузках"),
        "municipality": _Ask(26, "Выберите из списка", "Муниципалитет"),
        "type": _Ask(22, "Выберите или впишите своё", "Тип", open=True),
        "settlement": _Ask(14, "Город или село", "Местность"),
        "pupils": _Ask(14, "Сколько обучающихся, целое число", kind="whole", bounds=(0, 20_000)),
    },
    WORKS.sheet: {
        **_WORK,
        "date": _Ask(12, "Дата работы: 15.03.2022", kind="date"),
        "programme_grade": _Ask(14, "По программе какого класса, если не своего", kind="whole", bounds=(1, 11)),
        "maximum": _Ask(16, "Наибольший первичный балл", kind="decimal", bounds=(0, 1000)),
        "mark3": _Ask(9, "Наименьший балл отметки «3»", kind="decimal", bounds=(0, 1000)),
        "mark4": _Ask(9, "Отметки «4»", kind="decimal", bounds=(0, 1000)),
        "mark5": _Ask(9, "Отметки «5»", kind="decimal", bounds=(0, 1000)),
    },
    ITEMS.sheet: {
        **_WORK,
        "item": _Ask(11, "Номер, как в выгрузке: 4К1", text=True),
        "order": _Ask(10, "Который по счёту", kind="whole", bounds=(1, 500)),
        "maximum": _Ask(16, "Наибольший балл за задание", kind="decimal", bounds=(0, 100)),
        "level": _Ask(10, "Базовый, повышенный, высокий", "Уровень"),
        "content": _Ask(24, "Элемент содержания: код или слова", text=True),
        "planned": _Ask(44, "Какой планируемый результат проверяется", text=True),
    },
}
_SHARED = (
    "Заполняйте жёлтые ячейки, строка за строкой, без пропусков и строк «Итого». Столбцы со звёздочкой обязательны.",
    "Над названием столбца написано, что в нём должно быть; где есть список, выбирайте из списка.",
    "Не хватает строк – вставьте новые внутрь таблицы (правая кнопка мыши, «Вставить»).",
    "Персональные данные (фамилии, телефоны, номера документов) в форму не вписывают.",
)


def measures_form(params: Params, rows: int = 200) -> Workbook:
    """The register of measures of one municipality, whose name is left to be written."""
    book = new_book(params, "Реестр мер")
    page = _page(book, MEASURES)
    page.head("Меры по итогам процедур оценки качества образования", _named(params, ("Муниципалитет:", "")), 2, _HINT)
    names = {
        "Процедура": [item.title for item in params.procedures],
        "Показатель": [item.code for item in params.methodology.indicators],
        "Название показателя": [item.name for item in params.methodology.indicators],
        "Статус": list(STATUSES),
    }
    _fill(page, MEASURES, rows, lists(book, names, hidden=False))
    own = (
        "Одна строка – одна мера: что сделано, по итогам какой процедуры, с какого и по какое время. Коды показателей "
        "с названиями – на листе «Списки».",
        "Если форму присылают снова, в ней должны быть все меры, прежние тоже: она заменяет присланное раньше.",
    )
    guide(book, "Как заполнить форму", (*own, *_SHARED, _sent(params)))
    return book


def schools_form(params: Params, rows: int = 1500) -> Workbook:
    """The register of schools of the region, with columns for context variables."""
    book = new_book(params, "Реестр школ")
    extra = tuple(
        Column("", 20, "Своё сведение: назовите столбец и впишите числа", asked=True) for _ in range(_CONTEXT)
    )
    page = _page(book, SCHOOLS, extra)
    page.head("Школы региона", _named(params), 2, _HINT)
    names = {
        "Муниципалитет": [item.name for item in params.region.municipalities],
        "Тип": list(TYPES),
        "Местность": list(SETTLEMENTS),
    }
    _fill(page, SCHOOLS, rows, lists(book, names))
    own = (
        "Одна строка – одна школа. Код – тот, под которым школа стоит в выгрузках (логин eduNNNNNN или код ОО).",
        "Справа можно завести свои столбцы с числом на каждую школу (например, индекс социального благополучия): "
        "впишите название столбца и числа.",
        "Реестр отправляют целиком: он заменяет прежний.",
    )
    guide(book, "Как заполнить форму", (*own, *_SHARED))
    return book


def works_form(params: Params, rows: int = 100) -> Workbook:
    """The registers of works and of their items, in one book."""
    book = new_book(params, "Реестр работ")
    names = {"Процедура": list(KINDS.values()), "Уровень": list(LEVELS)}
    pages = {form.sheet: _page(book, form) for form in (WORKS, ITEMS)}
    refs = lists(book, names)
    for form, title, length in ((WORKS, "Работы", rows), (ITEMS, "Задания работ", 20 * rows)):
        pages[form.sheet].head(title, _named(params), 2, _HINT)
        _fill(pages[form.sheet], form, length, refs)
    own = (
        "На листе «Работы» – одна строка на работу: что писали, когда, в каком классе, по какому предмету, сколько "
        "баллов и с какого балла какая отметка. Границы отметок – все три или ни одной.",
        "На листе «Задания» – одна строка на задание. Баллы заданий в сумме дают максимальный балл работы.",
        "Осенью работу пишут по программе прошлого класса: тогда впишите класс в «По программе класса».",
    )
    guide(book, "Как заполнить форму", (*own, *_SHARED))
    return book


_HINT = "Заполните жёлтые ячейки. Столбцы со звёздочкой обязательны. Подробнее – лист «Как заполнить»."


def _named(params: Params, *lines: tuple[str, str]) -> list[tuple[str, str]]:
    return [*lines, ("Издание:", params.edition.id)]


def _sent(params: Params) -> str:
    return f"Сохраните книгу и отправьте туда, откуда получили: {params.publication.organisation}."


def _page(book: Workbook, form: Form, extra: Sequence[Column] = ()) -> Page:
    columns = tuple(_column(form, field, ask) for field, ask in _FIELDS[form.sheet].items())
    return Page(book.create_sheet(form.sheet), (*columns, *extra))


def _column(form: Form, field: str, ask: _Ask) -> Column:
    title = form.titles[field] + " *" * (field in form.required)
    code = "@" if ask.text else "DD.MM.YYYY" if ask.kind == "date" else "General"
    words = "" if ask.options else ask.words  # of a list the cell itself says so
    return Column(title, ask.width, words, True, ask.kind in ("whole", "decimal"), code)


def _fill(page: Page, form: Form, rows: int, refs: Mapping[str, str]) -> None:
    """Headings, empty rows to fill in, and the check of every column."""
    page.headings(words=True)
    first = page.row + 1
    for _ in range(rows):
        page.line([None] * len(page.columns))
    for number, (field, ask) in enumerate(_FIELDS[form.sheet].items(), 1):
        letter = get_column_letter(number)
        page.check(f"{letter}{first}:{letter}{page.row}", _check(form.titles[field], ask, refs))
    page.seal(rows=True)


def _check(title: str, ask: _Ask, refs: Mapping[str, str]) -> Check:
    if ask.options:
        told = f"«{title}» выбирают из списка." + " Оставить своё?" * ask.open
        return Check(title, ask.words, "list", (refs[ask.options],), told, ask.open)
    if ask.kind == "date":
        days = tuple(str(int(to_excel(day))) for day in _DAYS)
        return Check(title, ask.words, "date", days, "Нужна дата, например 01.09.2021.")
    if ask.kind:
        low, high = ask.bounds
        number = "целое число" if ask.kind == "whole" else "число"
        return Check(title, ask.words, ask.kind, (str(low), str(high)), f"Нужно {number} от {low} до {high}.")
    return Check(title, ask.words)
