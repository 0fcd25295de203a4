"""Which documents a command is about: the options that choose them, and the choice checked against the notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from svod.cli.console import resolve_edition

if TYPE_CHECKING:
    from svod.factory.plan import Document
    from svod.params import Params

__all__ = ["CollectionOption", "MunicipalityOption", "ProcedureOption", "chosen"]

ProcedureOption = Annotated[
    list[str] | None,
    typer.Option("--procedure", metavar="ПРОЦЕДУРА", help="Номер или имя процедуры; можно несколько раз."),
]
MunicipalityOption = Annotated[
    list[str] | None,
    typer.Option("--municipality", metavar="МУНИЦИПАЛИТЕТ", help="Название или код; можно несколько раз."),
]
CollectionOption = Annotated[
    bool, typer.Option("--collection", help="Только сборник: без справок о процедуре в одном муниципалитете.")
]


def chosen(
    edition: str, procedure: list[str] | None, municipality: list[str] | None, collection: bool
) -> tuple[Params, list[Document]]:
    """Parameters of the edition and the documents that the options leave.

    Raises
    ------
    NotFound
        For a name that is not known, or when nothing is left.
    BuildError
        When a notebook cannot take the parameters planned for it.
    """
    from svod.factory.plan import check, plan
    from svod.params import load_params

    params = load_params(resolve_edition(edition))
    documents = plan(params, procedure or (), municipality or (), collection)
    check(documents)
    return params, documents
