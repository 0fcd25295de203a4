"""How a publication leaves the centre: who publishes, approves and signs (publication/publication.yml)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from svod.params.model import Model

__all__ = ["Abbreviation", "Erratum", "Publication", "Signature"]


def _day(value: object) -> date:
    """A date written as 2026-12-01, with or without quotes."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"«{value}» – не дата вида 2026-12-01") from None


class Signature(Model):
    """A position and the name of who holds it; an empty name leaves room for a signature."""

    position: str = Field(min_length=1)
    name: str


class Abbreviation(Model):
    """An abbreviation and what it stands for."""

    short: str = Field(min_length=2)
    full: str = Field(min_length=2)


class Erratum(Model):
    """A correction told on a page of a published edition."""

    page: str = Field(pattern=r"^[a-z0-9/-]+\.html$")
    date: Annotated[date, BeforeValidator(_day)]
    text: str = Field(min_length=1)


class Publication(Model):
    """What stands on the title page and under the last part, the list of abbreviations, the corrections."""

    organisation: str
    place: str
    approve: Signature
    signatures: tuple[Signature, ...]
    abbreviations: tuple[Abbreviation, ...]
    errata: tuple[Erratum, ...]
