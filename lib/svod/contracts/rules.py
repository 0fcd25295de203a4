"""How a contract is written: rules that find broken rows, run by a pandera schema, told as faults."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import pandas as pd
import pandera.pandas as pa

from svod.errors import Fault, Place

__all__ = ["Contract", "Form", "Problem", "Row", "Rule", "each", "in_russian", "merged", "unique", "written"]

Row = dict[str, Any]


@dataclass(frozen=True)
class Problem:
    """What is wrong with one row: the field to look at and three Russian clauses."""

    field: str
    message: str
    allowed: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class Rule:
    """What must hold for the rows of a table.

    `find` gets all rows and returns for each of them a problem or None.
    """

    name: str
    find: Callable[[Sequence[Row]], list[Problem | None]]


@dataclass(frozen=True)
class Form:
    """The sheet that a person fills in: its name and the titles of its columns by field.

    `beside` are headings of columns that stand there for whoever fills it in; with `open` further columns are read too.
    """

    sheet: str
    titles: dict[str, str]
    required: tuple[str, ...]
    beside: tuple[str, ...] = ()
    open: bool = False


@dataclass(frozen=True)
class Contract:
    """Columns of a table read from a form, and the rules over them.

    Besides the fields of the form a table has `inner` columns; `file`, `sheet` and `row` say where a row came from, and
    `unread` holds the fields of a row whose cells were faults already, so that no rule speaks of them again.
    """

    form: Form
    inner: tuple[str, ...]
    rules: tuple[Rule, ...]
    columns: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", (*self.form.titles, *self.inner, "file", "sheet", "row", "unread"))

    def table(self, rows: Iterable[Row]) -> pd.DataFrame:
        """Rows as a table with the columns of the contract; what a row does not say is None."""
        said = {**dict.fromkeys(self.columns), "unread": frozenset()}
        return pd.DataFrame([{**said, **row} for row in rows], columns=list(self.columns), dtype=object)

    def faults(self, table: pd.DataFrame) -> list[Fault]:
        """Check a table against every rule at once.

        Raises
        ------
        pandera.errors.SchemaErrors
            When the table lacks a column: a mistake of the program, not of the data.
        """
        rules = {rule.name: rule for rule in self.rules}
        rows: list[Row] = table.to_dict("records")
        schema = pa.DataFrameSchema(
            {name: pa.Column(object, nullable=name not in ("file", "sheet", "row", "unread")) for name in self.columns},
            checks=[pa.Check(_verdict(rule, rows), name=rule.name) for rule in self.rules],
            strict=True,
        )
        try:
            schema.validate(table, lazy=True)
        except pa.errors.SchemaErrors as error:
            broken = error.failure_cases[["check", "index"]].drop_duplicates()
            if not set(broken["check"]) <= set(rules):
                raise
            return [
                self._told(row, problem)
                for name in dict.fromkeys(broken["check"])
                for row, problem in zip(rows, rules[name].find(rows), strict=True)
                if problem
            ]
        return []

    def _told(self, row: Row, problem: Problem) -> Fault:
        return Fault(
            Place(row["file"], row["sheet"], row["row"], self.form.titles[problem.field]),
            problem.message,
            problem.allowed,
            problem.remedy,
            written(row[problem.field]),
        )


def written(value: object) -> str:
    """A value of a table as a person would write it, empty for none."""
    if value is None or value != value:
        return ""
    if isinstance(value, Decimal | Fraction):
        return in_russian(value)
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)


def each(name: str, needs: Sequence[str], test: Callable[[Row], Problem | None]) -> Rule:
    """A rule about one row at a time; rows where a needed field could not be read are let through."""
    wanted = frozenset(needs)
    return Rule(name, lambda rows: [None if wanted & row["unread"] else test(row) for row in rows])


def merged(rule: Rule, by: Sequence[str]) -> Rule:
    """Tell one cause once: the first broken row of each group speaks for the others of the group."""

    def find(rows: Sequence[Row]) -> list[Problem | None]:
        found = rule.find(rows)
        groups: dict[tuple[Hashable, ...], list[int]] = {}
        for i, problem in enumerate(found):
            if problem:
                groups.setdefault(tuple(rows[i][name] for name in by), []).append(i)
        told: list[Problem | None] = [None] * len(found)
        for first, *others in groups.values():
            more = f" (и ещё строк: {len(others)})" if others else ""
            told[first] = replace(found[first], message=found[first].message + more)
        return told

    return Rule(rule.name, find)


def unique(name: str, key: Sequence[str], field: str, words: Callable[[Row], str]) -> Rule:
    """No two rows with the same key, whichever files they are in; the later row is the fault and names the earlier."""
    wanted = frozenset(key)

    def find(rows: Sequence[Row]) -> list[Problem | None]:
        seen: dict[tuple[Hashable, ...], Row] = {}
        found: list[Problem | None] = []
        for row in rows:
            first = None if wanted & row["unread"] else seen.setdefault(tuple(row[item] for item in key), row)
            repeated = first is not None and first is not row
            found.append(
                Problem(
                    field,
                    f"строка повторена: {words(row)}",
                    f"Впервые: {first['file']}, строка {first['row']}",
                    "Оставьте одну из двух строк",
                )
                if repeated
                else None
            )
        return found

    return Rule(name, find)


def in_russian(number: Decimal | Fraction | int, digits: int = 6) -> str:
    """A number for a message: decimal comma, at most `digits` decimals, no trailing zeros."""
    scaled = Fraction(number) * 10**digits
    whole, rest = divmod(floor(abs(scaled) + Fraction(1, 2)), 10**digits)
    text = f"{whole},{rest:0{digits}d}".rstrip("0").rstrip(",") if digits else str(whole)
    return f"−{text}" if scaled < 0 and text != "0" else text


def _verdict(rule: Rule, rows: Sequence[Row]) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda table: pd.Series([problem is None for problem in rule.find(rows)], index=table.index, dtype=bool)
