"""Checked tables, kept as immutable snapshots that are named by content; DuckDB aggregates them, reports read Arrow."""

from svod.store.aggregates import AGGREGATES
from svod.store.covers import Cover, uncovered
from svod.store.history import Made, snapshots, undo, use
from svod.store.parts import Part, stored_points
from svod.store.snapshot import (
    Snapshot,
    current_snapshot,
    fold,
    frame_hash,
    has_snapshot,
    last_parts,
    last_snapshot,
    write_snapshot,
)
from svod.store.tables import ALWAYS, LARGE, SCHEMAS, SMALL, UNITS, WORK

__all__ = [
    "AGGREGATES",
    "ALWAYS",
    "LARGE",
    "SCHEMAS",
    "SMALL",
    "UNITS",
    "WORK",
    "Cover",
    "Made",
    "Part",
    "Snapshot",
    "current_snapshot",
    "fold",
    "frame_hash",
    "has_snapshot",
    "last_parts",
    "last_snapshot",
    "snapshots",
    "stored_points",
    "uncovered",
    "undo",
    "use",
    "write_snapshot",
]
