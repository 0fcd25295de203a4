"""Contracts of large tables: the same rules and messages, found for all rows at once by column.

Pupils' results and statistics have hundreds of thousands of rows; a rule here is a mask over columns, and only broken
rows become messages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pandera.pandas as pa

from svod.contracts.rules import Problem, Row, written
from svod.errors import Fault, Place

__all__ = ["MassContract", "MassRule", "repeated", "where"]


@dataclass(frozen=True)
class MassRule:
    """What must hold for the rows of a large table.

    `find` gets the whole table and returns the problem of every broken row by its position.
    """

    name: str
    find: Callable[[pd.DataFrame], dict[int, Problem]]


@dataclass(frozen=True)
class MassContract:
    """Titles of columns by field, as the person who has the file open knows them, and the rules.

    A table has, besides the fields, `file`, `sheet` and `row`: where each row came from.
    """

    titles: Mapping[str, str]
    rules: Sequence[MassRule]

    def faults(self, table: pd.DataFrame) -> list[Fault]:
        """Check a table against every rule at once; a row may break several.

        Raises
        ------
        pandera.errors.SchemaErrors
            When the table lacks a column: a mistake of the program, not of the data.
        """
        columns = {name: pa.Column(required=True, nullable=True) for name in (*self.titles, "file", "sheet", "row")}
        pa.DataFrameSchema(columns).validate(table)
        found = {rule.name: rule.find(table) for rule in self.rules}
        checks = [pa.Check(_verdict(problems), name=name) for name, problems in found.items()]
        try:
            pa.DataFrameSchema(columns, checks=checks).validate(table, lazy=True)
        except pa.errors.SchemaErrors:
            return [
                self._told(table.iloc[place].to_dict(), problem)
                for problems in found.values()
                for place, problem in problems.items()
            ]
        return []

    def _told(self, row: Row, problem: Problem) -> Fault:
        place = Place(row["file"], row["sheet"], int(row["row"]), self.titles[problem.field])
        return Fault(place, problem.message, problem.allowed, problem.remedy, written(row[problem.field]))


def where(name: str, broken: Callable[[pd.DataFrame], pd.Series], told: Callable[[Row], Problem]) -> MassRule:
    """A rule about one row at a time: which rows break it, and what to say of each of them.

    Comparisons with NaN and null are false, so that what is missing breaks no rule that is not about it.
    """

    def find(table: pd.DataFrame) -> dict[int, Problem]:
        at = np.flatnonzero(broken(table).to_numpy(dtype=bool, na_value=False))
        return {int(place): told(row) for place, row in zip(at, table.iloc[at].to_dict("records"), strict=True)}

    return MassRule(name, find)


def repeated(name: str, key: Sequence[str], field: str, words: Callable[[Row], str]) -> MassRule:
    """No two rows with the same key, whichever files they are in; the later row is the fault and names the earlier."""
    by = list(key)

    def find(table: pd.DataFrame) -> dict[int, Problem]:
        later = np.flatnonzero(table.duplicated(by))
        if not len(later):
            return {}
        first = table.drop_duplicates(by).set_index(by)[["file", "row"]]
        found = {}
        for place, row in zip(later, table.iloc[later].to_dict("records"), strict=True):
            file, line = first.loc[tuple(row[part] for part in by) if len(by) > 1 else row[by[0]]]
            told = f"строка повторена: {words(row)}"
            found[int(place)] = Problem(field, told, f"Впервые: {file}, строка {line}", "Оставьте одну из двух строк")
        return found

    return MassRule(name, find)


def _verdict(problems: Mapping[int, Problem]) -> Callable[[pd.DataFrame], pd.Series]:
    def passes(table: pd.DataFrame) -> pd.Series:
        sound = np.ones(len(table), dtype=bool)
        sound[list(problems)] = False
        return pd.Series(sound, index=table.index)

    return passes
