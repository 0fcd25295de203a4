"""What a file that is sent again replaces: all rows of the units it speaks for, also those it no longer has."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pyarrow as pa

from svod.store.canon import codes
from svod.store.tables import LARGE, UNITS

__all__ = ["Cover", "touches", "uncovered"]

Cover = tuple[str | int, ...]
"""The table and the beginning of its unit: ("results", "vpr", 2022, 4, "Математика") is all of one work."""


def touches(cover: Cover, assessment: str, year: int) -> bool:
    """Whether rows of a large table for an assessment and year may be under a cover."""
    return cover[0] in LARGE and cover[1:3] == (assessment, year)[: len(cover) - 1]


def uncovered(name: str, table: pa.Table, covers: Collection[Cover]) -> pa.Table:
    """Rows of a table that stay when files with these covers come in.

    Parameters
    ----------
    name : str
        Of the table, as in `SCHEMAS`. Points go with the results they belong to, whatever the covers say of points.
    table : Table
    covers : collection of Cover
        Of any tables; those of others are passed over. A cover that names the table alone takes every row.

    Raises
    ------
    ValueError
        When a cover is longer than the unit of its table: a mistake of the program.
    """
    own = {cover[1:] for cover in covers if cover[0] == name or (name == "points" and cover[0] == "results")}
    stays = np.ones(len(table), bool)
    for length in {len(cover) for cover in own}:
        if length > len(UNITS[name]):
            raise ValueError(f"covers of {name} have at most {len(UNITS[name])} parts: {UNITS[name]}")
        columns = [table.column(part) for part in UNITS[name][:length]]
        stays &= ~_among(columns, [cover for cover in own if len(cover) == length], len(table))
    return table.filter(pa.array(stays)) if not stays.all() else table


def _among(columns: list[pa.ChunkedArray], wanted: list[tuple[str | int, ...]], rows: int) -> np.ndarray:
    """Which rows have one of the wanted combinations of values."""
    key, keys, sound = np.zeros(rows, np.int64), np.zeros(len(wanted), np.int64), np.ones(len(wanted), bool)
    for column, values in zip(columns, zip(*wanted, strict=True), strict=True):
        places, known = codes(column)
        place = {value: number for number, value in enumerate(known)}
        found = np.array([place.get(value, -1) for value in values], np.int64)
        key, keys = key * (len(known) + 1) + places, keys * (len(known) + 1) + found
        sound &= found >= 0
    return np.isin(key, keys[sound]) if columns else np.ones(rows, bool)
