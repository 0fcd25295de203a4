"""Readers of national forms: what ФИС ОКО, regional centres and schools export, each known by its headings."""

from __future__ import annotations

from svod.intake.readers.dashboards import Dashboards
from svod.intake.readers.exams import Exams
from svod.intake.readers.groups import Groups
from svod.intake.readers.individual import Individual
from svod.intake.readers.protocol import Protocol
from svod.intake.readers.refused import CollectionForm, UnknownForm
from svod.intake.taken import Reader

__all__ = ["NATIONAL"]

NATIONAL: tuple[Reader, ...] = (
    CollectionForm(),
    Individual(),
    Groups(),
    Dashboards(),
    Exams(),
    Protocol(),
    UnknownForm(),
)
"""In the order in which a file is shown to them; a source declared in params/sources is asked before them."""
