"""A table of any file by its columns: every column as its distinct cells and, by row, which of them stands there.

Exports have hundreds of thousands of rows and few distinct cells: what is done to a cell is done once.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet

from svod.errors import Fault, Place
from svod.intake.book import Book
from svod.intake.cells import Cell, text
from svod.params.sources import Layout

__all__ = ["MANY", "Coded", "Header", "Table", "coded", "headers", "heading", "open_table"]

HEADER_WITHIN = 20

MANY = 200
"""Faults of one kind from which the file or the column is the fault, and not its rows."""

_BLOCK = 1 << 24


@dataclass(frozen=True)
class Coded:
    """A column: its distinct cells, and for each row the number of its cell among them (int32)."""

    cells: Sequence[Any]
    codes: np.ndarray


@dataclass(frozen=True)
class Header:
    """Where a table begins: sheet, row of the headings from 1, the headings, lines of the file up to their end."""

    sheet: str
    row: int
    headings: tuple[str, ...]
    lines: int


@dataclass(frozen=True)
class Table:
    """Rows under a header: Excel's numbers of the rows (int32), and the columns, each opened when it is asked for."""

    header: Header
    rows: np.ndarray
    column: Callable[[int], Coded] = field(repr=False)
    faults: tuple[Fault, ...] = ()


def coded(values: Iterable[Hashable]) -> Coded:
    """Distinct values in the order they come; 1, 1.0 and yes are three."""
    numbers: dict[tuple[type, Hashable], int] = {}
    codes = [numbers.setdefault((value.__class__, value), len(numbers)) for value in values]
    return Coded([value for _, value in numbers], np.asarray(codes, dtype=np.int32))


def heading(cell: Cell) -> str:
    """A heading for comparison: lower case, ё as е, without what people put after it."""
    return (text(cell) or "").lower().replace("ё", "е").rstrip(" *:.")


def headers(book: Book, layout: Layout, wanted: Sequence[str]) -> tuple[Header, ...]:
    """Sheets that have a row with all the headings wanted among their first rows, and where it is.

    Raises
    ------
    InputError
        When the file cannot be opened as what it is.
    """
    keys = {heading(word) for word in wanted}
    if book.kind == "parquet":
        names = tuple(_parquet(book).schema_arrow.names)
        return (Header("", 0, names, 0),) if keys <= set(map(heading, names)) else ()
    found = []
    for sheet in book.sheets:
        try:
            first = _first(book, sheet, layout)
        except (UnicodeDecodeError, csv.Error):
            return ()
        for row, (lines, cells) in enumerate(first, 1):
            if keys <= set(map(heading, cells)):
                found.append(Header(sheet, row, tuple(text(cell) or "" for cell in cells), lines))
                break
    return tuple(found)


def open_table(book: Book, layout: Layout, header: Header) -> Table:
    """The rows under a header.

    Raises
    ------
    InputError
        When the sheet cannot be read.
    """
    if book.kind == "text":
        return _text_table(book, layout, header)
    if book.kind == "parquet":
        stored = _parquet(book).read()
        return Table(header, np.arange(1, stored.num_rows + 1, dtype=np.int32), lambda i: _arrow(stored.column(i)))
    body = book.grid(header.sheet)[header.row :]
    numbers = np.arange(header.row + 1, header.row + 1 + len(body), dtype=np.int32)
    return Table(header, numbers, lambda i: coded(row[i] if i < len(row) else None for row in body))


def _first(book: Book, sheet: str, layout: Layout) -> list[tuple[int, Sequence[Cell]]]:
    """The first rows of a sheet, each with the number of lines of the file up to its end."""
    if book.kind != "text":
        return list(enumerate(book.grid(sheet)[:HEADER_WITHIN], 1))
    lines = io.StringIO(_decoded(book, layout), newline="")
    reader = csv.reader(lines, delimiter=_separator(book, layout))
    return [(reader.line_num, cells) for cells in islice(reader, HEADER_WITHIN)]


def _parquet(book: Book) -> pa.parquet.ParquetFile:
    try:
        return pa.parquet.ParquetFile(io.BytesIO(book.content))
    except (pa.ArrowException, OSError):
        raise book.refused("файл Parquet не читается", "", "Получите файл заново") from None


