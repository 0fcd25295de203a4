"""From files to a snapshot of the store: all of them, or nothing and the full list of faults."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from svod.contracts import indicator_contract, measure_contract
from svod.errors import Fault, InputError
from svod.intake.absent import absent
from svod.intake.aliases import Aliases
from svod.intake.files import Input, find_inputs
from svod.intake.indicators import IndicatorsReader
from svod.intake.loads import File, note_load
from svod.intake.match import Matcher
from svod.intake.measures import MeasuresReader
from svod.intake.merge import Tables, current, is_demo, merge, stored
from svod.intake.reading import Progress, read_all
from svod.intake.schools import Unknown
from svod.intake.taken import Reader, Taken
from svod.params import Params
from svod.store import write_snapshot

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
    warnings, refused : tuple of Fault
        What a person should know; and, where valid files were accepted alone, why the others were not.
    unknown : tuple of Unknown
        Names for the file of corrections.
    passed : tuple of str
        Documents that are no tables.
    demo : bool
        Whether the workbooks say that their data are «учебные данные».
    """

    snapshot: str
    files: tuple[Taken, ...]
    rows: dict[str, int]
    replaced: tuple[tuple[str, int], ...]
    dropped: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    warnings: tuple[Fault, ...]
    refused: tuple[Fault, ...]
    unknown: tuple[Unknown, ...]
    passed: tuple[str, ...]
    demo: bool


_REGISTERS = {"measures", "schools", "context", "assessments", "items", "published", "agreements"}
"""Tables that go with training data and with real ones, unless their file says what it is."""


class Refused(InputError):
    """Files that cannot be taken; `unknown` are names for the file of corrections."""

    def __init__(self, faults: Collection[Fault], unknown: Collection[Unknown]) -> None:
        super().__init__(faults)
        self.unknown = tuple(unknown)


def readers(params: Params) -> tuple[Reader, ...]:
    """Everything that can be read, in the order in which it is tried."""
    return (IndicatorsReader(), MeasuresReader())


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
    inputs, passed = find_inputs(path)
    matcher = Matcher(params.region, current(params.edition.id)["schools"], order.aliases)
    read = [matcher.match(one) for one in read_all(inputs, params, readers(params), order.jobs, order.progress)]
    taken, refused = _valid(read, params, order.accept_valid)
    try:
        if not taken:
            raise Refused(refused, matcher.unknown.values())
        loaded = _write(taken, inputs, passed, refused, matcher.unknown.values(), params, order)
    except InputError as error:
        _note(read, inputs, error.faults, "", params, order)
        raise
    _note(read, inputs, refused, loaded.snapshot, params, order)
    return loaded


def _valid(read: list[Taken], params: Params, alone: bool) -> tuple[list[Taken], list[Fault]]:
    """Files to be loaded, and why the others are not: all or none, or those without faults alone."""
    taken, refused = read, []
    while taken and (faults := _faults(taken, params)):
        refused += faults
        named = {_file(fault) for fault in faults}
        # Without a faulty file others may contradict each other no longer, or begin to: they are checked again.
        taken = [one for one in taken if alone and one.file not in named]
    return taken, sorted(refused, key=_reading_order)


def _note(
    read: Sequence[Taken], inputs: Sequence[Input], faults: Sequence[Fault], snapshot: str, params: Params, order: Order
) -> None:
    """Write the load into the book of loads."""
    hashes = {item.name: item.sha256 for item in inputs}
    counts = Counter(map(_file, faults))
    files = [
        File(one.file, hashes[one.file], one.reader, tuple(sorted(one.covers, key=str)), _length(one), counts[one.file])
        for one in read
    ]
    note_load(params.edition.id, order.who, snapshot, files)


def _write(
    taken: Sequence[Taken], inputs: Sequence[Input], passed: Sequence[str], refused: Sequence[Fault],
    unknown: Iterable[Unknown], params: Params, order: Order,
) -> Loaded:  # fmt: skip
    old, covers = current(params.edition.id), {cover for one in taken for cover in one.covers}
    hashes = {item.name: item.sha256 for item in inputs}
    fresh = stored(
        {**_rows(taken), "files": [
            {"file": one.file, "sha256": hashes[one.file], "rows": _length(one), "data": _label(one)}
            for one in taken
        ]}
    )  # fmt: skip
    tables = merge(old, fresh, covers, whole=order.whole)
    pairs = {(str(cover[1]), int(cover[2])) for cover in covers if cover[0] == "indicators" and len(cover) > 2}
    before = _pairs(old)
    return Loaded(
        snapshot=write_snapshot(params.edition.id, tables),
        files=tuple(taken),
        rows={name: len(rows) for name, rows in _rows(taken).items()},
        replaced=tuple(sorted(before & pairs)),
        dropped=tuple(sorted(before - _pairs(tables))),
        missing=absent(fresh["indicators"], covers, params, order.whole),
        warnings=tuple(fault for one in taken for fault in one.warnings),
        refused=tuple(refused),
        unknown=tuple(unknown),
        passed=tuple(passed),
        demo=any(is_demo(one.data) for one in taken),
    )


def _label(one: Taken) -> str | None:
    """What the file says of its data; nothing at all of a register that says nothing."""
    return None if not one.data and one.tables.keys() <= _REGISTERS else one.data


def _length(one: Taken) -> int:
    return sum(map(len, one.tables.values()))


def _pairs(tables: Tables) -> set[tuple[str, int]]:
    return set(zip(tables["indicators"]["procedure"], tables["indicators"]["year"], strict=True))


def _rows(taken: Sequence[Taken]) -> dict[str, list]:
    """Rows of the small tables of all files together."""
    rows: dict[str, list] = {}
    for one in taken:
        for name, own in one.tables.items():
            if isinstance(own, list):
                rows.setdefault(name, []).extend(own)
    return rows


def _faults(taken: Sequence[Taken], params: Params) -> list[Fault]:
    """Every fault of every file, and what the files together break."""
    rows = _rows(taken)
    contracts = {"indicators": indicator_contract(params), "measures": measure_contract(params)}
    faults = [fault for one in taken for fault in one.faults] + _mixed(taken)
    for name, contract in contracts.items():
        faults += contract.faults(contract.table(rows.get(name, [])))
    return faults


def _mixed(taken: Sequence[Taken]) -> list[Fault]:
    """Training data and real data are never one snapshot: the fewer of the two are the faults."""
    kinds: dict[bool, list[str]] = {True: [], False: []}
    for one in taken:
        if _label(one) is not None:
            kinds[is_demo(one.data)].append(one.file)
    fewer = min(kinds, key=lambda kind: len(kinds[kind]))
    what = (
        "учебные данные, а в остальных книгах настоящие"
        if fewer
        else "нет пометки «учебные данные», а в остальных книгах она есть"
    )
    return [
        Fault(
            name,
            what,
            "Учебные и настоящие данные не загружаются вместе",
            "Уберите лишние книги или исправьте строку «Данные:» над таблицей",
        )
        for name in kinds[fewer]
        if kinds[not fewer]
    ]


def _file(fault: Fault) -> str:
    return getattr(fault.place, "file", "") or fault.place


def _reading_order(fault: Fault) -> tuple[list[str | int], str]:
    """Faults in the order a person meets them: file, then row by number, not by its first digit."""
    parts = re.split(r"([0-9]+)", fault.place)
    return [int(part) if i % 2 else part for i, part in enumerate(parts)], fault.message
