"""What pupils' results must be, by themselves and against the register of works: marks, scores, points of items.

Hundreds of thousands of pupils and millions of points are checked by column; only what is broken becomes a message, and
of one file no more than `MOST`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa

from svod.contracts.assessments import Settled, named
from svod.contracts.mass import MassContract, MassRule, where
from svod.contracts.rules import Problem, Row, in_russian
from svod.errors import Fault, Place

__all__ = ["ITEM", "MOST", "TITLES", "check_results"]

MOST = 300
"""Faults of one file that are told; of the others only how many they are."""

_WORK = ["assessment", "year", "grade", "subject"]
TITLES = {
    "pupil": "Код участника",
    "primary": "Первичный балл",
    "score": "Балл",
    "mark": "Отметка",
    "journal": "Отметка по журналу",
    "expected": "Прогноз",
}
ITEM = "Задание {}"
_MARKS = (2, 5)
_BORDERS = ["mark3", "mark4", "mark5"]
_LARGEST_SCORE = 100  # of the state examinations that are told as a test score
_LOWERED = {"oge"}  # a mark may be lower than the borders say: some items must be done for it
_CLOSE = 1e-6


def check_results(results: pa.Table, points: pa.Table, register: Settled) -> tuple[list[Fault], list[Fault]]:
    """Check the results of all files together.

    Parameters
    ----------
    results : Table
        Columns of `results`; what identifies a school and a pupil may be as written or as stored.
    points : Table
        `result` (row of `results`, from 0), `item` and `points`, null where not done.
    register : Settled
        Works and items. What it does not know is not checked.

    Returns
    -------
    faults, warnings : list of Fault
    """
    wanted = [*_WORK, "date", "municipality", "school", *TITLES, "file", "sheet", "row"]
    table = results.select(wanted).to_pandas()
    table["pupil"] = table["pupil"].factorize()[0]  # −1: no code; the code itself is in no message
    number, keys = _works(table)
    works = {tuple(row[name] for name in _WORK): row for row in register.works}
    for name in ("maximum", *_BORDERS):
        found = [works.get(key, {}).get(name) for key in keys]
        table[name] = np.array([np.nan, *found], float)[number + 1]
    table["scale"] = table["maximum"].mask(table["assessment"] == "ege", _LARGEST_SCORE)
    faults = _few(_unsaid(fault) for fault in MassContract(TITLES, _RULES).faults(table))
    return faults + _points(table, points, number, keys, register), _unchecked(table)


def _works(table: pd.DataFrame) -> tuple[np.ndarray, list[tuple[object, ...]]]:
    """Number of each row's work, and the works by number."""
    own = table[_WORK].astype({"assessment": object, "subject": object})
    keys = list(own.drop_duplicates().itertuples(index=False, name=None))
    number = pd.MultiIndex.from_tuples(keys, names=_WORK).get_indexer(pd.MultiIndex.from_frame(own)) if keys else []
    return np.asarray(number, np.int64), keys


def _mark(name: str) -> MassRule:
    def told(row: Row) -> Problem:
        return Problem(
            name, f"отметка {in_russian(row[name])}", "Допустимы 2, 3, 4, 5 или пустая ячейка", "Исправьте её"
        )

    return where(name, lambda table: ~table[name].between(*_MARKS) & table[name].notna(), told)


def _beyond(name: str, most: str, words: str) -> MassRule:
    """Values under zero or above another column."""

    def told(row: Row) -> Problem:
        allowed = f"Допустимы числа от 0 до {in_russian(row[most])}" if row[most] == row[most] else "Он не меньше нуля"
        return Problem(name, f"{words} {in_russian(row[name])}", allowed, "Исправьте число")

    return where(name, lambda table: (table[name] < 0) | (table[name] > table[most] + _CLOSE), told)


def _due(table: pd.DataFrame) -> pd.Series:
    """Mark that the borders give a primary score, NaN where they or the score are unknown."""
    given = 2 + sum((table["primary"] >= table[name] - _CLOSE).astype(float) for name in _BORDERS)
    return given.where(table["primary"].notna() & table[_BORDERS].notna().all(axis=1))


def _wrong_mark(table: pd.DataFrame) -> pd.Series:
    due = _due(table)
    lowered = table["assessment"].isin(_LOWERED) & (table["mark"] < due)
    return table["mark"].notna() & due.notna() & (table["mark"] != due) & ~lowered


