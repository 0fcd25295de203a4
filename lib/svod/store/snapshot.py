"""Snapshots of checked tables: immutable, named by content; an edition points at one of them.

`output/store/<edition>/<id>/` holds `indicators.parquet`, `measures.parquet`, `files.parquet` and `digest.json`, by
which a build sees what has changed without reading the tables; `output/store/<edition>/current` names the snapshot in
use. Both appear whole or not at all. `SVOD_SNAPSHOT` names the snapshot for a process that must not see another one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from numbers import Number
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from svod import paths
from svod.digest import Digest, has_snapshot, read_digest, snapshot_folder, write_digest
from svod.store.tables import ALWAYS, SCHEMAS

__all__ = ["Snapshot", "current_snapshot", "frame_hash", "has_snapshot", "write_snapshot"]


@dataclass(frozen=True)
class Snapshot:
    """One state of the data of an edition."""

    id: str
    indicators: pd.DataFrame
    measures: pd.DataFrame
    files: pd.DataFrame

    @cached_property
    def digest(self) -> Digest:
        """Hashes of what is here."""
        rows = {
            name: {str(id): frame_hash(own) for id, own in getattr(self, name).groupby("procedure")}
            for name in ("indicators", "measures")
        }
        files = dict(zip(self.files["file"], self.files["sha256"], strict=True))
        return Digest(rows, files, self.demo)

    @cached_property
    def demo(self) -> bool:
        """Whether any of the workbooks says that its data are «учебные данные»."""
        return bool(self.files["data"].fillna("").str.contains("учебные данные", case=False).any())


def write_snapshot(edition: str, tables: dict[str, pd.DataFrame]) -> str:
    """Write tables as a snapshot and make it the current one of the edition.

    Parameters
    ----------
    edition : str
    tables : dict of DataFrame
        `indicators`, `measures` and `files`, with the columns of `SCHEMAS`.

    Returns
    -------
    str
        Id of the snapshot, the beginning of a sha256 over its content.
    """
    arrow = {name: pa.Table.from_pandas(tables[name], schema=schema, preserve_index=False) for name, schema in _kept()}
    id = hashlib.sha256(
        "".join(frame_hash(tables[name][schema.names]) for name, schema in _kept()).encode()
    ).hexdigest()[:16]
    folder = paths.store() / edition
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / id).exists():
        draft = Path(tempfile.mkdtemp(dir=folder, prefix="."))
        try:
            for name, table in arrow.items():
                pq.write_table(table, draft / f"{name}.parquet")
            digest = Snapshot(id, **{name: table.to_pandas() for name, table in arrow.items()}).digest
            write_digest(draft, digest)
            draft.chmod(0o755)
            draft.rename(folder / id)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    pointer = folder / f".current-{os.getpid()}"
    pointer.write_text(id, encoding="utf-8")
    pointer.replace(folder / "current")
    return id


def current_snapshot(edition: str) -> Snapshot:
    """The data of an edition.

    Raises
    ------
    NotFound
        When nothing has been loaded yet.
    """
    folder = snapshot_folder(edition)
    tables = {name: pq.read_table(folder / f"{name}.parquet").to_pandas() for name in ALWAYS}
    snapshot = Snapshot(folder.name, **tables)
    snapshot.__dict__["digest"] = read_digest(folder)  # the rows need not be hashed a second time
    return snapshot


def frame_hash(frame: pd.DataFrame) -> str:
    """sha256 of a table's values, whatever the order of its rows and the spelling of its numbers (5, 5.0, 5.000000)."""
    lines = sorted("\x1f".join(map(_canonical, row)) for row in frame.itertuples(index=False, name=None))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _kept() -> list[tuple[str, pa.Schema]]:
    return [(name, SCHEMAS[name]) for name in ALWAYS]


def _canonical(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None or pd.isna(value):
        return "\x00"
    if isinstance(value, Decimal | Number):
        exact = Decimal(str(value)).normalize()
        return format(exact, "f") if exact else "0"
    return str(value)
