"""`svod forms`: the workbooks that a centre sends out to be filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from svod.cli.choice import MunicipalityOption, ProcedureOption
from svod.cli.console import EditionOption, resolve_edition

__all__ = ["forms"]


def forms(
    edition: EditionOption = "",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="ПАПКА", help="Куда писать; без него – output/ИЗДАНИЕ/forms.")
    ] = None,
    municipality: MunicipalityOption = None,
    procedure: ProcedureOption = None,
    year: Annotated[
        list[int] | None, typer.Option("--year", metavar="ГОД", help="Год издания; можно несколько раз.")
    ] = None,
    registers: Annotated[
        bool, typer.Option("--registers", help="Ещё и реестры школ и работ: они одни на регион.")
    ] = False,
) -> None:
    """Записать формы для заполнения: по книге на муниципалитет и процедуру и реестр мер."""
    from svod import paths
    from svod.errors import NotFound
    from svod.factory.plan import find_municipality
    from svod.intake.forms import write_forms
    from svod.params import load_params

    params = load_params(resolve_edition(edition))
    folder = out or paths.edition_output(params.edition.id) / "forms"
    procedures = [params.find_procedure(name) for name in procedure or ()] or params.procedures
    places = [find_municipality(params, name) for name in municipality or ()] or params.region.municipalities
    if strange := set(year or ()) - set(params.edition.years):
        raise NotFound(f"Года {min(strange)} в издании нет. Годы: {', '.join(map(str, params.edition.years))}")
    years = [item for item in params.edition.years if not year or item in year]
    written = write_forms(folder, params, procedures, places, years, registers_too=registers)
    typer.echo(f"Форм: {len(written.files)}. Папка: {folder}")
    if written.kept:
        shown = "\n".join(f"  {file}" for file in written.kept[:10])
        typer.echo(
            f"Не перезаписаны, потому что отличаются от пустой формы ({len(written.kept)}):\n{shown}\n"
            "Если они не заполнены, удалите их и повторите команду",
            err=True,
        )
