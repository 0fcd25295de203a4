"""`svod load`: what was sent comes in, or every fault of it goes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from svod.cli.console import EditionOption, note, resolve_edition

if TYPE_CHECKING:
    from svod.errors import Fault
    from svod.intake import Loaded
    from svod.intake.changes import Change
    from svod.intake.schools import Unknown
    from svod.params import Params

__all__ = ["load"]

SHOWN = 10
TOLD = 40  # faults on the screen; all of them are in the workbook
FAULTS, ALIASES = "замечания.xlsx", "замены.xlsx"
_FILES = ("файл", "файла", "файлов")
_TABLES = {
    "indicators": "показателей",
    "measures": "мер",
    "schools": "школ",
    "context": "сведений о школах",
    "assessments": "работ",
    "items": "заданий",
    "published": "мест опубликованных рейтингов",
    "agreements": "отметок о согласовании",
    "statistics": "готовых показателей статистики",
    "results": "результатов",
    "points": "баллов за задания",
}


def load(
    path: Annotated[Path | None, typer.Argument(metavar="ПУТЬ", help="Папка с файлами или один файл.")] = None,
    edition: EditionOption = "",
    aliases: Annotated[
        Path | None, typer.Option("--aliases", metavar="ФАЙЛ", help=f"Заполненный {ALIASES}: что означают названия.")
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept-valid-files", help="Загрузить файлы без замечаний, остальные отклонить.")
    ] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="Эти файлы – все данные издания: чего в них нет, того больше нет.")
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Отменить последнюю загрузку, изменившую данные.")] = False,
    who: Annotated[str, typer.Option("--who", metavar="ИМЯ", help="Кто загружает: для книги загрузок.")] = "",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Сколько процессов читают файлы.")] = 0,
) -> None:
    """Проверить присланные файлы и загрузить их; при любом замечании данные остаются прежними."""
    from svod.errors import SvodError
    from svod.intake import Order, Refused
    from svod.intake import load as load_files
    from svod.intake.aliases import Aliases, read_aliases
    from svod.params import load_params

    params = load_params(resolve_edition(edition))
    if undo:
        return _undo(params)
    if path is None:
        raise SvodError("Укажите папку с файлами: svod load ПАПКА")
    said = read_aliases(aliases, params.region) if aliases else Aliases()
    try:
        loaded = load_files(path, params, Order(said, accept, whole, jobs, _progress, who))
    except Refused as error:
        typer.echo(error.brief(TOLD), err=True)
        _leave(params, error.faults, (), error.unknown)
        raise typer.Exit(error.exit_code) from None
    _say(loaded)
    _say_pinned(params, loaded.snapshot)
    _leave(params, loaded.refused, loaded.warnings, loaded.unknown)
    if loaded.refused:
        raise typer.Exit(1)


def _undo(params: Params) -> None:
    """Go back to the data before the last load that changed them, and say which it was."""
    from svod.digest import pointed
    from svod.intake.loads import loads
    from svod.lock import load_lock
    from svod.store import undo

    id = params.edition.id
    with load_lock(id):
        book, gone = list(loads(id)), pointed(id)
        snapshot = undo(id)
    last = next((load for load in reversed(book) if (load.before, load.snapshot) == (snapshot, gone)), None)
    if last:
        files = [file.name for file in last.files]
        typer.echo(f"Отменена загрузка № {last.number} от {last.day}: {', '.join(files[:SHOWN])}{_rest(len(files))}")
        idle = [load for load in book if load.number > last.number and load.before == load.snapshot == gone]
        if idle:
            typer.echo(f"Загрузки после неё данных не меняли: {', '.join(f'№ {load.number}' for load in idle)}")
    typer.echo(f"Снова данные снимка {snapshot}. Что соберётся заново: svod plan")
    typer.echo(f"Передумали: svod snapshots --use {gone}")
    _say_pinned(params, snapshot)


def _progress(done: int, total: int) -> None:
    """A line now and then, where there is something to wait for."""
    if total >= 100 and (done % 50 == 0 or done == total):
        note(f"Прочитано файлов: {done} из {total}")


def _say(loaded: Loaded) -> None:
    """What was loaded, replaced, dropped, and what is missing."""
    from svod.wording.numbers import counted, number

    rows = ", ".join(f"{_TABLES[name]} {number(count)}" for name, count in loaded.rows.items() if count)
    same = " – данные не изменились" if loaded.snapshot == loaded.before else ""
    files = counted(len(loaded.files), _FILES)
    typer.echo(f"Загружено: {files}; {rows or 'строк нет'}. Снимок {loaded.snapshot}{same}")
    kinds = Counter(one.reader for one in loaded.files).most_common()
    typer.echo("Узнаны: " + "; ".join(f"{reader} – {number(count)}" for reader, count in kinds))
    typer.echo(f"Названий муниципалитетов и школ узнано: {number(loaded.matched)}")
    if not same:
        _say_changes(loaded.changes)
    for heading, listed in (("Без данных («н/д»)", loaded.missing), ("Не таблицы, пропущены", loaded.passed)):
        if listed:
            typer.echo(f"{heading}:")
            typer.echo("\n".join(f"  {words}" for words in listed[:SHOWN]) + _rest(len(listed)))
    for heading, faults in (("К сведению", loaded.warnings), ("Отклонено", loaded.refused)):
        if faults:
            typer.echo(f"{heading}:")
            typer.echo("\n".join(map(str, faults[:SHOWN])) + _rest(len(faults)))
    if loaded.demo:
        typer.echo("Это учебные данные: на каждой странице будет пометка.")


def _say_pinned(params: Params, snapshot: str) -> None:
    """That reports of an edition pinned to another snapshot do not change."""
    edition = params.edition
    if edition.snapshot not in ("", snapshot):
        typer.echo(f"Издание закреплено за снимком {edition.snapshot}: отчёты соберутся по нему, а не по этим данным")
        typer.echo(f'Собрать по этим: snapshot: "" или "{snapshot}" в params/editions/{edition.id}.yml')


def _say_changes(changes: Collection[Change]) -> None:
    """What stands in the place of what was there, and then what is gone."""
    lost = [change for change in changes if change.lost]
    replaced = [_changed(change) for change in changes if not change.lost]
    if replaced:
        typer.echo(f"Заменено: {'; '.join(replaced[:SHOWN])}{_rest(len(replaced))}")
    if lost:
        typer.echo("Ушло из хранилища (было → стало); вернуть: svod load --undo")
        for change in lost[:TOLD]:
            less = f": {', '.join(change.less[:SHOWN])}{_rest(len(change.less))}" if change.less else ""
            typer.echo(f"  {_changed(change)}{less}")
        if len(lost) > TOLD:
            typer.echo(f"  … и ещё {len(lost) - TOLD}")


def _changed(change: Change) -> str:
    """«07-libraries за 2022 год, показателей 129 → 3»."""
    return f"{change.what}{', ' if change.what else ''}{_TABLES[change.table]} {change.before} → {change.after}"


def _leave(params: Params, faults: Sequence[Fault], warnings: Sequence[Fault], unknown: Collection[Unknown]) -> None:
    """Leave the workbooks of faults and of corrections for a person, and say where they are; none of an earlier load.

    A workbook of corrections that somebody has begun to fill in stays.
    """
    from svod import paths
    from svod.errors import InputError
    from svod.intake.aliases import read_aliases, write_aliases
    from svod.intake.faultbook import write_faults

    folder = paths.intake(params.edition.id)
    if faults or warnings:
        write_faults(folder / FAULTS, faults, warnings)
        typer.echo(f"Все замечания таблицей: {folder / FAULTS}", err=bool(faults))
    else:
        (folder / FAULTS).unlink(missing_ok=True)
    if unknown:
        write_aliases(folder / ALIASES, unknown)
        typer.echo(f"Впишите коды и повторите с --aliases: {folder / ALIASES}", err=True)
    elif (folder / ALIASES).exists():
        with suppress(InputError):  # of what was filled in
            if not read_aliases(folder / ALIASES, params.region).codes:
                (folder / ALIASES).unlink()


def _rest(count: int) -> str:
    return f" … и ещё {count - SHOWN}" if count > SHOWN else ""
