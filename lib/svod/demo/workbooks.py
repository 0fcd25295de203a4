"""The demo region as a centre would receive it: xlsx workbooks whose bytes depend on their content only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from svod.archive import packed
from svod.demo.measures import Measure
from svod.params import Params
from svod.params.methodology import Indicator
from svod.stats.scale import round_half_up
from svod.stats.scoring import indicator_value

__all__ = ["LABEL", "MEASURES", "NO_DATA", "write_indicators", "write_measures"]

LABEL = "учебные данные"
NO_DATA = "н/д"
MEASURES = "меры.xlsx"
COLUMNS = {
    "Муниципалитет": 24,
    "Показатель": 13,
    "Числитель": 14,
    "Знаменатель": 14,
    "Значение": 12,
    "Участники": 12,
    "Примечание": 44,
}
MEASURE_COLUMNS = {
    "Муниципалитет": 24,
    "Процедура": 26,
    "Показатель": 13,
    "Мера": 70,
    "Начало": 12,
    "Окончание": 12,
    "Ответственный": 34,
    "Статус": 14,
}

_SAVED = datetime(2022, 12, 1)


def write_indicators(folder: Path, params: Params, procedure: str, year: int, rows: pd.DataFrame) -> Path:
    """Write the workbook of one procedure and year: three title rows, an empty one, the header, the data."""
    names = {item.code: item.name for item in params.region.municipalities}
    items = {item.code: item for item in params.methodology.of(procedure)}
    title = [("Процедура:", params.procedure(procedure).title), ("Год:", year), ("Данные:", LABEL)]
    body = (_line(names[row.municipality], items[row.indicator], row) for row in rows.itertuples())
    return _write(folder / f"{procedure}-{year}.xlsx", "Показатели", title, COLUMNS, body)


def write_measures(folder: Path, params: Params, measures: Sequence[Measure]) -> Path:
    """Write the register of measures."""
    names = {item.code: item.name for item in params.region.municipalities}
    title = [
        (
            "Реестр:",
            f"Меры муниципалитетов по итогам процедур оценки качества образования, {params.edition.period} годы",
        ),
        ("Данные:", LABEL),
    ]
    body = (
        (
            names[item.municipality],
            item.procedure,
            item.target if item.named else None,
            item.text,
            item.start,
            item.end,
            item.responsible,
            item.status,
        )
        for item in measures
    )
    return _write(folder / MEASURES, "Меры", title, MEASURE_COLUMNS, body)


def _line(name: str, item: Indicator, row: Any) -> tuple[Any, ...]:
    note = row.note or None
    if row.numerator is None:
        return (name, item.code, NO_DATA, NO_DATA, NO_DATA, None, note)
    value = indicator_value(row.numerator, row.denominator, item.multiplier)
    shown = None if value is None else _number(round_half_up(value, 2))
    return (name, item.code, _number(row.numerator), _number(row.denominator), shown, int(row.participants), note)


def _number(value: Fraction | int) -> int | float:
    return int(value) if value == int(value) else float(value)


def _write(
    file: Path, sheet: str, title: Sequence[tuple[Any, Any]], columns: dict[str, int], body: Iterable[Sequence[Any]]
) -> Path:
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.created, book.properties.modified = "Svod", _SAVED, _SAVED
    page = book.create_sheet(sheet)
    header = len(title) + 2
    page.freeze_panes = f"A{header + 1}"
    for number, width in enumerate(columns.values(), start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    for line in title:
        page.append(line)
    page.append(())
    page.append([_bold(page, name) for name in columns])
    for line in body:
        page.append([_dated(page, value) if isinstance(value, date) else value for value in line])
    file.write_bytes(packed(book, plain=True))
    return file


def _bold(page: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, text)
    cell.font = Font(bold=True)
    return cell


def _dated(page: WriteOnlyWorksheet, value: date) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, value)
    cell.number_format = "DD.MM.YYYY"
    return cell
