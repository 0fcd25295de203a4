"""All files of a load held against the contracts, against each other and against what the store has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any

import numpy as np
import pyarrow as pa

from svod.contracts import indicator_contract, measure_contract
from svod.contracts.agreements import agreement_contract
from svod.contracts.assessments import Settled, settle
from svod.contracts.days import days_apart
from svod.contracts.published import published_contract
from svod.contracts.results import check_results
from svod.contracts.schools import moved, school_contract
from svod.contracts.statistics import statistics_contract
from svod.errors import Fault, Place
from svod.intake.blanks import offered
from svod.intake.merge import Tables, is_demo, kinds
from svod.intake.recheck import head, recheck, replaced_heads
from svod.intake.taken import Cover, Taken, as_written
from svod.params import Params
from svod.store import LARGE, UNITS, Part
from svod.store.tables import WORK

__all__ = ["REGISTERS", "Checked", "check", "covers_of", "label", "units"]

_FIRST = re.compile(r"Впервые: (.+), строка [0-9]+")
"""How contracts say where a row that is repeated stands first."""
REGISTERS = {"measures", "schools", "context", "assessments", "items", "published", "agreements"}
"""Tables that go with training data and with real ones, unless their file says what it is."""


@dataclass(frozen=True)
class Checked:
    """The tables of all files together, and what is wrong with them.

    Attributes
    ----------
    small : dict of str to list of dict
        Rows by table; of works and their items what all files and the store say of them.
    large : dict of str to Table
        Rows by table, pupils' codes as written; `points` name the row of `results`.
    faults, warnings : tuple of Fault
    """

    small: dict[str, list[dict[str, Any]]]
    large: dict[str, pa.Table]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def check(taken: Sequence[Taken], params: Params, old: Tables, parts: Sequence[Part] = ()) -> Checked:
    """Put the files of a load together and check them.

    Parameters
    ----------
    taken : sequence of Taken
        With codes for names.
    params : Params
    old : dict of DataFrame
        Small tables of the store.
    parts : sequence of Part
        Large tables of the store.
    """
    small, large = _rows(taken), _tables(taken)
    faults = [fault for one in taken for fault in one.faults] + _mixed(taken) + _joining(taken, old)
    warnings = [fault for one in taken for fault in one.warnings] + _unsaid(taken, old)
    if "results" in large:
        large["points"], empty = offered(large["results"], large["points"])
        warnings += empty
    contracts = {
        "indicators": indicator_contract(params),
        "measures": measure_contract(params),
        "agreements": agreement_contract(params),
        "schools": school_contract(params),
        "published": published_contract(params),
    }
    for name, contract in contracts.items():
        faults += contract.faults(contract.table(small.get(name, [])))
    if not faults and "schools" in small:
        warnings += moved(
            small["schools"], dict(zip(old["schools"]["school"], old["schools"]["municipality"], strict=True)), params
        )
    if small.keys() & {"assessments", "items"}:
        covers = covers_of(taken, Checked(small, large, (), ()))
        settled = _settled(taken, old, replaced_heads(parts, covers))
        faults += settled.faults or recheck(settled, old, parts, covers, {one.file for one in taken})
        small |= {"assessments": list(settled.works), "items": list(settled.items)}
    else:
        settled = Settled((), (), ())
    if "results" in large:
        told = check_results(large["results"], large["points"], settled)
        faults += as_written(told[0], taken) + _homeless(large["results"], small, old, params)
        warnings += told[1]
    if "statistics" in large:
        faults += statistics_contract().faults(large["statistics"].to_pandas())
    return Checked(small, large, tuple(_rivals(faults)), _once(warnings))


def _rivals(faults: Iterable[Fault]) -> list[Fault]:
    """Faults with rows that two files both have told once for each of the two: which of them is right nobody knows."""
    kept: list[Fault] = []
    rows: Counter[tuple[str, str]] = Counter()
    for fault in faults:
        first = _FIRST.fullmatch(fault.allowed)
        if first and isinstance(fault.place, Place) and first[1] != fault.place.file:
            rows.update(permutations((first[1], fault.place.file)))
        else:
            kept.append(fault)
    allowed, remedy = "Какой из двух файлов верен, по ним не видно", "Оставьте один из них или уберите повторы"
    return kept + [
        Fault(Place(file), f"повторяются строки файла {other} (повторов {count})", allowed, remedy)
        for (file, other), count in rows.items()
    ]


def _once(warnings: Sequence[Fault]) -> tuple[Fault, ...]:
    """The same of many files is told of the first, with the number of the others."""
    said: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in warnings:
        said.setdefault((fault.message, fault.allowed, fault.remedy), []).append(fault)
    return tuple(
        replace(first, message=f"{first.message} (и ещё в {len(others)} местах)") if others else first
        for first, *others in said.values()
    )


def covers_of(taken: Sequence[Taken], checked: Checked) -> set[Cover]:
    """What the files of a load speak for: what each says of itself, and every unit of which there is a row."""
    works = {"assessments", "items"}  # settled whole, with what the store has of them
    covers = {cover for one in taken for cover in one.covers if cover[0] not in works}
    for name in checked.small.keys() - works:
        covers |= units(name, checked.small[name])
    for name, table in checked.large.items():
        if name != "points":
            found = table.select(list(UNITS[name])).group_by(list(UNITS[name])).aggregate([])
            covers |= {(name, *row.values()) for row in found.to_pylist()}
    return covers | {(name,) for name in works & checked.small.keys()}


def units(name: str, rows: Iterable[Mapping[str, Any]]) -> set[Cover]:
    """Units that rows of a small table are about; a row that does not say which is about none."""
    found = {tuple(row[column] for column in UNITS[name]) for row in rows}
    return {(name, *unit) for unit in found if unit and all(unit)}


def label(one: Taken) -> str | None:
    """What a file says of its data; nothing at all of a register that says nothing."""
    return None if not one.data and one.tables.keys() <= REGISTERS else one.data


def _rows(taken: Sequence[Taken]) -> dict[str, list[dict[str, Any]]]:
    """Rows of the small tables of all files together."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for one in taken:
        for name, own in one.tables.items():
            if isinstance(own, list):
                rows.setdefault(name, []).extend(own)
    return rows


