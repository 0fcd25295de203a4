"""Real exports read through the sources kept beside these tests, and regions that stand in for ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from svod.intake.book import Book
from svod.intake.declared import Declared
from svod.intake.taken import Taken, recognise
from svod.params import Params, load_params
from svod.params.reader import Reader
from svod.params.region import Municipality, Region, Tile
from svod.params.sources import read_sources


@pytest.fixture(scope="session")
def declaring(root: Path) -> Params:
    """The project's parameters with the sources kept beside these tests."""
    reader = Reader(root / "tests" / "external")
    sources = read_sources(reader)
    reader.stop()
    return load_params("2022").model_copy(update={"sources": sources})


@pytest.fixture(scope="session")
def taken(real_data: Path, declaring: Params) -> Callable[[str], Taken]:
    """Reads a real file by whichever source knows it."""
    readers = [Declared(source) for source in declaring.sources]

    def read(name: str) -> Taken:
        book = Book(Path(name).name, (real_data / name).read_bytes())
        return recognise(book, readers).read(book, declaring)

    return read


@pytest.fixture(scope="session")
def region_of() -> Callable[[Iterable[str]], Region]:
    """Makes a region whose municipalities have these names and the codes m1, m2 …"""

    def make(names: Iterable[str]) -> Region:
        units = tuple(
            Municipality(
                code=f"m{number}",
                name=name,
                type="ГО",
                full_name=name,
                genitive=name,
                dative=name,
                prepositional=name,
                tile=Tile(column=number, row=1, short=name, code=f"m{number}"),
            )
            for number, name in enumerate(names, 1)
        )
        return Region(name="Край", genitive="Края", prepositional="Крае", centre=units[0].name, municipalities=units)

    return make
