"""Writers of files as national systems export them, with every quirk a test may want."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
import pytest

from svod.intake.book import Book
from svod.intake.readers.layout import Columns, Page, Table, opened

Row = Sequence[object]
Sheets = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class F1:
    """One sheet of «Ф1»: two schools, three tasks of five points in all, unless a test says otherwise."""

    title: object = "ВПР 2026 Русский язык 4 класс"
    subject: object = "Русский язык"
    maximum: object = 5
    date: object = "15.04.2026"
    levels: Row = ("Б", "Б", "П")
    items: Row = ("1 (2б)", "9,1 (1б)", "4K1 (2б)")
    headings: Row = ("ОО", "Муниципалитет", "Название ОО", "Код участника", "Класс", "Вариант")
    results: Row = ("Первичный балл", "Отметка", "Отметка по журналу")
    rows: Sequence[Row] = ()

    def sheet(self) -> list[Row]:
        return [
            ["Индивидуальные результаты"],
            [],
            [self.title],
            ["Предмет:", self.subject],
            ["Максимальный первичный балл:", self.maximum],
            ["Дата:", self.date],
            [None, None, "Уровень сложности задания", None, None, None, *self.levels],
            [*self.headings, *self.items, *self.results],
            *self.rows,
        ]


def section(login: str, count: int) -> Row:
    """The line that opens the part of a school."""
    return [f"МБОУ СОШ № {int(login[-2:])} ({login}) | Кол-во участников: {count}"]


def pupil(code: object, *points: object, login: object = "edu740001", **changes: object) -> Row:
    """A row of a pupil; the primary score is the sum of the points unless given."""
    own = {
        "municipality": "Агаповский муниципальный район",
        "name": f"МБОУ СОШ № 1 ({login})" if login else "МБОУ СОШ № 1",
        "class": 1,
        "variant": 1,
        "primary": sum(point for point in points if isinstance(point, int | float)),
        "mark": 4,
        "journal": 4,
    } | changes
    before = [login, own["municipality"], own["name"], code, own["class"], own["variant"]]
    return [*before, *points, own["primary"], own["mark"], own["journal"]]


@pytest.fixture(scope="session")
def workbook() -> Callable[..., Book]:
    """Maker of a workbook out of rows by sheet."""

    def make(sheets: Sheets | Sequence[Row], name: str = "файл.xlsx") -> Book:
        made = openpyxl.Workbook(write_only=True)
        for title, rows in (sheets if isinstance(sheets, Mapping) else {"Лист1": sheets}).items():
            sheet = made.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        content = io.BytesIO()
        made.save(content)
        return Book(name, content.getvalue())

    return make


@pytest.fixture(scope="session")
def f1(workbook: Callable[..., Book]) -> Callable[..., Book]:
    """Maker of «Ф1» of one sheet: `f1(rows, title=…)`."""

    def make(rows: Sequence[Row], **changes: Any) -> Book:
        return workbook({"РУ 4 Индивидуальные результаты": F1(rows=rows, **changes).sheet()})

    return make


@pytest.fixture(scope="session")
def under(workbook: Callable[..., Book]) -> Callable[..., Table]:
    """Maker of a table: a header, the rows under it, the form it is read by."""

    def make(header: Row, rows: Sequence[Row], form: Columns) -> Table:
        (page,) = opened(workbook([header, *rows]))
        return page.table(form, 0)

    return make


@pytest.fixture(scope="session")
def page(workbook: Callable[..., Book]) -> Callable[[Sequence[Row]], Page]:
    """Maker of a sheet out of its rows."""
    return lambda rows: opened(workbook(rows))[0]


@pytest.fixture(scope="session")
def forms() -> Any:
    """The writers of parts of «Ф1»: `forms.section(login, count)`, `forms.pupil(code, *points)`, `forms.F1(…)`."""

    class Forms:
        pass

    made = Forms()
    made.section, made.pupil, made.F1 = section, pupil, F1
    return made
