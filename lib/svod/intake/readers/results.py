"""Results of pupils as tables: works, their items, one row per pupil, one row per pupil and item given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import repeat
from typing import Any

import numpy as np
import pyarrow as pa

from svod.contracts.days import apart, two_works
from svod.contracts.results import ITEM, TITLES
from svod.errors import Fault
from svod.intake.book import Book
from svod.intake.readers.layout import Columns, Page, Table, tables_in, training
from svod.intake.taken import Cover, Rows, Taken
from svod.store import LARGE
from svod.store.tables import WORK

__all__ = [
    "NOT_GIVEN",
    "POINTS",
    "RESULTS",
    "Block",
    "Item",
    "covers",
    "headings",
    "tables",
    "taken",
    "taken_of_tables",
]

NOT_GIVEN = -np.inf
"""Points of an item that the pupil's variant does not have."""

_NAME = pa.dictionary(pa.int32(), pa.string())

RESULTS = pa.schema(
    [pa.field("pupil", pa.string()) if column.name == "pupil" else column for column in LARGE["results"]]
).append(pa.field("school_name", _NAME))
"""Results as a reader gives them: names and codes as written, empty where none; `pupil` null where there is no code."""

POINTS = pa.schema([("result", pa.int32()), ("item", _NAME), ("points", pa.float64())])
"""Points as a reader gives them: `result` is a row number of `results`; null points: not done, `BLANK`: empty."""


@dataclass(frozen=True)
class Item:
    """A task as its heading names it: label, most points (None where the file does not say), level, content."""

    label: str
    maximum: float | None
    level: str | None = None
    content: str | None = None


@dataclass
class Block:
    """Results of one work from one table of a file.

    Attributes
    ----------
    work : (assessment, year, grade, subject)
    page : Page
    header : int
        Row of the header, as Excel numbers it.
    rows : sequence of int, shape (n_pupils,)
        Row of each pupil.
    columns : dict of str to values, each of shape (n_pupils,)
        Columns of `RESULTS`; what is absent is null, but «date», which is empty.
    items : list of Item
    points : array of shape (n_pupils, n_items)
        Numbers, `NOT_DONE`, `BLANK` or `NOT_GIVEN`.
    date, maximum, programme_grade
        What the head says of the work; None where it says nothing.
    headings : dict of str to str
        What the table calls the columns of results and items, by the names that the contract gives them.
    """

    work: tuple[str, int, int, str]
    page: Page
    header: int
    rows: Sequence[int]
    columns: dict[str, Any]
    items: list[Item]
    points: np.ndarray
    date: date | None = None
    maximum: float | None = None
    programme_grade: int | None = None
    headings: dict[str, str] = field(default_factory=dict)

    @property
    def source(self) -> dict[str, Any]:
        """Work, file and sheet, for every row of the block."""
        return {**dict(zip(WORK, self.work, strict=True)), "file": self.page.file, "sheet": self.page.name}


def tables(blocks: Sequence[Block]) -> tuple[dict[str, Rows], list[Fault]]:
    """Tables of all blocks of a file, and where the blocks contradict each other.

    An item that the pupil's variant is known not to have has no row.
    """
    works, items, faults = _described(blocks)
    results, points, before = [], [], 0
    for block in blocks:
        results.append(_results(block))
        points.append(_points(block, before))
        before += len(block.rows)
    return {
        "assessments": works,
        "items": items,
        "results": _joined(results, RESULTS),
        "points": _joined(points, POINTS),
    }, faults


def taken(book: Book, title: str, blocks: Sequence[Block], faults: Sequence[Fault], warnings: Sequence[Fault]) -> Taken:
    """What a reader of results gives for a file."""
    blocks = [block for block in blocks if len(block.rows)]
    if not blocks and not faults:
        faults = [Fault(book.name, "в файле нет ни одного участника", "", "Получите заполненную форму")]
    made, contradictions = tables(blocks)
    told = (*faults, *contradictions)
    named = {name: own for block in blocks for name, own in block.headings.items()}
    return Taken(book.name, title, made, told, tuple(warnings), covers(blocks), training(book), named)


