"""Pupils of the demo region: schools, abilities and points of items, drawn so that every file can be made by itself.

Ability is a sum of parts of municipality, school, pupil and work. An item is done by a two-parameter model, its points
one by one as steps of growing difficulty. Whatever is drawn has a generator of its own, named by numbers: the same seed
gives the same data on any number of processes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from svod.demo.pupils_settings import PupilSettings, Work
from svod.demo.settings import Settings
from svod.params import Params

__all__ = ["Pupils", "School", "Sheet"]

_SCHOOLS, _COHORT, _WORK, _ITEMS, _HEAPED, _MUNICIPALITY = range(6)  # what a generator is for


@dataclass(frozen=True)
class School:
    """A school of the register; `ability` and `journal` are its own parts, `heaped` whether it lifts marks."""

    code: str
    name: str
    municipality: str
    type: str
    settlement: str
    pupils: int
    ability: float
    journal: float
    heaped: bool


@dataclass(frozen=True)
class Sheet:
    """What the pupils of a municipality did in a work.

    Attributes
    ----------
    school : array of int, shape (n_pupils,)
        Place of the pupil's school in the municipality's schools; pupils of a school stand together.
    code, group, variant : array of int, shape (n_pupils,)
        Code of the pupil, ordinal number of the class, variant.
    points : array of float, shape (n_pupils, n_items)
        NaN: not done.
    primary, mark : array of int, shape (n_pupils,)
    journal : array of int, shape (n_pupils,)
        0: no mark.
    """

    school: np.ndarray
    code: np.ndarray
    group: np.ndarray
    variant: np.ndarray
    points: np.ndarray
    primary: np.ndarray
    mark: np.ndarray
    journal: np.ndarray


class Pupils:
    """All that is drawn for so many results of pupils."""

    def __init__(self, settings: Settings, own: PupilSettings, params: Params, results: int, seed: int) -> None:
        self.own, self.seed, self.results = own, seed, results
        self.sizes = [settings.size(code) for code in params.region.codes]
        self.types = [item.type for item in params.region.municipalities]
        self.total = sum(size.pupils for size in self.sizes)
        count = sum(size.schools for size in self.sizes)
        share = float(own.heaping.schools)
        self.heaped = set(self._rng(_HEAPED).choice(count, max(1, round(share * count)), replace=False).tolist())

    def ability(self, place: int) -> float:
        """Ability of a municipality, by its place in the region."""
        return float(self.own.ability["municipality"]) * self._rng(_MUNICIPALITY, place).standard_normal()

    def schools(self, place: int) -> tuple[School, ...]:
        """Schools of a municipality."""
        size, rng, shape = self.sizes[place], self._rng(_SCHOOLS, place), self.own.schools
        weights = np.exp(float(shape.spread) * rng.standard_normal(size.schools))
        pupils = np.maximum(20, size.pupils * weights / weights.sum()).round().astype(int)
        kinds = rng.choice(list(shape.types), size.schools, p=[float(share) for share in shape.types.values()])
        rural = rng.random(size.schools) < float(shape.rural[self.types[place]])
        ability = float(self.own.ability["school"]) * rng.standard_normal(size.schools)
        journal = float(self.own.journal.school) * rng.standard_normal(size.schools)
        first = sum(other.schools for other in self.sizes[:place])
        return tuple(
            School(
                f"edu{740001 + first + n}",
                f"{kinds[n]} № {n + 1}",
                size.municipality,
                str(kinds[n]),
                "село" if rural[n] else "город",
                int(pupils[n]),
                float(ability[n]),
                float(journal[n]),
                first + n in self.heaped,
            )
            for n in range(size.schools)
        )

    def item_shapes(self, work: int) -> tuple[np.ndarray, np.ndarray]:
        """Discrimination and difficulty of the items of a work."""
        items, shape, rng = self.own.works[work].items, self.own.items, self._rng(_ITEMS, work)
        middle = np.array([float(shape.difficulty[item.level]) for item in items])
        difficulty = middle + float(shape.apart) * rng.standard_normal(len(items))
        spread = float(shape.discrimination_spread) * rng.standard_normal(len(items))
        return float(shape.discrimination) * np.exp(spread), difficulty

    def sheet(self, place: int, work: int) -> Sheet:
        """Draw what the pupils of a municipality did in a work."""
        own, schools = self.own.works[work], self.schools(place)
        school, ability = self._cohort(place, own)
        rng = self._rng(_WORK, place, work)
        ability = ability + float(self.own.ability["work"]) * rng.standard_normal(len(school))
        points = self._points(ability, work, rng)
        self._heap(points, np.array([item.heaped for item in schools])[school], own, rng)
        primary = np.nansum(points, axis=1).astype(int)
        mark = 2 + (primary[:, None] >= np.array(own.borders)).sum(axis=1)
        within = np.arange(len(school)) - np.searchsorted(school, school)
        return Sheet(
            school,
            own.grade * 10_000 + within + 1,
            within // self.own.class_size + 1,
            rng.integers(1, 3, len(school)),
            points,
            primary,
            mark,
            self._journal(mark, np.array([item.journal for item in schools])[school], rng),
        )

    def _rng(self, *name: int) -> np.random.Generator:
        return np.random.default_rng([self.seed, *name])

    def _cohort(self, place: int, work: Work) -> tuple[np.ndarray, np.ndarray]:
        """Schools and abilities of the pupils of a grade in a year: they write all its works."""
        rng, schools = self._rng(_COHORT, place, work.year, work.grade), self.schools(place)
        count = max(1, round(self.results / len(self.own.works) * self.sizes[place].pupils / self.total))
        weights = np.array([school.pupils for school in schools], float)
        school = np.repeat(np.arange(len(schools)), rng.multinomial(count, weights / weights.sum()))
        own = np.array([item.ability for item in schools])[school]
        return school, self.ability(place) + own + float(self.own.ability["pupil"]) * rng.standard_normal(count)

    def _points(self, ability: np.ndarray, work: int, rng: np.random.Generator) -> np.ndarray:
        """Points by pupil and item: one per step that the pupil's inclination goes beyond."""
        items, shape = self.own.works[work].items, self.own.items
        slope, difficulty = self.item_shapes(work)
        base, per_unit = map(float, shape.not_done)
        points = np.empty((len(ability), len(items)))
        for n, item in enumerate(items):
            inclination = slope[n] * (ability - difficulty[n]) + rng.logistic(size=len(ability))
            steps = slope[n] * float(shape.steps) * (np.arange(item.maximum) - (item.maximum - 1) / 2)
            points[:, n] = (inclination[:, None] > steps).sum(axis=1)
            left = 1 / (1 + np.exp(-(base + per_unit * (difficulty[n] - ability))))
            points[rng.random(len(ability)) < left, n] = np.nan
        return points

    def _heap(self, points: np.ndarray, heaped: np.ndarray, work: Work, rng: np.random.Generator) -> None:
        """Lift pupils of heaped schools who are just below a border of a mark up to it, point by point."""
        most = np.array([item.maximum for item in work.items])
        primary = np.nansum(points, axis=1).astype(int)
        short = (np.array(work.borders) - primary[:, None]).astype(float)
        short[(short < 1) | (short > self.own.heaping.below)] = np.inf
        lifted = heaped & np.isfinite(short.min(axis=1)) & (rng.random(len(points)) < float(self.own.heaping.share))
        for pupil in np.flatnonzero(lifted):
            for _ in range(int(short[pupil].min())):
                room = np.flatnonzero(np.nan_to_num(points[pupil]) < most)
                item = rng.choice(room)
                points[pupil, item] = np.nan_to_num(points[pupil, item]) + 1

    def _journal(self, mark: np.ndarray, lenient: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        shape = self.own.journal
        shift = float(shape.mean) + lenient + float(shape.pupil) * rng.standard_normal(len(mark))
        journal = np.clip(mark + np.floor(shift + 0.5), 2, 5).astype(int)
        return np.where(rng.random(len(mark)) < float(shape.none), 0, journal)
