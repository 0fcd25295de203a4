"""Large tables in parts by assessment and year: immutable, named by content, shared by the snapshots of an edition.

`output/store/<edition>/parts/<assessment>-<year>-<hash>/` holds `results.parquet`, `points.parquet` and
`statistics.parquet`, those of them that have rows, and the aggregates; `part.json` tells their hashes and rows.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from svod import paths
from svod.digest import sound
from svod.store.aggregates import aggregate
from svod.store.canon import canonical
from svod.store.covers import Cover, touches, uncovered
from svod.store.tables import LARGE, UNITS
from svod.store.whole import whole_folder

__all__ = ["Part", "fold_parts", "stored_points"]

_ROWS = 1 << 18  # rows of a row group, by which a filtered reading leaves out what it does not need


@dataclass(frozen=True)
class Part:
    """All rows of an assessment and year."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def key(self) -> tuple[str, int]:
        """Assessment and year."""
        assessment, year, _ = self.name.rsplit("-", 2)
        return assessment, int(year)

    @cached_property
    def said(self) -> dict[str, dict[str, Any]]:
        """`sha256` and `rows` of the large tables that have rows, by name."""
        with sound(self.folder):
            return json.loads((self.folder / "part.json").read_text(encoding="utf-8"))

    @cached_property
    def counts(self) -> Counter[tuple[Cover, str, str]]:
        """Numbers of rows of results and of statistics by unit, class (of results alone) and file."""
        found: Counter[tuple[Cover, str, str]] = Counter()
        for name, more in (("results", ["class", "file"]), ("statistics", ["file"])):
            if name in self.said:
                columns = [*UNITS[name], *more]
                with sound(self.folder):
                    table = pq.read_table(self.folder / f"{name}.parquet", columns=columns)
                for row in table.group_by(columns).aggregate([([], "count_all")]).to_pylist():
                    rows = row.pop("count_all")
                    file, group = row.pop("file"), row.pop("class", None) or ""
                    found[(name, *row.values()), group, file] += rows
        return found

    @property
    def files(self) -> set[str]:
        """Names of the files that the rows come from."""
        return {file for _, _, file in self.counts}

    def table(self, name: str, **where: str | int) -> pa.Table:
        """A large table, empty when it has no rows, or an aggregate.

        Parameters
        ----------
        name : str
            Of `LARGE` or `AGGREGATES`.
        **where : str or int
            Values of columns: only rows with these are given, and the others mostly are not read.
        """
        file = self.folder / f"{name}.parquet"
        if name in LARGE and name not in self.said:
            return LARGE[name].empty_table()
        filters = [(column, "=", value) for column, value in where.items()] or None
        with sound(self.folder):
            return pq.read_table(file, filters=filters, partitioning=None)


def fold_parts(
    edition: str, old: Collection[Part], fresh: Mapping[str, pa.Table], covers: Collection[Cover]
) -> tuple[Part, ...]:
    """Put fresh rows in the place of those that their files cover, and write the parts that are others now.

    Parameters
    ----------
    edition : str
    old : collection of Part
        What the edition has now.
    fresh : dict of Table
        By name of the large table, with the columns of `LARGE`; a table that nothing came for may be left out.
    covers : collection of Cover
        What the fresh files speak for; covers of small tables are passed over.

    Returns
    -------
    tuple of Part
        What the edition will have, by assessment and year. Nothing points to the parts until a snapshot does.
    """
    kept = {part.key: part for part in old}
    fresh = {name: own.unify_dictionaries().combine_chunks() for name, own in fresh.items()}
    keys = {key for table in fresh.values() for key in _keys(table)}
    found = []
    for key in sorted(kept.keys() | keys):
        if key not in keys and not any(touches(cover, *key) for cover in covers):
            found.append(kept[key])
            continue
        tables = {}
        for name, schema in LARGE.items():
            own = uncovered(name, kept[key].table(name), covers) if key in kept else schema.empty_table()
            tables[name] = _joined(own, _of(fresh[name], *key) if name in fresh else None, schema)
        if any(len(table) for table in tables.values()):
            found.append(_write(paths.store() / edition / "parts", key, tables))
    return tuple(found)


def stored_points(results: pa.Table, points: pa.Table) -> pa.Table:
    """Points as the store keeps them.

    Parameters
    ----------
    results : Table
        With the columns of `LARGE`.
    points : Table
        `result` (the row of `results`, from 0), `item` and `points`.
    """
    at = points.column("result")
    columns = [
        points.column(field.name) if field.name in ("item", "points") else results.column(field.name).take(at)
        for field in LARGE["points"]
    ]
    return pa.Table.from_arrays(columns, names=LARGE["points"].names)


def _keys(table: pa.Table) -> set[tuple[str, int]]:
    own = table.select(["assessment", "year"]).group_by(["assessment", "year"]).aggregate([]).to_pylist()
    return {(row["assessment"], row["year"]) for row in own}


def _of(table: pa.Table, assessment: str, year: int) -> pa.Table:
    wanted = pc.and_(
        pc.equal(table.column("assessment"), pa.scalar(assessment)), pc.equal(table.column("year"), pa.scalar(year))
    )
    return table if pc.all(wanted).as_py() else table.filter(wanted)


def _joined(own: pa.Table, fresh: pa.Table | None, schema: pa.Schema) -> pa.Table:
    if fresh is None:
        return own
    return pa.concat_tables([own, fresh.select(schema.names).cast(schema)]) if len(own) else fresh


def _write(folder: Path, key: tuple[str, int], given: Mapping[str, pa.Table]) -> Part:
    tables, said = {}, {}
    for name, table in given.items():
        tables[name], sha256 = canonical(table, LARGE[name])
        if len(table):
            said[name] = {"sha256": sha256, "rows": len(table)}
    id = hashlib.sha256("".join(f"{name} {one['sha256']}" for name, one in said.items()).encode()).hexdigest()[:16]
    part = Part(folder / f"{key[0]}-{key[1]}-{id}")
    if part.folder.exists():
        return part
    with whole_folder(part.folder) as draft:
        made = aggregate(tables["results"], tables["points"])
        for name, table in {**{name: tables[name] for name in said}, **made}.items():
            pq.write_table(table, draft / f"{name}.parquet", compression="zstd", row_group_size=_ROWS)
        (draft / "part.json").write_text(json.dumps(said), encoding="utf-8")
    return part
