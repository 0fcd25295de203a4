"""What every page of an edition would rest on now, and why a page made earlier no longer stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from svod import paths
from svod.digest import Digest, current_digest, has_snapshot
from svod.factory.ledger import Record
from svod.factory.plan import Document
from svod.factory.result import Basis, Status
from svod.params import Params
from svod.params.fingerprint import fingerprints
from svod.provenance import library_hash, packages_hash, template_hash

__all__ = ["Inputs", "Reason", "executed_file", "page_file", "paper_file", "read_inputs"]


class Reason(StrEnum):
    """Why a document is to be made; the value is what `svod plan` says. The first that holds is told."""

    NEW = "новые"
    FAILED = "не удались в прошлый раз"
    NOTEBOOK = "блокнот"
    LIBRARY = "библиотека"
    PACKAGES = "пакеты"
    PARAMS = "параметры"
    DATA = "данные"
    EXECUTED = "выполненный блокнот изменён или удалён"
    TEMPLATE = "шаблон"
    PAGE = "страница изменена или удалена"
    FORMATS = "другие форматы"

    @property
    def renders(self) -> bool:
        """Whether it is enough to render the page from the notebook as executed before, which then still holds."""
        return self in (Reason.TEMPLATE, Reason.PAGE, Reason.FORMATS)


@dataclass(frozen=True)
class Inputs:
    """All that the pages of an edition are made of, by hashes.

    Attributes
    ----------
    library, packages, template : str
        As in `Basis`.
    params : mapping of part to str
        sha256 of the parts of params/.
    snapshot : str
        Id of the data; empty when none have been loaded.
    digest : Digest
        What the data hold.
    """

    library: str
    packages: str
    template: str
    params: Mapping[str, str]
    snapshot: str
    digest: Digest

    def basis(self, document: Document, reads: Mapping[str, Any]) -> Basis:
        """What a document made from these inputs rests on, given what its report says it has read."""
        return Basis(
            notebook=notebook_hash(document.notebook),
            library=self.library,
            packages=self.packages,
            template=self.template,
            parameters=dict(document.parameters),
            reads=dict(reads),
        )

    def due(
        self, documents: Iterable[Document], records: Mapping[str, Record], formats: Iterable[str] = ()
    ) -> dict[str, Reason]:
        """Pages that are to be made, in the order of the documents, and why."""
        asked = tuple(formats)
        found = {document.page: self.why(document, records.get(document.page), asked) for document in documents}
        return {page: reason for page, reason in found.items() if reason is not None}

    def why(self, document: Document, record: Record | None, formats: tuple[str, ...] = ()) -> Reason | None:
        """Why a document is to be made; None when its page stands, and so do the formats asked for now or before."""
        if record is None:
            return Reason.NEW
        if record.status != Status.OK:
            return Reason.FAILED
        basis = record.basis
        if basis is None:
            return Reason.NEW
        same = (basis.notebook, basis.parameters) == (notebook_hash(document.notebook), document.parameters)
        changes = (
            (Reason.NOTEBOOK, not same),
            (Reason.LIBRARY, basis.library != self.library),
            (Reason.PACKAGES, basis.packages != self.packages),
            (Reason.PARAMS, self.changed_params(basis)),
            (Reason.DATA, self.changed_data(basis)),
        )
        if reason := next((reason for reason, changed in changes if changed), None):
            return reason
        if record.executed is None or not record.executed.holds(executed_file(document)):
            return Reason.EXECUTED
        if basis.template != self.template:
            return Reason.TEMPLATE
        if record.page_file is None or not record.page_file.holds(page_file(document)):
            return Reason.PAGE
        beside = {kind: record.papers.get(kind) for kind in {*formats, *record.papers}}
        stand = all(state and state.holds(paper_file(document, kind)) for kind, state in beside.items())
        return None if stand else Reason.FORMATS

    def changed_params(self, basis: Basis) -> tuple[str, ...]:
        """Parts of params/ that a report has read and that are others now."""
        return _others(basis.reads.get("params", {}), self.params)

    def changed_data(self, basis: Basis) -> tuple[str, ...]:
        """Procedures whose rows, then files, that a report has read and that are others now."""
        rows: dict[str, dict[str, str]] = basis.reads.get("rows", {})
        own = {id for table, read in rows.items() for id in _others(read, self.digest.rows.get(table, {}))}
        files = _others(basis.reads.get("files", {}), self.digest.files)
        demo = ("учебные данные",) if rows and basis.reads.get("demo") != self.digest.demo else ()
        return tuple(sorted(own)) or files or demo


def read_inputs(params: Params) -> Inputs:
    """What the pages of an edition would rest on now."""
    edition = params.edition.id
    snapshot, digest = current_digest(edition) if has_snapshot(edition) else ("", Digest({}, {}, demo=False))
    parts = fingerprints(params)
    template = hashlib.sha256(f"{template_hash()} {parts['publication']}".encode()).hexdigest()
    return Inputs(library_hash(), packages_hash(), template, parts, snapshot, digest)


def page_file(document: Document) -> Path:
    """Where a document's page is."""
    return paths.site(document.parameters["edition"]) / document.page


def paper_file(document: Document, kind: str) -> Path:
    """Where a document's file of another format is: beside its page."""
    return page_file(document).with_suffix(f".{kind}")


def executed_file(document: Document) -> Path:
    """Where a document's executed notebook is."""
    return (
        paths.edition_output(document.parameters["edition"]) / "notebooks" / Path(document.page).with_suffix(".ipynb")
    )


def notebook_hash(file: Path) -> str:
    """sha256 of a notebook's file, line endings taken as LF; another when the file is gone."""
    try:
        return _notebook_hash(file, file.stat().st_mtime_ns)
    except FileNotFoundError:
        return ""


@lru_cache
def _notebook_hash(file: Path, changed: int) -> str:
    return hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _others(read: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Keys whose hash is another now; a part that was absent when it was read has an empty hash."""
    return tuple(key for key, sha in read.items() if now.get(key, "") != sha)
