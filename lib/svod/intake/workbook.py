"""One sheet of one workbook: its title block, its header found by column names, its rows numbered as in Excel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from svod.contracts import Form, place
from svod.errors import Fault, InputError
from svod.intake.cells import Cell, plain, text
from svod.params.model import nearest

__all__ = ["Sheet", "Title", "read_sheet"]

HEADER_WITHIN = 15
LONGEST = 100_000

_TITLE = re.compile(r"(процедура|год|данные)\s*(?::\s*(.*)|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Title:
    """A line of the title block: the cell beside its key, and its row."""

    cell: Cell
    row: int


@dataclass(frozen=True)
class Sheet:
    """A filled form: lines of the title block by key, data rows as (Excel's row number, cell by field)."""

    file: str
    name: str
    titles: dict[str, Title]
    rows: tuple[tuple[int, dict[str, Cell]], ...]


def read_sheet(file: str, content: bytes, form: Form) -> Sheet:
    """Find a form in a workbook.

    Parameters
    ----------
    file : str
        Name for messages.
    content : bytes
        The whole workbook.

    Raises
    ------
    InputError
        When the workbook, the sheet or its columns cannot be found.
    """
    sheet = _find(file, content, form)
    end = sheet.end or (0, 0)
    if end[0] >= LONGEST or end[1] >= LONGEST:
        raise InputError(
            [
                Fault(
                    place(file, sheet.name, end[0] + 1),
                    f"лист длиннее {LONGEST} строк",
                    "Таблица короче",
                    "Удалите пустые строки с посторонними ячейками в конце листа",
                )
            ]
        )
    cells = sheet.to_python(skip_empty_area=False)
    header = _header(file, sheet.name, cells, form)
    columns = _columns(file, sheet.name, header, cells[header], form)
    rows = [
        (number, {field: row[i] for field, i in columns.items()})
        for number, row in enumerate(cells[header + 1 :], header + 2)
    ]
    return Sheet(
        file,
        sheet.name,
        _titles(cells[:header]),
        tuple((number, row) for number, row in rows if any(map(text, row.values()))),
    )


def _find(file: str, content: bytes, form: Form) -> CalamineSheet:
    if not content:
        raise InputError([Fault(file, "файл пуст", "", "Получите файл заново")])
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        found = [name for name in book.sheet_names if plain(name).lower() == form.sheet.lower()]
        if found:
            return book.get_sheet_by_name(found[0])
    except PasswordError:
        raise InputError([Fault(file, "книга закрыта паролем", "", "Снимите пароль и сохраните книгу")]) from None
    except CalamineError as error:
        raise InputError(
            [
                Fault(
                    file,
                    f"книга не читается как xlsx ({error})",
                    "",
                    "Откройте её в Excel, сохраните как «Книга Excel (.xlsx)» или получите заново",
                )
            ]
        ) from None
    have = ", ".join(f"«{name}»" for name in book.sheet_names)
    raise InputError(
        [Fault(file, f"нет листа «{form.sheet}»", f"В книге листы: {have}", "Переименуйте лист с таблицей")]
    )


def _heading(cell: Cell) -> str:
    return (text(cell) or "").lower().replace("ё", "е").rstrip(" *:.")


def _header(file: str, sheet: str, cells: list[list[Cell]], form: Form) -> int:
    """Index of the header: the row with most of the form's titles among the first rows."""
    wanted = {_heading(title) for title in form.titles.values()}
    scores = [len(wanted & set(map(_heading, row))) for row in cells[:HEADER_WITHIN]]
    if max(scores, default=0) < 2:
        raise InputError(
            [
                Fault(
                    place(file, sheet),
                    "нет строки с названиями столбцов" if cells else "лист пуст",
                    f"Нужны столбцы: {', '.join(form.titles.values())}",
                    f"Поставьте названия столбцов в одну из первых {HEADER_WITHIN} строк",
                )
            ]
        )
    return scores.index(max(scores))


def _columns(file: str, sheet: str, header: int, row: list[Cell], form: Form) -> dict[str, int]:
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
                    place(file, sheet, header + 1), f"столбец «{form.titles[field]}» стоит дважды", "", "Оставьте один"
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
                    place(file, sheet, header + 1),
                    f"нет столбца «{title}»",
                    f"Нужны столбцы: {', '.join(form.titles.values())}",
                    f"Переименуйте столбец «{meant}»" if meant else "Добавьте его",
                )
            )
    if faults:
        raise InputError(faults)
    return columns


def _titles(cells: list[list[Cell]]) -> dict[str, Title]:
    """Lines «Год: | 2022» or «Год: 2022» above the header."""
    found: dict[str, Title] = {}
    for number, row in enumerate(cells, 1):
        filled = [cell for cell in row if text(cell)]
        match = _TITLE.fullmatch(text(filled[0]) or "") if filled else None
        if match:
            beside = match[2] or (filled[1] if len(filled) > 1 else None)
            found.setdefault(match[1].lower(), Title(beside, number))
    return found
