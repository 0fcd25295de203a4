"""From a folder of workbooks to a snapshot of the store: all of it, or nothing and the full list of faults."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from svod.contracts import indicator_contract, measure_contract
from svod.errors import Fault, InputError
from svod.intake.absent import absent
from svod.intake.fields import Filled
from svod.intake.files import Input, find_inputs
from svod.intake.indicators import read_indicators
from svod.intake.measures import read_measures
from svod.intake.merge import current, is_demo, merge, stored
from svod.intake.names import MunicipalityNames
from svod.params import Params
from svod.store import write_snapshot

__all__ = ["Loaded", "load"]


@dataclass(frozen=True)
class Loaded:
    """What a load did.

    Attributes
    ----------
    snapshot : str
        Id of the snapshot, now the current one of the edition.
    files : tuple of str
        Names of the files read.
    rows, measures : int
        Rows of indicators and measures read from them.
    replaced, dropped : tuple of (procedure, year)
        What the store already had: replaced by these files, or gone because the folder does not have it.
    missing : tuple of str
        What will be «н/д»: files, municipalities and indicators without data, in Russian.
    demo : bool
        Whether the workbooks say that their data are «учебные данные».
    """

    snapshot: str
    files: tuple[str, ...]
    rows: int
    measures: int
    replaced: tuple[tuple[str, int], ...]
    dropped: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    demo: bool


def load(path: Path, params: Params) -> Loaded:
    """Check a folder of workbooks, or one workbook, and write a snapshot of the edition.

    A folder with workbooks of indicators is the whole of the edition's indicators; a single workbook replaces its
    procedure and year and leaves the other rows. The register of measures is replaced when it is there. On any fault
    the store stays as it was.

    Raises
    ------
    InputError
        With every fault of every file.
    """
    inputs, faults = find_inputs(path, params)
    read, found = _read(inputs, params)
    faults += found + _mixed(read)
    contract, register = indicator_contract(params), measure_contract(params)
    indicators = contract.table(row for source, filled in read.items() if source.procedure for row in filled.rows)
    measures = register.table(row for source, filled in read.items() if not source.procedure for row in filled.rows)
    faults += contract.faults(indicators) + register.faults(measures)
    if faults:
        raise InputError(sorted(faults, key=_reading_order))
    old = current(params.edition.id)
    fresh = stored(
        indicators,
        measures,
        [(source.name, source.sha256, len(filled.rows), filled.data) for source, filled in read.items()],
    )
    pairs = {(source.procedure, source.year) for source in read if source.procedure}
    whole = path.is_dir() and bool(pairs)
    tables = merge(old, fresh, pairs, whole=whole, register=any(not source.procedure for source in read))
    before = set(zip(old["indicators"]["procedure"], old["indicators"]["year"], strict=True))
    return Loaded(
        snapshot=write_snapshot(params.edition.id, tables),
        files=tuple(source.name for source in read),
        rows=len(indicators),
        measures=len(measures),
        replaced=tuple(sorted(before & pairs)),
        dropped=tuple(sorted(before - pairs)) if whole else (),
        missing=absent(
            indicators, [(item.name, item.procedure, item.year) for item in read if item.procedure], params, whole
        ),
        demo=any(is_demo(filled.data) for filled in read.values()),
    )


def _read(inputs: list[Input], params: Params) -> tuple[dict[Input, Filled], list[Fault]]:
    """Every form that can be read, and the faults of all."""
    names = MunicipalityNames(params.region)
    read: dict[Input, Filled] = {}
    faults: list[Fault] = []
    for source in inputs:
        try:
            read[source] = (read_indicators if source.procedure else read_measures)(source, params, names)
        except InputError as error:
            faults += error.faults
        else:
            faults += read[source].faults
    return read, faults


def _mixed(read: dict[Input, Filled]) -> list[Fault]:
    """Training data and real data are never one snapshot: the fewer of the two are the faults."""
    kinds: dict[bool, list[str]] = {True: [], False: []}
    for source, filled in read.items():
        if source.procedure or is_demo(filled.data):
            kinds[is_demo(filled.data)].append(source.name)
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


def _reading_order(fault: Fault) -> tuple[list[str | int], str]:
    """Faults in the order a person meets them: file, then row by number, not by its first digit."""
    parts = re.split(r"([0-9]+)", fault.place)
    return [int(part) if i % 2 else part for i, part in enumerate(parts)], fault.message
