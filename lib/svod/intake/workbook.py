"""One sheet of one workbook: its title block, its header found by column names, its rows numbered as in Excel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from openpyxl.utils import get_column_letter

from svod.contracts import Form
from svod.errors import Fault, InputError, Place
from svod.intake.book import Book, Grid
from svod.intake.cells import Cell, plain, text
from svod.intake.forms.page import GUIDE, LISTS
from svod.intake.names import normal
from svod.params.model import nearest

__all__ = ["Sheet", "Title", "looks_like", "read_sheet"]

HEADER_WITHIN = 15
LONGEST = 100_000
SHOWN = 5  # columns, cells or sheets that a remark names

_TOGETHER = {"Работы", "Задания"}
_SHEETS = {"Показатели", "Меры", "Школы", "Рейтинг", "Согласование"} | _TOGETHER
"""Sheets of our forms: a book has one form, or the other one would be lost in silence."""

_TITLE = re.compile(r"(процедура|год|данные|муниципалитет|издание)\s*(?::\s*(.*)|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Title:
    """A line of the title block: the cell beside its key, and its row."""

    cell: Cell
    row: int


@dataclass(frozen=True)
class Sheet:
    """A filled form: lines of the title block by key, data rows as (Excel's row number, cell by field).

    `others` are the columns that the form does not know, cells by the heading as written, for the same rows;
    `unloaded` tells what a person wrote where the form does not look.
    """

    file: str
    name: str
    titles: dict[str, Title]
    rows: tuple[tuple[int, dict[str, Cell]], ...]
    others: tuple[dict[str, Cell], ...] = ()
    unloaded: tuple[Fault, ...] = ()


def read_sheet(book: Book, form: Form) -> Sheet:
    """Find a form in a workbook.

    Raises
    ------
    InputError
        When the workbook, the sheet or its columns cannot be found.
    """
    file, name = book.name, _find(book, form)
    cells = book.grid(name)
    if len(cells) > LONGEST or max(map(len, cells), default=0) > LONGEST:
        raise InputError(
            [
                Fault(
                    Place(file, name, len(cells)),
                    f"лист длиннее {LONGEST} строк",
                    "Таблица короче",
                    "Удалите пустые строки с посторонними ячейками в конце листа",
                )
            ]
        )
    header = _header(file, name, cells, form)
    if torn := book.torn(header + 1):
        raise InputError(torn)
    columns = _columns(file, name, header, cells[header], form)
    strange = {text(cell): i for i, cell in enumerate(cells[header]) if text(cell) and i not in columns.values()}
    rows, others = [], []
    for number, row in enumerate(cells[header + 1 :], header + 2):
        known = {field: row[i] if i < len(row) else None for field, i in columns.items()}
        if any(map(text, known.values())):
            rows.append((number, known))
            others.append({heading: row[i] if i < len(row) else None for heading, i in strange.items()})
    left = _left(book, name, header, set(columns.values()), form)
    return Sheet(file, name, _titles(cells[:header]), tuple(rows), tuple(others), left)


def looks_like(book: Book, form: Form) -> bool:
    """Whether a sheet has most of a form's required columns, whatever it is called."""
    return any(_like(book, name, form) for name in book.sheets)


def _like(book: Book, sheet: str, form: Form) -> bool:
    wanted = {_heading(form.titles[field]) for field in form.required}
    return 2 * len(wanted & _known(book, sheet, form)) > len(wanted)


def _known(book: Book, sheet: str, form: Form) -> set[str]:
    """Titles of a form that the header of a sheet has; the header is the row with most of them."""
    titles = set(map(_heading, form.titles.values()))
    return max((titles & set(map(_heading, row)) for row in book.grid(sheet)[:HEADER_WITHIN]), key=len, default=set())


def _find(book: Book, form: Form) -> str:
    """Name of the form's sheet; a text table is its own only sheet."""
    found = "" if book.kind == "text" and book.sheets else book.sheet(form.sheet)
    if found is None:
        have = ", ".join(f"«{name}»" for name in book.sheets)
        raise book.refused(f"нет листа «{form.sheet}»", f"В книге листы: {have}", "Переименуйте лист с таблицей")
    own = _known(book, found, form)
    strange = _SHEETS - (_TOGETHER if form.sheet in _TOGETHER else {form.sheet})
    rest = [name for name in book.sheets if name != found]
    if others := [
        name for name in rest if plain(name).capitalize() in strange or (own and _known(book, name, form) == own)
    ]:
        told = f"в книге есть ещё одна таблица: лист {', '.join(f'«{name}»' for name in others)}"
        allowed = f"Читается только лист «{form.sheet}»"
        remedy = "Оставьте одну таблицу, остальные перенесите в другие книги"
        raise InputError([Fault(Place(book.name, found), told, allowed, remedy)])
    return found


@lru_cache(maxsize=1 << 12)
def _heading(cell: Cell) -> str:
    return normal(text(cell) or "").rstrip(" *:")


def _header(file: str, sheet: str, cells: Grid, form: Form) -> int:
    """Index of the header: the row with most of the form's titles among the first rows."""
    wanted = {_heading(title) for title in form.titles.values()}
    scores = [len(wanted & set(map(_heading, row))) for row in cells[:HEADER_WITHIN]]
    if max(scores, default=0) < 2:
        raise InputError(
            [
                Fault(
                    Place(file, sheet),
                    "нет строки с названиями столбцов" if cells else "лист пуст",
                    f"Нужны столбцы: {', '.join(form.titles.values())}",
                    f"Поставьте названия столбцов в одну из первых {HEADER_WITHIN} строк",
                )
            ]
        )
    return scores.index(max(scores))


def _columns(file: str, sheet: str, header: int, row: Sequence[Cell], form: Form) -> dict[str, int]:
    """Position of every column of the form that is there."""
    fields = {_heading(title): field for field, title in form.titles.items()}
    written = {i: heading for i, heading in enumerate(map(_heading, row)) if heading}
    columns: dict[str, int] = {}
    faults = []
    for i, heading in written.items():
        field = fields.get(heading)
        if field in columns:
            faults.append(
                Fault(
                    Place(file, sheet, header + 1), f"столбец «{form.titles[field]}» стоит дважды", "", "Оставьте один"
                )
            )
        elif field:
            columns[field] = i
    strange = {heading: text(row[i]) for i, heading in written.items() if heading not in fields}
    for field, title in form.titles.items():
        close = nearest(_heading(title), strange)
        if field not in columns and (field in form.required or close):
            meant = next((word for heading, word in strange.items() if f"«{heading}»" in close), None)
            faults.append(
                Fault(
                    Place(file, sheet, header + 1),
                    f"нет столбца «{title}»",
                    f"Нужны столбцы: {', '.join(form.titles.values())}",
                    f"Переименуйте столбец «{meant}»" if meant else "Добавьте его",
                )
            )
    if faults:
        raise InputError(faults)
    return columns


def _left(book: Book, name: str, header: int, known: set[int], form: Form) -> tuple[Fault, ...]:
    """One remark on the columns, the cells beside columns and the sheets that are not loaded."""
    cells, own = book.grid(name), set(map(_heading, form.beside))
    headings = {i: word for i, cell in enumerate(cells[header]) if (word := text(cell))}
    columns: dict[str, None] = {}
    stray = []
    for number, row in enumerate(cells[header + 1 :], header + 2):
        for i in [i for i, cell in enumerate(row) if i not in known and cell not in (None, "") and text(cell)]:
            if i not in headings:
                stray.append(f"{get_column_letter(i + 1)}{number}")
            elif not form.open and _heading(headings[i]) not in own:
                columns[f"«{headings[i]}»"] = None
    rest = [one for one in book.sheets if one not in {name, GUIDE, LISTS, *_TOGETHER, *book.hidden}]
    sheets = [f"«{one}»" for one in rest if any(text(cell) for row in book.grid(one) for cell in row)]
    found = {"столбцы": [*columns], "ячейки вне столбцов": stray, "листы": sheets}
    told = "; ".join(f"{what} {_listed(words)}" for what, words in found.items() if words)
    remedy = "Нужное перенесите в столбцы формы"
    return (Fault(Place(book.name, name), f"не загружаются: {told}", "", remedy),) if told else ()


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words[:SHOWN]) + (f" и ещё {len(words) - SHOWN}" if len(words) > SHOWN else "")


def _titles(cells: Grid) -> dict[str, Title]:
    """Lines «Год: | 2022» or «Год: 2022» above the header."""
    found: dict[str, Title] = {}
    for number, row in enumerate(cells, 1):
        filled = [cell for cell in row if text(cell)]
        match = _TITLE.fullmatch(text(filled[0]) or "") if filled else None
        if match:
            beside = match[2] or (filled[1] if len(filled) > 1 else None)
            found.setdefault(match[1].lower(), Title(beside, number))
    return found
