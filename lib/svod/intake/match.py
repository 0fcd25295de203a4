"""Names as people wrote them turned into codes: once per distinct name, never guessed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from svod.errors import Fault, Place
from svod.intake.aliases import Aliases
from svod.intake.cells import Unreadable
from svod.intake.names import MunicipalityNames
from svod.intake.schools import SchoolNames, Unknown
from svod.intake.taken import Cover, Rows, Taken
from svod.params.region import Region
from svod.store import SCHEMAS, UNITS
from svod.store.canon import codes

__all__ = ["Matcher"]

_SCHOOL = {"statistics": "code", "results": "school", "measures": "school", "context": "school"}
"""Column of a table that names a school."""

_TITLES = {"municipality": "Муниципалитет", "school": "ОО"}


@dataclass
class Matcher:
    """Turns the names of one load into codes, and keeps what it could not.

    Attributes
    ----------
    unknown : dict
        By what was written, what it may be: for the file of corrections.
    """

    region: Region
    register: pd.DataFrame
    aliases: Aliases
    unknown: dict[tuple[str, str, str], Unknown] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._municipalities = MunicipalityNames(self.region)
        self._schools = SchoolNames(self.register)
        self._known: dict[tuple[str, ...], str | Unknown] = {}
        self._met: dict[str, set[str]] = {}  # in one file: codes of a school by how it is written there

    @property
    def matched(self) -> int:
        """How many distinct names have a code."""
        return sum(isinstance(found, str) for found in self._known.values())

    def match(self, taken: Taken) -> Taken:
        """The same with codes for names; a name that is no code's is a fault, told once with the number of its rows."""
        faults: list[Fault] = []
        self._met.clear()
        tables = {name: self._table(name, rows, faults) for name, rows in taken.tables.items()}
        covers = frozenset(cover for one in taken.covers for cover in self._covers(one, taken.file, faults))
        return replace(taken, tables=tables, covers=covers, faults=(*taken.faults, *faults))

    def _table(self, name: str, rows: Rows, faults: list[Fault]) -> Rows:
        if name == "points" or ("municipality" not in SCHEMAS[name].names and name not in _SCHOOL):
            return rows
        if isinstance(rows, pa.Table):
            return self._large(name, rows, faults)
        for row in rows:
            self._row(name, row, faults)
        return rows

    def _row(self, name: str, row: dict[str, Any], faults: list[Fault]) -> None:
        """Codes into one row; what cannot be matched is unread."""
        for column in ("municipality", _SCHOOL.get(name, "")):
            if not column or column not in row or (column != "municipality" and not row[column]):
                continue
            of = row["municipality"] if column != "municipality" else ""
            found = self._find(column, of or "", row[column] or "", row.get("school_name") or "")
            if isinstance(found, Unknown):
                row[column], row["unread"] = None, row["unread"] | {column}
                if column == "municipality" and row.get("over"):
                    fault = found.fault(Place(row["file"], row["sheet"], row["over"]))
                    faults += [] if fault in faults else [fault]
                else:
                    faults.append(found.fault(Place(row["file"], row["sheet"], row["row"], _TITLES.get(column, "ОО"))))
            else:
                row[column] = found
        if row.get("above") and row["municipality"] and self._municipality(row["above"]) != row["municipality"]:
            told = f"строка не того муниципалитета, что назван над таблицей («{row['above']}»)"
            place = Place(row["file"], row["sheet"], row["row"], _TITLES["municipality"])
            faults.append(Fault(place, told, "", "Исправьте строку или заголовок", row["municipality"]))

    def _large(self, name: str, table: pa.Table, faults: list[Fault]) -> pa.Table:
        """Codes into a large table, by its distinct names."""
        school = _SCHOOL.get(name, "")
        keys = [column for column in ("municipality", school, "school_name") if column in table.column_names]
        number = np.zeros(len(table), np.int64)
        for key in keys:
            own, known = codes(table.column(key))
            number = number * (len(known) + 1) + own + 1
        _, at, number, counts = np.unique(number, return_index=True, return_inverse=True, return_counts=True)
        first = table.select([*keys, "file", "sheet", "row"]).take(pa.array(at)).to_pylist()
        made: dict[str, list[str | None]] = {column: [] for column in keys if column != "school_name"}
        for row, count in zip(first, counts.tolist(), strict=True):
            written = {key: row[key] or "" for key in keys}
            of = ""
            for column in made:
                found = self._optional(name, column, of, written)
                if isinstance(found, Unknown):
                    place = Place(row["file"], row["sheet"], row["row"], _TITLES.get(column, "ОО"))
                    faults.append(found.fault(place, count))
                    found = None
                made[column].append(found)
                of = found or of
        if name == "results":
            made["municipality"] = self._homes(made, first, faults)
        for column, found in made.items():
            values = pa.array(found, pa.string()).dictionary_encode()
            table = table.set_column(table.column_names.index(column), column, values.take(pa.array(number)))
        if name == "statistics":  # the code of a municipality's statistics is the municipality's
            of_all = pc.equal(table.column("scope").cast(pa.string()), "municipality")
            both = [table.column(column).cast(pa.string()) for column in ("municipality", "code")]
            whose = pc.if_else(of_all, *both).dictionary_encode()
            table = table.set_column(table.column_names.index("code"), "code", whose)
        return table.drop_columns(["school_name"]) if "school_name" in table.column_names else table

    def _homes(
        self, made: Mapping[str, list[str | None]], first: Sequence[Mapping[str, Any]], faults: list[Fault]
    ) -> list[str | None]:
        """Municipalities of schools whose rows do not name one, by the register."""
        home = dict(zip(self.register["school"], self.register["municipality"], strict=True))
        found = []
        for own, school, row in zip(made["municipality"], made["school"], first, strict=True):
            found.append(own or home.get(school))
            if not found[-1] and own is not None and school:
                place = Place(row["file"], row["sheet"], row["row"], _TITLES["municipality"])
                told = f"муниципалитет школы {school} не назван"
                remedy = "Загрузите реестр школ или допишите его"
                faults.append(Fault(place, told, "В реестре школ её тоже нет", remedy))
        return found

    def _optional(self, name: str, column: str, of: str, written: Mapping[str, str]) -> str | Unknown | None:
        """A municipality or a school; statistics of a country or a region have neither."""
        text = written[column]
        if column == "municipality" and not text and (name == "statistics" or _SCHOOL.get(name)):
            return ""
        if column != "municipality" and not text and not written.get("school_name"):
            return ""
        return self._find(column, of, text, written.get("school_name", ""))

    def _find(self, column: str, of: str, text: str, named: str) -> str | Unknown:
        key = (column, of, text, named)
        if key not in self._known:
            self._known[key] = self._municipality(text) if column == "municipality" else self._school(of, text, named)
        found = self._known[key]
        if column != "municipality":
            self._met.setdefault(text, set()).update({found} if isinstance(found, str) else ())
        if isinstance(found, Unknown) and found.kind:
            own = replace(found, municipality=self.region[of].name if of else "")
            self.unknown.setdefault((found.kind, of, found.written), own)
        return found

    def _municipality(self, text: str) -> str | Unknown:
        if not text:
            remedy = "Впишите его; не объединяйте ячейки"
            return Unknown("", "", "", (), "ячейка пуста", "Муниципалитет нужен в каждой строке", remedy)
        if code := self.aliases.municipality(text):
            return code
        try:
            return self._municipalities.find(text)
        except Unreadable as error:
            near = self._municipalities.scored(text)
            return Unknown("municipality", "", text, near, error.message, error.allowed, error.remedy)

    def _school(self, of: str, text: str, named: str) -> str | Unknown:
        return self._schools.find(of, text, named, self.aliases.school(of, named or text))

    def _covers(self, cover: Cover, file: str, faults: list[Fault]) -> list[Cover]:
        """Covers with codes: of a school one for each that its rows name, who know its municipality.

        None where a municipality or a school is not known, which the rows have told already.
        """
        made: list[Cover] = [cover[:1]]
        for column, written in zip(UNITS[str(cover[0])], cover[1:], strict=False):
            own: Collection[str | int] = (written,)
            if column in ("municipality", "school", "code") and written != "":
                of_all = column == "municipality" or "municipality" in cover[-2:-1]  # of statistics the scope
                if not of_all and written in self._met:
                    own = self._met[str(written)]
                elif isinstance(found := self._find("municipality" if of_all else "school", "", str(written), ""), str):
                    own = (found,)
                else:
                    faults += [] if faults else [found.fault(Place(file))]
                    return []
            made = [(*one, each) for one in made for each in own]
        return made
