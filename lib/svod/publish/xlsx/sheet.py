"""One table on one sheet: title, way back to the contents, the table marked up as such, what its note says."""

from __future__ import annotations

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import AutoFilter, Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from svod.figures.palette import HAIR, INK, ME, SOFT
from svod.publish.paper import Content
from svod.publish.xlsx.cells import is_formula, put, shown, value_of
from svod.publish.xlsx.grid import Grid, Line, grid
from svod.publish.xlsx.page import page_setup, pages_across
from svod.publish.xlsx.style import Ink, Style
from svod.publish.xlsx.words import LINE, folded, heighten, linked, say, say_across
from svod.wording.numbers import typography

__all__ = ["CONTENTS", "TOP", "fill", "table_of", "title_of"]

CONTENTS = "Содержание"
TOP = 4
"""Row of the headings."""
_MANY = 10  # rows above which one filters and sorts
_FROZEN = 60  # characters of columns that may stay in sight and leave room for the others
_SPARE = 13.0  # width of a column that a narrow table borrows for its title and note


def table_of(content: Content) -> Content:
    """The table of a content: itself, or the data of a figure."""
    return content["data"] if content["block"] == "figure" else content


def title_of(content: Content) -> str:
    """«Таблица 8.2 – Название», «Рисунок 8.1 – Название: данные рисунка»."""
    label, tail = ("Рисунок", ": данные рисунка") if content["block"] == "figure" else ("Таблица", "")
    demo = " (учебные данные)" if content["demo"] else ""
    return typography(f"{label} {content['number']} – {content['caption']}{tail}{demo}")


def fill(sheet: Worksheet, content: Content, ink: Ink, name: str) -> None:
    """Write a table, or the data of a figure, on an empty sheet; `name` is what Excel calls the table."""
    found = grid(table_of(content))
    widths = [*found.widths]
    while sum(widths) < LINE:
        widths.append(_SPARE)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    # Of a table that takes several pages, words stand over the columns that are printed on every one of them.
    room = widths if pages_across(sum(found.widths)) == 1 else found.widths[: found.head]
    say_across(sheet, 1, title_of(content), ink, Style(size=12, bold=True), room)
    linked(sheet, 2, 1, "К содержанию", CONTENTS, ink)
    _headings(sheet, found, ink)
    for row, line in enumerate(found.lines, start=TOP + 1):
        _line(sheet, row, line, found, ink)
    last = TOP + len(found.lines)
    if found.lines:
        _mark_up(sheet, found, f"A{TOP}:{get_column_letter(len(found.headings))}{last}", name)
    remarks = _remarks(content)
    for row, words in enumerate(remarks, start=last + 2):
        say_across(sheet, row, words, ink, Style(size=9, color=SOFT), room)
    frozen = found.head if sum(widths[: found.head]) <= _FROZEN and len(found.headings) > found.head + 1 else 0
    sheet.freeze_panes = sheet.cell(TOP + 1, frozen + 1)
    end = last + 1 + len(remarks)
    page_setup(sheet, f"A1:{get_column_letter(len(widths))}{end}", sum(found.widths), TOP, found.head)


def _headings(sheet: Worksheet, found: Grid, ink: Ink) -> None:
    for column, (heading, right) in enumerate(zip(found.headings, found.numeric, strict=True), start=1):
        say(
            sheet,
            TOP,
            column,
            heading,
            ink,
            Style(bold=True, right=right, indent=column > 1 and not right, rules=(INK, INK)),
        )
    if len(found.lines) > _MANY:
        heighten(sheet, TOP, 1 + max(map(folded, found.headings, found.widths)))  # buttons get a line of their own


def _line(sheet: Worksheet, row: int, line: Line, found: Grid, ink: Ink) -> None:
    below = INK if row == TOP + len(found.lines) else HAIR
    lines = 1
    for column, (content, right) in enumerate(zip(line.cells, found.numeric, strict=True), start=1):
        text = shown(content)
        _cell(sheet.cell(row, column), content, text, right, line.focus, below, ink)
        if len(text) > _SPARE and not right:
            lines = max(lines, folded(text, found.widths[column - 1], bold=line.focus))
    heighten(sheet, row, lines)


def _cell(cell: Cell, content: Content, text: str, right: bool, focus: bool, below: str, ink: Ink) -> None:
    value, code = value_of(content)
    put(cell, text if value is None else value)
    absent = right and value is None and not any(map(str.isdigit, text))
    style = Style(
        bold=focus,
        color=ME if focus else SOFT if absent else INK,
        level=content.get("level", 0),
        right=right,
        indent=cell.column > 1 and not right,
        rules=("", below),
        code=code,
        quote=value is None and is_formula(text),
    )
    ink.on(cell, style)


def _mark_up(sheet: Worksheet, found: Grid, ref: str, name: str) -> None:
    """Say where the table is, so that a screen reader, a filter and a formula find it by name."""
    columns = [TableColumn(id=number, name=heading) for number, heading in enumerate(found.headings, start=1)]
    buttons = AutoFilter(ref=ref) if len(found.lines) > _MANY else None
    sheet.add_table(Table(displayName=name, ref=ref, tableColumns=columns, autoFilter=buttons))


def _remarks(content: Content) -> list[str]:
    """What stands under the table: its note, how it was counted, what the drawing says."""
    table = table_of(content)
    said = [table["note"]]
    if table.get("how"):
        said.append(f"Как посчитано: {table['how']}.")
    if content["block"] == "figure":
        said.append(f"Что на рисунке: {content['alt']}")
    return [typography(words) for words in said if words]
