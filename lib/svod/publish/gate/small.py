"""The gate of small numbers: no published value rests on fewer persons than may be told of, nor can be worked out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import isclose
from typing import Any, NamedTuple

import pandas as pd

from svod.blocks import dashed
from svod.publish.gate.rules import Checks, plain
from svod.publish.paper import Content
from svod.publish.reading import Reading
from svod.report.assessment import Assessment
from svod.report.hidden import persons
from svod.report.values import print_value
from svod.stats.disclosure import FEWEST, TOTAL, coded, exposed, few, with_total
from svod.stats.disclosure_sum import Range, narrowed, of_bound, of_rounded
from svod.wording.numbers import counted

__all__ = ["Printed", "Secret", "Yearly", "printed_by", "secrets_of", "told", "worked_out", "yearly_of"]

_PERSONS = ("человек", "человека", "человек")
_PANEL = re.compile(r"\d+\.\d+ ")
_DECIMAL = re.compile(r"-?\d+(\.\d+)?")
NO = "нет"

Spot = tuple[str, str, str]
"""Row of an indicator, year, municipality or `TOTAL`."""
Printed = dict[Spot, tuple[float | Decimal, ...]]
"""Numbers printed for an indicator of a municipality or the region: its value, what it is counted over.

A Decimal is rounded to its last digit, and nothing behind it tells more; a float is exact.
"""
Rows = Mapping[str, Mapping[str, Any]]
"""Rows of one indicator and year by municipality."""
Yearly = dict[tuple[str, int], Rows]
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
        item = items[row["indicator"]]
        row |= {"share": item.kind == "share", "persons": persons(item, row)}
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
                    found[spot] = (*found.get(spot, ()), _number(cell))
    return found


def _number(cell: Content) -> float | Decimal:
    """What a cell tells: no more than it shows, or the exact number behind it."""
    shown = plain(cell["text"]).replace(",", ".").replace(" ", "").replace("−", "-")
    rounded = Decimal(shown) if _DECIMAL.fullmatch(shown) else None
    return rounded if rounded is not None and float(rounded) == cell["value"] else cell["value"]


def worked_out(rows: Yearly, printed: Printed, k: int = FEWEST) -> Iterator[tuple[str, int, str, str]]:
    """Procedure, indicator, year and municipality of the hidden numbers that the printed ones give away."""
    for (code, year), own in rows.items():
        for name in sorted({*_persons_left(code, year, own, printed, k), *_shares_left(code, year, own, printed, k)}):
            yield own[name]["procedure"], year, code, name


def _persons_left(code: str, year: int, own: Rows, printed: Printed, k: int) -> Iterator[str]:
    """Of whom the number of persons follows from those of the others and of all.

    The region's value counts as printed unless it is of few: it is read beside the others.
    """
    known = {name: row["persons"] for name, row in own.items()}
    small = {name for name, given in known.items() if few(given, k)}
    if not small:
        return
    counts = with_total(pd.Series(known))
    hidden = {name for name in known if known[name] and (dashed(code), str(year), name) not in printed}
    if few(counts.cells[TOTAL], k) and (dashed(code), str(year), TOTAL) not in printed:
        hidden.add(TOTAL)
    if small <= hidden:
        yield from (name for name in exposed(counts, hidden, k, small) if name in small)


def _shares_left(code: str, year: int, own: Rows, printed: Printed, k: int) -> Iterator[str]:
    """Whose share, hidden or told by a bound, follows from those of the others and of the region, as it is printed."""
    if not next(iter(own.values()))["share"]:
        return
    told = {name: printed.get((dashed(code), str(year), name), ()) for name in (*own, TOTAL)}
    unknown = {
        name: row
        for name, row in own.items()
        # Where one in ten is 10 %, the ten that are printed are not yet the percent.
        if row["persons"]
        and sum(isclose(given, row["value"]) for given in told[name]) <= isclose(row["persons"], row["value"])
    }
    parts, whole = (sum(row[key] for row in own.values() if row["persons"]) for key in ("numerator", "persons"))
    open_ = parts - sum(row["numerator"] for row in unknown.values())
    for given in told[TOTAL]:
        step = Fraction(10) ** given.as_tuple().exponent if isinstance(given, Decimal) else Fraction(0)
        if abs(Fraction(given) - 100 * parts / whole) <= max(step / 2, Fraction(1, 10**6)):
            low, high = of_rounded(Fraction(given), step, whole) if step else (parts, parts)
            beside = Range(int(low - open_), int(high - open_))
            for name in narrowed(beside, {one: _counted(row, k) for one, row in unknown.items()}):
                row = unknown[name]
                if few(row["persons"], k) or _rough(row["numerator"], row["persons"]):
                    yield name


def _counted(row: Mapping[str, Any], k: int) -> Range:
    """How many of a group can be counted, for a reader of its bound."""
    bound = None if few(row["persons"], k) else coded(row["numerator"], row["persons"])
    return of_bound(bound, row["persons"]) if bound else Range(0, int(row["persons"]))
