"""What a build makes: one document for every page, checked against the notebooks before any kernel starts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from svod import paths
from svod.errors import BuildError, Fault, NotFound
from svod.factory.notebook import declared
from svod.params import Params
from svod.params.model import nearest
from svod.params.procedures import Procedure
from svod.params.region import Municipality

__all__ = ["ABOUT", "HOME", "Document", "check", "find_municipality", "plan"]

HOME, ABOUT = "index.html", "about.html"
"""Pages that no notebook makes."""


@dataclass(frozen=True)
class Document:
    """One page to be made.

    Attributes
    ----------
    notebook : Path
        The notebook's file.
    parameters : mapping of str to str
        Values for the cell tagged `parameters`: ids and codes, never values of the methodology.
    page : str
        Path of the page below the site's folder, with forward slashes.
    title : str
        What messages call the document.
    heading : tuple of str
        Forms of the municipality's name of which one must stand in the page's heading; empty for the region.
    """

    notebook: Path
    parameters: Mapping[str, str] = field(hash=False)
    page: str
    title: str
    heading: tuple[str, ...] = ()

    @property
    def procedure(self) -> str:
        """Id of the procedure it is about; empty for several."""
        return self.parameters.get("procedure", "")

    @property
    def municipality(self) -> str:
        """Code of the municipality it is about; empty for the region."""
        return self.parameters.get("municipality", "")


def plan(
    params: Params, procedures: Iterable[str] = (), municipalities: Iterable[str] = (), collection: bool = False
) -> list[Document]:
    """Documents of an edition, or those of them that were asked for.

    Parameters
    ----------
    params : Params
    procedures, municipalities : iterable of str
        Names as a person types them. Procedures keep the documents about them: by the region and by every municipality;
        municipalities keep their pages and their pairs; both together the pairs of both.
    collection : bool
        Only the documents of the printed collection: all but the pairs of a procedure and a municipality.

    Raises
    ------
    NotFound
        For a name that is not known, with the nearest one; when a correction is to be told on a page that the edition
        does not have; when nothing is left.
    """
    everything = _everything(params)
    _check_errata(params, {HOME, ABOUT, *(document.page for document in everything)})
    chosen = {params.find_procedure(name).id for name in procedures}
    places = {find_municipality(params, name).code for name in municipalities}
    documents = [
        document
        for document in everything
        if (not chosen or document.procedure in chosen)
        and (not places or document.municipality in places)
        and not (collection and document.procedure and document.municipality)
    ]
    if not documents:
        raise NotFound(
            "Так не выбрано ни одного отчёта: справки о процедуре в одном муниципалитете не входят в сборник.\n"
            "Уберите --collection либо оставьте что-нибудь одно: --procedure или --municipality"
        )
    return documents


def _check_errata(params: Params, pages: set[str]) -> None:
    """Refuse corrections that no reader would see."""
    if absent := [item.page for item in params.publication.errata if item.page not in pages]:
        told = [f"  {page}. {nearest(page, pages)}".rstrip(". ") for page in absent]
        head = "params/publication/publication.yml, errata: таких страниц в издании нет."
        raise NotFound("\n".join([head, *told, "Нужна страница сайта: procedure/…, pair/…, group/…, municipality/…"]))


def find_municipality(params: Params, name: str) -> Municipality:
    """A municipality as a person names it.

    Raises
    ------
    NotFound
        Naming the municipalities that may have been meant.
    """
    from svod.intake.cells import Unreadable
    from svod.intake.names import MunicipalityNames

    try:
        return params.region[MunicipalityNames(params.region).find(name)]
    except Unreadable as error:
        words = f"{error.message[:1].upper()}{error.message[1:]}"
        raise NotFound(". ".join(filter(None, (words, error.allowed)))) from None


def check(documents: Sequence[Document]) -> None:
    """Compare the parameters of every document with the notebook that is to receive them.

    Papermill would run a notebook without the tag on its defaults, and inject a misspelt name beside the right one;
    both would give a whole report about somebody else.

    Raises
    ------
    BuildError
        With every fault of every notebook.
    """
    faults = [fault for fault in (_misfit(document) for document in documents) if fault]
    pages = Counter(document.page for document in documents)
    faults += [Fault(page, "одну страницу должны сделать два документа") for page, count in pages.items() if count > 1]
    if faults:
        told = dict.fromkeys(map(str, faults))
        raise BuildError("\n".join(["Сборка не начата: блокноты не подходят к плану.", *told]))


def _misfit(document: Document) -> Fault | None:
    """Why a notebook cannot take a document's parameters."""
    place = f"notebooks/{document.notebook.name}"
    if not document.notebook.exists():
        return Fault(place, "такого блокнота нет", "", "Верните файл или исправьте notebook в params/procedures")
    try:
        names = declared(document.notebook)
    except BuildError as error:
        return Fault(place, str(error))
    given = set(document.parameters)
    if given != names:
        return Fault(
            place,
            f"параметры в ячейке parameters: {', '.join(sorted(names)) or 'ни одного'}",
            f"Нужны: {', '.join(sorted(given))}",
            " ".join(filter(None, (nearest(name, given) for name in sorted(names - given)))),
        )
    wrong = [name for name, value in document.parameters.items() if not isinstance(value, str)]
    return Fault(document.page, f"значение параметра – не строка: {', '.join(wrong)}") if wrong else None


def _everything(params: Params) -> list[Document]:
    """The collection in its order, then the pairs, procedure by procedure."""
    edition = {"edition": params.edition.id}
    groups = [
        Document(
            _notebook("group_rating"), {**edition, "group": item.id}, f"group/{item.id}.html", f"рейтинг «{item.short}»"
        )
        for item in params.methodology.rating.groups
    ]
    return [
        *(_procedure(params, item) for item in params.procedures),
        *groups,
        Document(_notebook("contribution"), edition, "group/overall.html", "общий рейтинг"),
        *(_municipality(params, place) for place in params.region.municipalities),
        Document(_notebook("procedure_map"), edition, "map.html", "карта процедур"),
        *(_pair(params, item, place) for item in params.procedures for place in params.region.municipalities),
    ]


def _procedure(params: Params, item: Procedure) -> Document:
    parameters = {"edition": params.edition.id, "procedure": item.id, "municipality": ""}
    return Document(_notebook(item.notebook), parameters, f"procedure/{item.id}.html", f"процедура {item.id}")


def _municipality(params: Params, place: Municipality) -> Document:
    parameters = {"edition": params.edition.id, "municipality": place.code}
    page = f"municipality/{place.code}.html"
    return Document(_notebook("municipality"), parameters, page, f"муниципалитет {place.name}", _forms(place))


def _pair(params: Params, item: Procedure, place: Municipality) -> Document:
    parameters = {"edition": params.edition.id, "procedure": item.id, "municipality": place.code}
    page = f"pair/{item.id}/{place.code}.html"
    return Document(_notebook(item.notebook), parameters, page, f"процедура {item.id}, {place.name}", _forms(place))


def _notebook(name: str) -> Path:
    return paths.NOTEBOOKS / f"{name}.ipynb"


def _forms(place: Municipality) -> tuple[str, ...]:
    return tuple(dict.fromkeys((place.name, place.full_name, place.genitive, place.dative, place.prepositional)))
