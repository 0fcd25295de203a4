"""The gate of small numbers: no published value rests on fewer persons than may be told of, nor can be worked out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import isclose
from typing import Any, NamedTuple

import pandas as pd

from svod.blocks import dashed
from svod.publish.gate.rules import Checks
from svod.publish.paper import Content
from svod.publish.reading import Reading
from svod.report.assessment import Assessment
from svod.report.hidden import persons
from svod.report.values import print_value
from svod.stats.disclosure import FEWEST, TOTAL, coded, exposed, few, with_total
from svod.wording.numbers import counted

__all__ = ["Printed", "Secret", "Yearly", "printed_by", "secrets_of", "told", "worked_out", "yearly_of"]

_PERSONS = ("человек", "человека", "человек")
_PANEL = re.compile(r"\d+\.\d+ ")
NO = "нет"

Spot = tuple[str, str, str]
"""Row of an indicator, year, municipality or `TOTAL`."""
Printed = dict[Spot, tuple[float, ...]]
"""Numbers printed for an indicator of a municipality or the region: its value, what it is counted over."""
Yearly = dict[tuple[str, int], dict[str, Mapping[str, Any]]]
"""Rows of the indicators of persons by indicator and year, then by municipality."""


class Secret(NamedTuple):
    """Numbers of one indicator and year that no page may print.

    Attributes
    ----------
    procedure, code, year, municipality
        Whose they are; of the region, `TOTAL`.
    persons : int
        How many stand behind them.
    value : float or None
    text : str
        The value as it would be printed.
    taking : bool
        Whether the participants of the procedure are the same number of persons.
    alike : int
        In how many municipalities the same value may be told.
    bounded : bool
        Whether the value is only to be told by its bound; then the number of persons may be printed.
    scarce : bool
        Whether all participants of the municipality are so few that those of the region may not be summed up either.
    """

    procedure: str
    code: str
    year: int
    municipality: str
    persons: int
    value: float | None
    text: str
    taking: bool
    alike: int
    bounded: bool
    scarce: bool = False

    @property
    def spot(self) -> Spot:
        return dashed(self.code), str(self.year), self.municipality

    @property
    def numbers(self) -> tuple[float, ...]:
        """The value, and how many persons unless that may be printed."""
        given = (self.value, None if self.bounded else self.persons)
        return tuple(float(one) for one in given if one is not None)

    @property
    def words(self) -> str:
        return f"показатель {self.code} за {self.year} год, учтено {counted(self.persons, _PERSONS)}"


def yearly_of(assessment: Assessment) -> Yearly:
    """Rows of the indicators that rest on persons, nothing hidden."""
    items = {item.code: item for item in assessment.params.methodology.indicators}
    found: Yearly = {}
    for row in assessment.yearly.to_dict("records"):
        row["persons"] = persons(items[row["indicator"]], row)
        if row["persons"] is not None:
            found.setdefault((row["indicator"], row["year"]), {})[row["municipality"]] = row
    return found


def secrets_of(assessment: Assessment, k: int = FEWEST) -> list[Secret]:
    """Values that rest on fewer than `k` persons, of a municipality or the region, and those to be told by a bound."""
    found: list[Secret] = []
    most = _participants(assessment)
    for (code, year), rows in yearly_of(assessment).items():
        item = assessment.params.methodology.indicator(code)
        share = item.kind == "share"
        procedure = next(iter(rows.values()))["procedure"]
        taking = assessment.params.procedure(procedure).participants.same_as.get(code) == "denominator"
        kept = [
            (name, row["persons"], row["value"], few(row["persons"], k))
            for name, row in rows.items()
            if few(row["persons"], k) or (share and _rough(row["numerator"], row["persons"]))
        ]
        secret = {name for name, *_ in kept}
        open_ = [row["value"] for name, row in rows.items() if name not in secret]
        parts, whole = (sum(row[key] for row in rows.values()) for key in ("numerator", "persons"))
        if few(whole, k) or (share and _rough(parts, whole)):
            kept.append((TOTAL, whole, next(iter(rows.values()))["region"], few(whole, k)))
        for name, count, value, small in kept:
            said = (None, "") if value is None else (float(value), print_value(item, value))
            scarce = few(most.get((procedure, year, name)), k)
            own = (int(count), *said, taking and small and name != TOTAL, open_.count(value), not small, scarce)
            found.append(Secret(procedure, code, year, name, *own))
    return found


def _participants(assessment: Assessment) -> dict[tuple[str, int, str], int]:
    """Participants who are persons by procedure, year and municipality: the most that an indicator names."""
    of_persons = {one.id for one in assessment.params.procedures if one.participants.persons}
    most: dict[tuple[str, int, str], int] = {}
    for row in assessment.yearly.to_dict("records"):
        if row["procedure"] in of_persons and row["participants"] is not None:
            key = row["procedure"], row["year"], row["municipality"]
            most[key] = max(row["participants"], most.get(key, 0))
    return most


def _rough(part: Any, whole: Any) -> bool:
    """Whether a share is to be told by a bound that it is not itself."""
    bound = coded(part, whole)
    return bound is not None and 100 * part != bound.bound * whole


def told(reading: Reading, secrets: Iterable[Secret], checks: Checks) -> None:
    """Check that a report tells no secret: of its own municipality or region, or of others beside it."""
    for secret in secrets:
        if secret.procedure == reading.passport["procedure"]:
            where = next(_told(reading, secret), NO)
            checks.hold(reading.page, f"напечатано то, что скрывают: {secret.words}", NO, where)


def _told(reading: Reading, secret: Secret) -> Iterator[str]:
    """Where a secret is told: in a cell, in the values of all municipalities, in words of a figure and in no cell."""
    own = secret.municipality == (reading.passport["municipality"] or TOTAL)
    together = secret.scarce and not reading.passport["municipality"]
    for anchor, table in reading.tables.items():
        for row in table["rows"]:
            taken = row.get("cells", {}).get("participants", {})
            if together and row.get("key") == str(secret.year) and taken.get("value"):
                yield f"{anchor}, строка {row['key']}: «{taken['text']}»"
            if row.get("key") in (secret.spot[0], "participants"):
                year = row["cells"].get("year", {}).get("text", str(secret.year))
                for key, cell in row["cells"].items() if year == str(secret.year) else ():
                    if own and _tells(row["key"], key, cell, secret):
                        yield f"{anchor}, строка {row['key']}: «{cell['text']}»"
                    elif "year" in row["cells"] and _tells_of_another(key, cell, secret):
                        yield f"{anchor}, строка {row['key']}: разброс по области"

    if own and secret.text:
        yield from (f"{anchor}: «{secret.text}» на рисунке" for anchor in _drawn(reading, secret))


def _drawn(reading: Reading, secret: Secret) -> Iterator[str]:
    """Figures in whose panel of the indicator the value is written, though it stands in no table of the page."""
    for anchor, words in reading.drawn.items():
        titles = [place for place, word in enumerate(words) if _PANEL.match(word)] + [len(words)]
        for start, end in pairwise(titles):
            if words[start].startswith(f"{secret.code} ") and secret.text in words[start:end]:
                rows = (row for table in reading.tables.values() for row in table["rows"])
                if all(cell["text"] != secret.text for row in rows for cell in row.get("cells", {}).values()):
                    yield anchor


def _tells(row: str, key: str, cell: Content, secret: Secret) -> bool:
    """Whether a cell tells of whom the page is about: anything printed for the year, or a number that is the secret."""
    value = (cell.get("strip") or {}).get("own", cell.get("value"))
    if value is None:
        return False
    if row == "participants":
        return secret.taking and key == str(secret.year) and value == secret.persons
    if key == str(secret.year):
        return not secret.bounded or any(isclose(value, one) for one in secret.numbers)
    if key == "n":
        return not secret.bounded and value == secret.persons
    return key in ("own", "strip") and secret.value is not None and isclose(value, secret.value)


def _tells_of_another(key: str, cell: Content, secret: Secret) -> bool:
    """Whether the values of all municipalities hold the secret one: more of its like than may be told."""
    given = (cell.get("strip") or {}).get("values", ()) if key == "strip" else [cell.get("value")] * (key == "best")
    if secret.value is None or secret.municipality == TOTAL:
        return False
    return sum(one is not None and isclose(one, secret.value) for one in given) > secret.alike


def printed_by(reading: Reading) -> Printed:
    """Every number that the page of a municipality or of a procedure prints for an indicator and year."""
    who, found = reading.passport["municipality"] or TOTAL, {}
    for table in reading.tables.values() if reading.passport["procedure"] else ():
        for row in table["rows"]:
            for key, cell in row.get("cells", {}).items():
                if key.isdigit() and cell.get("value") is not None and "key" in row:
                    spot = row["key"], key, who
                    found[spot] = (*found.get(spot, ()), cell["value"])
    return found


def worked_out(rows: Yearly, printed: Printed, k: int = FEWEST) -> Iterator[tuple[str, int, str, str]]:
    """Procedure, indicator, year and municipality of the hidden numbers that the printed ones give away.

    The region's value counts as printed unless it is of few: it is read beside the others.
    """
    for (code, year), own in rows.items():
        known = {name: row["persons"] for name, row in own.items()}
        small = {name for name, given in known.items() if few(given, k)}
        if not small:
            continue
        counts = with_total(pd.Series(known))
        hidden = {name for name in known if known[name] and (dashed(code), str(year), name) not in printed}
        if few(counts.cells[TOTAL], k) and (dashed(code), str(year), TOTAL) not in printed:
            hidden.add(TOTAL)
        if small <= hidden:
            for name in exposed(counts, hidden, k, small):
                if name in small:
                    yield own[name]["procedure"], year, code, name
