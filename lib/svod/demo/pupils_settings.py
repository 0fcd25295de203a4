"""params/demo-pupils.yml as frozen models: the works pupils write, and what their points are drawn from."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from svod import paths
from svod.errors import ParamsError
from svod.params.model import Basis, Exact, Model, validate
from svod.params.strict import read_yaml

__all__ = ["Heaping", "Item", "ItemShape", "Journal", "PupilSettings", "SchoolShape", "Work", "read_pupil_settings"]

NAME = "params/demo-pupils.yml"


class Item(Model):
    """An item of a work."""

    item: str
    maximum: int = Field(ge=1)
    level: Literal["Б", "П", "В"]
    content: str


class Work(Model):
    """A work: `work` names it in file and sheet names; `borders` are the least primary scores of the marks 3, 4, 5."""

    work: str
    year: int
    date: str
    grade: int
    programme_grade: int
    subject: str
    maximum: int
    borders: tuple[int, int, int]
    items: tuple[Item, ...] = Field(min_length=1)

    @property
    def day(self) -> date:
        return date.fromisoformat(self.date)


class ItemShape(Model):
    """How difficulty, discrimination and leaving out of items lie."""

    difficulty: dict[str, Exact]
    apart: Exact
    steps: Exact
    discrimination: Exact
    discrimination_spread: Exact
    not_done: tuple[Exact, Exact]


class Journal(Model):
    """By how much marks of the journal differ from marks of the work."""

    mean: Exact
    school: Exact
    pupil: Exact
    none: Exact


class Heaping(Model):
    """Schools that lift pupils over the border of a mark."""

    schools: Exact
    below: int = Field(ge=1)
    share: Exact


class SchoolShape(Model):
    """How large and of what kind schools are; `rural` is the share of village schools by type of municipality."""

    spread: Exact
    types: dict[str, Exact]
    rural: dict[str, Exact]


class PupilSettings(Model):
    """Everything in demo-pupils.yml."""

    basis: Basis
    basis_of_borders: Basis
    ability: dict[str, Exact]
    items: ItemShape
    journal: Journal
    heaping: Heaping
    schools: SchoolShape
    class_size: int = Field(ge=1)
    works: tuple[Work, ...] = Field(min_length=1)


def read_pupil_settings() -> PupilSettings:
    """Settings of the pupils of the demo region.

    Raises
    ------
    ParamsError
        With every fault of the file; also when the items of a work do not add up to its maximum.
    """
    document = read_yaml(paths.params() / "demo-pupils.yml", NAME)
    settings = validate(PupilSettings, document)
    for place, work in enumerate(settings.works if settings else ()):
        total = sum(item.maximum for item in work.items)
        if total != work.maximum:
            told = f"{work.work}: баллы за задания дают {total}, а максимальный балл {work.maximum}"
            document.fault(("works", place, "maximum"), told, "", "Исправьте одно из чисел")
    if document.faults or settings is None:
        raise ParamsError(document.faults)
    return settings