def _tables(taken: Sequence[Taken]) -> dict[str, pa.Table]:
    """Large tables of all files together; points name the rows of results as they are numbered there."""
    found: dict[str, list[pa.Table]] = {}
    start = 0
    for one in taken:
        own = {name: table for name, table in one.tables.items() if name in LARGE}
        if "points" in own:
            at = pa.array(own["points"].column("result").to_numpy().astype(np.int64) + start)
            own["points"] = own["points"].set_column(own["points"].column_names.index("result"), "result", at)
        start += len(own.get("results", ()))
        for name, table in own.items():
            found.setdefault(name, []).append(table)
    if "results" in found and "points" not in found:
        empty = pa.schema([("result", pa.int64()), LARGE["points"].field("item"), LARGE["points"].field("points")])
        found["points"] = [empty.empty_table()]
    return {name: pa.concat_tables(own).unify_dictionaries() for name, own in found.items()}


def _settled(taken: Sequence[Taken], old: Tables, gone: Collection[tuple[Any, ...]]) -> Settled:
    """One register of works: what the store has of works that no register speaks of, registers, then heads of files.

    A head of the store does not count for a work of which its file speaks again, nor, but for the day, where its rows
    are all `gone`.
    """
    registers = [one for one in taken if not one.tables.keys() & LARGE.keys()]
    heads = [one for one in taken if one.tables.keys() & LARGE.keys()]
    fresh = _rows(registers)
    own, told = {_work(row) for row in fresh.get("assessments", ())}, _rows(heads)
    again = {(row["file"], *_work(row)) for row in told.get("assessments", ())}
    rows, past = {}, []
    for name in ("assessments", "items"):
        new = {_work(row) for row in told.get(name, ())}
        before = old[name].to_dict("records")
        before = [row for row in before if _work(row) not in own and (row["file"], *_work(row)) not in again]
        replaced = [_work(row) in new and head(row) in gone for row in before]
        kept = [row for row, other in zip(before, replaced, strict=True) if not other]
        past += [row for row, other in zip(before, replaced, strict=True) if other]
        rows[name] = [*kept, *fresh.get(name, ()), *told.get(name, ())]
    settled = settle(rows["assessments"], rows["items"])
    return replace(settled, faults=settled.faults or tuple(days_apart([*past, *rows["assessments"]])))


