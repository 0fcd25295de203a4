"""Who has sent what: the book of loads beside what the store has, by municipality, procedure and year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from svod.digest import loaded_folder
from svod.errors import NotFound
from svod.intake.loads import File, Load, loads
from svod.params import Params
from svod.store import WORK, last_snapshot

__all__ = ["Besides", "Receipt", "State", "asked", "besides", "receipts", "unplaced"]

_Unit = tuple[str, str, int]


class State(StrEnum):
    """What became of what was asked for."""

    RECEIVED = "получено"
    REFUSED = "отклонено"
    MISSING = "нет"


@dataclass(frozen=True)
class Receipt:
    """A procedure of a year asked of a municipality.

    Attributes
    ----------
    when : datetime or None
        Of the last load that took or refused it, local time without its offset; None where there was none.
    file : str
        What came; empty where nothing did.
    faults : int
        Of the refused file; 0 when it was refused for faults of other files.
    kept : bool
        Whether the store has data though the last file was refused: those of a load before.
    """

    municipality: str
    procedure: str
    year: int
    state: State
    when: datetime | None = None
    file: str = ""
    faults: int = 0
    kept: bool = False


@dataclass(frozen=True)
class Besides:
    """How much the store has of a municipality besides indicators; schools and works with results or statistics."""

    measures: int = 0
    schools: int = 0
    works: int = 0


def asked(params: Params) -> tuple[tuple[str, int], ...]:
    """Procedures and years that an edition asks for: those of which any indicator was measured in the year."""
    return tuple(
        (procedure.id, year)
        for procedure in params.procedures
        for year in params.edition.years
        if any(params.edition.held(item.code, year) for item in params.methodology.of(procedure.id))
    )


def receipts(params: Params) -> tuple[Receipt, ...]:
    """What there is of everything asked for, by municipality in the order of the region, procedure and year.

    Rows in the store are received, whatever file they came in; a workbook of the region counts for those it has rows
    of. A load that was undone or replaced since took nothing.
    """
    held, hashes = _held(params)
    last: dict[_Unit, tuple[Load, File]] = {}
    for load in loads(params.edition.id):
        for file in load.files:
            if _refused(load, file) or file.sha256 in hashes:
                last |= dict.fromkeys(_units(file), (load, file))
    return tuple(
        _receipt((of, *pair), held.get((of, *pair)), last.get((of, *pair)))
        for of in params.region.codes
        for pair in asked(params)
    )


def besides(params: Params) -> dict[str, Besides]:
    """What the store has besides indicators, by municipality; nobody is asked for it, so nobody lacks it."""
    try:
        snapshot = last_snapshot(params.edition.id)
    except NotFound:
        return dict.fromkeys(params.region.codes, Besides())
    schools, works = set(), set()
    for part in snapshot.parts:
        for name, school in (("by_school", "school"), ("statistics", "code")):
            table = part.table(name)
            columns = [*WORK, "municipality", school, *{"scope"}.intersection(table.column_names)]
            for row in table.select(columns).group_by(columns).aggregate([]).to_pylist():
                works.add((row["municipality"], *(row[column] for column in WORK)))
                if row.get("scope", "school") == "school":
                    schools.add((row["municipality"], row[school]))
    counts = [Counter(of for of, *_ in own) for own in (schools, works)]
    measures = Counter(snapshot.measures["municipality"])
    return {of: Besides(measures[of], *(own[of] for own in counts)) for of in params.region.codes}


def unplaced(params: Params) -> tuple[tuple[Load, File], ...]:
    """Refused files of which nobody can tell whose they are, until one of the same name is taken; the latest last."""
    found: dict[str, tuple[Load, File]] = {}
    for load in loads(params.edition.id):
        for file in load.files:
            found.pop(file.name, None)
            if _refused(load, file) and not file.covers:
                found[file.name] = (load, file)
    return tuple(found.values())


def _receipt(unit: _Unit, file: str | None, last: tuple[Load, File] | None) -> Receipt:
    if last is None:
        return Receipt(*unit, State.MISSING if file is None else State.RECEIVED, file=file or "")
    load, own = last
    when = datetime.fromisoformat(load.time).replace(tzinfo=None)
    if _refused(load, own):
        return Receipt(*unit, State.REFUSED, when, own.name, own.faults, file is not None)
    return Receipt(*unit, State.MISSING) if file is None else Receipt(*unit, State.RECEIVED, when, file)


def _refused(load: Load, file: File) -> bool:
    return bool(file.faults) or not load.snapshot


def _units(file: File) -> list[_Unit]:
    """What a file speaks for; one of the region for the municipalities that it has rows of."""
    return [
        (of, str(cover[1]), int(cover[2]))
        for cover in file.covers
        if cover[0] == "indicators" and len(cover) > 2
        for of in (map(str, cover[3:]) if len(cover) > 3 else file.municipalities)
    ]


def _held(params: Params) -> tuple[dict[_Unit, str], set[str]]:
    """Files that the rows of the store came from, by what they are about; and the hashes of all its files."""
    try:
        loaded_folder(params.edition.id)
    except NotFound:
        return {}, set()
    snapshot = last_snapshot(params.edition.id)
    table = snapshot.indicators[["municipality", "procedure", "year", "file"]].drop_duplicates()
    held = {(of, procedure, int(year)): file for of, procedure, year, file in table.itertuples(index=False)}
    return held, set(snapshot.files["sha256"])
