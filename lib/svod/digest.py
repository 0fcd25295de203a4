"""Which data an edition stands on, and what they hold, told without reading a table: a plan needs no more."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from svod import paths
from svod.errors import NotFound

__all__ = ["PINNED", "Digest", "current_digest", "has_snapshot", "read_digest", "snapshot_folder", "write_digest"]

PINNED = "SVOD_SNAPSHOT"
"""Environment variable with the id of the snapshot to read instead of the current one."""

_FILE = "digest.json"


@dataclass(frozen=True)
class Digest:
    """What a snapshot holds.

    Attributes
    ----------
    rows : dict of table to dict of procedure to str
        sha256 of the rows of a procedure in `indicators` and `measures`; a procedure without rows is absent.
    files : dict of str to str
        Input files and their sha256.
    demo : bool
        Whether any of the workbooks says that its data are «учебные данные».
    """

    rows: dict[str, dict[str, str]]
    files: dict[str, str]
    demo: bool


def has_snapshot(edition: str) -> bool:
    """Whether any data have been loaded for an edition."""
    try:
        return (snapshot_folder(edition) / _FILE).exists()
    except NotFound:
        return False


def current_digest(edition: str) -> tuple[str, Digest]:
    """Id of the data of an edition and what they hold.

    Raises
    ------
    NotFound
        When nothing has been loaded yet.
    """
    folder = snapshot_folder(edition)
    return folder.name, read_digest(folder)


def snapshot_folder(edition: str) -> Path:
    """Folder of the snapshot in use, or of the one that this process is bound to.

    Raises
    ------
    NotFound
        When nothing has been loaded yet.
    """
    pointer = paths.store() / edition / "current"
    if pinned := os.environ.get(PINNED):
        return pointer.parent / pinned
    if not pointer.exists():
        raise NotFound(
            f"Для издания «{edition}» данные не загружены. Загрузите их: svod load ПАПКА --edition {edition}\n"
            "Учебные данные: svod demo, затем svod load"
        )
    return pointer.parent / pointer.read_text(encoding="utf-8").strip()


def read_digest(folder: Path) -> Digest:
    """What the snapshot in a folder holds."""
    return Digest(**json.loads((folder / _FILE).read_text(encoding="utf-8")))


def write_digest(folder: Path, digest: Digest) -> None:
    """Write beside the tables what they hold."""
    (folder / _FILE).write_text(json.dumps(asdict(digest), ensure_ascii=False), encoding="utf-8")
