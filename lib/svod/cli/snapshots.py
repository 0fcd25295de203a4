"""`svod snapshots`: which states the data of an edition have had, and which loads made them."""

from __future__ import annotations

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


def snapshots(edition: EditionOption = "") -> None:
    """Показать снимки данных издания: когда, из каких файлов, какой загрузкой; какой текущий."""
    from svod.intake.loads import loads
    from svod.store import snapshots as made
    from svod.wording.numbers import number

    id = resolve_edition(edition)
    found = made(id)
    if not found:
        typer.echo(f"Снимков издания {id} нет: данные ещё не загружались. Загрузить: svod load ПАПКА")
    by: dict[str, list[str]] = {}
    for place, load in enumerate(loads(id), 1):
        if load.snapshot:
            by.setdefault(load.snapshot, []).append(f"№ {place}, {load.day}" + (f", {load.who}" if load.who else ""))
    for one in found:
        marks = [word for word, holds in (("текущий", one.current), ("за ним закреплено издание", one.pinned)) if holds]
        marks += ["учебные данные"] if one.demo else []
        rows = ", ".join(f"{words} {number(one.rows[name])}" for name, words in TABLES.items() if name in one.rows)
        rest = f" … и ещё {len(one.files) - SHOWN}" if len(one.files) > SHOWN else ""
        typer.echo(f"{one.id}  {one.when:%d.%m.%Y %H:%M}" + (f"  ({'; '.join(marks)})" if marks else ""))
        typer.echo(f"  {rows or 'строк нет'}; файлов {len(one.files)}: {', '.join(one.files[:SHOWN])}{rest}")
        typer.echo(f"  Загрузки: {'; '.join(by[one.id])}" if one.id in by else "  Загрузки в книге загрузок нет")
