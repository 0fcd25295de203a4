"""Indicators that come from pupils and schools: drawn as they fall, never adjusted.

The region's value, which municipalities are compared with, follows from whatever was drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from svod.demo.quality import World
from svod.demo.settings import SchoolList
from svod.demo.values import Numbers, latent, points, rounded
from svod.stats.scoring import indicator_value, period_points, score_dynamic

__all__ = ["Derived", "Rows"]

STAGE = 3
Rows = dict[tuple[str, int], Numbers]
"""Rows of one municipality by indicator and year."""
Shares = dict[tuple[str, int], float]


class Derived:
    """Draws the derived indicators of one group of procedures."""

    def __init__(self, world: World, group: str) -> None:
        self.world, self.group = world, group
        self.items = world.items(group, derived=True)
        self.lists = [item for item in world.settings.lists if item.listed in self.items]

    def draw(self, municipality: str, attempt: int) -> Rows:
        """Rows of one municipality; another attempt is another draw of its effects."""
        world = self.world
        rng = world.rng(STAGE, self.group, municipality, attempt)
        shares = self._shares(municipality, rng)
        rows: Rows = {}
        for school_list in self.lists:
            rows |= self._list(school_list, municipality, shares, rng)
        on_lists = {item for one in self.lists for item in (one.listed, one.left, one.wider)}
        rest = [item for item in self.items.values() if item.code not in on_lists]
        for item in sorted(rest, key=lambda item: world.settings.shape(item.code).of in self.items):
            of = world.settings.shape(item.code).of
            for year in world.years:
                whole = int(rows[of, year].numerator) if of in self.items else self._count(of, municipality, year)
                share = shares[item.code, year]
                part = int(rng.binomial(whole, share)) if item.base == "pupils" else int(rounded(share * whole))
                rows[item.code, year] = Numbers(part, whole)
        return {key: row for key, row in rows.items() if world.params.edition.held(*key)}

    def _count(self, name: str, municipality: str, year: int) -> int:
        return self.world.proportions.count(name, municipality, year)

    def _shares(self, municipality: str, rng: np.random.Generator) -> Shares:
        """Probability behind every share: quality and the noise of the year."""
        world = self.world
        quality = world.quality.draw(municipality, self.group, rng)
        noise = world.quality.noise(world.proportions.schools(municipality))
        shares = {}
        for code, item in self.items.items():
            shape = world.settings.shape(code)
            for age, year in enumerate(world.years):
                value = latent(item, shape, age, quality[code, year] + noise * rng.standard_normal())
                shares[code, year] = float(value) / item.multiplier
        return shares

    def _list(self, what: SchoolList, municipality: str, shares: Shares, rng: np.random.Generator) -> Rows:
        """A list of schools over the years: who does not leave it stays on it, who joins the project was on it."""
        in_project, years = what.members == "project", self.world.years
        project = [self._count(self.world.settings.project.count, municipality, year) for year in years]
        joining = [*project[1:], 0] if in_project else [0] * len(years)
        note = "не применимо" if in_project else "не применимо: список прошлого года пуст"
        rows: Rows = {}
        before = 0
        for position, year in enumerate(years):
            schools = self._count(self.world.settings.shape(what.listed).of, municipality, year)
            members = min(project[position], before) if in_project else before
            left = int(rng.binomial(members, shares[what.left, year]))
            drawn = int(rng.binomial(schools, shares[what.listed, year]))
            listed = min(max(drawn, members - left, joining[position]), schools)
            rows[what.listed, year] = Numbers(listed, schools)
            rows[what.left, year] = Numbers(left, members, "" if members else note)
            if what.wider:
                others = int(rng.binomial(schools - listed, shares[what.wider, year]))
                rows[what.wider, year] = Numbers(listed + others, schools)
            before = listed
        return rows

    def region(self, rows: Mapping[str, Rows]) -> dict[tuple[str, int], Fraction]:
        """Ratio of sums over all municipalities, for the indicators that are compared with it."""
        found = {}
        for code, item in self.items.items():
            for year in self.world.years:
                if item.points.rule == "versus_region" and self.world.params.edition.held(code, year):
                    own = [row[code, year] for row in rows.values()]
                    above, below = sum(row.numerator for row in own), sum(row.denominator for row in own)
                    value = indicator_value(above, below, item.multiplier)
                    if value is not None:
                        found[code, year] = value
        return found

    def points(self, rows: Rows, region: Mapping[tuple[str, int], Fraction]) -> Fraction:
        """Points of the period of all derived indicators of a municipality; what is not assessed gives none."""
        total = Fraction(0)
        for code, item in self.items.items():
            own = {year: rows[code, year] for year in self.world.years if (code, year) in rows}
            if item.points.rule == "dynamic":
                values = {y: indicator_value(row.numerator, row.denominator, item.multiplier) for y, row in own.items()}
                scored = score_dynamic({y: value for y, value in values.items() if value is not None}, item.better)
                total += scored[0] if scored else 0
            else:
                yearly = {year: points(item, row, region.get((code, year))) for year, row in own.items()}
                total += period_points({y: value for y, value in yearly.items() if value is not None}) or 0
        return total
