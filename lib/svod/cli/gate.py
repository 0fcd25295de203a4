"""`svod gate`: whether the numbers of an edition agree with one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from svod.cli.choice import chosen
from svod.cli.console import EditionOption, note

if TYPE_CHECKING:
    from svod.factory.inputs import Reason
    from svod.params import Params
    from svod.publish.gate import Verdict

__all__ = ["gate", "judge", "tell"]

SHOWN = 20


def gate(edition: EditionOption = "") -> None:
    """Сверить числа издания: предложения с таблицами, отчёты между собой, суммы; записать gate.html и gate.json."""
    from svod import paths
    from svod.cli.console import resolve_edition
    from svod.params import load_params

    params = load_params(resolve_edition(edition))
    verdict = judge(params)
    tell(verdict)
    typer.echo(f"Страница: {paths.edition_output(params.edition.id) / 'gate.html'}")
    if verdict.faults:
        raise typer.Exit(1)


def judge(params: Params) -> Verdict:
    """Pass an edition through the gate and write what it found beside the site.

    Raises
    ------
    NotFound
        When the edition has not been built.
    """
    from svod import paths
    from svod.errors import NotFound
    from svod.factory.atomic import write_whole
    from svod.factory.front import FRONT, front_basis, front_due
    from svod.factory.inputs import read_inputs
    from svod.factory.ledger import records
    from svod.factory.made import collected, made_files
    from svod.publish import gate as checks
    from svod.report.assessment import assess
    from svod.store import current_snapshot

    id = params.edition.id
    _, documents = chosen(id, None, None, collection=False)
    known, inputs = records(id), read_inputs(params)
    if not known:
        raise NotFound(f"Издание {id} ещё не собирали. Собрать: svod build")
    due = {page: _told(reason) for page, reason in inputs.due(documents, known).items()}
    if not due:
        front = front_due(known, *front_basis(id, inputs, {}))
        due |= dict.fromkeys(front, "нет: устарела или изменена, соберите снова: svod build")
    book, outdated = collected(id, documents, known, inputs)
    due |= dict.fromkeys(outdated, "нет: сборник устарел, соберите снова: svod collect")
    output = paths.edition_output(id)
    assessment = assess(current_snapshot(id).indicators, params)
    pages = (*FRONT, *(document.page for document in documents), *book)
    verdict = checks.gate(assessment, output, due, pages, made_files(documents, known) | book)
    write_whole(output / "gate.json", checks.gate_json(verdict))
    write_whole(output / "gate.html", checks.gate_page(verdict, id))
    return verdict


def _told(reason: Reason) -> str:
    """«нет: не собрана», «нет: изменено: данные»."""
    from svod.factory.inputs import Reason

    words = {Reason.NEW: "не собрана", Reason.FAILED: "не удалась в прошлый раз"}
    return f"нет: {words.get(reason, f'изменено: {reason.value}')}"


def tell(verdict: Verdict) -> None:
    """Print what the gate found: the count, then the discrepancies."""
    typer.echo(verdict.words)
    if not any(name.startswith("collection/") for name in verdict.files):
        note("Сборника в издании нет: его не собирали или удалили. Собрать: svod collect")
    for fault in verdict.faults[:SHOWN]:
        typer.echo(f"  {fault.page}: {fault.what}: должно быть «{fault.expected}», есть «{fault.found}»")
    if len(verdict.faults) > SHOWN:
        typer.echo(f"  … и ещё {len(verdict.faults) - SHOWN}: все – в gate.html")
