"""Who has sent what, for the centre alone: a page and a workbook beside the book of loads, never on the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from textwrap import wrap
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from svod.archive import packed
from svod.blocks import Cell, Column, Row, Table
from svod.blocks.mime import esc
from svod.intake.agreement import Agreement
from svod.intake.received import Besides, Receipt, State
from svod.params import Params
from svod.params.procedures import Procedure
from svod.params.region import Municipality
from svod.publish.difference.page import Shelf
from svod.publish.site import checked, environment
from svod.publish.xlsx.cells import put
from svod.publish.xlsx.style import Ink, Style
from svod.wording.numbers import number

__all__ = ["Received", "fill_sheet", "new_book", "received_book", "received_page"]

PAGE, BOOK = "received.html", "received.xlsx"
SHOWN = 500
"""Units without data that the page lists; all of them are in the workbook."""

_CODES = {datetime: "DD.MM.YYYY HH:MM", float: "0.00"}
_BESIDES = {"measures": "Мер", "schools": "Школ", "works": "Работ"}
_STATES = ("нет", "отклонено", "не все", "есть")


@dataclass(frozen=True)
class _State(Cell):
    """Whether something came: a plus, so that the words of what did not stand out; sorted from what is worst."""

    @classmethod
    def of(cls, state: str) -> _State:
        return cls("+" if state == _STATES[-1] else state, _STATES.index(state))

    def css(self) -> str:
        return f"sent-{self.value}"

    def inner(self) -> str:
        return esc(self.shown) if self.value == len(_STATES) - 1 else f"<b>{esc(self.shown)}</b>"


@dataclass(frozen=True)
class Received:
    """All there is to tell of an edition.

    Attributes
    ----------
    receipts : tuple of Receipt
    agreements : dict of str to Agreement
        By municipality; empty before the first load.
    unplaced : tuple of str
        Refused files of which nobody can tell whose they are, in words.
    besides : dict of str to Besides
        What the store has besides indicators, by municipality.
    """

    params: Params
    receipts: tuple[Receipt, ...]
    agreements: Mapping[str, Agreement]
    unplaced: tuple[str, ...]
    besides: Mapping[str, Besides] = field(default_factory=dict)

    @property
    def totals(self) -> str:
        """«Получено 12 из 15, отклонено 1, нет 2; данные согласовали 3 из 43, открытых замечаний 1»."""
        counts = Counter(item.state for item in self.receipts)
        done = sum(item.done for item in self.agreements.values())
        return (
            f"Получено {number(counts[State.RECEIVED])} из {number(len(self.receipts))}, "
            f"отклонено {number(counts[State.REFUSED])}, нет {number(counts[State.MISSING])}; "
            f"данные согласовали {done} из {len(self.places)}, "
            f"открытых замечаний {sum(len(item.remarks) for item in self.agreements.values())}"
        )

    @property
    def places(self) -> tuple[Municipality, ...]:
        """The municipalities told of, in the order of the region."""
        told = {item.municipality for item in self.receipts}
        return tuple(item for item in self.params.region.municipalities if item.code in told)

    @property
    def procedures(self) -> tuple[Procedure, ...]:
        """The procedures that were asked for in any year."""
        told = {item.procedure for item in self.receipts}
        return tuple(item for item in self.params.procedures if item.id in told)

    @property
    def silent(self) -> tuple[str, ...]:
        """Names of municipalities of which no indicator came, neither taken nor refused."""
        heard = {item.municipality for item in self.receipts if item.state is not State.MISSING}
        return tuple(item.name for item in self.places if item.code not in heard)

    @cached_property
    def states(self) -> dict[tuple[str, str], str]:
        """«есть», «не все», «отклонено» or «нет» of all years, by municipality and procedure asked for."""
        found: dict[tuple[str, str], set[State]] = {}
        for item in self.receipts:
            found.setdefault((item.municipality, item.procedure), set()).add(item.state)
        one = {State.RECEIVED: "есть", State.REFUSED: "отклонено", State.MISSING: "нет"}
        return {
            key: one[State.REFUSED] if State.REFUSED in own else one[min(own)] if len(own) == 1 else "не все"
            for key, own in found.items()
        }


def received_page(received: Received, linked: Collection[str]) -> str:
    """The page; municipalities in `linked` have a page of agreement to lead to."""
    params = received.params
    lacking = [item for item in received.receipts if item.state is not State.RECEIVED]
    remarks = [
        Row(f"remark-{i}", dict(zip(("of", "procedure", "indicator", "year", "remark"), map(Cell, words), strict=True)))
        for i, words in enumerate(_remarks(received), 1)
    ]
    headings = ("Муниципалитет", "Процедура", "Показатель", "Год", "Замечание")
    told = Table("3", "Открытые замечания", _columns(headings, remarks), tuple(remarks), css="wide rate")
    page = (
        environment()
        .get_template("received.html.j2")
        .render(
            page=Shelf("Приём данных", "Кто что прислал", PAGE, ""),
            edition=params.edition.id,
            totals=received.totals,
            silent=", ".join(received.silent),
            book=BOOK,
            choices=(("с отклонёнными", ".sent-1"), ("чего-то нет", ".sent-0, .sent-2")),
            table=_table(received, linked),
            lacking=_lacking(params, lacking[:SHOWN]) if lacking else None,
            count=len(lacking),
            shown=SHOWN,
            unplaced=received.unplaced,
            remarks=told if remarks else None,
        )
    )
    return checked(page, PAGE)


def received_book(received: Received) -> bytes:
    """All of it as a workbook, days as dates."""
    names, titles = _names(received.params), _titles(received.params)
    book = new_book()
    fill_sheet(
        book.create_sheet("Кто прислал"),
        {"Муниципалитет": 26, "Процедура": 24, "Название": 30, "Год": 8, "Состояние": 13, "Когда": 17, "Замечаний": 12,
         "Файл": 40, "Прежние данные": 16},
        (
            (names[i.municipality], i.procedure, titles[i.procedure], i.year, i.state.value, i.when,
             i.faults if i.state is State.REFUSED else None, i.file, "остались" if i.kept else None)
            for i in received.receipts
        ),
    )  # fmt: skip
    fill_sheet(
        book.create_sheet("Согласование"),
        {"Муниципалитет": 26, "Строк": 9, "Согласовано": 14, "Замечаний": 12, "Изменились после ответа": 24},
        (
            (names[of], len(i.asked), i.agreed, len(i.remarks), _changed(i))
            for of, i in received.agreements.items()
        ),
    )  # fmt: skip
    fill_sheet(
        book.create_sheet("Меры и результаты"),
        {"Муниципалитет": 26, **dict.fromkeys(_BESIDES.values(), 9)},
        ((names[of], *(getattr(i, key) for key in _BESIDES)) for of, i in received.besides.items()),
    )
    columns = {"Муниципалитет": 26, "Процедура": 24, "Показатель": 16, "Год": 8, "Замечание": 70}
    fill_sheet(book.create_sheet("Замечания"), columns, _remarks(received))
    return packed(book)


def new_book() -> Workbook:
    """A workbook without sheets that says no time of writing."""
    book = Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = datetime(1980, 1, 1)
    return book


def fill_sheet(sheet: Worksheet, columns: Mapping[str, int], rows: Iterable[Sequence[Any]], above: int = 0) -> None:
    """Write headings with their widths and rows under `above` lines; a text stays text, whatever it begins with."""
    head, ink = above + 1, Ink(sheet.parent)
    for y, row in enumerate((tuple(columns), *rows), head):
        for x, value in enumerate(row, 1):
            cell = sheet.cell(y, x)
            if value is not None:
                put(cell, value)
            code = _CODES.get(type(value), "General")
            ink.on(cell, Style(bold=y == head, right=isinstance(value, int | float), code=code))
        words = zip(map(str, row), columns.values(), strict=True)
        if (lines := max(len(wrap(word, width)) for word, width in words)) > 1:
            sheet.row_dimensions[y].height = 13.5 * lines
    for x, width in enumerate(columns.values(), 1):
        sheet.column_dimensions[get_column_letter(x)].width = width
    sheet.freeze_panes = f"A{head + 1}"
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(columns))}{max(sheet.max_row, head)}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _table(received: Received, linked: Collection[str]) -> Table:
    """A row of every municipality, a column of every procedure asked for."""
    procedures = received.procedures
    columns = (
        Column("of", "Муниципалитет"),
        Column("agreed", "Согласовано строк", numeric=True),
        Column("remarks", "Замечаний", numeric=True),
        *(Column(item.id, str(item.number)) for item in procedures),
        Column("when", "Когда"),
        *(Column(key, words, numeric=True) for key, words in _BESIDES.items()),
    )
    days = {item.municipality: item for item in sorted(received.receipts, key=lambda item: item.when or datetime.min)}
    rows = []
    for place in received.places:
        own = received.agreements.get(place.code)
        states = {item.id: received.states[place.code, item.id] for item in procedures}
        cells: dict[str, Cell] = {id: _State.of(state) for id, state in states.items()}
        cells["of"] = Cell(place.name, href=f"agreement/{place.code}.html" if place.code in linked else "")
        store = received.besides.get(place.code, Besides())
        cells |= {key: Cell(str(getattr(store, key) or "–"), getattr(store, key)) for key in _BESIDES}
        cells["when"] = _day(days[place.code].when)
        if own:
            cells["agreed"] = Cell(f"{own.agreed} из {len(own.asked)}", own.agreed)
            cells["remarks"] = Cell(str(len(own.remarks) or "–"), len(own.remarks))
        rows.append(Row(place.code, cells))
    titles = "; ".join(f"{item.number} – {item.short}" for item in procedures)
    note = f"+ получено; «не все» – не за все годы. Школы и работы – с результатами или статистикой. {titles}."
    return Table("1", "Что получено", columns, tuple(rows), note=note, css="wide rate")


def _lacking(params: Params, receipts: Sequence[Receipt]) -> Table:
    names, titles = _names(params), _titles(params)
    rows = tuple(
        Row(f"net-{i}", {
            "0": Cell(names[item.municipality]), "1": Cell(titles[item.procedure]), "2": Cell(str(item.year)),
            "3": _State.of(item.state.value),
            "4": _day(item.when),
            "5": Cell(_reason(item)), "6": Cell(item.file or "–"),
        })
        for i, item in enumerate(receipts, 1)
    )  # fmt: skip
    headings = ("Муниципалитет", "Процедура", "Год", "Состояние", "Когда", "Почему", "Файл")
    columns = tuple(Column(str(i), words) for i, words in enumerate(headings))
    return Table("2", "Отклонено и не прислано", columns, rows, css="wide rate")


def _day(when: datetime | None) -> Cell:
    return Cell(f"{when:%d.%m.%Y}", when.timestamp()) if when else Cell("–")


def _reason(item: Receipt) -> str:
    if item.state is State.MISSING:
        return "–"
    told = f"замечаний: {item.faults}" if item.faults else "замечания в других файлах загрузки"
    return told + ("; прежние данные остались" if item.kept else "")


def _remarks(received: Received) -> list[tuple[str, ...]]:
    names, titles = _names(received.params), _titles(received.params)
    return [
        (names[of], titles[line.procedure], line.indicator or "вся процедура", str(line.year or "–"), line.remark)
        for of, own in received.agreements.items()
        for line in own.remarks
    ]


def _columns(headings: Sequence[str], rows: Sequence[Row]) -> tuple[Column, ...]:
    keys = rows[0].cells if rows else ()
    return tuple(Column(key, words) for key, words in zip(keys, headings, strict=False))


def _changed(own: Agreement) -> int:
    return sum(line.standing.name == "CHANGED" for line in own.lines)


def _names(params: Params) -> dict[str, str]:
    return {item.code: item.name for item in params.region.municipalities}


def _titles(params: Params) -> dict[str, str]:
    return {item.id: item.short for item in params.procedures}
