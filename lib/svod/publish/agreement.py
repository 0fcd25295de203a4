"""«Согласование данных» of one municipality: a page to read and a workbook to send back, never on the site."""

from __future__ import annotations

from copy import copy
from decimal import Decimal
from fractions import Fraction

from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from svod.archive import packed
from svod.blocks import Cell, Column, LevelMark, Row, Table
from svod.contracts.agreements import FORM, WHOLE
from svod.intake.agreement import LARGE_POINTS, LARGE_TIMES, Agreement, Line, Standing
from svod.params import Params
from svod.publish.difference.page import Shelf
from svod.publish.received import fill_sheet, new_book
from svod.publish.site import checked, environment
from svod.wording.numbers import number, plain, signed

__all__ = ["agreement_book", "agreement_page"]

_MARKS = {Standing.AGREED: 4, Standing.CHANGED: 3, Standing.REMARK: 2}
_COLUMNS = (
    ("indicator", "Показатель", False), ("name", "Наименование", False), ("year", "Год", False),
    ("numerator", "Числитель", True), ("denominator", "Знаменатель", True), ("participants", "Участники", True),
    ("value", "Значение", True), ("before", "Годом раньше", True), ("change", "Изменение", True),
    ("answer", "Ответ", False), ("remark", "Замечание", False), ("source", "Откуда", False),
)  # fmt: skip
_WIDTHS = {
    "Процедура": 22, "Показатель": 14, "Наименование": 44, "Год": 7, "Числитель": 12, "Знаменатель": 13,
    "Участники": 11, "Значение": 13, "Единица": 10, "Годом раньше": 13, "Изменение": 12, "Внимание": 18, "Откуда": 36,
    "Ответ": 20, FORM.titles["agreed"]: 14, FORM.titles["remark"]: 50, FORM.titles["person"]: 26,
    FORM.titles["seal"]: 14,
}  # fmt: skip
_HOW = (
    "«да» или «нет» в жёлтом столбце; при «нет» напишите замечание. Ответ в строке «вся процедура» относится ко всем "
    "её строкам без своего ответа. В столбце «Кто» – должность, без фамилии. Остальные столбцы не меняйте"
)
_UP = (("../received.html", "Кто что прислал"),)
_ANSWERS = [list(_WIDTHS).index(FORM.titles[field]) + 1 for field in ("agreed", "remark", "person")]


def agreement_page(params: Params, agreement: Agreement, *, demo: bool) -> str:
    """The page; who answered is not on it."""
    place, path = params.region[agreement.municipality], f"agreement/{agreement.municipality}.html"
    columns = tuple(Column(key, heading, numeric=numeric) for key, heading, numeric in _COLUMNS)
    rows = []
    for line in agreement.lines:
        if not line.indicator:
            rows.append(Row(line.procedure, {}, group=f"{params.procedure(line.procedure).number}. {line.name}"))
        if line.indicator or line.standing is not Standing.WAITING:
            rows.append(_row(line))
    page = (
        environment()
        .get_template("agreement.html.j2")
        .render(
            page=Shelf("Приём данных", f"Согласование данных: {place.name}", path, "", _UP),
            heading=f"Согласование данных: {place.full_name}",
            demo=demo,
            totals=agreement.words,
            book=f"{agreement.municipality}.xlsx",
            points=LARGE_POINTS,
            times=plain(LARGE_TIMES),
            choices=(("с замечаниями", ".k2"), ("с большими изменениями", ".k1"), ("изменились после ответа", ".k3")),
            table=Table("1", f"Данные издания {params.edition.id}", columns, tuple(rows), css="wide"),
        )
    )
    return checked(page, path)


