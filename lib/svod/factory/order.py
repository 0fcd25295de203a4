"""An order for one page, and the function that fills it wherever it is sent."""

from __future__ import annotations

from dataclasses import dataclass

from svod.factory.plan import Document
from svod.factory.result import Basis, Result
from svod.params.publication import Erratum

__all__ = ["Task", "foresee", "make"]


@dataclass(frozen=True)
class Task:
    """An order for one page.

    Attributes
    ----------
    document : Document
    basis : Basis
        What the page will rest on, as far as it is known beforehand; for a page that is only rendered, all of it.
    publication : str
        What stands in the upper left corner of the page.
    engine : str
        `fork` or `kernel`.
    seconds : float
        How long one cell may take before the document is given up.
    errata : tuple of Erratum
        Corrections to be told on the page.
    formats : tuple of str
        What is made beside the page: docx, pdf, xlsx.
    render : bool
        Whether to render the notebook as executed before, without running it.
    """

    document: Document
    basis: Basis
    publication: str
    engine: str
    seconds: float
    render: bool = False
    formats: tuple[str, ...] = ()
    errata: tuple[Erratum, ...] = ()


def make(task: Task) -> Result:
    """Make one page, in the process that this is called in; Papermill is imported there and not where it is ordered.

    Raises
    ------
    Unwritable
        When nothing can be written to the output folder.
    """
    from svod.factory.execute import execute

    return execute(task)


def foresee(task: object, *rest: object) -> None:
    """Make in a warm process, before it is forked, what the document shares with others of its kind."""
    from svod.report.foresee import foresee

    if isinstance(task, Task) and not task.render:
        foresee(**task.document.parameters)
