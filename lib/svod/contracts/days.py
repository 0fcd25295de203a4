"""Days of one work: what is written on days far apart is two works, whose results must not be taken together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from svod.contracts.rules import Row
from svod.errors import Fault, Place

__all__ = ["apart", "days_apart", "two_works"]

_DAYS = {"vpr": 92, "oge": 366, "ege": 366}  # a state examination has days until autumn, told apart in the results
_OTHERS = 31


def apart(assessment: str, first: date, other: date) -> bool:
    """Whether two days are too far apart for one work."""
    return abs((other - first).days) > _DAYS.get(assessment, _OTHERS)


def two_works(row: Row, other: date, first: date, where: str) -> tuple[str, str, str]:
    """What is wrong with a work on two days, what is allowed, what to do."""
    subject = row["subject"]
    return (
        f"{subject}, {row['grade']} класс: дата {_said(other)}, а {where} {_said(first)} – это разные работы",
        f"Между днями одной работы не больше {_DAYS.get(row['assessment'], _OTHERS)} сут.",
        f"Другой работе дайте имя в предмете во всех её файлах: «{subject} (вторая)». Если дата неверна, исправьте её; "
        "если неверна прежняя, впишите верную в реестр работ и загрузите его вместе с файлом",
    )


def days_apart(works: Iterable[Row]) -> list[Fault]:
    """Faults of files that give a work a day far from the one that was told first, once per file and work.

    Parameters
    ----------
    works : iterable of dict
        Columns of `assessments`, those trusted most first; a date may be absent.
    """
    first: dict[tuple[Any, ...], Row] = {}
    faults = []
    for row in works:
        if not (day := row.get("date")):
            continue
        known = first.setdefault(tuple(row.get(name) for name in ("assessment", "year", "grade", "subject")), row)
        if apart(row["assessment"], known["date"], day):
            told = two_works(row, day, known["date"], f"в файле {known['file']}")
            faults.append(Fault(Place(row["file"], row["sheet"], row["row"]), *told, _said(day)))
    return faults


def _said(day: date) -> str:
    return f"{day:%d.%m}.{day.year}"