def agreement_book(params: Params, agreement: Agreement, *, demo: bool) -> bytes:
    """The form «Согласование» with the answers that still stand; what is to be filled in alone is not locked."""
    head = [
        ("Муниципалитет:", params.region[agreement.municipality].name),
        ("Издание:", f"{params.edition.id}, {params.edition.period} годы"),
        *([("Данные:", "учебные данные")] if demo else []),
        ("Как заполнить:", _HOW),
    ]
    book = new_book()
    sheet = book.create_sheet(FORM.sheet)
    fill_sheet(sheet, _WIDTHS, map(_cells, agreement.lines), above=len(head) + 1)
    for y, words in enumerate(head, 1):
        for x, word in enumerate(words, 1):
            sheet.cell(y, x, word).font = Font(name="Arial", size=10, bold=x == 1)
    _guard(sheet, len(head) + 3)
    return packed(book)


def _guard(sheet: Worksheet, first: int) -> None:
    """Lock all but the answers, and let «да» or «нет» alone into their column."""
    for x in _ANSWERS:
        for (cell,) in sheet.iter_rows(first, sheet.max_row, x, x):
            cell._style = copy(cell._style)  # cells of one look share it
            cell.protection = Protection(locked=False)
            cell.fill = PatternFill("solid", start_color="FFFFF6CC")
    letter = get_column_letter(_ANSWERS[0])
    rule = DataValidation("list", formula1='"да,нет"', allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "Согласование", "Допустимы: да, нет"
    rule.add(f"{letter}{first}:{letter}{sheet.max_row}")
    sheet.add_data_validation(rule)
    sheet.freeze_panes = f"E{first}"
    sheet.protection.sheet, sheet.protection.autoFilter, sheet.protection.formatColumns = True, False, False


def _cells(line: Line) -> tuple[str | int | float | None, ...]:
    """A row of the form; an answer to other numbers than these is told beside, not filled in."""
    file, _, row = line.source
    answer: tuple[str | None, ...] = (None, None, None, None)
    if line.standing in (Standing.AGREED, Standing.REMARK):
        answer = (None, "да" if line.standing is Standing.AGREED else "нет", line.remark or None, line.person or None)
    elif line.standing is Standing.CHANGED:
        answer = (f"{line.standing}: {line.remark or 'было согласовано'}", None, None, None)
    return (
        line.procedure,
        line.indicator or WHOLE,
        line.name,
        line.year,
        _count(line.numerator),
        _count(line.denominator),
        line.participants,
        (line.shown if line.value is None else _float(line.value)) if line.indicator else None,
        line.unit or None,
        _float(line.before),
        _float(line.change),
        "большое изменение" if line.large else None,
        f"{file}, строка {row}" if file else None,
        *answer,
        line.seal,
    )


def _float(given: Decimal | Fraction | None) -> float | None:
    return None if given is None else round(float(given), 2)


def _count(given: Decimal | None) -> int | float | None:
    return int(given) if given is not None and given == int(given) else _float(given)


def _row(line: Line) -> Row:
    file, _, row = line.source
    points = " п. п." * (line.unit == "%")
    change = "–" if line.change is None else signed(line.change, 2) + points
    cells = {
        "indicator": Cell(line.indicator or WHOLE),
        "name": Cell(line.name),
        "year": Cell(str(line.year or "–")),
        "value": Cell(f"{line.shown} {line.unit}" if line.value is not None else line.shown, line.value),
        "before": Cell("–" if line.before is None else number(line.before, 2), line.before),
        "change": LevelMark(f"{change}, большое", number=1) if line.large else Cell(change, line.change),
        "source": Cell(f"{file}, строка {row}" if file else "–"),
        "answer": LevelMark(line.standing.value, number=_MARKS[line.standing])
        if line.standing in _MARKS
        else Cell(line.standing.value),
        "remark": Cell(line.remark or "–"),
    }
    for key in ("numerator", "denominator", "participants"):
        given = getattr(line, key)
        cells[key] = Cell("–" if given is None else plain(given), given)
    if not line.indicator:
        cells |= {key: Cell("–") for key in ("value", "before", "change")}
    return Row("-".join(filter(None, (line.procedure, line.indicator, str(line.year or "")))), cells)
