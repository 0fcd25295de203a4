"""`svod diff`: what changed between two builds, editions or releases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from svod.publish.difference import Difference

__all__ = ["diff"]

SHOWN = 12


def diff(
    before: Annotated[str, typer.Argument(metavar="БЫЛО", help="Издание, выпуск (2022/release/1) или папка сборки.")],
    after: Annotated[str, typer.Argument(metavar="СТАЛО", help="То же, с чем сравнить.")],
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Закончить с кодом 1, если различия есть: для проверок.")
    ] = False,
) -> None:
    """Сравнить две сборки: числа, места, уровни, тексты, страницы; записать страницу и книгу."""
    from svod import paths
    from svod.factory.atomic import draft_of, write_whole
    from svod.publish.difference import compare, difference_book, difference_page, summary
    from svod.publish.reading import find_output

    folders = tuple(find_output(name, paths.output()) for name in (before, after))
    found = compare(*folders)
    names = tuple(_name(folder) for folder in folders)
    file = paths.output() / "diff" / f"{'-'.join(name.replace('/', '-') for name in names)}.html"
    write_whole(file, difference_page(found, names, tuple(folder / "site" for folder in folders), file))
    with draft_of(file.with_suffix(".xlsx")) as draft:
        draft.write_bytes(difference_book(found, names))
    typer.echo(f"{summary(found)}.")
    typer.echo("\n".join(_lines(found)), nl=bool(found))
    typer.echo(f"Страница: {file}\nКнига: {file.with_suffix('.xlsx')}")
    if exit_code and found:
        raise typer.Exit(1)


def _name(folder: Path) -> str:
    """What a build is called: by its place in the output folder, or by its own folder and the one above."""
    from svod import paths

    output = paths.output().resolve()
    inside = folder.relative_to(output) if folder.is_relative_to(output) else Path(*folder.parts[-2:])
    return inside.as_posix().lstrip("/")


def _lines(found: Difference) -> list[str]:
    """The first changes of all kinds, one a line."""
    lines = []
    for change, spots in list(found.items())[:SHOWN]:
        where = ", ".join(filter(None, (change.where, change.row, change.column)))
        pages = spots[0].page + (f" и ещё {len(spots) - 1}" if len(spots) > 1 else "")
        lines.append(f"  {where}: {change.was or '–'} → {change.now or '–'} ({pages})")
    return lines + ([f"  … и ещё {len(found) - SHOWN}"] if len(found) > SHOWN else [])
