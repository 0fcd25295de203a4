"""`svod status`: which pages are ready, which are out of date, what failed and where, what took long."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from svod.cli.choice import chosen
from svod.cli.console import EditionOption
from svod.cli.publish import since_release

if TYPE_CHECKING:
    from svod.factory.inputs import Reason
    from svod.factory.ledger import Record

__all__ = ["status"]

READY, STALE, ABSENT = "готово", "устарело", "ещё не собрано"
ENDS = {"failed": "ошибка", "died": "погибло", "timed out": "не уложилось"}
"""How a run may end badly, by what the ledger says."""

SLOWEST = 5


def status(
    edition: EditionOption = "",
    listed: Annotated[bool, typer.Option("--list", help="Состояние каждого отчёта.")] = False,
) -> None:
    """Показать, какие отчёты готовы, какие устарели, что не удалось и почему."""
    from svod.factory.inputs import read_inputs
    from svod.factory.ledger import records
    from svod.factory.made import collected

    params, documents = chosen(edition, None, None, collection=False)
    known = records(params.edition.id)
    if not known:
        typer.echo(f"Издание {params.edition.id} ещё не собирали. Собрать: svod build")
        return
    inputs = read_inputs(params)
    due = inputs.due(documents, known)
    states = {item.page: _state(known.get(item.page), due.get(item.page)) for item in documents}
    runs = [known[item.page] for item in documents if item.page in known]
    bad = [run for run in runs if run.status in ENDS]
    last = datetime.fromisoformat(max(run.finished for run in known.values()))
    counts = Counter(states.values())
    typer.echo(f"Издание {params.edition.id}. Последняя сборка: {last:%d.%m.%Y %H:%M}.")
    typer.echo(f"Отчётов {len(documents)}: {', '.join(f'{word} {counts[word]}' for word in (READY, STALE, ABSENT))}.")
    book, outdated = collected(params.edition.id, documents, known, inputs)
    kinds = ", ".join(sorted(name.rpartition(".")[2] for name in book))
    typer.echo(f"Сборник: {kinds or 'не собран'}{'; устарел: svod collect' if outdated else ''}.")
    if told := since_release(params):
        typer.echo(f"{told}.")
    if bad:
        ends = Counter(ENDS[run.status] for run in bad)
        typer.echo(f"Последний запуск не удался: {', '.join(f'{word} {count}' for word, count in ends.items())}.")
        typer.echo("\n".join(_failure(run) for run in bad))
    typer.echo("\n".join(_slowest(runs)))
    if listed:
        typer.echo("\n".join(f"  {item.title}: {_told(states[item.page], due.get(item.page))}" for item in documents))
    if bad:
        typer.echo("Повторить неудавшиеся: svod build --only-failed")
    elif due:
        typer.echo("Что изменилось: svod plan. Собрать: svod build")


def _state(record: Record | None, reason: Reason | None) -> str:
    """State of a page: a good one may be there although the last run failed."""
    if record is None or record.basis is None:
        return ABSENT
    return STALE if reason else READY


def _told(state: str, reason: Reason | None) -> str:
    return f"{state} ({reason})" if reason else state


def _failure(run: Record) -> str:
    """«процедура 07-libraries: ошибка, ячейка part-08-map: ValueError: беда. Прежняя страница оставлена.»"""
    cell = f"ячейка {run.cell}: " if run.cell else ""
    kept = " Прежняя страница оставлена." if run.basis else ""
    return f"  {run.title}: {ENDS[run.status]}, {cell}{run.failure.rstrip('.')}.{kept}"


def _slowest(runs: list[Record]) -> list[str]:
    """What took longest, and the greatest memory of all."""
    from svod.wording.numbers import number

    shown = sorted(runs, key=lambda run: -run.seconds)[:SLOWEST]
    lines = ["Дольше всех:", *(f"  {number(run.seconds, 1)} с  {run.title}" for run in shown)]
    peak = max(runs, key=lambda run: run.peak, default=None)
    if peak is not None and peak.peak:
        lines.append(f"Больше всего памяти: {number(peak.peak / 2**20)} МБ, {peak.title}")
    return lines
