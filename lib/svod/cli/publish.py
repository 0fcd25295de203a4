"""`svod publish`: freeze a published edition, or check what was frozen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from svod.cli.console import EditionOption, note, resolve_edition
from svod.cli.received import disagreements

if TYPE_CHECKING:
    from svod.params import Params

__all__ = ["keep_released", "publish", "since_release"]

SHOWN = 20


def publish(
    edition: EditionOption = "",
    check: Annotated[bool, typer.Option("--check", help="Сверить готовый выпуск с его описью.")] = False,
    revision: Annotated[
        int | None,
        typer.Option("--revision", metavar="НОМЕР", min=1, help="Какую редакцию сверить; без него – редакцию издания."),
    ] = None,
) -> None:
    """Опубликовать издание: проверить, заморозить данные, методику, страницы; после этого – только новые редакции."""
    from svod import paths
    from svod.origin import release_folder
    from svod.params import load_params
    from svod.publish.release import file_hash, freeze

    params = load_params(resolve_edition(edition))
    output = paths.edition_output(params.edition.id)
    folder = release_folder(output, revision or params.edition.revision)
    if check:
        _check(folder)
        return
    _refuse(params, folder)
    from svod.cli.gate import judge, tell
    from svod.digest import current_digest
    from svod.lock import edition_lock

    with edition_lock(params.edition.id):
        verdict = judge(params)
        tell(verdict)
        if verdict.faults:
            note("Не опубликовано: исправьте расхождения и соберите снова (svod build), затем повторите svod publish")
            raise typer.Exit(1)
        manifest = freeze(params, paths.params(), output, verdict.files)
    if current_digest(params.edition.id)[1].demo:
        note("Данные этого выпуска учебные: на каждой странице есть пометка.")
    typer.echo(f"Опубликовано: издание {params.edition.id}, редакция {params.edition.revision}. Папка: {folder}")
    typer.echo(f"Контрольная сумма описи (sha256): {file_hash(manifest)}")
    typer.echo("Сверить выпуск с описью: svod publish --check")


def _refuse(params: Params, folder: Path) -> None:
    """Say which line of the edition's file to change first.

    Raises
    ------
    BuildError
        When the revision has been published, the edition is a draft, or its data are not agreed and have to be.
    """
    from svod.errors import BuildError

    after = "Зафиксируйте правку, соберите издание снова (svod build) и повторите svod publish"
    if folder.exists():
        raise BuildError(f"Редакция {params.edition.revision} уже опубликована: {folder}.\n{_next(params)}. {after}")
    if params.edition.status == "draft":
        raise BuildError(
            f"Издание {params.edition.id} – проект, и на его страницах так и написано.\n"
            f"Чтобы опубликовать: {_line(params, 'status')} – status: published. {after}"
        )
    if left := disagreements(params):
        rest = f"\n  … и ещё {len(left) - SHOWN}" if len(left) > SHOWN else ""
        raise BuildError(
            f"Данные издания {params.edition.id} согласовали не все муниципалитеты, не хватает: {len(left)}.\n  "
            + "\n  ".join(left[:SHOWN]) + rest
            + "\nФормы: svod received --agreement, ответы: svod load. "
            f"Без согласования: {_line(params, 'agreement')} – agreement: none"
        )  # fmt: skip


def keep_released(params: Params) -> None:
    """Refuse to make pages of a released revision from anything else than it was released from.

    Raises
    ------
    BuildError
        Saying what has changed since, and which line of the edition's file to change first.
    """
    from svod.errors import BuildError

    if told := since_release(params):
        raise BuildError(f"{told}; пока она не готова: {_line(params, 'status')} – status: draft. Повторите команду")


def since_release(params: Params) -> str:
    """What has changed since this revision was released, and what to do; empty when it was not, or nothing has."""
    from svod import paths
    from svod.origin import changed_since

    changed = ", ".join(changed_since(params, paths.edition_output(params.edition.id)))
    released = f"Редакция {params.edition.revision} опубликована, а с тех пор изменены: {changed}."
    return f"{released} Её страницы оставлены как есть.\n{_next(params)}" if changed else ""


def _next(params: Params) -> str:
    """«Исправления – новой редакцией: params/editions/2022.yml, строка 5 – revision: 2»"""
    return f"Исправления – новой редакцией: {_line(params, 'revision')} – revision: {params.edition.revision + 1}"


def _line(params: Params, key: str) -> str:
    """«params/editions/2022.yml, строка 6»."""
    from svod import paths

    file = paths.params() / "editions" / f"{params.edition.id}.yml"
    lines = file.read_text("utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, start=1) if re.match(rf"{key}\s*:", line))
    return f"{file}, строка {number}"


def _check(folder: Path) -> None:
    """Compare a release with its manifest."""
    from svod.origin import MANIFEST
    from svod.publish.release import check_release, file_hash

    faults = check_release(folder)
    if faults:
        typer.echo(f"Выпуск изменён, расхождений с описью: {len(faults)}")
        typer.echo("\n".join(f"  {fault}" for fault in faults[:SHOWN]))
        if len(faults) > SHOWN:
            typer.echo(f"  … и ещё {len(faults) - SHOWN}")
        raise typer.Exit(1)
    typer.echo(f"Выпуск цел: {folder}")
    typer.echo(f"Сверьте контрольную сумму описи (sha256) с названной при публикации: {file_hash(folder / MANIFEST)}")
