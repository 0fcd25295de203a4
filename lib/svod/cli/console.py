"""Where the command line speaks: results to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

__all__ = ["EditionOption", "note", "resolve_edition", "write_csv"]

EditionOption = Annotated[str, typer.Option("--edition", metavar="ИЗДАНИЕ", help="Издание; без него – самое новое.")]


def note(words: str) -> None:
    """Tell the person at the terminal, leaving standard output to the result."""
    typer.echo(words, err=True)


def resolve_edition(given: str) -> str:
    """The edition asked for, or the newest one.

    Raises
    ------
    NotFound
        When params/ has none.
    """
    from svod.errors import NotFound
    from svod.params import editions

    if given:
        return given
    known = editions()
    if not known:
        raise NotFound("В params/editions нет ни одного издания. Верните файлы из репозитория")
    return known[-1]


def write_csv(header: list[str], rows: list[list[object]]) -> None:
    """Rows as CSV on standard output and nothing else there."""
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
