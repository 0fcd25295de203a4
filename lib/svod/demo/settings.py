"""params/demo.yml as frozen models: sizes of municipalities, typical values, planted effects."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from svod import paths
from svod.demo.checks import NAME, check_settings
from svod.errors import ParamsError
from svod.params import Params
from svod.params.model import Basis, Exact, Model, validate
from svod.params.strict import read_yaml

__all__ = [
    "Absent",
    "Count",
    "Effects",
    "MeasureSettings",
    "MeasureText",
    "SchoolList",
    "Settings",
    "Shape",
    "Size",
    "Story",
    "read_settings",
]


class Effects(Model):
    """Standard deviations of what makes municipalities and years differ, in spreads of an indicator."""

    slope: dict[str, Exact]
    ability: Exact
    procedure: Exact
    indicator: Exact
    noise: Exact
    small: Exact
    sizes: Exact
    growth: Exact
    candidates: int = Field(ge=2)
    least_weight: Exact


class Size(Model):
    """A municipality in round numbers."""

    municipality: str
    pupils: int = Field(ge=1)
    schools: int = Field(ge=1)
    kindergartens: int = Field(ge=1)


class Count(Model):
    """What denominators count: so many per pupil, per organisation, or one number for the whole region."""

    name: str
    per: Literal["pupils", "schools", "kindergartens", "organisations", "region"]
    rate: Exact
    least: int = 0
    growth: Exact | None = None


class Shape(Model):
    """How the values of one indicator lie; `of` is a count or the indicator whose numerator is the denominator here."""

    code: str
    typical: Exact
    spread: Exact
    trend: Exact
    low: Exact
    high: Exact
    of: str
    solve: Literal["numerator", "denominator"] = "numerator"
    step: Exact | None = None


class SchoolList(Model):
    """A list of schools from year to year: the indicator of being on it and the indicator of leaving it."""

    listed: str
    left: str
    members: Literal["listed", "project"]
    wider: str = ""


class Diplomas(Model):
    """Diplomas per pupils, the schools they were won by, and the chance that two are won by two schools."""

    count: str
    schools: str
    apart: Exact


class Project(Model):
    """A project in which only some schools take part."""

    count: str
    indicators: tuple[str, ...]
    without: tuple[str, ...]


class Absent(Model):
    """A municipality that sent nothing for a procedure in a year."""

    municipality: str
    procedure: str
    year: int
    rows: bool


class Story(Model):
    """A planted change, in spreads by year of the edition."""

    municipality: str
    procedure: str
    shifts: tuple[Exact, ...]
    text: str


class MeasureText(Model):
    """What a measure for an indicator is called and who answers for it."""

    indicator: str
    text: str
    responsible: str


class MeasureSettings(Model):
    """How many measures are registered and how many of them work."""

    none: Exact
    number: tuple[int, int]
    procedure_only: Exact
    cancelled: Exact
    planned: Exact
    effective: Exact
    effect: Exact
    texts: tuple[MeasureText, ...] = Field(min_length=4)


class Settings(Model):
    """Everything in demo.yml."""

    basis: Basis
    effects: Effects
    sizes: tuple[Size, ...]
    counts: tuple[Count, ...]
    indicators: tuple[Shape, ...]
    derived: tuple[str, ...]
    lists: tuple[SchoolList, ...]
    diplomas: Diplomas
    project: Project
    participants: dict[str, str]
    absent: tuple[Absent, ...]
    stories: tuple[Story, ...]
    measures: MeasureSettings

    def size(self, municipality: str) -> Size:
        return next(item for item in self.sizes if item.municipality == municipality)

    def shape(self, code: str) -> Shape:
        return next(item for item in self.indicators if item.code == code)


def read_settings(params: Params) -> Settings:
    """Settings of the demo region, checked against the region, the methodology and the edition.

    Raises
    ------
    ParamsError
        With every fault of the file.
    """
    document = read_yaml(paths.params() / "demo.yml", NAME)
    settings = validate(Settings, document)
    faults = list(document.faults)
    if settings is not None:
        faults += check_settings(settings, params)
    if faults or settings is None:
        raise ParamsError(faults)
    return settings
