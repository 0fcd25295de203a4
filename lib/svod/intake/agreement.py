"""«Согласование данных»: what was loaded about a municipality, what it answers, and whether the answer still stands.

An answer is about the numbers that were seen: it carries their seal. When the numbers are others, it counts no more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

import pandas as pd

from svod.contracts.agreements import FORM, WHOLE
from svod.errors import Fault, InputError, NotFound, Place
from svod.intake.book import Book
from svod.intake.cells import Cell, Unreadable, code, number, quoted, text
from svod.intake.fields import FormReader, Read, read_rows, words_above
from svod.intake.taken import Taken
from svod.intake.workbook import read_sheet
from svod.params import Params
from svod.params.methodology import Indicator
from svod.stats.scoring import indicator_value
from svod.store import current_snapshot, last_snapshot
from svod.wording.numbers import number as number_text

__all__ = ["LARGE_POINTS", "LARGE_TIMES", "Agreement", "AgreementReader", "Line", "Standing", "agreements", "seal"]

LARGE_POINTS, LARGE_TIMES = 20, Fraction(3, 2)
"""A change to look at twice: of a percent by so many points, of another value so many times (designed, no source)."""

_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


class Standing(StrEnum):
    """What there is of an answer."""

    AGREED = "согласовано"
    REMARK = "замечание"
    CHANGED = "данные изменились после ответа"
    WAITING = "нет ответа"


@dataclass(frozen=True)
class Line:
    """An indicator in a year, or a procedure as a whole (then `indicator` is empty and there are no numbers).

    Attributes
    ----------
    value, before : Fraction or None
        Of this year and of the year before; None for «н/д» and «не применимо».
    source : tuple of (file, sheet, row)
        Where the numbers stand; empty texts where nothing was sent.
    seal : str
        Hash of the numbers, in letters, so that no spreadsheet takes it for a number.
    remark, person : str
        Of the answer, whether it still stands or not.
    """

    procedure: str
    indicator: str
    year: int | None
    name: str
    unit: str
    numerator: Decimal | None
    denominator: Decimal | None
    participants: int | None
    value: Fraction | None
    before: Fraction | None
    source: tuple[str, str, int | None]
    seal: str
    standing: Standing
    remark: str
    person: str

    @property
    def shown(self) -> str:
        """«82,35», «н/д», «не применимо»."""
        if self.value is not None:
            return number_text(self.value, 2)
        return "н/д" if self.numerator is None else "не применимо"

    @property
    def change(self) -> Fraction | None:
        return None if self.value is None or self.before is None else self.value - self.before

    @property
    def large(self) -> bool:
        """Whether the change is one to look at twice."""
        if not self.change:
            return False
        if self.unit == "%":
            return abs(self.change) >= LARGE_POINTS
        low, high = sorted((abs(self.value), abs(self.before)))
        return high >= LARGE_TIMES * low


@dataclass(frozen=True)
class Agreement:
    """All that is to be agreed with one municipality: of every procedure the line of the whole, then its indicators."""

    municipality: str
    lines: tuple[Line, ...]

    @property
    def asked(self) -> tuple[Line, ...]:
        """Lines of indicators, each of which wants an answer."""
        return tuple(line for line in self.lines if line.indicator)

    @property
    def remarks(self) -> tuple[Line, ...]:
        """Open remarks: those about the numbers as they are now."""
        return tuple(line for line in self.lines if line.standing is Standing.REMARK)

    @property
    def agreed(self) -> int:
        """How many lines of indicators are agreed."""
        return sum(line.standing is Standing.AGREED for line in self.asked)

    @property
    def words(self) -> str:
        """«Согласовано строк 170 из 171, открытых замечаний 1»."""
        return f"Согласовано строк {self.agreed} из {len(self.asked)}, открытых замечаний {len(self.remarks)}"

    @property
    def done(self) -> bool:
        return self.agreed == len(self.asked) and not self.remarks


def agreements(params: Params) -> dict[str, Agreement]:
    """What every municipality has to agree on, by code: the data the edition rests on, the answers that came last.

    Raises
    ------
    NotFound
        When nothing has been loaded yet.
    """
    rows = {
        (row["municipality"], row["indicator"], row["year"]): row
        for row in _objects(current_snapshot(params.edition.id).indicators)
    }
    answers = {
        (row["municipality"], row["procedure"], row["indicator"], row["year"]): row
        for row in _objects(last_snapshot(params.edition.id).table("agreements"))
    }
    return {of: Agreement(of, tuple(_lines(of, rows, answers, params))) for of in params.region.codes}


def seal(*parts: object) -> str:
    """Hash of numbers and of what they are about: ten letters."""
    said = "|".join(format(part.normalize(), "f") if isinstance(part, Decimal) else str(part) for part in parts)
    return hashlib.sha256(said.encode()).hexdigest()[:10].translate(_LETTERS)


def _objects(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows with None for null and whole numbers that are integers, whatever pandas made of a column with nulls."""
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    whole = ("year", "participants", "row")
    return [row | {name: int(row[name]) for name in whole if row.get(name) is not None} for row in rows]


