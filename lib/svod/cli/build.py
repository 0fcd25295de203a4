"""`svod build`: bring every report of an edition, or those asked for, up to date."""

from __future__ import annotations

import os
import time
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from svod.cli.choice import CollectionOption, MunicipalityOption, ProcedureOption, chosen
from svod.cli.console import EditionOption, note
from svod.cli.data import ensure_data
from svod.cli.publish import keep_released

if TYPE_CHECKING:
    from svod.factory.build import Outcome
    from svod.params import Params

__all__ = ["build"]

SHOWN = 20


class Engine(StrEnum):
    """By what notebooks are executed."""

    FORK = "fork"
    KERNEL = "kernel"


class Format(StrEnum):
    """What is made beside a page."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"


def build(
    edition: EditionOption = "",
    procedure: ProcedureOption = None,
    municipality: MunicipalityOption = None,
    collection: CollectionOption = False,
    only_failed: Annotated[
        bool, typer.Option("--only-failed", help="Только те, что не удались в прошлый раз.")
    ] = False,
    formats: Annotated[
        list[Format] | None,
        typer.Option("--format", help="Ещё и docx, pdf или xlsx рядом со страницей; можно несколько раз."),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", metavar="ЧИСЛО", min=1, help="Сколько отчётов сразу; без него – по числу ядер."),
    ] = None,
    engine: Annotated[
        Engine | None,
        typer.Option("--engine", help="fork – копии прогретого процесса (Linux), kernel – ядра Jupyter, как обычно."),
    ] = None,
    dask: Annotated[
        str, typer.Option("--dask", metavar="АДРЕС", help="Собирать на кластере Dask: tcp://узел:8786.")
    ] = "",
) -> None:
    """Собрать отчёты, которые не соответствуют данным, параметрам или программе: все, процедуры, муниципалитета."""
    from svod.factory.build import build as make
    from svod.factory.plan import plan
    from svod.factory.schedule import Place

    started = time.monotonic()
    params, documents = chosen(edition, procedure, municipality, collection)
    ensure_data(params)
    keep_released(params)
    place = Place(params.edition.id, engine=engine or "", jobs=jobs or 0, dask=dask)
    outcome = make(params, documents, place, everything=plan(params), only_failed=only_failed, formats=formats or ())
    page = documents[0].page if len(documents) == 1 else "index.html"
    _report(outcome, params, page, time.monotonic() - started)
    if outcome.exit_code:
        raise typer.Exit(outcome.exit_code)


def _report(outcome: Outcome, params: Params, page: str, seconds: float) -> None:
    """What was made, what failed, and how to go on."""
    from svod import paths
    from svod.factory.progress import clock
    from svod.factory.unbuilt import built

    site = paths.site(params.edition.id)
    if outcome.interrupted:
        left = len(outcome.due) - len(outcome.results)
        note(f"Прервано, осталось {left}. Готовые страницы записаны целиком; чтобы продолжить, повторите команду.")
    if outcome.failures:
        note(f"\nНе удалось отчётов: {len(outcome.failures)} из {len(outcome.due)}.")
    for result in outcome.failures[:SHOWN]:
        kept = " Прежняя страница оставлена и помечена устаревшей." if built(site / result.document.page) else ""
        note(f"  {result.document.title}: {result.told.rstrip('.')}.{kept}")
        if os.environ.get("SVOD_DEBUG") and result.trace:
            note(result.trace)
    if len(outcome.failures) > SHOWN:
        note(f"  … и ещё {len(outcome.failures) - SHOWN}: svod status")
    if outcome.failures:
        note("Повторить только их: svod build --only-failed")
    if outcome.gone:
        note(f"Убрано отчётов, которых в издании больше нет: {outcome.gone}.")
    made = len(outcome.results) - len(outcome.failures)
    if outcome.due:
        same = outcome.total - len(outcome.due)
        rest = f"; без изменений: {same}" if same else ""
        typer.echo(f"Собрано отчётов: {made} из {len(outcome.due)} за {clock(seconds)}{rest}")
    else:
        typer.echo(f"Собирать нечего: отчётов {outcome.total}, и все соответствуют данным, параметрам и программе.")
    if built(site / page):
        typer.echo(f"Откройте в браузере: {site / page}")
