"""What a load leaves of the snapshot before it, and how values are written so that equal data are one snapshot."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa

from svod.contracts.indicators import DECIMALS
from svod.errors import NotFound
from svod.intake.taken import Cover
from svod.store import SMALL, UNITS, last_snapshot

__all__ = ["Tables", "current", "is_demo", "kinds", "merge", "staying", "stored", "turned"]

Tables = dict[str, pd.DataFrame]

_STEP = Decimal(1).scaleb(-DECIMALS)


def is_demo(data: str | None) -> bool:
    """Whether a line «Данные:» says that the data are made up for training."""
    return "учебные данные" in (data or "").lower()


def current(edition: str) -> Tables:
    """Small tables of the snapshot loaded last, empty ones before the first load."""
    try:
        snapshot = last_snapshot(edition)
    except NotFound:
        return {name: pd.DataFrame(columns=schema.names, dtype=object) for name, schema in SMALL.items()}
    return {name: _typed(snapshot.table(name), schema) for name, schema in SMALL.items()}


def stored(rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> Tables:
    """Checked rows with the columns of the store, a table of every name; a column that no row has is null."""
    return {
        name: _typed(pd.DataFrame(list(rows.get(name, ())), columns=schema.names, dtype=object), schema)
        for name, schema in SMALL.items()
    }


def kinds(said: Iterable[str | None]) -> set[bool]:
    """Whether files hold training data, real data or both; what goes with any, a register without a label, is null."""
    return {is_demo(data) for data in said if data is not None}


def turned(old: Tables, coming: Iterable[str | None]) -> bool:
    """Whether real files come to a store of training ones, whose place they take.

    Parameters
    ----------
    old : dict of DataFrame
        Small tables of the store.
    coming : iterable of str or None
        What the files of the load say of their data.
    """
    return True in kinds(old["files"]["data"]) and False in kinds(coming)


def staying(old: Tables, coming: Iterable[str | None], *, whole: bool) -> Tables:
    """Small tables of the store without what a load takes away whatever it speaks of.

    Nothing stays when the load is the whole. Of training data to which real ones come, what files without a label
    brought stays: they are not said to be made up.
    """
    if whole:
        return stored({})
    if not turned(old, coming):
        return old
    own = old["files"]["file"][old["files"]["data"].isna()]
    return {name: table[table["file"].isin(own)] for name, table in old.items()}


def merge(old: Tables, fresh: Tables, covers: Collection[Cover], *, used: Collection[str] = ()) -> Tables:
    """Put fresh tables in the place of old ones.

    Parameters
    ----------
    old, fresh : dict of DataFrame
        The small tables, `files` among them.
    covers : collection of Cover
        What the fresh files speak for, also where they have no rows: what the store has of it is replaced.
    used : collection of str
        Files that rows of the large tables come from.
    """
    names = [name for name in SMALL if name != "files"]
    left = {name: old[name][~_covered(old[name], name, covers)] for name in names}
    files = _files(left, old["files"], fresh["files"], used)
    order = {"indicators": ["procedure", "year", "file", "row"], "agreements": ["municipality", "file", "row"]}
    joined = {name: _joined(left[name], fresh[name]) for name in names}
    for name, by in order.items():
        joined[name] = joined[name].sort_values(by, ignore_index=True)
    return {**joined, "files": files}


def _covered(table: pd.DataFrame, name: str, covers: Collection[Cover]) -> pd.Series:
    """Rows of a small table whose unit, or the beginning of it, is covered."""
    own = {cover[1:] for cover in covers if cover[0] == name}
    lengths = {len(cover) for cover in own}
    units = list(zip(*(table[column] for column in UNITS[name]), strict=True)) if UNITS[name] else [()] * len(table)
    return pd.Series([any(unit[:length] in own for length in lengths) for unit in units], table.index, dtype=bool)


def _files(left: Tables, old: pd.DataFrame, fresh: pd.DataFrame, also: Collection[str]) -> pd.DataFrame:
    """Files that rows come from, and fresh ones; an old file of the same name keeps its hash under another name."""
    hashes = dict(zip(fresh["file"], fresh["sha256"], strict=True))
    renamed = {
        file: f"{file} ({sha[:8]})"
        for file, sha in zip(old["file"], old["sha256"], strict=True)
        if hashes.get(file, sha) != sha
    }
    used = {renamed.get(file, file) for file in also}
    for name, table in left.items():
        left[name] = table.assign(file=table["file"].replace(renamed))
        used |= set(left[name]["file"])
    named = old.assign(file=old["file"].replace(renamed))
    empty = (named["rows"] == 0) & ~named["file"].isin(hashes)
    return _joined(named[(named["file"].isin(used) & ~named["file"].isin(hashes)) | empty], fresh).sort_values(
        "file", ignore_index=True
    )


def _typed(table: pd.DataFrame, schema: pa.Schema) -> pd.DataFrame:
    """The columns of a stored table as plain objects, written one way whether fresh or read back."""
    columns = {}
    for field in schema:
        values: Sequence[Any] = [None if pd.isna(value) else value for value in table[field.name]]
        if pa.types.is_decimal(field.type):
            values = [None if value is None else value.quantize(_STEP) for value in values]
        elif pa.types.is_integer(field.type):
            values = [None if value is None else int(value) for value in values]
        elif pa.types.is_floating(field.type):
            values = [None if value is None else float(value) for value in values]
        columns[field.name] = pd.Series(values, dtype=object, index=table.index)
    return pd.DataFrame(columns)


def _joined(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([table for table in (first, second) if len(table)] or [second], ignore_index=True)
