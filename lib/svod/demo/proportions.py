"""How many classes, teachers, applications and so on a municipality has: the sizes behind every denominator."""

from __future__ import annotations

from math import floor

import numpy as np

from svod.demo.settings import Count, Settings
from svod.params import Params

__all__ = ["Proportions"]

STAGE = 1


class Proportions:
    """Counts of a municipality in a year, in its own proportions, the same every time they are asked for."""

    def __init__(self, settings: Settings, params: Params, seed: int) -> None:
        self.settings = settings
        self.first = min(params.edition.years)
        self.counts = {item.name: item for item in settings.counts}
        self.sizes = {item.municipality: item for item in settings.sizes}
        spread = float(settings.effects.sizes)
        self.own = {}
        for index, code in enumerate(params.region.codes):
            drawn = np.random.default_rng([seed, STAGE, index]).standard_normal(len(self.counts))
            self.own[code] = dict(zip(self.counts, np.exp(spread * drawn), strict=True))

    def schools(self, municipality: str) -> int:
        return self.sizes[municipality].schools

    def count(self, name: str, municipality: str, year: int) -> int:
        """A count by its name in demo.yml; no school of the project where the settings say so."""
        project = self.settings.project
        if municipality in project.without and name in {self.settings.shape(code).of for code in project.indicators}:
            return 0
        item = self.counts[name]
        return max(item.least, floor(float(item.rate) * self._number(item, municipality, year) + 0.5))

    def _number(self, item: Count, municipality: str, year: int) -> float:
        age = year - self.first
        size = self.sizes[municipality]
        if item.per == "region":
            return float(item.growth or 1) ** age
        if item.per == "pupils":
            own = 1.0 if item.rate == 1 else self.own[municipality][item.name]
            return round(size.pupils * float(self.settings.effects.growth) ** age) * own
        if item.per == "organisations":
            return size.schools + size.kindergartens
        return size.schools if item.per == "schools" else size.kindergartens
