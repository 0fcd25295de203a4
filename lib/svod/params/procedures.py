"""The procedures: what no methodology changes, and what each says of itself in its own words."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field

from svod.params.model import Basis, Model
from svod.params.strict import Document

__all__ = ["PERSONS", "SECTIONS", "Participants", "Procedure", "Words", "read_words"]

PERSONS = ("pupils", "people")
"""What is counted in persons: by them the base of an indicator and the participants of a procedure are protected."""

SECTIONS = {
    "measures": "Что измеряет",
    "readers": "Для кого",
    "reading": "Как читать показатели",
    "limits": "Чего не показывает",
}


class Sourced(Model):
    """A statement and where it comes from."""

    text: str
    basis: Basis


class Source(Sourced):
    """A normative act or an information source."""

    kind: Literal["normative", "information"]


class Participants(Model):
    """Who takes part and what is counted as a participant; forms for 1, 2 and 5.

    Where persons are counted, `same_as` names the indicators whose numerator or denominator is the same number: when
    one of them is hidden, so are the participants.
    """

    text: str
    unit: str
    unit_forms: tuple[str, str, str]
    counted: Literal["pupils", "people", "organisations", "items"]
    same_as: dict[str, Literal["numerator", "denominator"]] = Field(default_factory=dict)
    basis: Basis

    @property
    def persons(self) -> bool:
        """Whether a participant is a person, of whom few may not be told."""
        return self.counted in PERSONS


class MotivatingLink(Model):
    """An indicator of the motivating monitoring by its number."""

    number: str
    basis: Basis


class Motivating(Model):
    """Indicators of the motivating monitoring, or a note why there are none."""

    indicators: tuple[MotivatingLink, ...]
    note: str


class SystemLink(Model):
    """A management mechanism (РУМ/МУМ) and its tracks by number."""

    id: str
    tracks: tuple[int, ...]
    basis: Basis


class Procedure(Model):
    """One of the procedures, as procedures/NN-<slug>.yml describes it."""

    id: str = Field(pattern=r"^[0-9]{2}-[a-z0-9-]+$")
    number: int = Field(ge=1)
    title: str
    analysis_title: str
    section: str
    short: str = Field(max_length=28)
    group: Literal["conditions", "outcomes", "processes"]
    notebook: str
    genitive: str
    sources: tuple[Source, ...] = Field(min_length=1)
    instruments: tuple[Sourced, ...] = Field(min_length=1)
    collection: Sourced
    participants: Participants
    motivating: Motivating
    systems: tuple[SystemLink, ...] = Field(min_length=1)


class Words(Model):
    """The procedure in its own words (procedures/NN-<slug>.md), Markdown without headings."""

    measures: str
    readers: str
    reading: str
    limits: str


def read_words(document: Document, text: str) -> Words | None:
    """Split a procedure's Markdown by its four headings; faults go into the document."""
    pieces = re.split(r"^## +(.+?) *$", text, flags=re.MULTILINE)
    if pieces[0].strip():
        document.fault(
            (), "текст до первого заголовка", "Первым стоит «## Что измеряет»", "Перенесите текст под заголовок"
        )
    found = [heading.strip() for heading in pieces[1::2]]
    if found != list(SECTIONS.values()):
        document.fault(
            (), f"заголовки: {', '.join(found) or 'нет ни одного'}", "Нужны по порядку: " + ", ".join(SECTIONS.values())
        )
        return None
    bodies = [body.strip() for body in pieces[2::2]]
    for heading, body in zip(found, bodies, strict=True):
        if not body:
            document.fault((), f"раздел «{heading}» пуст", "", "Напишите его")
    return Words(**dict(zip(SECTIONS, bodies, strict=True)))
