"""`svod demo`: the demo region as a centre would receive it, and loaded where nothing has come in yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from svod.cli.console import EditionOption, note, resolve_edition

if TYPE_CHECKING:
    from svod.params import Params

__all__ = ["demo", "ensure_data"]

PUPILS = "участники"
"""Folder of results of pupils inside the folder of the demo."""


def demo(
    edition: EditionOption = "",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="ПАПКА", help="Куда писать; без него – output/demo/ИЗДАНИЕ.")
    ] = None,
    pupils: Annotated[
        int,
        typer.Option(
            "--pupils",
            metavar="N",
            min=0,
            help="Сколько результатов участников записать, в папку участники; 260000 – это 5 млн баллов за задания.",
        ),
    ] = 0,
) -> None:
    """Записать учебные данные: книги по процедурам и годам, реестр мер и, по желанию, результаты участников."""
    from svod import paths
    from svod.errors import SvodError
    from svod.params import load_params

    params = load_params(resolve_edition(edition))
    folder = out or paths.demo_inputs(params.edition.id)
    if out is not None and any(out.glob("*.xlsx")):
        raise SvodError(f"В папке {out} уже есть книги .xlsx: они могли быть перезаписаны. Укажите пустую папку")
    files = _write(folder, params)
    typer.echo(f"Записано книг: {len(files)}. Папка: {folder}")
    if pupils:
        from svod.demo.pupils_books import write_pupils
        from svod.demo.write import TRUTH

        forms = write_pupils(folder / PUPILS, folder / TRUTH / PUPILS, params, pupils)
        typer.echo(f"Записано файлов с результатами участников: {len(forms)}. Папка: {folder / PUPILS}")
    typer.echo(f"Загрузить их: svod load {folder} --edition {params.edition.id}")


def ensure_data(params: Params) -> None:
    """Where nothing has been loaded, make the demo region's data and say so."""
    from svod import paths
    from svod.digest import has_snapshot

    if has_snapshot(params.edition.id):
        return
    from svod.intake import load as load_workbooks

    folder = paths.demo_inputs(params.edition.id)
    note(f"Данных издания {params.edition.id} нет: готовлю учебные данные в папке {folder} …")
    if not any(folder.glob("*.xlsx")):
        _write(folder, params)
    load_workbooks(folder, params)
    note("Учебные данные загружены. Свои данные: svod load ПАПКА")


def _write(folder: Path, params: Params) -> list[Path]:
    """Write the demo beside its place and move it there whole, so that no half of it is ever loaded."""
    import shutil
    import tempfile

    from svod.demo import write_demo

    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".demo-") as name:
        draft = Path(name) / folder.name
        draft.mkdir()
        files = write_demo(draft, params)
        if folder.exists():
            shutil.copytree(draft, folder, dirs_exist_ok=True)
        else:
            draft.rename(folder)
    return [folder / file.relative_to(draft) for file in files]
