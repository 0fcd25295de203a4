"""`svod snapshots`: which states the data of an edition have had, and which loads made them."""

from __future__ import annotations

from typing import Annotated

import typer

from svod.cli.console import EditionOption, resolve_edition

__all__ = ["snapshots"]

TABLES = {
    "indicators": "показателей",
    "measures": "мер",
    "results": "результатов",
    "agreements": "ответов о согласовании",
}
SHOWN = 3


def snapshots(
    edition: EditionOption = "",
    use: Annotated[
        str, typer.Option("--use", metavar="СНИМОК", help="Сделать снимок текущим; достаточно начала его имени.")
    ] = "",
) -> None:
    """Показать снимки данных издания: когда, из каких файлов, какой загрузкой; какой текущий."""
    from svod.intake.loads import loads
    from svod.lock import load_lock
    from svod.store import snapshots as made
    from svod.store import use as make_current
    from svod.wording.numbers import number

    id = resolve_edition(edition)
    if use:
        with load_lock(id):
            chosen = make_current(id, use)
        typer.echo(f"Текущим стал снимок {chosen}. Что соберётся заново: svod plan")
        return
    found = made(id)
    if not found:
        typer.echo(f"Снимков издания {id} нет: данные ещё не загружались. Загрузить: svod load ПАПКА")
    elif not any(one.current for one in found):
        typer.echo("Какой снимок текущий, в хранилище не сказано. Выберите: svod snapshots --use СНИМОК")
    by: dict[str, list[str]] = {}
    for load in loads(id):
        if load.snapshot:
            said = f"№ {load.number}, {load.day}" + (f", {load.who}" if load.who else "")
            by.setdefault(load.snapshot, []).append(said)
    for one in found:
        marks = [word for word, holds in (("текущий", one.current), ("за ним закреплено издание", one.pinned)) if holds]
        marks += ["учебные данные"] if one.demo else []
        marks += ["повреждён, взять его нельзя"] if one.damaged else []
        rows = ", ".join(f"{words} {number(one.rows[name])}" for name, words in TABLES.items() if name in one.rows)
        rest = f" … и ещё {len(one.files) - SHOWN}" if len(one.files) > SHOWN else ""
        typer.echo(f"{one.id}  {one.when:%d.%m.%Y %H:%M}" + (f"  ({'; '.join(marks)})" if marks else ""))
        if one.damaged:
            continue
        typer.echo(f"  {rows or 'строк нет'}; файлов {len(one.files)}: {', '.join(one.files[:SHOWN])}{rest}")
        typer.echo(f"  Загрузки: {'; '.join(by[one.id])}" if one.id in by else "  Загрузки в книге загрузок нет")
