"""Which snapshots an edition has had, in order, and the way back to an earlier one; nothing is ever deleted.

`output/store/<edition>/history` lists ids as they became current, one a line, the last being the current one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq

from svod import paths
from svod.digest import loaded_folder, made, pin, pointed, read_digest, sound
from svod.errors import NotFound, SvodError
from svod.store.whole import point

__all__ = ["Made", "advance", "snapshots", "undo", "use"]


@dataclass(frozen=True)
class Made:
    """One snapshot of an edition.

    Attributes
    ----------
    id : str
    when : datetime
        When it was first written, by the clock of this machine.
    rows : dict of str to int
        Rows by table, of small and large ones; tables without rows are left out.
    files : tuple of str
        Names of the files it was made of.
    demo : bool
        Whether it holds «учебные данные».
    current, pinned : bool
        Whether it was loaded last, and whether the edition is pinned to it.
    damaged : bool
        Whether it cannot be read; nothing else is then known of it.
    """

    id: str
    when: datetime
    rows: dict[str, int]
    files: tuple[str, ...]
    demo: bool
    current: bool
    pinned: bool
    damaged: bool = False


def snapshots(edition: str) -> tuple[Made, ...]:
    """All snapshots of an edition, the latest first; none before the first load."""
    found = [_made(folder, pointed(edition), pin(edition)) for folder in made(edition)]
    return tuple(sorted(found, key=lambda one: (one.when, one.id), reverse=True))


def undo(edition: str) -> str:
    """Go back to the snapshot before the current one.

    Returns
    -------
    str
        Its id.

    Raises
    ------
    NotFound
        When there is none before it.
    SvodError
        When the store is damaged, so that nobody can tell what came before.
    """
    if not made(edition):
        raise NotFound(f"Для издания «{edition}» данные ещё не загружались")
    loaded_folder(edition)
    known = _history(edition)
    if len(known) < 2:
        raise NotFound(f"Для издания «{edition}» отменять нечего: прежних данных нет. Все снимки: svod snapshots")
    folder = paths.store() / edition
    point(folder / "current", known[-2])
    point(folder / "history", "\n".join(known[:-1]))
    return known[-2]


def use(edition: str, id: str) -> str:
    """Make a snapshot the current one; the beginning of an id is enough.

    Returns
    -------
    str
        The whole id.

    Raises
    ------
    NotFound
        When no snapshot or several begin so.
    """
    known = [one.id for one in snapshots(edition) if not one.damaged]
    matching = [one for one in known if one.startswith(id)]
    if not id or len(matching) != 1:
        told = f"Снимка «{id}» нет" if not matching else f"С «{id}» начинается не один снимок"
        raise NotFound(f"{told}. Снимки издания «{edition}»: {', '.join(known) or 'ещё не было ни одного'}")
    advance(edition, matching[0])
    return matching[0]


def advance(edition: str, id: str) -> None:
    """Make a snapshot the current one and remember that it was."""
    known, folder = _history(edition), paths.store() / edition
    if known[-1:] != [id]:
        point(folder / "history", "\n".join([*known, id]))  # first: what is beyond the current one does not count
    if pointed(edition) != id:
        point(folder / "current", id)


def _history(edition: str) -> list[str]:
    """Ids in order, up to the current one: what a killed program wrote beyond it does not count.

    Where the current one is not known, the store being damaged, everything that is still there counts.
    """
    file, current = paths.store() / edition / "history", pointed(edition)
    there = {folder.name for folder in made(edition)}
    known = [id for id in (file.read_text(encoding="utf-8").split() if file.exists() else ()) if id in there]
    if current not in there:
        return known
    while known and known[-1] != current:
        known.pop()
    return known or [current]


def _made(folder: Path, current: str, pinned: str) -> Made:
    when = datetime.fromtimestamp((folder / "digest.json").stat().st_mtime)
    marks = (folder.name == current, folder.name == pinned)
    try:
        digest = read_digest(folder)
        with sound(folder):
            rows = _rows(folder)
    except SvodError:
        return Made(folder.name, when, {}, (), False, *marks, damaged=True)
    return Made(folder.name, when, rows, tuple(sorted(digest.files)), digest.demo, *marks)


def _rows(folder: Path) -> dict[str, int]:
    """Rows by table, counted in the files themselves."""
    rows = {file.stem: pq.read_metadata(file).num_rows for file in sorted(folder.glob("*.parquet"))}
    parts = folder / "parts.json"
    for name in json.loads(parts.read_text(encoding="utf-8")) if parts.exists() else ():
        said = json.loads((folder.parent / "parts" / name / "part.json").read_text(encoding="utf-8"))
        for table, one in said.items():
            rows[table] = rows.get(table, 0) + one["rows"]
            pq.read_metadata(folder.parent / "parts" / name / f"{table}.parquet")
    return {table: count for table, count in rows.items() if count}
