"""The book of loads: which files came when, and whether they were taken; one file a load, `output/<edition>/intake/`.

It is history, not data: no report reads it, and the same data loaded at another time are the same snapshot.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from svod import paths
from svod.errors import SvodError
from svod.intake.taken import Cover

__all__ = ["File", "Load", "loads", "note_load"]


@dataclass(frozen=True)
class File:
    """A file of a load: what it was taken for, what it speaks for, and how many faults kept it out.

    `municipalities` are those that its indicators are about.
    """

    name: str
    sha256: str
    reader: str
    covers: tuple[Cover, ...]
    rows: int
    faults: int
    municipalities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Load:
    """One load, taken or refused.

    Attributes
    ----------
    number : int
        Its place in the book, from 1.
    time : str
        Local time to the second, with its offset.
    who : str
        Who loaded, where they said so.
    before, snapshot : str
        What the data were before it, and what it made of them; empty before the first load, and where everything was
        refused.
    """

    number: int
    time: str
    who: str
    before: str
    snapshot: str
    files: tuple[File, ...]

    @property
    def day(self) -> str:
        """«22.11.2026»."""
        return datetime.fromisoformat(self.time).strftime("%d.%m.%Y")


def note_load(edition: str, who: str, before: str, snapshot: str, files: Sequence[File]) -> Load:
    """Write a load into the book."""
    load = Load(0, datetime.now().astimezone().isoformat(timespec="seconds"), who, before, snapshot, tuple(files))
    folder = _folder(edition)
    folder.mkdir(parents=True, exist_ok=True)
    said = json.dumps(asdict(load), ensure_ascii=False, indent=1)
    draft = folder / f".{os.getpid()}"
    draft.write_text(said + "\n", encoding="utf-8")
    number = 1 + max((int(file.stem) for file in folder.glob("[0-9]*.json")), default=0)
    while True:  # another load may take the number at the same moment
        try:
            os.link(draft, folder / f"{number:06d}.json")
            break
        except FileExistsError:
            number += 1
    draft.unlink()
    return replace(load, number=number)


def loads(edition: str) -> Iterator[Load]:
    """Loads of an edition in their order.

    Raises
    ------
    SvodError
        When a page of the book cannot be read.
    """
    for file in sorted(_folder(edition).glob("[0-9]*.json")):
        try:
            yield _load(file)
        except (OSError, ValueError, TypeError, KeyError) as error:
            told = f"Запись книги загрузок не читается: {file}.\n"
            remedy = "Удалите этот файл: данные останутся, забудется только, что и когда этой загрузкой пришло"
            raise SvodError(told + remedy) from error


def _load(file: Path) -> Load:
    said = json.loads(file.read_text("utf-8"))
    files = tuple(
        File(**{
            **one,
            "covers": tuple(map(tuple, one["covers"])),
            "municipalities": tuple(one.get("municipalities", ())),
        })
        for one in said.pop("files")
    )  # fmt: skip
    return Load(**{"before": "", **said, "number": int(file.stem)}, files=files)


def _folder(edition: str) -> Path:
    return paths.intake(edition) / "loads"
