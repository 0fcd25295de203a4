"""What a load leaves of the snapshot before it, and how values are written so that equal data are one snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import pandas as pd
import pyarrow as pa

from svod.contracts.indicators import DECIMALS
from svod.errors import Fault, InputError
from svod.intake.files import REGISTER
from svod.store import ALWAYS, SCHEMAS, current_snapshot, has_snapshot

__all__ = ["Tables", "current", "is_demo", "merge", "stored"]

Tables = dict[str, pd.DataFrame]

_STEP = Decimal(1).scaleb(-DECIMALS)


def is_demo(data: str | None) -> bool:
    """Whether a line «Данные:» says that the data are made up for training."""
    return "учебные данные" in (data or "").lower()


def current(edition: str) -> Tables:
    """Tables of the snapshot in use, empty ones before the first load."""
    schemas = {name: SCHEMAS[name] for name in ALWAYS}
    if not has_snapshot(edition):
        return {name: pd.DataFrame(columns=schema.names, dtype=object) for name, schema in schemas.items()}
    snapshot = current_snapshot(edition)
    return {name: _typed(getattr(snapshot, name), schema) for name, schema in schemas.items()}


def stored(indicators: pd.DataFrame, measures: pd.DataFrame, files: Iterable[Sequence[object]]) -> Tables:
    """Checked tables with the columns of the store."""
    table = pd.DataFrame(list(files), columns=SCHEMAS["files"].names, dtype=object)
    return {
        name: _typed(frame, SCHEMAS[name])
        for name, frame in (("indicators", indicators), ("measures", measures), ("files", table))
    }


def merge(old: Tables, fresh: Tables, pairs: set[tuple[str, int]], *, whole: bool, register: bool) -> Tables:
    """Put fresh tables in the place of old ones.

    Parameters
    ----------
    old, fresh : dict of DataFrame
        `indicators`, `measures` and `files`.
    pairs : set of (procedure, year)
        What the fresh workbooks are about, also those without rows.
    whole : bool
        Whether they are all there is: then nothing of the old indicators is kept.
    register : bool
        Whether the register of measures is among the fresh files. When it is not, the old one is kept, unless the
        data turn from training ones to real ones or back.

    Raises
    ------
    InputError
        When training data and real data would be mixed.
    """
    turned = bool(pairs) and _kinds(old["files"]) not in (set(), _kinds(fresh["files"]))
    rows = old["indicators"]
    kept = [not whole and pair not in pairs for pair in zip(rows["procedure"], rows["year"], strict=True)]
    indicators = _joined(rows[kept], fresh["indicators"])
    measures = fresh["measures"] if register or turned else old["measures"]
    used, new = {*indicators["file"], *measures["file"]}, set(fresh["files"]["file"])
    carried = [
        name not in new and (name in used or (count == 0 and not whole))
        for name, count in zip(old["files"]["file"], old["files"]["rows"], strict=True)
    ]
    files = _joined(old["files"][carried], fresh["files"])
    if len(_kinds(files)) > 1:
        raise InputError([_mixing(fresh)])
    return {
        "indicators": indicators.sort_values(["procedure", "year", "file", "row"], ignore_index=True),
        "measures": measures,
        "files": files.sort_values("file", ignore_index=True),
    }


def _kinds(files: pd.DataFrame) -> set[bool]:
    """Whether files hold training data, real data or both; a register of measures without a label goes with any."""
    kinds = zip(files["file"], map(is_demo, files["data"]), strict=True)
    return {demo for name, demo in kinds if demo or name.lower() != REGISTER}


def _mixing(fresh: Tables) -> Fault:
    name, demo = fresh["files"]["file"].iloc[0], is_demo(fresh["files"]["data"].iloc[0])
    return Fault(
        name,
        f"в книге {'учебные' if demo else 'настоящие'} данные, а в хранилище {'настоящие' if demo else 'учебные'}",
        "Учебные и настоящие данные не смешиваются",
        "Загрузите папку со всеми книгами: она заменит прежние данные целиком",
    )


def _typed(table: pd.DataFrame, schema: pa.Schema) -> pd.DataFrame:
    """The columns of a stored table as plain objects, written one way whether fresh or read back."""
    columns = {}
    for field in schema:
        values = [None if pd.isna(value) else value for value in table[field.name]]
        if pa.types.is_decimal(field.type):
            values = [None if value is None else value.quantize(_STEP) for value in values]
        elif pa.types.is_integer(field.type):
            values = [None if value is None else int(value) for value in values]
        columns[field.name] = pd.Series(values, dtype=object, index=table.index)
    return pd.DataFrame(columns)


def _joined(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([table for table in (first, second) if len(table)] or [second], ignore_index=True)
