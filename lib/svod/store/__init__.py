"""Checked tables, kept as immutable snapshots that are named by content; DuckDB aggregates them, reports read Arrow."""

from svod.store.snapshot import Snapshot, current_snapshot, frame_hash, has_snapshot, write_snapshot
from svod.store.tables import ALWAYS, LARGE, SCHEMAS, SMALL, UNITS

__all__ = [
    "ALWAYS",
    "LARGE",
    "SCHEMAS",
    "SMALL",
    "UNITS",
    "Snapshot",
    "current_snapshot",
    "frame_hash",
    "has_snapshot",
    "write_snapshot",
]
