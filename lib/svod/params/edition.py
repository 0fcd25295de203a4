"""An edition of the collection, and the facts it rests on: mechanisms, recommendations, published ratings."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from svod.params.model import Basis, Model

__all__ = ["Edition", "Mechanisms", "NotHeld", "Published", "PublishedRow", "Recommendation", "Recommendations"]


class NotHeld(Model):
    """Years in which indicators were not measured: «н/д», never zero."""

    indicators: tuple[str, ...] = Field(min_length=1)
    years: tuple[int, ...] = Field(min_length=1)
    reason: str
    basis: Basis


class Section(Model):
    """A section of the collection."""

    number: str
    title: str


class Edition(Model):
    """One edition: years, methodology, state (editions/<id>.yml).

    `snapshot` pins the edition to one snapshot of the store, else it stands on what was loaded last. Which rows a page
    rests on the snapshot's own hashes tell, so the pin is no part of what the edition says. Nor is `agreement`: whether
    every municipality must have agreed to its data before the edition is published.
    """

    id: str
    title: str
    subtitle: str
    revision: int = Field(ge=1)
    status: Literal["draft", "published"]
    years: tuple[int, ...] = Field(min_length=1)
    methodology: str
    published: str
    snapshot: str = Field(default="", pattern=r"^([0-9a-f]{16})?$", exclude=True)
    agreement: Literal["none", "required"] = Field(default="none", exclude=True)
    not_held: tuple[NotHeld, ...]
    sections: tuple[Section, ...]

    def held(self, indicator: str, year: int) -> bool:
        """Whether an indicator was measured in a year."""
        return not any(indicator in item.indicators and year in item.years for item in self.not_held)

    @property
    def period(self) -> str:
        """«2020–2022»."""
        first, last = min(self.years), max(self.years)
        return str(first) if first == last else f"{first}–{last}"


class MotivatingIndicator(Model):
    """An indicator of the motivating monitoring of the regions."""

    number: str
    name: str
    unit: str
    motivation: str
    basis: Basis


class Track(Model):
    """A track of development of a mechanism."""

    number: int
    name: str


class System(Model):
    """A mechanism of managing the quality of education (РУМ/МУМ)."""

    id: str
    name: str
    block: str
    id_basis: Basis
    tracks: tuple[Track, ...]
    motivating: tuple[str, ...]


class Mechanisms(Model):
    """Motivating-monitoring indicators and РУМ/МУМ systems (mechanisms.yml)."""

    motivating: tuple[MotivatingIndicator, ...]
    systems: tuple[System, ...]

    def indicator(self, number: str) -> MotivatingIndicator:
        return next(item for item in self.motivating if item.number == number)

    def system(self, id: str) -> System:
        return next(item for item in self.systems if item.id == id)


class Recommendation(Model):
    """What is lacking when an indicator scores below its maximum, and who should do what."""

    indicator: str
    deficit: str
    strength: str
    region: str
    municipality: str
    school: str


class Recommendations(Model):
    """A recommendation for every indicator (recommendations.yml)."""

    recommendations: tuple[Recommendation, ...]

    def __getitem__(self, indicator: str) -> Recommendation:
        return next(item for item in self.recommendations if item.indicator == indicator)


class PublishedFile(Model):
    """A file of published numbers and its hash."""

    name: str
    what: str
    sha256: str


class KnownDifference(Model):
    """A published number that cannot be obtained from the other published numbers, and why."""

    municipality: str
    rating: str
    explanation: str


class PublishedSource(Model):
    """Sidecar of the published ratings (source.yml)."""

    title: str
    origin: str
    date: str
    files: tuple[PublishedFile, ...]
    known_differences: tuple[KnownDifference, ...]


class PublishedRow(Model):
    """One printed row: place, municipality (code) and percent."""

    place: int
    municipality: str
    percent: int


class Published(Model):
    """Ratings as they were printed, by group; nothing in them is corrected."""

    source: PublishedSource
    ratings: dict[str, tuple[PublishedRow, ...]]

    def explanation(self, rating: str, municipality: str) -> str:
        """Why the computed number is known to differ; empty when it is not known to."""
        return next(
            (
                item.explanation
                for item in self.source.known_differences
                if (item.rating, item.municipality) == (rating, municipality)
            ),
            "",
        )
