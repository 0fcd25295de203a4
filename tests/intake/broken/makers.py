"""Makers of files: a form of indicators, a register of measures, exports of national systems, each with something done
to it."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ..conftest import HEADER, REGISTER
from ..readers.conftest import F1, pupil, section

Row = Sequence[object]

FORM = "07-libraries-2022.xlsx"
GOOD = ("Ашинский МР", "7.1", 80, 100, None, 12, None)
MEASURE = ("Ашинский МР", "7", "7.1", "Закупка", datetime(2021, 2, 1), datetime(2021, 6, 1), "Управление", "выполнена")
PUPILS = (section("edu740001", 2), pupil(40001, 2, 1, 0), pupil(40002, 1, 1, 1))


@dataclass(frozen=True)
class Case:
    """A folder of files and what a person is told of it; `words` are parts of the message, in any order."""

    name: str
    files: dict[str, Callable[[], bytes]]
    words: tuple[str, ...]
    before: dict[str, Callable[[], bytes]] = field(default_factory=dict)


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def form(
    *rows: Row,
    header: Row = HEADER,
    title: dict[str, object] | None = None,
    sheet: str = "Показатели",
    change: Callable[[Worksheet], Any] | None = None,
    mac: bool = False,
) -> bytes:
    """A workbook of indicators: three title lines, an empty one, the header in row 5, rows from row 6."""
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904 if mac else book.epoch
    page = book.active
    with warnings.catch_warnings(action="ignore"):  # names of sheets that Excel would not allow
        page.title = sheet
    lines = {"Процедура:": "", "Год:": 2022, "Данные:": "учебные данные"} if title is None else title
    for line in [*lines.items(), (), header, *(rows or [GOOD])]:
        page.append(list(line))
    if change:
        change(page)
    return saved(book)


def register(*rows: Row, mac: bool = False) -> bytes:
    """A register of measures; the header in row 1."""
    return form(*(rows or [MEASURE]), header=REGISTER, title={"": ""}, sheet="Меры", mac=mac)


def cell(at: str, value: object) -> bytes:
    """The good form with another value in one cell of row 6."""
    return form(change=lambda page: page.__setitem__(at, value))


def f1(*rows: Row, change: Callable[[Worksheet], Any] | None = None, **changes: Any) -> bytes:
    """«Ф1» of one sheet; the header in row 8, rows from row 9."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "РУ 4 Индивидуальные результаты"
    for row in F1(rows=rows or PUPILS, **changes).sheet():
        page.append(list(row))
    if change:
        change(page)
    return saved(book)


def table(*rows: Row, sheet: str = "Лист1") -> bytes:
    """A workbook of rows as they are."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def text(*rows: Row, sign: str = ";", encoding: str = "utf-8") -> bytes:
    """A text table."""
    return "\n".join(sign.join("" if item is None else str(item) for item in row) for row in rows).encode(encoding)


def repacked(content: bytes, pattern: str, to: str, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A packed workbook with a change in the XML of one part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            inside = old.read(name)
            if name == part:
                changed = re.sub(pattern, to, inside.decode())
                assert changed != inside.decode(), f"nothing like {pattern} in {part}"
                inside = changed.encode()
            new.writestr(name, inside)
    return stream.getvalue()


def added(content: bytes, name: str, inside: bytes) -> bytes:
    """A packed workbook with one more part."""
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, inside)
    return stream.getvalue()
