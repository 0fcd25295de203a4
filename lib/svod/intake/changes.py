"""What a load took out of the store and what stands in its place, counted in the rows themselves."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from svod.contracts.assessments import named
from svod.contracts.statistics import SCOPES
from svod.errors import Fault, Place
from svod.intake.merge import Tables
from svod.intake.taken import Cover
from svod.params import Params
from svod.store import UNITS, WORK, Part

__all__ = [
    "RENAMED",
    "Change",
    "Ledger",
    "changes",
    "covered",
    "gone_classes",
    "ledger",
    "leftovers",
    "unregistered",
]

Ledger = Counter[tuple[Cover, str, str]]
"""Rows by unit, class (of results alone) and file."""

SHOWN = 5
_HEADS = {"indicators": ("procedure", "year"), "results": WORK, "statistics": WORK}
"""Columns of the unit by which changes are told together; units of other tables are told together all."""
_SCHOOL = 1 + len(WORK)
"""Place of the school in a unit of results."""
_SETTLED = {"assessments", "items"}
"""Tables to which files add: a row that is there again is no replaced one."""
_SENT = {"indicators", "measures", "results", "statistics"}
"""Tables in which a row of an earlier version of a file is a mistake that stays."""
RENAMED = re.compile(r" \([0-9a-f]{8}\)$")
"""What is added to the name of a file in the store when another one of this name comes."""


@dataclass(frozen=True)
class Change:
    """Rows of one table that a load replaced, or that are gone.

    Attributes
    ----------
    table : str
    what : str
        A procedure and year, or a work and the number of its schools; empty for a register.
    before, after : int
        Rows that there were in the units touched, and rows that there are in them.
    less : tuple of str
        Whose rows are fewer now: «Ашинский МР (3 → 0)».
    """

    table: str
    what: str
    before: int
    after: int
    less: tuple[str, ...]

    @property
    def lost(self) -> bool:
        """Whether anything is gone with nothing in its place."""
        return bool(self.less) or self.after < self.before


def ledger(tables: Tables, parts: Iterable[Part]) -> Ledger:
    """Count everything that a state of the store holds."""
    found: Ledger = Counter()
    for name, columns in UNITS.items():
        if name in tables:
            table = tables[name]
            rows = zip(*(table[column] for column in (*columns, "file")), strict=True)
            found.update(((name, *unit), "", file) for *unit, file in rows)
    for part in parts:
        found.update(part.counts)
    return found


def changes(old: Ledger, new: Ledger, covers: Collection[Cover], params: Params) -> tuple[Change, ...]:
    """Tell what the rows under the covers of a load have become, and whatever else has fewer rows than before."""
    before, after = _by_unit(old), _by_unit(new)
    told: dict[Cover, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for unit, rows in before.items():
        fewer = after[unit] < rows
        if fewer or (unit[0] not in _SETTLED and covered(unit, covers)):
            counts = told[_head(unit)][_member(unit, params)]
            counts.update(before=rows, after=after[unit], was=fewer * rows, now=fewer * after[unit])
    return tuple(_change(head, members) for head, members in sorted(told.items(), key=str))


def gone_classes(old: Ledger, new: Ledger) -> list[Fault]:
    """Warn of schools whose results in a work were replaced by those of other classes."""
    files = {unit: file for unit, _, file in new}
    now = {(unit, group) for unit, group, _ in new}
    gone: dict[Cover, Counter[str]] = defaultdict(Counter)
    for (unit, group, _), rows in old.items():
        if unit[0] == "results" and unit in files and (unit, group) not in now:
            gone[unit][group] += rows
    faults = []
    for unit, groups in sorted(gone.items(), key=str):
        lost = ", ".join(f"{group or 'не указан'} (результатов {rows})" for group, rows in sorted(groups.items()))
        told = f"школа {unit[_SCHOOL]}, {_work(unit)}: нет результатов классов, которые в хранилище были: {lost}"
        allowed = "Результаты школы в работе заменяются все сразу: результатов этих классов больше нет"
        remedy = "Если они нужны: svod load --undo, затем все классы школы одним файлом или одной папкой"
        faults.append(Fault(Place(files[unit]), told, allowed, remedy, str(unit[_SCHOOL])))
    return faults


def leftovers(old: Ledger, covers: Collection[Cover], files: Collection[str], params: Params) -> list[Fault]:
    """Warn of rows that an earlier file of the same name brought and that this load does not replace.

    Parameters
    ----------
    files : collection of str
        Names of the files loaded that brought rows.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for (unit, _, file), rows in old.items():
        name = RENAMED.sub("", file)
        if name in files and unit[0] in _SENT and not covered(unit, covers):
            found[name][f"{_title(_head(unit)) or 'меры'}, {_member(unit, params)}"] += rows
    faults = []
    for name, units in sorted(found.items()):
        rest = _several(f"{unit} ({rows})" for unit, rows in sorted(units.items()))
        told = f"в хранилище остаются строки прежнего файла с этим именем: {rest}"
        allowed = "Файл заменяет только то, о чём говорит сам. Если это другой файл, всё верно"
        remedy = (
            "Если прежний был ошибкой, вернитесь к данным до него (svod load --undo или svod snapshots --use) и "
            "загрузите исправленный; лишние показатели можно заменить формой, где вписано «н/д»"
        )
        faults.append(Fault(Place(name), told, allowed, remedy))
    return faults


