"""Where a table stands on the sheet of a national form: its header, found by headings, its columns, its rows."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, compress, count, zip_longest

from svod.errors import Fault, InputError, Place
from svod.intake.book import Book, Grid
from svod.intake.cells import Cell, text
from svod.intake.names import normal

__all__ = ["HEADER_WITHIN", "Columns", "Page", "Table", "heading", "looked", "opened", "tables_in", "training"]

HEADER_WITHIN = 30
"""Rows among which a header is looked for: national forms put titles and notes above it."""

_EMPTY = frozenset(["", None, " ", "\u00a0"])
_NUMBERS = frozenset(map(float, range(200)))


@lru_cache(maxsize=1 << 14)
def heading(cell: Cell) -> str:
    """A heading as it is compared: lower case, one alphabet, no punctuation."""
    return normal((text(cell) or "").rstrip(" :*")) if isinstance(cell, str) or cell in _NUMBERS else ""


@dataclass(frozen=True)
class Columns:
    """What the columns of a form are called.

    Attributes
    ----------
    titles : dict of str to tuple of str
        Titles of each field, the one to name to a person first.
    keys : tuple of str
        Fields by which the form is known: a row that has them all is its header.
    required : tuple of str
        Fields without which nothing can be read; the others may be missing.
    others : frozenset of int
        Positions of columns that are none of the fields, whatever their headings say.
    """

    titles: Mapping[str, tuple[str, ...]]
    keys: tuple[str, ...]
    required: tuple[str, ...] = ()
    others: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Page:
    """One sheet: its cells, and the headings of its first rows as they are compared."""

    file: str
    name: str
    cells: Grid = field(repr=False)
    heads: tuple[tuple[str, ...], ...] = field(repr=False)

    def place(self, row: int | None = None, column: str = "") -> Place:
        return Place(self.file, self.name, row, column)

    def form(self, *forms: Columns) -> Columns | None:
        """The first of some forms that the sheet has."""
        return next((form for form in forms if self.header(form) is not None), None)

    def header(self, form: Columns) -> int | None:
        """Index of the row that has the key headings of a form; None where there is none."""
        keys = [set(map(normal, form.titles[key])) for key in form.keys]
        for index, row in enumerate(self.heads):
            have = set(row)
            if all(have & names for names in keys):
                return index
        return None

    def table(self, form: Columns, header: int) -> Table:
        """The rows under a header by column; empty ones are left out.

        Raises
        ------
        InputError
            When a required column is missing, or a column is there twice.
        """
        at, faults = _positions(self, form, header)
        if faults:
            raise InputError(faults)
        filled = [not _EMPTY.issuperset(row) for row in self.cells[header + 1 :]]
        rows = list(compress(self.cells[header + 1 :], filled))
        columns: list[Sequence[Cell]] = list(zip_longest(*rows, fillvalue="")) if rows else []
        if bool in set(map(type, chain.from_iterable(columns))):  # True would pass for 1
            columns = [[text(cell) if isinstance(cell, bool) else cell for cell in column] for column in columns]
        columns += [[""] * len(rows)] * (len(self.cells[header]) - len(columns))
        return Table(self, header, at, columns, list(compress(count(header + 2), filled)))


@dataclass
class Table:
    """Rows under a header.

    Attributes
    ----------
    header : int
        Index of the header's row.
    at : dict of str to int
        Position of each field that the form has here.
    columns : list of sequences of cells
        All columns of the sheet, of equal length.
    rows : sequence of int
        Excel's number of each row.
    faults, warnings : list of Fault
        What could not be read and what a person should know, gathered while columns are read.
    """

    page: Page
    header: int
    at: dict[str, int]
    columns: list[Sequence[Cell]]
    rows: Sequence[int]
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    def title(self, position: int) -> str:
        """The heading of a column as written."""
        return text(self.page.cells[self.header][position]) or ""

    def cells(self, name: str) -> Sequence[Cell]:
        """Cells of a field, empty ones where the form has no such column."""
        return self.columns[self.at[name]] if name in self.at else [""] * len(self.rows)

    def keep(self, mask: Sequence[bool]) -> None:
        """Leave only the rows where a mask is true."""
        if not all(mask):
            self.columns = [list(compress(column, mask)) for column in self.columns]
            self.rows = list(compress(self.rows, mask))

    def tell(self, place: int, position: int, message: str, allowed: str, remedy: str, value: str = "") -> None:
        """Add a fault of one cell."""
        where = self.page.place(self.rows[place], self.title(position))
        self.faults.append(Fault(where, message, allowed, remedy, value))


@lru_cache(maxsize=1)
def opened(book: Book) -> tuple[Page, ...]:
    """Every sheet of a book; the last book is remembered, for each reader looks at it in turn.

    Raises
    ------
    InputError
        When a sheet cannot be read.
    """
    pages = []
    for name in book.sheets:
        try:
            cells = book.grid(name)
        except csv.Error as error:
            raise book.refused(
                f"текстовая таблица не читается ({error})", "", "Сохраните таблицу как «Книга Excel (.xlsx)»"
            ) from None
        heads = tuple(tuple(map(heading, row)) for row in cells[:HEADER_WITHIN])
        pages.append(Page(book.name, name, cells, heads))
    return tuple(pages)


def looked(book: Book) -> tuple[Page, ...]:
    """Sheets of a book for a reader that only looks: none where it cannot be opened."""
    try:
        return opened(book)
    except InputError:
        return ()


def tables_in(book: Book, form: Callable[[Page], Columns | None]) -> tuple[list[Table], list[Fault], list[Fault]]:
    """Tables of the sheets that have a form, faults of their headers, and warnings about sheets passed over.

    Raises
    ------
    InputError
        When a sheet cannot be read.
    """
    tables, faults, warnings = [], [], []
    for page in opened(book):
        own = form(page)
        if own is None:
            told = Fault(page.place(), "лист не загружается", "Его столбцы не узнаны", "Проверьте, нужен ли он")
            warnings += [told] if any(map(any, page.heads)) else []
            continue
        try:
            tables.append(page.table(own, page.header(own)))
        except InputError as error:
            faults += error.faults
    return tables, faults, warnings


def training(book: Book) -> str:
    """«учебные данные» where the first rows of a sheet say so, empty otherwise."""
    said = any("учебные данные" in word for page in opened(book) for row in page.heads for word in row)
    return "учебные данные" if said else ""


def _positions(page: Page, form: Columns, header: int) -> tuple[dict[str, int], list[Fault]]:
    """Position of every field that is there, and what is wrong with the header."""
    fields = {normal(title): name for name, titles in form.titles.items() for title in titles}
    at: dict[str, int] = {}
    faults = []
    for position, written in enumerate(page.heads[header]):
        name = fields.get(written) if position not in form.others else None
        if name in at:
            title = form.titles[name][0]
            told = f"столбец «{title}» стоит дважды"
            faults.append(Fault(page.place(header + 1, title), told, "", "Оставьте один"))
        elif name:
            at[name] = position
    for name in form.required:
        if name not in at:
            title = form.titles[name][0]
            needed = ", ".join(f"«{form.titles[each][0]}»" for each in form.required)
            faults.append(
                Fault(page.place(header + 1), f"нет столбца «{title}»", f"Нужны: {needed}", "Верните столбец в форму")
            )
    return at, faults
