"""Every folder, once. `SVOD_PARAMS` and `SVOD_OUTPUT` move the two folders that a centre may keep elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = [
    "LIBRARY",
    "NOTEBOOKS",
    "ROOT",
    "demo_inputs",
    "edition_output",
    "intake",
    "output",
    "params",
    "site",
    "store",
]

LIBRARY = Path(__file__).resolve().parent
ROOT = LIBRARY.parents[1]
NOTEBOOKS = ROOT / "notebooks"


def params() -> Path:
    """Folder of the parameters: the region, methodologies, procedures, editions."""
    return Path(os.environ.get("SVOD_PARAMS") or ROOT / "params")


def output() -> Path:
    """Folder of everything that a build makes."""
    return Path(os.environ.get("SVOD_OUTPUT") or ROOT / "output")


def store() -> Path:
    """Folder of the snapshots of checked tables."""
    return output() / "store"


def demo_inputs(edition: str) -> Path:
    """Folder of the demo region's workbooks."""
    return output() / "demo" / edition


def edition_output(edition: str) -> Path:
    """Folder of one edition: executed notebooks, the site, the build log."""
    return output() / edition


def intake(edition: str) -> Path:
    """Folder of what loads leave for people: faults, corrections, the book of loads; inside the centre only."""
    return edition_output(edition) / "intake"


def site(edition: str) -> Path:
    """Folder of one edition's pages."""
    return edition_output(edition) / "site"
