"""Which data an edition stands on, and what they hold, told without reading a table: a plan needs no more."""

from __future__ import annotations

import hmac
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from svod import paths
from svod.errors import NotFound, SvodError

__all__ = [
    "FILE",
    "PINNED",
    "Digest",
    "current_digest",
    "has_snapshot",
    "loaded_folder",
    "made",
    "pin",
    "pointed",
    "read_digest",
    "snapshot_folder",
    "sound",
    "write_digest",
]

PINNED = "SVOD_SNAPSHOT"
"""Environment variable with the id of the snapshot to read instead of the current one."""

FILE = "digest.json"
"""Where a snapshot says what it holds."""
_PIN = re.compile(r"""^snapshot:\s*["']?([0-9a-f]{16})\b""", re.MULTILINE)


@dataclass(frozen=True)
class Digest:
    """What a snapshot holds.

    Attributes
    ----------
    rows : dict of table to dict of str to str
        sha256 of the rows of a table by what reports ask it for: of `indicators` and `measures` by procedure, of
        tables about works and their results by assessment and year («vpr-2022»), of the others whole, under an empty
        key. What has no rows is absent. Of a written snapshot, HMAC-SHA256 under the key of the centre.
    files : dict of str to str
        Input files and their sha256.
    demo : bool
        Whether any of the workbooks says that its data are «учебные данные».
    """

    rows: dict[str, dict[str, str]]
    files: dict[str, str]
    demo: bool

    def under(self, key: bytes) -> Digest:
        """The same with hashes of rows that only the holder of a key can make.

        Pages print them, and rows hold what pages hide: by a plain hash anybody could try the few numbers that a hidden
        one can be until one fits.
        """
        if not key:
            return self
        rows = {
            table: {name: hmac.digest(key, own.encode(), "sha256").hex() for name, own in found.items()}
            for table, found in self.rows.items()
        }
        return replace(self, rows=rows)


def has_snapshot(edition: str) -> bool:
    """Whether any data have been loaded for an edition.

    Raises
    ------
    NotFound
        When the edition is pinned to a snapshot that is not there: other data may not take its place.
    SvodError
        When there are snapshots and none is the one loaded last: nor may they then.
    """
    if not os.environ.get(PINNED) and not pin(edition) and not pointed(edition) and not made(edition):
        return False
    return (snapshot_folder(edition) / FILE).exists()


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
    if not (folder / FILE).exists():
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
    SvodError
        When the store does not say which it was, or has it no longer.
    """
    id, folder = pointed(edition), paths.store() / edition
    if not id and not made(edition):
        raise NotFound(
            f"Для издания «{edition}» данные не загружены. Загрузите их: svod load ПАПКА --edition {edition}\n"
            "Учебные данные: svod demo, затем svod load"
        )
    if not id or not (folder / id / FILE).exists():
        raise SvodError(_damaged(folder / "current", "такого снимка нет" if id else "файл пуст или стёрт"))
    return folder / id


def pointed(edition: str) -> str:
    """Id that the store calls the last one loaded, whether or not it is there; empty when it calls none."""
    pointer = paths.store() / edition / "current"
    return pointer.read_text(encoding="utf-8").strip() if pointer.exists() else ""


def made(edition: str) -> list[Path]:
    """Folders of all snapshots of an edition."""
    found = (paths.store() / edition).glob(f"*/{FILE}")
    return [file.parent for file in found if not file.parent.name.startswith(".")]


@contextmanager
def sound(folder: Path) -> Iterator[None]:
    """Tell what cannot be read of a folder of the store so that a person can act on it.

    Raises
    ------
    SvodError
        When a file inside is gone, cut short or not what it should be.
    """
    try:
        yield
    except (OSError, ValueError, TypeError) as error:  # what Arrow and json raise is among them
        raise SvodError(_damaged(folder, "файлы в нём испорчены или стёрты")) from error


def _damaged(what: Path, why: str) -> str:
    return (
        f"Хранилище данных повреждено: {what} – {why}.\n"
        "Вернитесь к целому снимку: svod snapshots покажет их, svod snapshots --use СНИМОК сделает один текущим. "
        "Если целых нет, удалите папку издания в хранилище и загрузите все файлы заново"
    )


def pin(edition: str) -> str:
    """Id of the snapshot that the edition is pinned to, empty when it is not.

    Read from the file of the edition itself, one line of it, so that nobody who asks for data can forget the pin.
    """
    file = paths.params() / "editions" / f"{edition}.yml"
    found = _PIN.search(file.read_text(encoding="utf-8-sig")) if file.exists() else None
    return found[1] if found else ""


def read_digest(folder: Path) -> Digest:
    """What the snapshot in a folder holds."""
    with sound(folder):
        return Digest(**json.loads((folder / FILE).read_text(encoding="utf-8")))


def write_digest(folder: Path, digest: Digest) -> None:
    """Write beside the tables what they hold."""
    (folder / FILE).write_text(json.dumps(asdict(digest), ensure_ascii=False), encoding="utf-8")
