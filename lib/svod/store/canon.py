"""One form for equal tables: rows and dictionaries in order, so that equal content has one hash."""

from __future__ import annotations

import hashlib

import numpy as np
import pyarrow as pa

__all__ = ["canonical", "codes"]


def canonical(table: pa.Table, schema: pa.Schema) -> tuple[pa.Table, str]:
    """Put a large table in the one form that its content has.

    Parameters
    ----------
    table : Table
        Has the columns of `schema`; texts may be plain or dictionary-encoded, in one chunk or many.
    schema : Schema

    Returns
    -------
    Table
        Columns of the schema in one chunk each, rows sorted by all columns from the first on (null before everything),
        dictionaries sorted and without values that no row has.
    str
        sha256 of its values.
    """
    coded = {field.name: codes(table.column(field.name)) for field in schema}
    order = _order([(places, len(values)) for places, values in coded.values() if len(values)])
    columns, found = [], hashlib.sha256()
    for field in schema:
        places, values = coded.pop(field.name)
        places = places if order is None else places[order]
        found.update(f"{field.name} {values.tolist()!r}".encode())
        found.update(places.data)
        columns.append(_column(places, values, field.type))
    return pa.Table.from_arrays(columns, schema=schema), found.hexdigest()


def codes(column: pa.ChunkedArray) -> tuple[np.ndarray, np.ndarray]:
    """Places of a column's values among those that occur, sorted, −1 for null; and those values."""
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    array = encoded.unify_dictionaries().combine_chunks()
    if isinstance(array, pa.ChunkedArray):  # of no rows
        return np.empty(0, np.int32), np.empty(0, object)
    given = array.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    texts = array.dictionary.to_numpy(zero_copy_only=False)
    used = np.bincount(given + 1, minlength=len(texts) + 1)[1:] > 0
    values, place = np.unique(texts[used], return_inverse=True)
    moved = np.full(len(texts) + 1, -1, np.int32)  # the last is for null
    moved[:-1][used] = place
    return moved[given], values


def _column(places: np.ndarray, values: np.ndarray, kind: pa.DataType) -> pa.Array:
    lacking = places < 0
    if pa.types.is_dictionary(kind):
        texts = pa.array(values.astype(object), kind.value_type)
        return pa.DictionaryArray.from_arrays(pa.array(places, kind.index_type, mask=lacking), texts)
    if not len(values):
        return pa.nulls(len(places), kind)
    return pa.array(values.astype(kind.to_pandas_dtype())[places], kind, mask=lacking if lacking.any() else None)


def _order(keys: list[tuple[np.ndarray, int]]) -> np.ndarray | None:
    """Order of the rows by keys with so many values each, from the first on; None when they are in order already."""
    packed: list[np.ndarray] = []
    room = 0
    for places, count in keys:
        span = count + 1
        if room and room * span < 2**62:
            packed[-1] = packed[-1] * span + places
            room *= span
        else:
            packed.append(places.astype(np.int64))
            room = span
    if len(packed) > 1:
        return np.lexsort(packed[::-1])
    if not packed or (packed[0][1:] >= packed[0][:-1]).all():
        return None
    return np.argsort(packed[0])