def _decoded(book: Book, layout: Layout) -> str:
    if not layout.encoding:
        return book.text
    return book.content.decode("utf-8-sig" if layout.encoding == "utf-8" else layout.encoding)


def _separator(book: Book, layout: Layout) -> str:
    return "\t" if layout.separator == "tab" else layout.separator or book.separator


def _text_table(book: Book, layout: Layout, header: Header) -> Table:
    """Rows of a text, by pyarrow: a row of other length than the header is a fault, an empty one is passed over."""
    odd: list[tuple[int, int]] = []

    def skip(row: pa.csv.InvalidRow) -> str:
        odd.append((row.number - 1, row.actual_columns))
        return "skip"

    body = _after(_decoded(book, layout).encode("utf-8", "replace"), header.lines)
    names = [str(i) for i in range(_width(body, _separator(book, layout), header))]
    try:
        stored = pa.csv.read_csv(
            io.BytesIO(body),
            pa.csv.ReadOptions(column_names=names, use_threads=False, block_size=max(_BLOCK, len(body) // 50)),
            pa.csv.ParseOptions(
                delimiter=_separator(book, layout),
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=skip,
            ),
            pa.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
        )
    except pa.ArrowInvalid as error:
        if "Empty CSV" not in str(error):
            raise book.refused(
                "текстовая таблица не читается", "", "Проверьте кавычки: открытая должна быть закрыта"
            ) from None
        stored = pa.table({name: pa.array([], pa.string()) for name in names})
    rows = np.delete(np.arange(stored.num_rows + len(odd)), [number for number, _ in odd]) + header.row + 1
    return Table(
        header,
        rows.astype(np.int32),
        lambda i: _arrow(stored.column(i)),
        (*_odd(book, header, odd), *_swallowed(book, header, stored, rows, _separator(book, layout))),
    )


def _swallowed(book: Book, header: Header, stored: pa.Table, rows: np.ndarray, separator: str) -> Iterator[Fault]:
    """Cells that hold whole rows, because a quote before them was never closed."""
    for column in stored.columns:
        several = np.flatnonzero(pa.compute.match_substring(column, "\n"))
        for row, cell in zip(several, column.take(several).to_pylist(), strict=True):
            if any(line.count(separator) >= stored.num_columns - 1 for line in cell.splitlines()[1:]):
                yield Fault(
                    Place(book.name, header.sheet, int(rows[row])),
                    "в одной ячейке несколько строк таблицы",
                    "Кавычка открыта и не закрыта",
                    "Закройте или удалите кавычку",
                )


def _width(body: bytes, separator: str, header: Header) -> int:
    """How many cells rows have: as many as headings, or more when separators end them."""
    start = body[:_BLOCK].decode("utf-8", "replace")
    width, cells = len(header.headings), []
    with suppress(csv.Error):
        cells = next(csv.reader(io.StringIO(start, newline=""), delimiter=separator), [])
    return width if any(cells[width:]) else max(width, len(cells))


def _odd(book: Book, header: Header, odd: Sequence[tuple[int, int]]) -> Iterator[Fault]:
    """Rows of another length, each told; very many are one fault of the file."""
    for number, actual in odd[:1] if len(odd) > MANY else odd:
        more = f" (и ещё строк: {len(odd) - 1})" if len(odd) > MANY else ""
        yield Fault(
            Place(book.name, header.sheet, number + header.row + 1),
            f"ячеек в строке {actual}, а столбцов {len(header.headings)}{more}",
            "Разделитель внутри текста заключают в кавычки",
            "Исправьте строку или separator в описании источника",
        )


def _after(body: bytes, lines: int) -> bytes:
    """A text without its first lines, however lines end."""
    at = 0
    for found in islice(re.finditer(rb"\r\n|\n|\r|\Z", body), lines):
        at = found.end()
    return body[at:]


def _arrow(column: pa.ChunkedArray) -> Coded:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    whole = column.combine_chunks()
    whole = (
        whole.dictionary_encode(null_encoding="encode") if len(whole) else pa.array([], pa.string()).dictionary_encode()
    )
    cells = [None if cell != cell else cell for cell in whole.dictionary.to_pylist()]
    return Coded(cells, whole.indices.to_numpy(zero_copy_only=False).astype(np.int32))