def unregistered(tables: Tables, new: Ledger) -> list[Fault]:
    """Warn of schools that have results and are not in the register."""
    known = set(tables["schools"]["school"])
    gone = sorted({str(unit[_SCHOOL]) for unit, _, _ in new if unit[0] == "results"} - known)
    if not gone:
        return []
    file = next(iter(tables["schools"]["file"]), "")
    told = f"в реестре школ нет тех, чьи результаты есть в хранилище: {_several(gone)}"
    allowed = "Результаты остались, но названия, типа и местности этих школ в данных нет"
    return [Fault(Place(file), told, allowed, "Допишите школы и загрузите реестр снова", ", ".join(gone))]


def _change(head: Cover, members: Mapping[str, Counter[str]]) -> Change:
    schools = {name.partition(",")[0] for name in members}
    what = _title(head) + (f", школ {len(schools)}" if head[0] == "results" else "")
    less = tuple(
        f"{name} ({rows['was']} → {rows['now']})" for name, rows in sorted(members.items()) if name and rows["was"]
    )
    before, after = (sum(rows[key] for rows in members.values()) for key in ("before", "after"))
    return Change(str(head[0]), what, before, after, less)


def _by_unit(found: Ledger) -> Counter[Cover]:
    rows: Counter[Cover] = Counter()
    for (unit, _, _), count in found.items():
        rows[unit] += count
    return rows


def covered(unit: Cover, covers: Collection[Cover]) -> bool:
    """Whether a load takes away what the store has of a unit."""
    return any(unit[:length] in covers for length in range(1, len(unit) + 1))


def _head(unit: Cover) -> Cover:
    return unit[: 1 + len(_HEADS.get(str(unit[0]), ()))]


def _title(head: Cover) -> str:
    if head[0] == "indicators":
        return f"{head[1]} за {head[2]} год"
    return _work(head) if head[0] in _HEADS else ""


def _work(unit: Cover) -> str:
    return named(dict(zip(WORK, unit[1:], strict=False)))


def _member(unit: Cover, params: Params) -> str:
    """Whose the rows of a unit are: a municipality, a school, a work, the region."""
    if unit[0] in _SETTLED:
        return _work(unit)
    rest = unit[len(_head(unit)) :]
    if unit[0] == "statistics":  # whichever statistic it is
        rest = (rest[-1] or SCOPES.get(str(rest[-2]), ""),)
    names = {item.code: item.name for item in params.region.municipalities}
    return ", ".join(names.get(str(part), str(part)) for part in rest if part)


def _several(words: Iterable[str]) -> str:
    known = list(words)
    return "; ".join(known[:SHOWN]) + (f" … и ещё {len(known) - SHOWN}" if len(known) > SHOWN else "")
