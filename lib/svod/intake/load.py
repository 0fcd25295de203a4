"""From files to a snapshot of the store: all of them, or nothing and the full list of faults."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from svod.digest import pointed
from svod.errors import Fault, InputError, Place
from svod.intake.absent import absent
from svod.intake.agreement import AgreementReader
from svod.intake.aliases import Aliases
from svod.intake.changes import Change, changes, gone_classes, ledger, leftovers, unregistered
from svod.intake.check import Checked, check, covers_of, label, units
from svod.intake.declared import declared_readers
from svod.intake.files import Input, find_inputs
from svod.intake.indicators import IndicatorsReader
from svod.intake.loads import File, note_load
from svod.intake.match import Matcher
from svod.intake.measures import MeasuresReader
from svod.intake.merge import Tables, current, is_demo, merge, staying, stored, turned
from svod.intake.pupils import as_stored, pupil_key
from svod.intake.ratings import RatingReader
from svod.intake.readers import NATIONAL
from svod.intake.reading import Progress, read_all
from svod.intake.registers import SchoolsReader, WorksReader
from svod.intake.schools import Unknown
from svod.intake.taken import Cover, Reader, Taken
from svod.lock import load_lock
from svod.params import Params
from svod.store import LARGE, Part, fold, last_parts, write_snapshot

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
    changes : tuple of Change
        What the store already had: replaced by these files, or gone.
    missing : tuple of str
        What will be «н/д»: files, municipalities and indicators without data, in Russian.
    warnings : tuple of Fault
        What a person should know.
    demo : bool
        Whether the workbooks say that their data are «учебные данные».
    before : str
        Id of the snapshot that was current till then, the same when nothing has changed; empty before the first load.
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
    changes: tuple[Change, ...]
    missing: tuple[str, ...]
    warnings: tuple[Fault, ...]
    demo: bool
    before: str = ""
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

    A file replaces what it speaks for: the indicators of a procedure and year, or the measures, of the municipalities
    that it names; the results of a school in a work. Everything else stays, and what does not is told. On any fault the
    store stays as it was, unless valid files may be accepted alone.

    Raises
    ------
    Refused
        With every fault of every file.
    """
    with load_lock(params.edition.id):
        return _load(path, params, order)


def _load(path: Path, params: Params, order: Order) -> Loaded:
    inputs, passed = find_inputs(path)
    old, before = current(params.edition.id), pointed(params.edition.id)
    read, twins = _single(read_all(inputs, params, readers(params), order.jobs, order.progress), inputs)
    read, matcher = _matched(read, old, params, order)
    unknown = tuple(matcher.unknown.values())
    taken, checked, refused = _valid(read, old, params, order)
    try:
        if not taken:
            raise Refused(refused, unknown)
        loaded = _write(taken, checked, inputs, old, params, order)
    except InputError as error:
        _note(read, inputs, error.faults, (before, ""), params, order)
        raise
    _note(read, inputs, refused, (before, loaded.snapshot), params, order)
    names = {"matched": matcher.matched, "unknown": unknown}
    names |= {"passed": tuple(passed), "warnings": (*twins, *loaded.warnings)}
    return replace(loaded, before=before, refused=tuple(refused), **names)


def _single(read: Sequence[Taken], inputs: Sequence[Input]) -> tuple[list[Taken], list[Fault]]:
    """Files without those that are byte for byte another one and were read alike; of each of these a warning."""
    hashes = {item.name: item.sha256 or item.name for item in inputs}
    first: dict[tuple[str, frozenset[Cover]], Taken] = {}
    told = []
    for one in read:
        kept = first.setdefault((hashes[one.file], frozenset(_spoken(one))), one)
        if kept is not one:
            what = f"файл совпадает с файлом {kept.file} байт в байт: загружен только тот"
            told.append(Fault(Place(one.file), what, "", "Уберите лишний из папки"))
    return list(first.values()), told


def _matched(read: list[Taken], old: Tables, params: Params, order: Order) -> tuple[list[Taken], Matcher]:
    """Codes for names; the register of schools first, for the others name its schools."""
    matcher = Matcher(params.region, old["schools"], order.aliases)
    found = [matcher.match(one) if "schools" in one.tables else one for one in read]
    schools = [row for one in found for row in one.tables.get("schools", ())]
    if schools:
        matcher = replace(matcher, register=pd.DataFrame(schools))
    found = [one if "schools" in one.tables else matcher.match(one) for one in found]
    return found, matcher


