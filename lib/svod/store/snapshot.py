"""Snapshots of checked tables: immutable, named by content; an edition points at one of them.

`output/store/<edition>/<id>/` holds `indicators.parquet`, `measures.parquet`, `files.parquet`, the other small tables
that have rows, the names of its parts and `digest.json`, by which a build sees what has changed without reading the
tables; `output/store/<edition>/current` names the last one loaded. All appear whole or not at all. `SVOD_SNAPSHOT`
names the snapshot for a process that must not see another one, and `snapshot:` of an edition pins one for all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from numbers import Number
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from svod import paths
from svod.digest import FILE, Digest, has_snapshot, loaded_folder, read_digest, snapshot_folder, sound, write_digest
from svod.errors import NotFound
from svod.store.covers import Cover
from svod.store.history import advance
from svod.store.parts import Part, fold_parts
from svod.store.tables import ALWAYS, LARGE, SMALL
from svod.store.whole import whole_folder

__all__ = [
    "Snapshot",
    "current_snapshot",
    "fold",
    "frame_hash",
    "has_snapshot",
    "last_parts",
    "last_snapshot",
    "write_snapshot",
]

_PARTS = "parts.json"
_SLICED = {
    "indicators": ("procedure",),
    "measures": ("procedure",),
    "assessments": ("assessment", "year"),
    "items": ("assessment", "year"),
}
"""Columns by whose values a small table is hashed piece by piece; the others are hashed whole, under an empty key."""


@dataclass(frozen=True)
class Snapshot:
    """One state of the data of an edition; `folder` is None when it stands in no store."""

    id: str
    indicators: pd.DataFrame
    measures: pd.DataFrame
    files: pd.DataFrame
    folder: Path | None = None

    @cached_property
    def digest(self) -> Digest:
        """Hashes of what is here, as they were written; plain ones of what stands in no store."""
        if self.folder and (self.folder / FILE).exists():
            return read_digest(self.folder)
        tables = {name: self.table(name) for name in SMALL if name != "files"}
        rows = {name: _slices(name, table) for name, table in tables.items() if name in ALWAYS or len(table)}
        for part in self.parts:
            for name, one in part.said.items():
                rows.setdefault(name, {})["-".join(map(str, part.key))] = one["sha256"]
        files = dict(zip(self.files["file"], self.files["sha256"], strict=True))
        return Digest(rows, files, self.demo)

    @cached_property
    def demo(self) -> bool:
        """Whether any of the workbooks says that its data are «учебные данные»."""
        return bool(self.files["data"].fillna("").str.contains("учебные данные", case=False).any())

    @property
    def sources(self) -> pd.DataFrame:
        """Files that the data came from: all of `files` but the answers of municipalities, which stay inside."""
        return self.files[~self.files["file"].isin(set(self.table("agreements")["file"]))]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Large tables, by assessment and year."""
        file = self.folder / _PARTS if self.folder else None
        names = json.loads(file.read_text(encoding="utf-8")) if file and file.exists() else ()
        return tuple(Part(self.folder.parent / "parts" / name) for name in names)

    def table(self, name: str) -> pd.DataFrame:
        """A small table, without rows when none were loaded."""
        if name in ALWAYS:
            return getattr(self, name)
        file = self.folder / f"{name}.parquet" if self.folder else None
        if not file or not file.exists():
            return SMALL[name].empty_table().to_pandas()
        with sound(self.folder):
            return pq.read_table(file).to_pandas()

    def part(self, assessment: str, year: int) -> Part:
        """Large tables and aggregates of an assessment and year.

        Raises
        ------
        NotFound
            When nothing of it has been loaded.
        """
        for part in self.parts:
            if part.key == (assessment, year):
                return part
        known = ", ".join("{} {}".format(*part.key) for part in self.parts) or "никаких"
        raise NotFound(f"Результатов {assessment} за {year} год нет. Загружены: {known}")

    def by_item(self, assessment: str, year: int, **where: str | int) -> pa.Table:
        """How items were done, by work and municipality.

        Parameters
        ----------
        assessment : str
        year : int
        **where : str or int
            Values of columns, such as a municipality: only rows with these are given.

        Returns
        -------
        Table
            The aggregate `by_item` and `maximum`, the most points of the item; null where no register tells it.
        """
        table, items = self.part(assessment, year).table("by_item", **where), self.table("items")
        own = items[(items["assessment"] == assessment) & (items["year"] == year)]
        keys = ["grade", "subject", "item"]
        most = dict(zip(own[keys].itertuples(index=False, name=None), own["maximum"], strict=True))
        found = [most.get(key) for key in zip(*(table.column(name).to_pylist() for name in keys), strict=True)]
        return table.append_column("maximum", pa.array(found, pa.float64(), from_pandas=True))


