"""The region: its municipalities, their names, cases and tiles."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from svod.params.model import Model

__all__ = ["Municipality", "Region", "Tile"]


class Tile(Model):
    """Place on the tile map: column and row from 1, the name for a tile and for a narrow tile."""

    column: int = Field(ge=1)
    row: int = Field(ge=1)
    short: str
    code: str


class Municipality(Model):
    """One municipality. `code` is ours and permanent: it names files and links."""

    code: str = Field(pattern=r"^[a-z][a-z0-9-]+$")
    name: str
    type: Literal["ГО", "МР"]
    full_name: str
    genitive: str
    dative: str
    prepositional: str
    tile: Tile


class Region(Model):
    """The region as region.yml describes it; municipalities in alphabetical order."""

    name: str
    genitive: str
    prepositional: str
    centre: str
    municipalities: tuple[Municipality, ...] = Field(min_length=1)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(item.code for item in self.municipalities)

    def __getitem__(self, code: str) -> Municipality:
        for item in self.municipalities:
            if item.code == code:
                return item
        raise KeyError(code)
