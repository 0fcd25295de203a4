"""From files to a snapshot of the store: all of them, or nothing and the full list of faults."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from svod.errors import Fault, InputError
from svod.intake.absent import absent
from svod.intake.agreement import AgreementReader
from svod.intake.aliases import Aliases
from svod.intake.check import Checked, check, covers_of, label
from svod.intake.declared import declared_readers
from svod.intake.files import Input, find_inputs
from svod.intake.indicators import IndicatorsReader
from svod.intake.loads import File, note_load
from svod.intake.match import Matcher
from svod.intake.measures import MeasuresReader
from svod.intake.merge import Tables, current, is_demo, merge, stored, turned
from svod.intake.pupils import as_stored, pupil_key
from svod.intake.ratings import RatingReader
from svod.intake.readers import NATIONAL
from svod.intake.reading import Progress, read_all
from svod.intake.registers import SchoolsReader, WorksReader
from svod.intake.schools import Unknown
from svod.intake.taken import Reader, Taken
from svod.lock import load_lock
from svod.params import Params
from svod.store import LARGE, fold, write_snapshot

__all__ = ["Loaded", "Order", "Refused", "load", "readers"]


@dataclass(frozen=True)
class Order:
    """How a load is to be done.

    Attributes
    ----------
    aliases : Aliases
        What a person said that unknown names stand for.
    accept_valid : bool
        Whether files without faults are loaded when others have some.
    whole : bool
        Whether the files are all the data of the edition, so that what is not among them is no longer there.
    jobs : int
        Processes that read; 0 for as many as there are cores.
    progress : callable, optional
        Called after each file with the number read and of all.
    who : str
        Who loads, for the book of loads.
    """

    aliases: Aliases = field(default_factory=Aliases)
    accept_valid: bool = False
    whole: bool = False
    jobs: int = 0
    progress: Progress | None = None
    who: str = ""


@dataclass(frozen=True)
class Loaded:
    """What a load did.

    Attributes
    ----------
    snapshot : str
        Id of the snapshot, now the current one of the edition.
    files : tuple of Taken
        What was loaded, without rows.
    rows : dict of str to int
        Rows read by table.
    replaced, dropped : tuple of (procedure, year)
        Indicators that the store already had: replaced by these files, or gone because these files are all there is.
    missing : tuple of str
        What will be «н/д»: files, municipalities and indicators without data, in Russian.
    warnings : tuple of Fault
        What a person should know.
    demo : bool
        Whether the workbooks say that their data are «учебные данные».
    matched : int
        Distinct names of municipalities and schools that have a code.
    refused : tuple of Fault
        Where valid files were accepted alone, why the others were not.
    unknown : tuple of Unknown
        Names for the file of corrections.
    passed : tuple of str
        Documents that are no tables.
    """

    snapshot: str
    files: tuple[Taken, ...]
    rows: dict[str, int]
    replaced: tuple[tuple[str, int], ...]
    dropped: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    warnings: tuple[Fault, ...]
    demo: bool
    matched: int = 0
    refused: tuple[Fault, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    passed: tuple[str, ...] = ()


class Refused(InputError):
    """Files that cannot be taken; `unknown` are names for the file of corrections."""

    def __init__(self, faults: Collection[Fault], unknown: Collection[Unknown]) -> None:
        super().__init__(faults)
        self.unknown = tuple(unknown)


def readers(params: Params) -> tuple[Reader, ...]:
    """Everything that can be read, in the order in which it is tried: our forms, what is declared, national forms."""
    own = (AgreementReader(), IndicatorsReader(), MeasuresReader(), SchoolsReader(), WorksReader(), RatingReader())
    return (*own, *declared_readers(params), *NATIONAL)


def load(path: Path, params: Params, order: Order = Order()) -> Loaded:
    """Check a folder of files, or one file, and write a snapshot of the edition.

    A file replaces what it speaks for: a workbook of a procedure and year, or of one municipality in it; the register
    of measures; the results of a school in a work. Everything else stays. On any fault the store stays as it was,
    unless valid files may be accepted alone.

    Raises
    ------
    Refused
        With every fault of every file.
    """
    with load_lock(params.edition.id):
        return _load(path, params, order)


def _load(path: Path, params: Params, order: Order) -> Loaded:
    inputs, passed = find_inputs(path)
    old = current(params.edition.id)
    read, matcher = _matched(read_all(inputs, params, readers(params), order.jobs, order.progress), old, params, order)
    unknown = tuple(matcher.unknown.values())
    taken, checked, refused = _valid(read, old, params, order.accept_valid)
    try:
        if not taken:
            raise Refused(refused, unknown)
        loaded = _write(taken, checked, inputs, old, params, order)
    except InputError as error:
        _note(read, inputs, error.faults, "", params, order)
        raise
    _note(read, inputs, refused, loaded.snapshot, params, order)
    return replace(loaded, matched=matcher.matched, refused=tuple(refused), unknown=unknown, passed=tuple(passed))


def _matched(read: list[Taken], old: Tables, params: Params, order: Order) -> tuple[list[Taken], Matcher]:
    """Codes for names; the register of schools first, for the others name its schools."""
    matcher = Matcher(params.region, old["schools"], order.aliases)
    found = [matcher.match(one) if "schools" in one.tables else one for one in read]
    schools = [row for one in found for row in one.tables.get("schools", ())]
    if schools:
        matcher = replace(matcher, register=pd.DataFrame(schools))
    found = [one if "schools" in one.tables else matcher.match(one) for one in found]
    return found, matcher


def _valid(read: list[Taken], old: Tables, params: Params, alone: bool) -> tuple[list[Taken], Checked, list[Fault]]:
    """Files to be loaded, and why the others are not: all or none, or those without faults alone."""
    taken, refused = read, []
    while (checked := check(taken, old, params)).faults:
        refused += checked.faults
        named = {_file(fault) for fault in checked.faults}
        # Without a faulty file others may contradict each other no longer, or begin to: they are checked again.
        rest = [one for one in taken if alone and one.file not in named]
        taken = rest if len(rest) < len(taken) else []  # a fault of no file here is one of all
    return taken, checked, sorted(refused, key=_reading_order)


def _write(
    taken: Sequence[Taken], checked: Checked, inputs: Sequence[Input], old: Tables, params: Params, order: Order
) -> Loaded:
    """Fold the checked tables into those of the store and write the snapshot."""
    edition, covers = params.edition.id, covers_of(taken, checked)
    hashes = {item.name: item.sha256 for item in inputs}
    files = [{"file": one.file, "sha256": hashes[one.file], "rows": _length(one), "data": label(one)} for one in taken]
    fresh = stored({**checked.small, "files": files})
    whole = order.whole or turned(old["files"], fresh["files"])
    demo = any(is_demo(one.data) for one in taken)
    large = as_stored(checked.large, pupil_key(demo=demo) if "results" in checked.large else b"")
    parts = fold(edition, large, covers | ({(name,) for name in LARGE} if whole else set()))
    used = {file for part in parts for file in part.files}
    used |= {row["file"] for name in ("assessments", "items") for row in checked.small.get(name, ())}
    tables = merge(old, fresh, covers, whole=whole, used=used)
    said = {cover for one in taken for cover in one.covers}
    pairs = {(str(cover[1]), int(cover[2])) for cover in covers if cover[0] == "indicators" and len(cover) > 2}
    before = _pairs(old)
    return Loaded(
        snapshot=write_snapshot(edition, tables, parts),
        files=tuple(replace(one, tables={}) for one in taken),
        rows={name: len(rows) for name, rows in (checked.small | checked.large).items()},
        replaced=tuple(sorted(before & pairs)),
        dropped=tuple(sorted(before - _pairs(tables))),
        missing=absent(fresh["indicators"], said, params, order.whole),
        warnings=checked.warnings,
        demo=demo,
    )


def _note(
    read: Sequence[Taken], inputs: Sequence[Input], faults: Sequence[Fault], snapshot: str, params: Params, order: Order
) -> None:
    """Write the load into the book of loads."""
    hashes = {item.name: item.sha256 for item in inputs}
    counts = Counter(map(_file, faults))
    files = [
        File(
            one.file,
            hashes[one.file],
            one.reader,
            tuple(sorted(one.covers, key=str)),
            _length(one),
            counts[one.file],
            tuple(sorted({row["municipality"] for row in one.tables.get("indicators", ()) if row["municipality"]})),
        )
        for one in read
    ]
    note_load(params.edition.id, order.who, snapshot, files)


def _length(one: Taken) -> int:
    return sum(map(len, one.tables.values()))


def _pairs(tables: Tables) -> set[tuple[str, int]]:
    return set(zip(tables["indicators"]["procedure"], tables["indicators"]["year"], strict=True))


def _file(fault: Fault) -> str:
    return getattr(fault.place, "file", "") or fault.place


def _reading_order(fault: Fault) -> tuple[list[str | int], str]:
    """Faults in the order a person meets them: file, then row by number, not by its first digit."""
    parts = re.split(r"([0-9]+)", fault.place)
    return [int(part) if i % 2 else part for i, part in enumerate(parts)], fault.message
