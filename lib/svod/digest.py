"""Which data an edition stands on, and what they hold, told without reading a table: a plan needs no more."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from svod import paths
from svod.errors import NotFound

__all__ = [
    "PINNED",
    "Digest",
    "current_digest",
    "has_snapshot",
    "loaded_folder",
    "pin",
    "read_digest",
    "snapshot_folder",
    "write_digest",
]

PINNED = "SVOD_SNAPSHOT"
"""Environment variable with the id of the snapshot to read instead of the current one."""

_FILE = "digest.json"
_PIN = re.compile(r"""^snapshot:\s*["']?([0-9a-f]{16})\b""", re.MULTILINE)


@dataclass(frozen=True)
class Digest:
    """What a snapshot holds.

    Attributes
    ----------
    rows : dict of table to dict of str to str
        sha256 of the rows of a table by what reports ask it for: of `indicators` and `measures` by procedure, of
        tables about works and their results by assessment and year («vpr-2022»), of the others whole, under an empty
        key. What has no rows is absent.
    files : dict of str to str
        Input files and their sha256.
    demo : bool
        Whether any of the workbooks says that its data are «учебные данные».
    """

    rows: dict[str, dict[str, str]]
    files: dict[str, str]
    demo: bool


def has_snapshot(edition: str) -> bool:
    """Whether any data have been loaded for an edition.

    Raises
    ------
    NotFound
        When the edition is pinned to a snapshot that is not there: other data may not take its place.
    """
    if not os.environ.get(PINNED) and not pin(edition) and not (paths.store() / edition / "current").exists():
        return False
    return (snapshot_folder(edition) / _FILE).exists()


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
    """Folder of the snapshot in use: the one that this process is bound to, else the edition, else the last loaded.

    Raises
    ------
    NotFound
        When nothing has been loaded yet, or the edition is pinned to a snapshot that is not there.
    """
    if bound := os.environ.get(PINNED):
        return paths.store() / edition / bound
    pinned = pin(edition)
    if not pinned:
        return loaded_folder(edition)
    folder = paths.store() / edition / pinned
    if not (folder / _FILE).exists():
        raise NotFound(
            f"Издание «{edition}» закреплено за снимком {pinned}, а в хранилище его нет.\n"
            f"Снимки: svod snapshots. Исправьте или уберите snapshot в params/editions/{edition}.yml"
        )
    return folder


def loaded_folder(edition: str) -> Path:
    """Folder of the snapshot that was loaded last, whatever is pinned.

    Raises
    ------
    NotFound
        When nothing has been loaded yet.
    """
    pointer = paths.store() / edition / "current"
    if not pointer.exists():
        raise NotFound(
            f"Для издания «{edition}» данные не загружены. Загрузите их: svod load ПАПКА --edition {edition}\n"
            "Учебные данные: svod demo, затем svod load"
        )
    return pointer.parent / pointer.read_text(encoding="utf-8").strip()


def pin(edition: str) -> str:
    """Id of the snapshot that the edition is pinned to, empty when it is not.

    Read from the file of the edition itself, one line of it, so that nobody who asks for data can forget the pin.
    """
    file = paths.params() / "editions" / f"{edition}.yml"
    found = _PIN.search(file.read_text(encoding="utf-8-sig")) if file.exists() else None
    return found[1] if found else ""


def read_digest(folder: Path) -> Digest:
    """What the snapshot in a folder holds."""
    return Digest(**json.loads((folder / _FILE).read_text(encoding="utf-8")))


def write_digest(folder: Path, digest: Digest) -> None:
    """Write beside the tables what they hold."""
    (folder / _FILE).write_text(json.dumps(asdict(digest), ensure_ascii=False), encoding="utf-8")