def taken_of_tables(book: Book, title: str, form: Columns, read: Callable[[Table], Iterable[Block]]) -> Taken:
    """What a reader of tables of one form gives for a file: the blocks of every sheet that has the form.

    Raises
    ------
    InputError
        When a sheet cannot be read.
    """
    sheets, faults, warnings = tables_in(book, lambda page: page.form(form))
    blocks = [block for table in sheets for block in read(table)]
    faults += [fault for table in sheets for fault in table.faults]
    warnings += [warning for table in sheets for warning in table.warnings]
    return taken(book, title, blocks, faults, warnings)


def headings(table: Table, items: Mapping[str, int]) -> dict[str, str]:
    """What a table calls the columns of results, and those of items by the positions where their points stand."""
    own = {title: table.at[name] for name, title in TITLES.items() if name in table.at}
    own |= {ITEM.format(label): place for label, place in items.items()}
    return {name: table.title(place) for name, place in own.items()}


def covers(blocks: Sequence[Block]) -> frozenset[Cover]:
    """The works of the schools, and the days of examinations, that a file has results of; schools as written.

    Points go with their results. An examination of an unknown day is all of its days.
    """
    return frozenset(
        ("results", *block.work, school, *filter(None, [day]))
        for block in blocks
        for school, day in set(zip(block.columns["school"], block.columns.get("date", repeat("")), strict=False))
    )


def _results(block: Block) -> pa.Table:
    count = len(block.rows)
    fixed = {**block.source, "date": block.columns.get("date", ""), "row": pa.array(block.rows, pa.int32())}
    columns = []
    for column in RESULTS:
        values = fixed.get(column.name, block.columns.get(column.name))
        if values is None:
            columns.append(pa.nulls(count, column.type))
        elif isinstance(values, str | int):
            columns.append(_repeated(values, count, column.type))
        elif isinstance(values, pa.Array):
            columns.append(values.cast(column.type))
        else:
            columns.append(pa.array(values, column.type, from_pandas=True))
    return pa.table(columns, schema=RESULTS)


def _points(block: Block, before: int) -> pa.Table:
    pupil, item = np.nonzero(block.points != NOT_GIVEN)
    values = block.points[pupil, item]
    labels = pa.array([each.label for each in block.items], pa.string())
    return pa.table(
        [
            pa.array(pupil + before, pa.int32()),
            pa.DictionaryArray.from_arrays(pa.array(item, pa.int32()), labels),
            pa.array(values, mask=np.isnan(values)),
        ],
        schema=POINTS,
    )


def _described(blocks: Sequence[Block]) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[Fault]]:
    """One row per work and one per item of a work, whichever sheets tell of them, and contradictions."""
    works: dict[Any, dict[str, Any]] = {}
    items: dict[Any, tuple[Item, dict[str, Any]]] = {}
    faults = []
    for block in blocks:
        said = {"date": block.date, "programme_grade": block.programme_grade, "maximum": block.maximum}
        whence = {"row": block.header, "unread": frozenset()}
        work = works.setdefault(block.work, {**block.source, **said, **whence})
        if block.maximum != work["maximum"]:
            faults.append(_contradiction(block, "максимальный первичный балл", work))
        if block.date and work["date"] and apart(block.work[0], work["date"], block.date):
            told = two_works(work, block.date, work["date"], f"на листе «{work['sheet']}»")
            faults.append(Fault(block.page.place(block.header), *told))
        work["date"] = min(filter(None, (work["date"], block.date)), default=None)
        for order, item in enumerate(block.items, 1):
            row = {
                **block.source,
                "item": item.label,
                "order": order,
                "maximum": item.maximum,
                "level": item.level,
                "content": item.content,
                **whence,
            }
            first, known = items.setdefault((block.work, item.label), (item, row))
            if first != item:
                faults.append(_contradiction(block, f"задание {item.label}", known))
    return list(works.values()), [row for _, row in items.values()], faults


def _contradiction(block: Block, what: str, first: dict[str, Any]) -> Fault:
    return Fault(
        block.page.place(block.header),
        f"{what}: не то, что на листе «{first['sheet']}»",
        "Об одной работе все листы файла говорят одно",
        "Исправьте тот лист, который ошибается",
    )


def _repeated(value: str | int, count: int, type: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(type):
        return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), pa.array([value], type.value_type))
    return pa.array(np.full(count, value), type)


def _joined(parts: Sequence[pa.Table], schema: pa.Schema) -> pa.Table:
    return pa.concat_tables([schema.empty_table(), *parts]).unify_dictionaries().combine_chunks()
