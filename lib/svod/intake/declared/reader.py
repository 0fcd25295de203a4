"""Readers of the exports that params/sources declare: which column is what is all that is known of them."""

from __future__ import annotations

from dataclasses import dataclass

from svod.errors import Fault, InputError, Place
from svod.intake.book import Book
from svod.intake.declared.assemble import covered, tables
from svod.intake.declared.checks import check
from svod.intake.declared.columns import Header, headers
from svod.intake.declared.export import Export
from svod.intake.declared.lines import base_name
from svod.intake.taken import Reader, Taken
from svod.params import Params
from svod.params.sources import Source, bound

__all__ = ["Declared", "declared_readers"]


def declared_readers(params: Params) -> tuple[Reader, ...]:
    """A reader of every source that params/ declare, in the order of their ids."""
    return tuple(Declared(source) for source in params.sources)


@dataclass(frozen=True)
class Declared:
    """The reader of one declared source."""

    source: Source

    @property
    def title(self) -> str:
        return self.source.title

    @property
    def signs(self) -> str:
        named = f" и имя файла вида «{self.source.file.name}»" if self.source.file.name else ""
        return f"столбцы {', '.join(f'«{word}»' for word in self._wanted)}{named}"

    def fits(self, book: Book) -> bool:
        """Whether the file has a sheet with the columns it is known by."""
        return bool(self._headers(book))

    def read(self, book: Book, params: Params) -> Taken:
        """Rows of every sheet that has the columns.

        Raises
        ------
        InputError
            When a sheet cannot be read, or lacks a column.
        """
        sheets = [Export(self.source, params, book, header) for header in self._headers(book)]
        if lacking := [fault for sheet in sheets for fault in sheet.header_faults]:
            raise InputError(lacking)
        faults: list[Fault] = []
        warnings: list[Fault] = []
        for sheet in sheets:
            found, told = check(sheet)
            faults += found
            warnings += told
        if not any(sheet.live.any() for sheet in sheets):
            place = Place(book.name, sheets[0].header.sheet)
            faults.append(Fault(place, "под заголовком нет ни одной строки", "", "Получите файл заново"))
        made = tables(self.source, sheets)
        faults += [fault for sheet in sheets for fault in sheet.faults]
        return Taken(book.name, self.title, made, tuple(faults), tuple(warnings), covered(self.source, made))

    @property
    def _wanted(self) -> tuple[str, ...]:
        return self.source.known_by or self.source.headings

    def _headers(self, book: Book) -> tuple[Header, ...]:
        layout = self.source.file
        if layout.name and bound(layout.name, base_name(book.name)) is None:
            return ()
        found = headers(book, layout, self._wanted)
        return tuple(one for one in found if not layout.sheet or bound(layout.sheet, one.sheet) is not None)