def _told_mark(row: Row) -> Problem:
    due = 2 + sum(row["primary"] >= row[name] - _CLOSE for name in _BORDERS)
    borders = ", ".join(f"«{mark}» от {in_russian(row[name])}" for mark, name in enumerate(_BORDERS, 3))
    message = f"отметка {in_russian(row['mark'])}, а {in_russian(row['primary'])} баллов дают отметку {due}"
    return Problem(
        "mark", message, f"Границы отметок: {borders}", "Исправьте отметку, балл или границы в реестре работ"
    )


def _twice(table: pd.DataFrame) -> dict[int, Problem]:
    """A pupil of a school once in a work, on one day; the code itself is not told."""
    by = [*_WORK, "date", "municipality", "school", "pupil"]
    coded = table[table["pupil"] >= 0]
    later = coded[coded.duplicated(by)]
    if later.empty:
        return {}
    first = coded.drop_duplicates(by)[[*by, "file", "row"]].astype({"file": object})
    origin = later[by].merge(first, on=by, how="left")
    return {
        int(place): Problem(
            "pupil",
            "строка повторена: участник с этим кодом в этой школе и работе уже есть",
            f"Впервые: {file}, строка {row}",
            "Оставьте одну из двух строк",
        )
        for place, file, row in zip(later.index, origin["file"], origin["row"], strict=True)
    }


_RULES = (
    _mark("mark"),
    _mark("journal"),
    _beyond("primary", "maximum", "первичный балл"),
    where(
        "score",
        lambda table: ~table["score"].between(0, _LARGEST_SCORE) & table["score"].notna(),
        lambda row: Problem(
            "score", f"балл {in_russian(row['score'])}", f"Допустимы числа от 0 до {_LARGEST_SCORE}", "Исправьте число"
        ),
    ),
    _beyond("expected", "scale", "прогноз"),
    where("due", _wrong_mark, _told_mark),
    MassRule("twice", _twice),
)


def _points(
    table: pd.DataFrame, points: pa.Table, number: np.ndarray, keys: Sequence[tuple[object, ...]], register: Settled
) -> list[Fault]:
    """Points against the items of the register, and their sums against the primary scores."""
    if not len(points):
        return []
    encoded = points.column("item").unify_dictionaries().combine_chunks()
    labels, item = encoded.dictionary.to_pylist(), encoded.indices.to_numpy()
    at, value = points.column("result").to_numpy(), points.column("points").to_numpy()
    known, most = _register(keys, labels, register)
    limit = most[number[at], item]
    return [
        *_strange(table, at, item, known[number[at], item], labels),
        *_told(
            table,
            at,
            np.flatnonzero((value < 0) | (value > limit + _CLOSE)),
            lambda row, place: _item(row, labels[item[place]], value[place], limit[place]),
        ),
        *_told(table, at, _again(at, item, len(labels)), lambda row, place: _doubled(row, labels[item[place]])),
        *_sums(table, at, value),
    ]


def _register(
    keys: Sequence[tuple[object, ...]], labels: Sequence[str], register: Settled
) -> tuple[np.ndarray, np.ndarray]:
    """Whether a work has an item, and its most points (infinite where unknown); both of shape (n_works, n_labels)."""
    known, most = np.zeros((len(keys), len(labels)), bool), np.full((len(keys), len(labels)), np.inf)
    work, spot = ({value: place for place, value in enumerate(values)} for values in (keys, labels))
    for row in register.items:
        key, label = tuple(row[name] for name in _WORK), row["item"]
        if key in work and label in spot:
            known[work[key], spot[label]] = True
            most[work[key], spot[label]] = np.inf if row["maximum"] is None else row["maximum"]
    listed = {tuple(row[name] for name in _WORK) for row in register.items}
    known[[place for key, place in work.items() if key not in listed]] = True
    return known, most


def _strange(
    table: pd.DataFrame, at: np.ndarray, item: np.ndarray, known: np.ndarray, labels: list[str]
) -> list[Fault]:
    """Items that the register's work does not have, once per file, work and item."""
    places = np.flatnonzero(~known)
    own = table.iloc[at[places]].assign(item=[labels[place] for place in item[places]])
    faults = []
    for row in own.drop_duplicates(["file", *_WORK, "item"]).to_dict("records"):
        told = f"{named(row)}: задания {row['item']} в реестре работ нет"
        remedy = "Исправьте номер задания или дополните лист «Задания» реестра"
        faults.append(
            Fault(Place(row["file"], row["sheet"], int(row["row"]), ITEM.format(row["item"])), told, "", remedy)
        )
    return faults