def _work(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in WORK)


def _homeless(results: pa.Table, small: dict[str, list[dict[str, Any]]], old: Tables, params: Params) -> list[Fault]:
    """Schools that files place in another municipality than the register, or than an earlier file."""
    register = small.get("schools") or old["schools"].to_dict("records")
    home = {row["school"]: (row["municipality"], "по реестру школ") for row in register}
    names = {item.code: item.name for item in params.region.municipalities}
    table = results.select(["school", "municipality", "file", "sheet", "row"]).to_pandas()
    first = table.dropna(subset="municipality").drop_duplicates(["school", "municipality", "file"]).astype(object)
    faults = []
    for row in first.to_dict("records"):
        school, own = row["school"], row["municipality"]
        known, source = home.setdefault(school, (own, f"в файле {row['file']}"))
        if own and known != own:
            place = Place(row["file"], row["sheet"], int(row["row"]), "Муниципалитет")
            told = f"школа {school} – в муниципалитете {names.get(own, own)}, а {source} – {names.get(known, known)}"
            remedy = "Исправьте файл; если школа перешла, загрузите новый реестр школ"
            faults.append(Fault(place, told, "Школа относится к одному муниципалитету", remedy, names.get(own, own)))
    return faults


def _mixed(taken: Sequence[Taken]) -> list[Fault]:
    """Training data and real data are never one snapshot: the fewer of the two are the faults."""
    files: dict[bool, list[str]] = {True: [], False: []}
    for one in taken:
        if label(one) is not None:
            files[is_demo(one.data)].append(one.file)
    fewer = min(files, key=lambda kind: len(files[kind]))
    what = (
        "учебные данные, а в остальных книгах настоящие"
        if fewer
        else "нет пометки «учебные данные», а в остальных книгах она есть"
    )
    allowed = "Учебные и настоящие данные не загружаются вместе"
    remedy = "Уберите лишние книги или исправьте строку «Данные:» над таблицей"
    return [Fault(name, what, allowed, remedy) for name in files[fewer] if files[not fewer]]


def _joining(taken: Sequence[Taken], old: Tables) -> list[Fault]:
    """Training files that would join real data of the store."""
    if kinds(old["files"]["data"]) != {False}:
        return []
    what, allowed = "в книге учебные данные, а в хранилище настоящие", "Учебные и настоящие данные не смешиваются"
    remedy = "Уберите книгу или загрузите учебные данные вместо настоящих: svod load ПАПКА --whole"
    return [Fault(one.file, what, allowed, remedy) for one in taken if is_demo(one.data)]


def _unsaid(taken: Sequence[Taken], old: Tables) -> list[Fault]:
    """Warn of registers that come to training data and do not say what they are."""
    if True not in kinds([*old["files"]["data"], *map(label, taken)]):
        return []
    what = "нет пометки «учебные данные», а остальные данные учебные"
    allowed = "Файл загружен вместе с ними; когда придут настоящие показатели или результаты, он останется, они уйдут"
    remedy = "Если он тоже учебный, впишите над таблицей «Данные:» и «учебные данные»"
    return [
        Fault(Place(one.file), what, allowed, remedy)
        for one in taken
        if label(one) is None and any(map(len, one.tables.values()))
    ]
