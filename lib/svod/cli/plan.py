"""`svod plan`: what a build would make, and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from svod.cli.choice import CollectionOption, MunicipalityOption, ProcedureOption, chosen
from svod.cli.console import EditionOption, note
from svod.cli.received import open_remarks

if TYPE_CHECKING:
    from svod.factory.inputs import Inputs, Reason
    from svod.factory.ledger import Record

__all__ = ["plan"]

KINDS = {
    "procedure": "процедуры", "group": "рейтинги", "municipality": "муниципалитеты", "map": "карта процедур",
    "pair": "процедуры в муниципалитетах",
}  # fmt: skip
"""Kinds of documents by the first word of their pages."""

SHOWN = 6


def plan(
    edition: EditionOption = "",
    procedure: ProcedureOption = None,
    municipality: MunicipalityOption = None,
    collection: CollectionOption = False,
    listed: Annotated[bool, typer.Option("--list", help="Каждый отчёт и почему он будет собран.")] = False,
) -> None:
    """Показать, что соберёт svod build и почему; ничего не собирая."""
    from svod.factory.inputs import read_inputs
    from svod.factory.ledger import records

    params, documents = chosen(edition, procedure, municipality, collection)
    inputs, known = read_inputs(params), records(params.edition.id)
    due = inputs.due(documents, known)
    if not inputs.snapshot:
        note(f"Данных издания {params.edition.id} нет: сборка начнёт с учебных. Свои данные: svod load ПАПКА")
    chosen_places = tuple(sorted({document.municipality for document in documents} - {""})) if municipality else ()
    typer.echo("\n".join(_summary(due, len(documents), inputs, known) + open_remarks(params, chosen_places)))
    if listed:
        for document in documents:
            if reason := due.get(document.page):
                typer.echo(f"  {document.title}: {reason}{_parts(reason, [document.page], inputs, known)}")


def _summary(due: dict[str, Reason], total: int, inputs: Inputs, known: dict[str, Record]) -> list[str]:
    """Counts by reason and by kind."""
    if not due:
        return [f"Собирать нечего: отчётов {total}, и все соответствуют данным, параметрам и программе."]
    pages: dict[Reason, list[str]] = {}
    for page, reason in due.items():
        pages.setdefault(reason, []).append(page)
    reasons = [f"{reason} – {len(own)}{_parts(reason, own, inputs, known)}" for reason, own in pages.items()]
    kinds = Counter(page.partition("/")[0].removesuffix(".html") for page in due)
    lines = [
        f"К сборке {len(due)} из {total}: {', '.join(reasons)}.",
        f"По видам: {', '.join(f'{KINDS.get(kind, kind)} – {count}' for kind, count in kinds.items())}.",
    ]
    if rendered := sum(reason.renders for reason in due.values()):
        lines.append(f"Только оформить заново, не выполняя блокнот: {rendered}.")
    if rest := total - len(due):
        lines.append(f"Без изменений: {rest}.")
    return lines


def _parts(reason: Reason, pages: list[str], inputs: Inputs, known: dict[str, Record]) -> str:
    """« (07-libraries)»: procedures whose data are others, or parts of params/ that are; empty for other reasons."""
    from svod.factory.inputs import Reason

    look = {Reason.DATA: inputs.changed_data, Reason.PARAMS: inputs.changed_params}.get(reason)
    if look is None:
        return ""
    bases = [known[page].basis for page in pages]
    parts = sorted({part for basis in bases if basis is not None for part in look(basis)})
    rest = f" и ещё {len(parts) - SHOWN}" if len(parts) > SHOWN else ""
    return f" ({', '.join(parts[:SHOWN])}{rest})"
