"""What a reader is, what it takes from a file, and which reader a file is for: the content decides, not the name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import pyarrow as pa

from svod.errors import Fault, InputError, Place
from svod.intake.book import Book
from svod.params import Params
from svod.store.covers import Cover

__all__ = ["Cover", "Reader", "Rows", "Taken", "as_written", "recognise"]

Rows = list[dict[str, Any]] | pa.Table
"""Rows of one table of the store as a reader gives them, before contracts: dicts of a small one, Arrow of a large one.

Names of municipalities and schools and codes of pupils are as written; every row says its `file`, `sheet` and `row`.
"""


@dataclass(frozen=True)
class Taken:
    """What was read from one file.

    Attributes
    ----------
    file : str
        Its name.
    reader : str
        What it was taken for, as people call such a file.
    tables : dict of str to Rows
        By the name of the table of the store; `points` beside `results` names a pupil by the row of `results`.
    faults : tuple of Fault
        Why it cannot be loaded.
    warnings : tuple of Fault
        What a person should know; nothing is refused for it.
    covers : frozenset of Cover
        What the file speaks for, also where it has no row: all that the store has of it is replaced.
    data : str
        What the line «Данные:» says, empty where there is none.
    headings : dict of str to str
        What the file calls the columns that contracts name otherwise; empty where it calls them the same.
    """

    file: str
    reader: str
    tables: dict[str, Rows]
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    covers: frozenset[Cover] = field(default_factory=frozenset)
    data: str = ""
    headings: dict[str, str] = field(default_factory=dict)


def as_written(faults: Iterable[Fault], taken: Sequence[Taken]) -> list[Fault]:
    """Faults with the columns called as their files do, and without a column that a file does not have."""
    headings = {one.file: one.headings for one in taken if one.headings}
    return [
        replace(fault, place=Place(at.file, at.sheet, at.row, headings[at.file].get(at.column, "")))
        if isinstance(at := fault.place, Place) and at.file in headings
        else fault
        for fault in faults
    ]


class Reader(Protocol):
    """Reads one kind of file. Works on one file alone, so that files are read at the same time."""

    title: str
    """What the file is, in Russian: «Ф1 «Индивидуальные результаты»»."""

    signs: str
    """By what it is known, in Russian, for whoever sent something else."""

    def fits(self, book: Book) -> bool:
        """Whether the file is of this kind; a file with faults inside still is."""

    def read(self, book: Book, params: Params) -> Taken:
        """Take everything the file holds.

        Raises
        ------
        InputError
            When the file as a whole cannot be read.
        """


def recognise(book: Book, readers: Sequence[Reader]) -> Reader:
    """The first reader the file is for.

    Raises
    ------
    InputError
        When the file cannot be opened, or when no reader knows it.
    """
    if book.kind != "parquet" and not book.sheets:
        raise book.refused("в книге нет ни одного листа", "", "Получите файл заново")
    for reader in readers:
        if reader.fits(book):
            return reader
    sheets = ", ".join(f"«{name}»" for name in book.sheets if name)
    known = "; ".join(f"{reader.title} – {reader.signs}" for reader in readers)
    fault = Fault(
        book.name,
        "файл не похож ни на одну известную форму" + (f" (листы: {sheets})" if sheets else ""),
        f"Известны: {known}",
        "Проверьте, тот ли это файл; новый вид выгрузки описывают в params/sources",
    )
    raise InputError([fault])
