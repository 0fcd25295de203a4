"""`svod build`: every report of an edition, or those asked for."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Annotated

import typer

from svod.cli.console import EditionOption, note, resolve_edition
from svod.cli.data import ensure_data

if TYPE_CHECKING:
    from svod.factory.build import Outcome
    from svod.params import Params

__all__ = ["build"]


def build(
    edition: EditionOption = "",
    procedure: Annotated[
        list[str] | None,
        typer.Option("--procedure", metavar="ПРОЦЕДУРА", help="Номер или имя процедуры; можно несколько раз."),
    ] = None,
    municipality: Annotated[
        list[str] | None,
        typer.Option("--municipality", metavar="МУНИЦИПАЛИТЕТ", help="Название или код; можно несколько раз."),
    ] = None,
    pairs: Annotated[
        bool, typer.Option("--pairs", help="Ещё и справки по каждой паре «процедура – муниципалитет».")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", metavar="ЧИСЛО", min=1, help="Сколько процессов; без него – все ядра.")
    ] = None,
) -> None:
    """Собрать отчёты: все, одной процедуры, одного муниципалитета или пары."""
    from svod import paths
    from svod.factory.build import build as make
    from svod.factory.front import write_front
    from svod.factory.plan import check, plan
    from svod.factory.progress import clock
    from svod.params import load_params

    started = time.monotonic()
    params = load_params(resolve_edition(edition))
    documents = plan(params, procedure or (), municipality or (), pairs)
    check(documents)
    ensure_data(params)
    outcome = make(params, documents, jobs)
    _report(outcome, len(documents), params)
    if not outcome.interrupted:
        write_front(params)
    made = sum(not result.failure for result in outcome.results)
    typer.echo(f"Готово отчётов: {made} из {len(documents)} за {clock(time.monotonic() - started)}")
    if made:
        only = documents[0].page if len(documents) == 1 else "index.html"
        typer.echo(f"Откройте в браузере: {paths.site(params.edition.id) / only}")
    if outcome.exit_code:
        raise typer.Exit(outcome.exit_code)


def _report(outcome: Outcome, planned: int, params: Params) -> None:
    """The list of failures, and how to go on."""
    from svod import paths

    if outcome.interrupted:
        note("Прервано. Готовые страницы записаны целиком; чтобы продолжить, повторите команду.")
    if not outcome.failures:
        return
    note(f"\nНе удалось отчётов: {len(outcome.failures)} из {planned}.")
    site = paths.site(params.edition.id)
    for result in outcome.failures:
        kept = " Прежняя страница оставлена." if (site / result.document.page).exists() else ""
        note(f"  {result.document.title}: {result.failure.rstrip('.')}.{kept}")
        if os.environ.get("SVOD_DEBUG") and result.trace:
            note(result.trace)
