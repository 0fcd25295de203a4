"""How good a municipality is at what: the ability its points suggest, its own effects, planted stories and measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from svod.demo.measures import Measure
from svod.demo.proportions import Proportions
from svod.demo.settings import Settings
from svod.params import Params
from svod.params.methodology import Indicator

__all__ = ["Levels", "Quality", "World"]

Levels = dict[tuple[str, int], float]
"""Quality by indicator and year."""


class Quality:
    """Quality of municipalities in spreads of an indicator; more is better whatever the indicator."""

    def __init__(
        self,
        settings: Settings,
        params: Params,
        targets: Mapping[str, Mapping[str, Fraction]],
        measures: tuple[Measure, ...],
    ) -> None:
        self.settings, self.params = settings, params
        self.years = tuple(sorted(params.edition.years))
        self.ability = {group: self._ability(group, points) for group, points in targets.items()}
        self.stories = {(item.municipality, item.procedure): item.shifts for item in settings.stories}
        self.measures = {
            (item.municipality, item.target, year): item.effect
            for item in measures
            for year in self.years
            if item.effect and year > item.start.year
        }

    def _ability(self, group: str, points: Mapping[str, Fraction]) -> dict[str, float]:
        """Ability that points of the group suggest, the region's middle being 0."""
        maximum = self.params.methodology.group(group).maximum
        shares = {code: float(value / maximum) for code, value in points.items()}
        middle = sum(shares.values()) / len(shares)
        slope = float(self.settings.effects.slope[group])
        return {code: slope * (share - middle) for code, share in shares.items()}

    def draw(self, municipality: str, group: str, rng: np.random.Generator) -> Levels:
        """Quality on all indicators of a group in all years, without the noise of a year."""
        effects = self.settings.effects
        ability = self.ability[group][municipality] + float(effects.ability) * rng.standard_normal()
        found = {}
        for procedure in self.params.procedures_of(group):
            level = ability + float(effects.procedure) * rng.standard_normal()
            shifts = self.stories.get((municipality, procedure.id), (0,) * len(self.years))
            for item in self.params.methodology.of(procedure.id):
                own = level + float(effects.indicator) * rng.standard_normal()
                for year, shift in zip(self.years, shifts, strict=True):
                    measure = self.measures.get((municipality, item.code, year), 0.0)
                    found[item.code, year] = own + float(shift) + measure
        return found

    def noise(self, schools: int) -> float:
        """Standard deviation of a year: the fewer schools, the noisier."""
        return float(self.settings.effects.noise) + float(self.settings.effects.small) / schools**0.5


@dataclass(frozen=True)
class World:
    """What every draw of the region rests on."""

    settings: Settings
    params: Params
    proportions: Proportions
    quality: Quality
    seed: int

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted(self.params.edition.years))

    def items(self, group: str, derived: bool) -> dict[str, Indicator]:
        """Indicators of a group: those that come from pupils and schools, or the free ones."""
        return {
            item.code: item
            for procedure in self.params.procedures_of(group)
            for item in self.params.methodology.of(procedure.id)
            if (item.code in self.settings.derived) == derived
        }

    def rng(self, stage: int, group: str, municipality: str, attempt: int) -> np.random.Generator:
        """A stream of its own for every draw, so that drawing one again moves no other."""
        groups = [item.id for item in self.params.methodology.rating.groups]
        place = self.params.region.codes.index(municipality)
        return np.random.default_rng([self.seed, stage, groups.index(group), place, attempt])