def _valid(read: list[Taken], old: Tables, params: Params, order: Order) -> tuple[list[Taken], Checked, list[Fault]]:
    """Files to be loaded, and why the others are not: all or none, or those without faults alone."""
    taken, refused, alone = read, [], order.accept_valid
    while (checked := check(taken, params, *_left(taken, old, params, order))).faults:
        refused += checked.faults
        named = {_file(fault) for fault in checked.faults}
        # Without a faulty file others may contradict each other no longer, or begin to: they are checked again.
        rest = [one for one in taken if alone and one.file not in named]
        taken = rest if len(rest) < len(taken) else []  # a fault of no file here is one of all
    return taken, checked, sorted(refused, key=_reading_order)


def _left(taken: Sequence[Taken], old: Tables, params: Params, order: Order) -> tuple[Tables, tuple[Part, ...]]:
    """What of the store can stay: its small tables, and its parts unless all results go."""
    labels = list(map(label, taken))
    gone = order.whole or turned(old, labels)
    return staying(old, labels, whole=order.whole), () if gone else last_parts(params.edition.id)


def _write(
    taken: Sequence[Taken], checked: Checked, inputs: Sequence[Input], old: Tables, params: Params, order: Order
) -> Loaded:
    """Fold the checked tables into those of the store and write the snapshot."""
    edition, covers = params.edition.id, covers_of(taken, checked)
    hashes = {item.name: item.sha256 for item in inputs}
    files = [{"file": one.file, "sha256": hashes[one.file], "rows": _length(one), "data": label(one)} for one in taken]
    fresh = stored({**checked.small, "files": files})
    held, (base, parts) = ledger(old, last_parts(edition)), _left(taken, old, params, order)
    left = ledger(base, parts)
    said = {cover for one in taken for cover in one.covers}
    # What a table without a line over it lacks is told of the whole region.
    said |= {cover[:3] for cover in covers - said if cover[0] == "indicators"}
    covers |= set() if parts else {(name,) for name in LARGE}
    demo = any(is_demo(one.data) for one in taken)
    large = as_stored(checked.large, pupil_key(demo=demo) if "results" in checked.large else b"")
    parts = fold(edition, large, covers)
    used = {file for part in parts for file in part.files}
    used |= {row["file"] for name in ("assessments", "items") for row in checked.small.get(name, ())}
    tables = merge(base, fresh, covers, used=used)
    now = ledger(tables, parts)
    warnings = gone_classes(held, now) + leftovers(left, covers, {one.file for one in taken if _length(one)}, params)
    warnings += unregistered(tables, now) if "schools" in checked.small else []
    return Loaded(
        snapshot=write_snapshot(edition, tables, parts, pupil_key(demo=any(map(is_demo, tables["files"]["data"])))),
        files=tuple(replace(one, tables={}) for one in taken),
        rows={name: len(rows) for name, rows in (checked.small | checked.large).items()},
        changes=changes(held, now, covers, params),
        missing=absent(tables["indicators"], said, params, order.whole),
        warnings=(*warnings, *checked.warnings),
        demo=demo,
    )


def _note(
    read: Sequence[Taken],
    inputs: Sequence[Input],
    faults: Sequence[Fault],
    way: tuple[str, str],
    params: Params,
    order: Order,
) -> None:
    """Write the load into the book of loads; its way is from a snapshot to a snapshot."""
    hashes = {item.name: item.sha256 for item in inputs}
    counts = Counter(map(_file, faults))
    files = [
        File(
            one.file,
            hashes[one.file],
            one.reader,
            tuple(sorted(_spoken(one), key=str)),
            _length(one),
            counts[one.file],
            tuple(sorted({row["municipality"] for row in one.tables.get("indicators", ()) if row["municipality"]})),
        )
        for one in read
    ]
    note_load(params.edition.id, order.who, *way, files)


def _spoken(one: Taken) -> set[Cover]:
    """What a file speaks for, by its head and by its rows."""
    return one.covers | units("indicators", one.tables.get("indicators", ()))


def _length(one: Taken) -> int:
    return sum(map(len, one.tables.values()))


def _file(fault: Fault) -> str:
    return getattr(fault.place, "file", "") or fault.place


def _reading_order(fault: Fault) -> tuple[list[str | int], str]:
    """Faults in the order a person meets them: file, then row by number, not by its first digit."""
    parts = re.split(r"([0-9]+)", fault.place)
    return [int(part) if i % 2 else part for i, part in enumerate(parts)], fault.message