def _lines(of: str, rows: Mapping[Any, Any], answers: Mapping[Any, Any], params: Params) -> Iterable[Line]:
    for procedure in params.procedures:
        own = [
            _line(of, item, year, rows, answers, procedure.id)
            for item in params.methodology.of(procedure.id)
            for year in params.edition.years
            if params.edition.held(item.code, year)
        ]
        mark = seal(of, procedure.id, *(line.seal for line in own))
        answer = answers.get((of, procedure.id, None, None))
        nothing = (None,) * 5
        source = ("", "", None)
        yield Line(procedure.id, "", None, procedure.short, "", *nothing, source, mark, *_answer(answer, mark))
        yield from own


def _line(of: str, item: Indicator, year: int, rows: Mapping[Any, Any], answers: Mapping[Any, Any], home: str) -> Line:
    row = rows.get((of, item.code, year), {})
    numbers = [row.get(name) for name in ("numerator", "denominator", "participants")]
    mark = seal(of, item.code, year, *numbers)
    return Line(
        home, item.code, year, item.name, item.unit, *numbers,
        _value(row, item), _value(rows.get((of, item.code, year - 1), {}), item),
        (row.get("file", ""), row.get("sheet", ""), row.get("row")),
        mark, *_answer(answers.get((of, home, item.code, year)), mark),
    )  # fmt: skip


def _value(row: Mapping[str, Any], item: Indicator) -> Fraction | None:
    if row.get("numerator") is None:
        return None
    return indicator_value(Fraction(row["numerator"]), Fraction(row["denominator"]), item.multiplier)


def _answer(answer: Mapping[str, Any] | None, mark: str) -> tuple[Standing, str, str]:
    if answer is None:
        return Standing.WAITING, "", ""
    standing = Standing.AGREED if answer["agreed"] else Standing.REMARK
    return standing if answer["seal"] == mark else Standing.CHANGED, answer["remark"] or "", answer["person"] or ""


class AgreementReader(FormReader):
    """The form «Согласование» filled in; a «да» to a whole procedure is one to each of its rows without an answer."""

    title = "согласование данных"
    form = FORM

    def read(self, book: Book, params: Params) -> Taken:
        """Read the answers of one municipality.

        Raises
        ------
        InputError
            When there is no table, no municipality over it, or no answer in it.
        """
        sheet = read_sheet(book, FORM)
        rows, faults = read_rows(sheet, FORM, _readers(params))
        given = _given(rows)
        of, place = words_above(sheet, "муниципалитет"), Place(sheet.file, sheet.name)
        if not of:
            remedy = "Верните строку «Муниципалитет:» или возьмите форму заново: svod received --agreement"
            raise InputError([Fault(place, "над таблицей не указан муниципалитет", "", remedy)])
        if not given and not faults:
            remedy = f"Впишите «да» или «нет» в столбец «{FORM.titles['agreed']}»"
            raise InputError([Fault(place, "в форме нет ни одного ответа", "", remedy)])
        covers = frozenset(("agreements", of, row["procedure"]) for row in given if row["procedure"])
        return Taken(
            book.name, self.title, {"agreements": given}, tuple(faults), covers=covers,
            warnings=sheet.unloaded, data=words_above(sheet, "данные"),
        )  # fmt: skip


def _given(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with an answer; a remark without «да» is a «нет»."""
    whole = {row["procedure"]: row for row in rows if row["indicator"] is None and not row["unread"] and row["agreed"]}
    given = []
    for row in rows:
        answered = row["agreed"] is not None or row["remark"] is not None or "agreed" in row["unread"]
        everything = whole.get(row["procedure"])
        if not answered and everything and row["indicator"]:
            given.append({**row, "agreed": True, "person": row["person"] or everything["person"]})
        elif answered and (row is not everything or row["remark"]):
            given.append({**row, "agreed": bool(row["agreed"])})
    return given


def _readers(params: Params) -> dict[str, Read]:
    known = [item.code for item in params.methodology.indicators]
    again = "Этот столбец не заполняют: возьмите форму заново"

    def procedure(cell: Cell) -> str:
        try:
            return params.find_procedure(text(cell) or "").id
        except NotFound:
            raise Unreadable(f"процедуры {quoted(cell)} нет", "", again) from None

    def indicator(cell: Cell) -> str | None:
        word = text(cell)
        found = None if word in (None, WHOLE) else code(cell, known)
        if found is None or found in known:
            return found
        raise Unreadable(f"показателя {quoted(cell)} нет", "", again)

    def year(cell: Cell) -> int | None:
        found = number(cell)
        if found is None or found in params.edition.years:
            return None if found is None else int(found)
        raise Unreadable(f"год {quoted(cell)} не входит в издание {params.edition.id}", "", again)

    return {
        "procedure": procedure, "indicator": indicator, "year": year, "seal": text, "agreed": _agreed, "remark": text,
        "person": text,
    }  # fmt: skip


def _agreed(cell: Cell) -> bool | None:
    word = (text(cell) or "").lower().rstrip(".")
    if word in ("", "да", "нет"):
        return {"": None, "да": True, "нет": False}[word]
    raise Unreadable(f"ответ {quoted(cell)} не понятен", "Допустимы: да, нет, пустая ячейка", "Впишите «да» или «нет»")
