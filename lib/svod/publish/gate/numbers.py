"""What the tables print of indicators, points and years, beside the numbers of the edition, worked out anew."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from statistics import median
from typing import Any

from svod.blocks import dashed
from svod.publish.gate.rules import Checks, plain
from svod.publish.paper import Content
from svod.publish.reading import Reading
from svod.report.assessment import Assessment
from svod.report.hidden import hide
from svod.report.values import open_value

__all__ = ["Numbers"]

Told = tuple[str, dict[str, Any], float | Fraction | None]
"""What a cell is about, the cell, and what it should tell."""
COUNTED, OWN, REGION, LOST, EXPECTED = "tab-6-1", "tab-7-1", "tab-7-2", "tab-9-1", "tab-10-1"
MAP, YEARS = "ris-7-1-data", "ris-9-1-data"


class Numbers:
    """The numbers of an edition as cells of reports should have them.

    Parameters
    ----------
    assessment : Assessment
        Nothing hidden; what may not be told is left out of medians and best values as everywhere.
    """

    def __init__(self, assessment: Assessment) -> None:
        self.assessment, self.params = assessment, assessment.params
        self._rows: dict[tuple[str, int], dict[str, dict[str, Any]]] = {}
        for row in assessment.yearly.to_dict("records"):
            self._rows.setdefault((row["indicator"], row["year"]), {})[row["municipality"]] = row
        self._items = {dashed(item.code): item for item in self.params.methodology.indicators}

    def check(self, reading: Reading, checks: Checks) -> None:
        """Check a report: values, denominators, points, medians, the value of the region, results of years."""
        for anchor, table in reading.tables.items():
            for about, cell, wanted in self._told(reading, anchor, table):
                if cell.get("value") is not None and wanted is not None:
                    label = f"таблица {table['number']}, строка и столбец {about}"
                    checks.within(reading.page, label, float(wanted), cell["value"], _most(cell))

    def _told(self, reading: Reading, anchor: str, table: Content) -> Iterator[Told]:
        about = reading.passport
        for row in (row for row in table["rows"] if "key" in row):
            for key, cell in row["cells"].items():
                wanted = None
                if about["procedure"]:
                    wanted = self._of_procedure(about, anchor, row, key)
                elif anchor in (OWN, LOST) and about["municipality"] and key == "points":
                    wanted = self._points(about["municipality"], row["key"])
                if wanted is None and anchor in (YEARS, MAP, EXPECTED):
                    wanted = self._of_municipality(about, anchor, row["key"], key)
                yield f"{row['key']}, {key}", cell, wanted

    def _of_procedure(self, about: dict[str, Any], anchor: str, row: Content, key: str) -> Fraction | None:
        """What a table of one procedure says of an indicator."""
        item, own = self._items.get(row["key"].removesuffix("-median")), about["municipality"]
        if item is None:
            return None
        middle = row["key"].endswith("-median")
        if key.isdigit():
            if middle or not own:
                return self._middle(item.code, int(key), "median") if middle else self._region(item.code, int(key))
            name = "denominator" if anchor == COUNTED else "value"
            return self._rows[item.code, int(key)][own][name] if anchor in (COUNTED, OWN, YEARS) else None
        if own and key == "points" and anchor in (OWN, LOST):
            return self.assessment.period.at[own, item.code]
        if key == "maximum" and anchor == LOST:
            return Fraction(item.maximum)
        year = row["cells"].get("year", {}).get("text")
        if anchor == REGION and key in ("median", "best", "worst"):
            return self._middle(item.code, int(year) if year else None, key)
        if anchor == REGION and key == "own":
            return self._rows[item.code, int(year)][own]["value"]
        return None

    def _of_municipality(self, about: dict[str, Any], anchor: str, code: str, key: str) -> Fraction | None:
        """What a table says of a municipality: points on a map, percents of years."""
        if code not in self.assessment.names:
            return None
        if anchor == MAP:
            item = self._items.get(key)
            return self.assessment.period.at[code, item.code] if item else self._points(code, key)
        years = self.params.edition.years
        if anchor == EXPECTED and key in ("previous", "current"):
            percents, year = self._percents(about, years[-2:]), years[-2 if key == "previous" else -1]
            return percents[year][code]
        if anchor == YEARS and key.isdigit():
            ids = self._procedures(about)
            held = self.assessment.comparable_years(ids)
            return self._percents(about, held)[int(key)][code] if int(key) in held else None
        return None

    def _procedures(self, about: dict[str, Any]) -> tuple[str, ...]:
        if about["procedure"]:
            return (about["procedure"],)
        group = about["group"]
        own = self.params.procedures_of(group) if group else self.params.procedures
        return tuple(item.id for item in own)

    def _percents(self, about: dict[str, Any], years: tuple[int, ...]) -> dict[int, dict[str, Fraction | None]]:
        return self._yearly(self._procedures(about), tuple(years))

    @cache  # noqa: B019 – lives as long as the gate
    def _yearly(self, ids: tuple[str, ...], years: tuple[int, ...]) -> dict[int, dict[str, Fraction | None]]:
        return self.assessment.yearly_percent(ids, years).to_dict()

    def _points(self, municipality: str, procedure: str) -> Fraction | None:
        if procedure not in self.assessment.assessed:
            return None
        items = self.params.methodology.of(procedure)
        own = self.assessment.indicators.loc[municipality]
        return sum((own[item.code] for item in items), Fraction(0))

    def _region(self, code: str, year: int) -> Fraction | None:
        return next(iter(self._rows[code, year].values()))["region"]

    @cache  # noqa: B019 – lives as long as the gate
    def _open(self, code: str, year: int) -> list[Fraction]:
        """Values of all municipalities as they may be told."""
        item = self._items[dashed(code)]
        rows = {name: dict(row) for name, row in self._rows[code, year].items()}
        hide(item, rows, self.params.procedure(next(iter(rows.values()))["procedure"]).participants)
        return [given for row in rows.values() if (given := open_value(row)) is not None]

    def _middle(self, code: str, year: int | None, key: str) -> Fraction | None:
        """Median, best or worst of a year, or of the last that has any."""
        held = [one for one in self.params.edition.years if self._open(code, one)]
        known = self._open(code, year or max(held)) if held else []
        if not known:
            return None
        if key == "median":
            return Fraction(median(known))
        return max(known) if (key == "best") == (self._items[dashed(code)].better == "more") else min(known)


def _most(cell: dict[str, Any]) -> float:
    """How far a printed number may be from the exact one: half of its last digit where it is rounded, else nothing."""
    shown = plain(cell["text"]).replace(" ", "").replace("−", "-").lstrip("+").replace(",", ".")
    digits = len(shown.partition(".")[2])
    try:
        rounded = float(shown) == cell["value"]
    except ValueError:
        return 0.0
    return 0.5 * 10**-digits if rounded else 0.0
