"""Forms as files: a folder for each municipality, a workbook in it for each procedure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook

from svod.archive import packed
from svod.intake.forms import indicators, registers
from svod.params import Params
from svod.params.procedures import Procedure
from svod.params.region import Municipality

__all__ = ["MEASURES", "SCHOOLS", "WORKS", "Written", "write_forms"]

MEASURES, SCHOOLS, WORKS = "меры.xlsx", "школы.xlsx", "работы.xlsx"


@dataclass(frozen=True)
class Written:
    """Forms that are there now, and those of them that were left alone because they are not the empty form."""

    files: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)


def write_forms(
    folder: Path,
    params: Params,
    procedures: Sequence[Procedure],
    municipalities: Sequence[Municipality],
    years: Sequence[int],
    *,
    registers_too: bool = False,
) -> Written:
    """Write the forms of an edition to fill in.

    The same edition gives the same bytes. A file that is there and is something else is never written over: somebody
    may have filled it in.

    Parameters
    ----------
    folder : Path
        Made when absent.
    params : Params
    procedures, municipalities : sequences
        For each pair a workbook «NN-slug.xlsx»; for each municipality the register of measures besides.
    years : sequence of int
        Years asked for; of one year alone the file name says which.
    registers_too : bool
        Whether the registers of schools and of works, one for the region, are written too.
    """
    written = Written()
    for name, book, place in _books(params, procedures, years):
        for one in municipalities:
            book.worksheets[0][place] = one.name
            _leave(folder / one.name / name, book, written)
    if registers_too:
        _leave(folder / SCHOOLS, registers.schools_form(params), written)
        _leave(folder / WORKS, registers.works_form(params), written)
    return written


def _books(
    params: Params, procedures: Sequence[Procedure], years: Sequence[int]
) -> Iterator[tuple[str, Workbook, str]]:
    """Name of a file, its form and where in it the municipality is named; the form is one for all municipalities."""
    year = f"-{years[0]}" if len(years) == 1 else ""
    for procedure in procedures:
        book = indicators.indicators_form(params, procedure, years)
        if book is not None:
            yield f"{procedure.id}{year}.xlsx", book, indicators.MUNICIPALITY
    yield MEASURES, registers.measures_form(params), registers.MUNICIPALITY


def _leave(file: Path, book: Workbook, written: Written) -> None:
    content = packed(book)
    written.files.append(file)
    if file.exists():
        written.kept.extend([file] * (file.read_bytes() != content))
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}")
    draft.write_bytes(content)
    draft.replace(file)