def _item(row: Row, label: str, value: float, limit: float) -> Fault:
    allowed = f"Допустимы числа от 0 до {in_russian(limit)}" if np.isfinite(limit) else "Баллы не меньше нуля"
    where_ = Place(row["file"], row["sheet"], int(row["row"]), ITEM.format(label))
    said = in_russian(value)
    return Fault(where_, f"за задание {label} баллов {said}", allowed, "Исправьте балл", said)


def _again(at: np.ndarray, item: np.ndarray, labels: int) -> np.ndarray:
    """Places of points whose pupil has points for the same item already."""
    key = at.astype(np.int64) * labels + item
    ordered = np.sort(key)
    if not (ordered[1:] == ordered[:-1]).any():
        return np.empty(0, np.int64)
    return np.flatnonzero(pd.Series(key).duplicated())


def _doubled(row: Row, label: str) -> Fault:
    where_ = Place(row["file"], row["sheet"], int(row["row"]), ITEM.format(label))
    return Fault(where_, f"за задание {label} баллы указаны дважды", "", "Оставьте одно значение")


def _sums(table: pd.DataFrame, at: np.ndarray, value: np.ndarray) -> list[Fault]:
    """Primary scores that are not the sum of the points; an item not done, or not given, adds nothing."""
    total = np.bincount(at, np.nan_to_num(value), minlength=len(table))
    primary = table["primary"].to_numpy(float)
    differs = (np.abs(total - primary) > _CLOSE) & (np.bincount(at, minlength=len(table)) > 0)

    def tell(row: Row, place: int) -> Fault:
        told = f"первичный балл {in_russian(row['primary'])}, а баллы за задания дают {in_russian(total[place])}"
        where_ = Place(row["file"], row["sheet"], int(row["row"]), TITLES["primary"])
        allowed = "Первичный балл – сумма баллов за задания; невыполненное задание добавляет 0"
        return Fault(where_, told, allowed, "Исправьте его или баллы", in_russian(row["primary"]))

    return _told(table, np.arange(len(table)), np.flatnonzero(differs), tell)


def _told(table: pd.DataFrame, at: np.ndarray, broken: np.ndarray, tell: Callable[[Row, int], Fault]) -> list[Fault]:
    """Faults of broken places, which are of these rows; of one file the first ones and how many more there are."""
    faults = []
    files = table["file"].to_numpy()[at[broken]]
    for file in dict.fromkeys(files.tolist()):
        own = broken[files == file]
        for place, row in zip(own[:MOST], table.iloc[at[own[:MOST]]].to_dict("records"), strict=True):
            faults.append(tell(row, int(place)))
        if len(own) > MOST:
            faults.append(_rest(file, len(own) - MOST))
    return faults


def _few(faults: Iterable[Fault]) -> list[Fault]:
    """The first faults of each file, and how many more there are."""
    kept, count = [], Counter()
    for fault in faults:
        count[fault.place.file] += 1
        if count[fault.place.file] <= MOST:
            kept.append(fault)
    return kept + [_rest(file, more - MOST) for file, more in count.items() if more > MOST]


def _rest(file: str, count: int) -> Fault:
    told = f"… и ещё таких замечаний к строкам участников: {count}"
    return Fault(Place(file), told, "", "Исправьте причину и загрузите файл снова")


def _unsaid(fault: Fault) -> Fault:
    """Without the value, where it would be a pupil's code."""
    return replace(fault, value="") if fault.place.column == TITLES["pupil"] else fault


def _unchecked(table: pd.DataFrame) -> list[Fault]:
    """Works with marks that nothing checks, once per work."""
    free = table[table["mark"].notna() & table[_BORDERS].isna().any(axis=1)]
    return [
        Fault(
            named(row),
            "отметки не сверены с первичными баллами: границы отметок неизвестны",
            "",
            "Впишите границы в реестр работ, лист «Работы»",
        )
        for row in free.drop_duplicates(_WORK)[_WORK].to_dict("records")
    ]