def write_snapshot(
    edition: str, tables: Mapping[str, pd.DataFrame], parts: Collection[Part] = (), key: bytes = b""
) -> str:
    """Write tables as a snapshot and make it the current one of the edition.

    Parameters
    ----------
    edition : str
    tables : dict of DataFrame
        `indicators`, `measures` and `files`, and any other of `SMALL`, with the columns of the schema; those without
        rows are not written.
    parts : collection of Part
        What `fold` gave.
    key : bytes
        Under which the hashes of rows are written (`Digest.under`).

    Returns
    -------
    str
        Id of the snapshot, the beginning of a sha256 over its content.
    """
    kept = [name for name in SMALL if name in ALWAYS or len(tables.get(name, ()))]
    arrow = {name: pa.Table.from_pandas(tables[name], schema=SMALL[name], preserve_index=False) for name in kept}
    said = [("" if name in ALWAYS else name) + frame_hash(tables[name][SMALL[name].names]) for name in kept]
    id = hashlib.sha256("".join([*said, *(part.name for part in parts)]).encode()).hexdigest()[:16]
    folder = paths.store() / edition
    if not (folder / id).exists():
        with whole_folder(folder / id) as draft:
            for name, table in arrow.items():
                pq.write_table(table, draft / f"{name}.parquet")
            if parts:
                (draft / _PARTS).write_text(json.dumps([part.name for part in parts]), encoding="utf-8")
            made = Snapshot(id, **{name: arrow[name].to_pandas() for name in ALWAYS}, folder=draft)
            write_digest(draft, made.digest.under(key))
    advance(edition, id)
    return id


def fold(edition: str, fresh: Mapping[str, pa.Table], covers: Collection[Cover]) -> tuple[Part, ...]:
    """Parts of the next snapshot: those of the last one loaded with fresh rows in the place of what files cover.

    Parameters
    ----------
    edition : str
    fresh : dict of Table
        By name of the large table, with the columns of `LARGE`; a table that nothing came for may be left out.
    covers : collection of Cover
        What the fresh files speak for; covers of small tables are passed over.
    """
    if unknown := fresh.keys() - LARGE.keys():
        raise KeyError(f"{', '.join(sorted(unknown))}: not in LARGE")
    return fold_parts(edition, last_parts(edition), fresh, covers)


def last_parts(edition: str) -> tuple[Part, ...]:
    """Parts of the snapshot loaded last; none before the first load."""
    try:
        return last_snapshot(edition).parts
    except NotFound:
        return ()


def current_snapshot(edition: str) -> Snapshot:
    """The data of an edition.

    Raises
    ------
    NotFound
        When nothing has been loaded yet, or the snapshot it is bound to is not there.
    """
    return _read(snapshot_folder(edition))


def last_snapshot(edition: str) -> Snapshot:
    """The data loaded last, on which the next load builds, whichever snapshot the edition is pinned to.

    Raises
    ------
    NotFound
        When nothing has been loaded yet.
    """
    return _read(loaded_folder(edition))


def _read(folder: Path) -> Snapshot:
    with sound(folder):
        tables = {name: pq.read_table(folder / f"{name}.parquet").to_pandas() for name in ALWAYS}
    snapshot = Snapshot(folder.name, **tables, folder=folder)
    snapshot.__dict__["digest"] = read_digest(folder)  # the rows need not be hashed a second time
    return snapshot


def frame_hash(frame: pd.DataFrame) -> str:
    """sha256 of a table's values, whatever the order of its rows and the spelling of its numbers (5, 5.0, 5.000000)."""
    lines = sorted("\x1f".join(map(_canonical, row)) for row in frame.itertuples(index=False, name=None))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _slices(name: str, table: pd.DataFrame) -> dict[str, str]:
    by = _SLICED.get(name)
    if by is None:
        return {"": frame_hash(table)}
    return {"-".join(map(str, key)): frame_hash(own) for key, own in table.groupby(list(by))}


def _canonical(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None or pd.isna(value):
        return "\x00"
    if isinstance(value, Decimal | Number) and not isinstance(value, bool):
        exact = Decimal(str(value)).normalize()
        return format(exact, "f") if exact else "0"
    return str(value)
