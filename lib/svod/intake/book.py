"""A file that somebody sent, opened: a workbook of any kind, a text table, a Parquet file; its sheets as cells.

What a file is its content says, not its name: national systems send web pages and texts named .xls.
"""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from svod.errors import Fault, InputError, Place
from svod.intake.cells import Cell, plain

__all__ = ["LARGEST", "MOST_CELLS", "Book", "Grid"]

Grid = Sequence[Sequence[Cell]]
"""Cells by row and column; the first row is row 1 of the sheet."""

LARGEST = 1 << 30
"""Bytes that a packed workbook may unpack to."""

MOST_CELLS = 30_000_000
"""Cells of one sheet, empty ones between others counted."""

_PACKED, _COMPOUND, _PARQUET = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1"
_PAGE = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<?xml")
_ENCODINGS = ("utf-8-sig", "cp1251")
_SEPARATORS = ";\t,|"
_SAMPLE = 20  # lines of a text by which its separator is known


@dataclass(frozen=True)
class Book:
    """One file: its name for messages, its content, what it is and the names of its sheets.

    A text table has one sheet without a name; a Parquet file has none, and its `content` is read by who knows it.
    """

    name: str
    content: bytes = field(repr=False)

    @cached_property
    def kind(self) -> Literal["workbook", "text", "parquet"]:
        head = self.content[:8]
        if head[:2] == _PACKED or head == _COMPOUND:
            return "workbook"
        return "parquet" if head[:4] == _PARQUET else "text"

    @cached_property
    def sheets(self) -> tuple[str, ...]:
        """Names of the sheets.

        Raises
        ------
        InputError
            When the file cannot be opened as what it is.
        """
        if not self.content:
            raise self.refused("файл пуст", "", "Получите файл заново")
        if self.kind == "workbook":
            return tuple(self._workbook.sheet_names)
        return ("",) if self.kind == "text" else ()

    def grid(self, sheet: str) -> Grid:
        """Cells of a sheet, from its first row and column on; read once.

        Raises
        ------
        InputError
            When the sheet cannot be read.
        """
        if sheet not in self._grids:
            self._grids[sheet] = self._cells(sheet)
        return self._grids[sheet]

    @cached_property
    def _grids(self) -> dict[str, Grid]:
        return {}

    def _cells(self, sheet: str) -> Grid:
        if self.kind == "text":
            try:
                return list(csv.reader(io.StringIO(self.text), delimiter=self.separator))
            except csv.Error:
                told = "текстовая таблица не читается: в ячейке слишком много знаков"
                raise self.refused(told, "", "Проверьте кавычки: открытая должна быть закрыта") from None
        with self._opening():
            found = self._workbook.get_sheet_by_name(sheet)
            height, width = ((last + 1) for last in found.end or (-1, -1))
            if height * width > MOST_CELLS:
                raise InputError([_too_wide(Place(self.name, sheet), height, width)])
            return found.to_python(skip_empty_area=False)

    def torn(self, header: int) -> list[Fault]:
        """Rows of a text table that fell apart: longer than the heading, or swallowed by a quote that was never closed.

        Parameters
        ----------
        header : int
            Number of the row of headings, from 1.
        """
        if self.kind != "text":
            return []
        rows, found = self.grid(""), []
        width = len(rows[header - 1])
        for number, row in enumerate(rows[header:], start=header + 1):
            place = Place(self.name, "", number)
            if any(cell.strip() for cell in row[width:]):
                told = f"ячеек в строке {len(row)}, а столбцов {width}: значения сдвинуты"
                allowed = f"Столбцы разделяет «{self.separator}»; такой знак внутри ячейки заключают в кавычки"
                found.append(Fault(place, told, allowed, "Исправьте строку"))
            lines = (line for cell in row for line in cell.splitlines()[1:])
            if any(line.count(self.separator) >= width - 1 for line in lines):
                told = "в одной ячейке несколько строк таблицы"
                found.append(Fault(place, told, "Кавычка открыта и не закрыта", "Закройте или удалите кавычку"))
        return found

    @property
    def hidden(self) -> frozenset[str]:
        """Names of the sheets that a person who opens the book does not see."""
        listed = self._workbook.sheets_metadata if self.kind == "workbook" else ()
        return frozenset(one.name for one in listed if one.visible != SheetVisibleEnum.Visible)

    def sheet(self, name: str) -> str | None:
        """Name of a sheet as the book writes it, whatever the case and the spaces; None where there is none."""
        return next((own for own in self.sheets if plain(own).lower() == name.lower()), None)

    @cached_property
    def text(self) -> str:
        """A text, in UTF-8 or in the encoding of Russian Windows.

        Raises
        ------
        InputError
            When it is a web page, or no text.
        """
        if self.content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return self.content.decode("utf-16", errors="replace")
        if self.content.lstrip(b"\xef\xbb\xbf \r\n\t")[:20].lower().startswith(_PAGE):
            raise self.refused(
                "это веб-страница, а не таблица", "", "Откройте её в Excel и сохраните как «Книга Excel (.xlsx)»"
            )
        if b"\x00" in self.content[:4096]:
            raise self.refused(
                "файл не читается ни как книга Excel, ни как текстовая таблица",
                "Допустимы xlsx, xlsm, xlsb, xls, ods, csv, tsv и Parquet",
                "Сохраните таблицу как «Книга Excel (.xlsx)»",
            )
        for encoding in _ENCODINGS:
            try:
                return self.content.decode(encoding)
            except UnicodeDecodeError:
                continue
        return self.content.decode(_ENCODINGS[-1], errors="replace")

    @cached_property
    def separator(self) -> str:
        """What stands between the cells of a text: the sign that most lines have equally often."""
        lines = [line for line in self.text.splitlines()[:_SAMPLE] if line.strip()]

        def evenness(sign: str) -> tuple[float, int]:
            counts = [len(row) - 1 for row in csv.reader(lines, delimiter=sign)]
            usual = max(set(counts), key=counts.count, default=0)
            return (counts.count(usual) / len(counts) if usual else 0.0, usual)

        return max(_SEPARATORS, key=evenness) if lines else _SEPARATORS[0]

    @cached_property
    def _workbook(self) -> CalamineWorkbook:
        self._weigh()
        with self._opening():
            return CalamineWorkbook.from_filelike(io.BytesIO(self.content))

    @contextmanager
    def _opening(self) -> Iterator[None]:
        """Tell in Russian why a workbook does not open."""
        try:
            yield
        except PasswordError:
            raise self.refused("книга закрыта паролем", "", "Снимите пароль и сохраните книгу") from None
        except CalamineError:
            raise self._unreadable() from None
        except BaseException as error:  # the library panics at a day a million years away
            if not isinstance(error, OverflowError) and type(error).__name__ != "PanicException":
                raise
            told = "книга не читается: в какой-то ячейке дата или время, каких не бывает"
            raise self.refused(told, "", "Найдите в Excel ячейку с ####### и исправьте её") from None

    def _weigh(self) -> None:
        """Refuse a packed book that would fill the memory."""
        if self.content[:2] != _PACKED:
            return
        try:
            with zipfile.ZipFile(io.BytesIO(self.content)) as packed:
                size = sum(entry.file_size for entry in packed.infolist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
            raise self._unreadable() from None
        if size > LARGEST:
            raise self.refused(
                f"в распакованном виде книга занимает {size >> 20} МБ",
                f"Допустимо не больше {LARGEST >> 20} МБ",
                "Разделите книгу на части или удалите пустые строки и столбцы с оформлением",
            )

    def _unreadable(self) -> InputError:
        if self.content[:8] == _COMPOUND and "EncryptedPackage".encode("utf-16-le") in self.content:
            return self.refused("книга закрыта паролем", "", "Снимите пароль и сохраните книгу")
        return self.refused(
            "книга не читается: файл повреждён или это не книга Excel",
            "",
            "Откройте её в Excel, сохраните как «Книга Excel (.xlsx)» или получите заново",
        )

    def refused(self, message: str, allowed: str, remedy: str) -> InputError:
        """The whole file is a fault."""
        return InputError([Fault(self.name, message, allowed, remedy)])


def _too_wide(place: Place, height: int, width: int) -> Fault:
    return Fault(
        place,
        f"лист занимает {height} строк и {width} столбцов",
        "Таблица меньше: где-то в стороне стоит лишняя ячейка",
        "Удалите пустые строки и столбцы с посторонними ячейками в конце листа",
    )
