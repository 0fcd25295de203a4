"""The form «Показатели» of one procedure: a row per indicator and year, what to count beside where it is written."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from openpyxl import Workbook

from svod.contracts.indicators import FORM, counted
from svod.intake.forms.page import Check, Column, Page, guide, new_book
from svod.params import Params
from svod.params.methodology import Indicator
from svod.params.procedures import Procedure

__all__ = ["MUNICIPALITY", "indicators_form"]

MUNICIPALITY = "C3"
"""Where the form names the municipality; the same form serves all of them."""

_FILLED = "C5"
_TITLES = FORM.titles
_COLUMNS = (
    Column(_TITLES["year"], 6),
    Column(_TITLES["indicator"], 12, code="@"),
    Column("Наименование", 34),
    Column("Единица", 9),
    Column("Что в числителе", 28),
    Column(_TITLES["numerator"], 13, asked=True, right=True),
    Column("Что в знаменателе", 28),
    Column(_TITLES["denominator"], 14, asked=True, right=True),
    Column(_TITLES["value"], 11, right=True, code="0.00"),
    Column(_TITLES["participants"], 11, asked=True, right=True),
    Column(_TITLES["note"], 30, asked=True),
)
_HINT = (
    "Заполните жёлтые ячейки. Нет данных – «н/д»; ноль – только если посчитали и получился ноль. "
    "Подробнее – лист «Как заполнить»."
)
_NO_DATA = "Нет данных – впишите н/д."
_LETTERS = {column.title: letter for column, letter in zip(_COLUMNS, "ABCDEFGHIJK", strict=True)}
_ABOVE, _BELOW, _WHO, _NOTE = (_LETTERS[_TITLES[name]] for name in ("numerator", "denominator", "participants", "note"))


def indicators_form(params: Params, procedure: Procedure, years: Sequence[int]) -> Workbook | None:
    """The form of a procedure for all its indicators held in the years; the municipality is left to be written.

    Returns
    -------
    Workbook or None
        None where nothing was measured in these years.
    """
    asked = {
        item: [year for year in years if params.edition.held(item.code, year)]
        for item in params.methodology.of(procedure.id)
    }
    if not any(asked.values()):
        return None
    book = new_book(params, f"{procedure.title}: показатели")
    page = Page(book.create_sheet(FORM.sheet), _COLUMNS)
    named = {"Процедура:": procedure.title, "Муниципалитет:": "", "Издание:": params.edition.id, "Заполнено:": ""}
    page.head("Показатели оценки качества образования", [*named.items()], 3, _HINT)
    page.headings()
    first = page.row + 1
    for item, held in asked.items():
        if held:
            _rows(page, item, held)
    _common(page, first, procedure)
    page.sheet[_FILLED] = f'=COUNT({_ABOVE}{first}:{_ABOVE}{page.row})&" из {page.row - first + 1}"'
    page.sheet.freeze_panes = f"D{first}"
    page.seal()
    guide(book, "Как заполнить форму", _words(params, procedure))
    return book


def _rows(page: Page, item: Indicator, years: Sequence[int]) -> None:
    first, one = page.row + 1, item.kind == "count"
    words = (item.name, item.numerator, item.denominator)
    height = 13 * max(len(wrap(text, width)) for text, width in zip(words, (38, 31, 31), strict=True)) + 3
    for year in years:
        value, below = _value(item, page.row + 1), "–" if one else None
        row = (year, item.code, item.name, item.unit, item.numerator, None, item.denominator, below, value, None, None)
        page.line(row, height, parted=year == years[0], locked=(_TITLES["denominator"],) * one)
    above, below = f"{_ABOVE}{first}", f"{_BELOW}{first}"
    for title, words, letter, formula in (
        ("числитель", item.numerator, _ABOVE, _sound(item, above, below, True)),
        ("знаменатель", item.denominator, _BELOW, _sound(item, below, above, False)),
    ):
        if letter == _BELOW and one:
            continue
        prompt = f"{words[0].upper()}{words[1:]}. {_NO_DATA}"
        check = Check(f"{item.code}: {title}", prompt, "custom", (formula,), _refusal(item, words))
        page.check(f"{letter}{first}:{letter}{page.row}", check)


def _common(page: Page, first: int, procedure: Procedure) -> None:
    """Checks of all rows: participants, notes, and a half of a pair that was forgotten."""
    who = f"{_WHO}{first}"
    counted = Check(
        "Участники",
        f"Сколько участников в этом году: {procedure.participants.unit}. {_NO_DATA}",
        "custom",
        (f'IF(ISNUMBER({who}),AND({who}>=0,{who}=INT({who})),{who}="н/д")',),
        "Нужно целое число от нуля или «н/д».",
    )
    page.check(f"{who}:{_WHO}{page.row}", counted)
    for own, other in ((_ABOVE, _BELOW), (_BELOW, _ABOVE)):
        page.point(f"{own}{first}:{own}{page.row}", f'AND(ISNUMBER({other}{first}),{own}{first}="")')
    remark = Check("Примечание", "Что нужно знать, чтобы верно понять число. Без фамилий и телефонов.")
    page.check(f"{_NOTE}{first}:{_NOTE}{page.row}", remark)


def _value(item: Indicator, row: int) -> str:
    """The formula that shows the value, so that a slip is seen at once; nothing to measure is a dash."""
    above, below = f"{_ABOVE}{row}", f"{_BELOW}{row}"
    if item.kind == "count":
        return f'=IF(ISNUMBER({above}),{above},"")'
    return f'=IF(ISNUMBER({above})*ISNUMBER({below}),IF({below}=0,"–",ROUND({item.multiplier}*{above}/{below},2)),"")'


def _most(item: Indicator) -> int | None:
    """How many times the denominator the numerator may be at most."""
    return item.scale[1] if item.scale else 1 if item.kind in ("share", "difference") else None


def _sound(item: Indicator, cell: str, other: str, upper: bool) -> str:
    """The formula of a sound entry: a number that fits the other part, or «н/д»."""
    parts = [f"{cell}>=0"] + [f"{cell}=INT({cell})"] * counted(item.numerator if upper else item.denominator)
    most = _most(item)
    if upper and most is not None:
        parts.append(f"OR(NOT(ISNUMBER({other})),{cell}<={most}*{other})")
    elif not upper:
        parts.append(f"N({other})<={most}*{cell}" if most is not None else f"OR({cell}>0,N({other})=0)")
    return f'IF(ISNUMBER({cell}),AND({",".join(parts)}),{cell}="н/д")'


def _refusal(item: Indicator, words: str) -> str:
    number = "целое число" if counted(words) else "число"
    most = _most(item)
    told = {None: "", 1: " Числитель не больше знаменателя."}
    over = told.get(
        most, f" Средний балл – не больше {most}: в числителе сумма баллов, в знаменателе – сколько оценено."
    )
    return f"Нужно {number} от нуля или «н/д».{over}"


def _words(params: Params, procedure: Procedure) -> list[str]:
    return [
        f"Форма – о процедуре «{procedure.title}». {procedure.participants.text}",
        "Заполняйте только ячейки на жёлтом фоне. Остальное закрыто от случайной правки: по кодам, годам и названиям "
        "столбцов программа узнаёт, что вы написали.",
        "«Числитель» и «Знаменатель» – числа, которые вы посчитали. Что считать, написано слева от каждого из них. "
        "Проценты и средние не вписывайте: «Значение» вычислится само, по нему удобно проверить себя.",
        "Если данных нет, впишите «н/д» или оставьте ячейку пустой: показатель не будет оценён. Ноль впишите, только "
        "если посчитали и получился ноль. 0 из 0 означает «не применимо»: такого в муниципалитете нет.",
        f"«Участники» – сколько участников было в этом году ({procedure.participants.unit}). «Примечание» – что нужно "
        "знать, чтобы верно понять число; его увидит региональный центр.",
        "Excel отклонит число меньше нуля, дробное там, где считают людей или организации, и долю больше 100 %. Если "
        "верное число не принимается, напишите в центр: возможно, ошибка в форме.",
        "Строк не добавляйте и не удаляйте, ячейки не объединяйте, второй таблицы на листе не заводите.",
        "Персональные данные (фамилии, телефоны, номера документов) в форму не вписывают.",
        "Сохраните книгу в формате .xlsx или .ods, назовите как удобно и отправьте туда, откуда получили: "
        f"{params.publication.organisation}. Исправленную форму отправляют целиком: она заменит прежнюю.",
    ]
