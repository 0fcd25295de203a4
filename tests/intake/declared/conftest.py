"""Sources and files made by hand."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import pytest

from svod.intake.book import Book
from svod.intake.declared import Declared
from svod.intake.taken import Taken
from svod.params import Params
from svod.params.sources import Source

STATISTICS = {
    "id": "made",
    "title": "Выгрузка",
    "basis": "designed",
    "table": "statistics",
    "constants": {
        "assessment": "oge", "year": 2022, "grade": 9, "scope": "school", "statistic": "mean", "unit": "points",
    },
    "columns": {
        "municipality": "МО", "code": "Код", "subject": "Предмет", "participants": "Сдавали", "value": "Балл",
    },
}  # fmt: skip
RESULTS = {
    "id": "made",
    "title": "Работы",
    "basis": "designed",
    "table": "results",
    "constants": {"assessment": "vpr", "year": 2022, "grade": 5, "subject": "Математика"},
    "columns": {"school": "ОО", "pupil": "Код", "mark": "Отметка", "points": "З<item>"},
    "not_done": ("X",),
    "not_given": ("",),
}


@pytest.fixture
def source() -> Callable[..., Source]:
    """A source of statistics, or of results, with some keys changed."""

    def make(like: str = "statistics", **changes: Any) -> Source:
        return Source.model_validate({**(RESULTS if like == "results" else STATISTICS), **changes})

    return make


@pytest.fixture
def workbook() -> Callable[..., Book]:
    """A workbook with these sheets."""

    def make(name: str = "выгрузка.xlsx", **sheets: Sequence[Sequence[object]]) -> Book:
        made = openpyxl.Workbook()
        made.remove(made.active)
        for title, rows in sheets.items():
            sheet = made.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        stream = io.BytesIO()
        made.save(stream)
        return Book(name, stream.getvalue())

    return make


@pytest.fixture
def read(params: Params) -> Callable[..., Taken]:
    """Reads a file, or the text of one, by a source."""

    def reading(source: Source, content: str | Book, name: str = "выгрузка.csv") -> Taken:
        book = content if isinstance(content, Book) else Book(name, content.encode())
        reader = Declared(source)
        assert reader.fits(book)
        return reader.read(book, params)

    return reading
