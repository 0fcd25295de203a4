"""The gate of small numbers: no published value rests on fewer pupils than may be told of, nor can be worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import isclose
from typing import Any, NamedTuple

import pandas as pd

from svod.blocks import dashed
from svod.publish.paper import Content, Paper
from svod.report.assessment import Assessment
from svod.report.hidden import people
from svod.stats.disclosure import FEWEST, TOTAL, coded, exposed, few, with_total
from svod.wording.numbers import counted

__all__ = ["small_numbers"]

_PUPILS = ("обучающийся", "обучающихся", "обучающихся")
_OWN = ("own", "n")


class _Secret(NamedTuple):
    """Numbers of one indicator and year that no page may print: whose they are, and of how many pupils.

    Of a value that is only to be told by its bound (`coded`) the denominator may be printed.
    """

    procedure: str
    code: str
    year: int
    municipality: str
    pupils: int
    numbers: tuple[float, ...]
    coded: bool = False


def small_numbers(papers: Iterable[Paper], assessment: Assessment, k: int = FEWEST) -> list[str]:
    """Find what the pages of an edition tell of fewer than `k` pupils.

    Parameters
    ----------
    papers : iterable of Paper
        Pages as they were executed; the more of them, the more can be compared.
    assessment : Assessment
        The numbers the pages were made from, nothing hidden.
    k : int

    Returns
    -------
    list of str
        Faults in the order of the pages: the page, the table and row, what is told. Then what may be worked out from
        all pages together, by indicator and year.
    """
    rows = _rows(assessment)
    secrets = _secrets(assessment, rows, k)
    faults, printed = [], set()
    for paper in papers:
        procedure, municipality = paper.passport.get("procedure"), paper.passport.get("municipality")
        if procedure is None:
            continue
        own = [one for one in secrets if one.procedure == procedure and one.municipality == (municipality or TOTAL)]
        tables = list(_tables(content for part in paper.parts for content in part.contents))
        faults += [f"{paper.passport['path']}, {said}" for table in tables for said in _told(table, own)]
        if municipality:
            printed |= {(*cell, municipality) for table in tables for cell in _printed(table)}
    return faults + _worked_out(assessment, rows, printed, k)


def _rows(assessment: Assessment) -> dict[tuple[str, int], dict[str, Mapping[str, Any]]]:
    """Rows of the indicators of pupils by indicator and year, then by municipality."""
    of_pupils = {item.code for item in assessment.params.methodology.indicators if item.base == "pupils"}
    found: dict[tuple[str, int], dict[str, Mapping[str, Any]]] = {}
    for row in assessment.yearly.to_dict("records"):
        if row["indicator"] in of_pupils:
            found.setdefault((row["indicator"], row["year"]), {})[row["municipality"]] = row
    return found


def _counts(assessment: Assessment, code: str, rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """How many pupils stand behind the values of one indicator and year."""
    item = assessment.params.methodology.indicator(code)
    return {name: given for name, row in rows.items() if (given := people(item, row)) is not None}


def _secrets(assessment: Assessment, rows: dict, k: int) -> list[_Secret]:
    """Values that rest on few pupils, of a municipality or of the whole region, and those to be told by a bound."""
    found = []
    for (code, year), own in rows.items():
        known, kind = _counts(assessment, code, own), assessment.params.methodology.indicator(code).kind
        for name, given in known.items():
            row = own[name]
            who, value = (row["procedure"], code, year, name, int(given)), row["value"]
            if few(given, k):
                found.append(_Secret(*who, _floats(value, row["denominator"])))
            elif kind == "share" and given and (code_ := coded(row["numerator"], given)) and value != code_.bound:
                found.append(_Secret(*who, _floats(value), coded=True))
        if few(total := sum(known.values()), k):
            first = next(iter(own.values()))
            found.append(_Secret(first["procedure"], code, year, TOTAL, int(total), _floats(first["region"])))
    return found


def _floats(*numbers: Any) -> tuple[float, ...]:
    return tuple(float(one) for one in numbers if one is not None)


def _tables(contents: Iterable[Content]) -> Iterator[Content]:
    """Tables and the data of figures, wherever they stand."""
    for content in contents:
        if content["block"] == "table":
            yield content
        elif content["block"] == "figure":
            yield content["data"]
        elif content["block"] == "together":
            yield from _tables(content["blocks"])


def _told(table: Content, secrets: list[_Secret]) -> Iterator[str]:
    """What a table of one page tells of its secrets."""
    for row in table["rows"]:
        for secret in secrets:
            if row.get("key") in (dashed(secret.code), "participants"):
                for key, cell in row["cells"].items():
                    if _tells(key, cell, secret, row["key"] == "participants"):
                        yield (
                            f"{table['anchor']}, строка {row['key']}: показатель {secret.code} за {secret.year} год, "
                            f"напечатано «{cell['text']}», учтено {counted(secret.pupils, _PUPILS)}"
                        )


def _tells(key: str, cell: Content, secret: _Secret, of_participants: bool) -> bool:
    """Whether a cell is a secret number: anything printed for its year, or equal to it among what is one's own."""
    own = (cell.get("strip") or {}).get("own")
    value = cell.get("value") if key in (str(secret.year), *_OWN) else None
    if value is not None and key == str(secret.year) and not of_participants and not secret.coded:
        return True
    return any(isclose(given, one) for given in (own, value) if given is not None for one in secret.numbers)


def _printed(table: Content) -> Iterator[tuple[str, str]]:
    """Indicator (as rows are keyed) and year of every number that a page of one municipality prints."""
    for row in table["rows"]:
        for key, cell in row.get("cells", {}).items():
            if key.isdigit() and cell.get("value") is not None:
                yield row["key"], key


def _worked_out(assessment: Assessment, rows: dict, printed: set[tuple[str, str, str]], k: int) -> list[str]:
    """Hidden numbers that those printed on other pages and the region's give away."""
    faults = []
    for (code, year), own in rows.items():
        known = _counts(assessment, code, own)
        if not any(few(given, k) for given in known.values()):
            continue
        counts = with_total(pd.Series(known))
        small = {name for name, given in known.items() if few(given, k)}
        hidden = {name for name in known if known[name] and (dashed(code), str(year), name) not in printed}
        if small <= hidden:
            names = [assessment.names[name] for name in exposed(counts, hidden, k, small) if name in small]
            faults += [f"показатель {code} за {year} год вычисляется по остальным: {name}" for name in names]
    return faults
