"""Indicators that take up the rest of a group's points.

Many values are drawn for every cell, and one of each is taken so that the points add up exactly. The choice is a draw
from the same model given the sum, not an adjustment.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np

from svod.demo.conditional import distribution, draw_given_sum
from svod.demo.derived import Rows
from svod.demo.quality import Levels, World
from svod.demo.values import Numbers, latent, numbers, points

__all__ = ["Choice", "Free", "Term"]

STAGE = 4


@dataclass(frozen=True)
class Term:
    """One indicator, or two that go together, over its years.

    Attributes
    ----------
    codes : tuple of str
    unit : int
        Units of the sum that one yearly point is worth: a mean over three years goes by thirds, over two by halves.
    cells : dict of year to list of (points, rows)
        Candidates of every year in which there is something to score.
    fixed : dict of year to rows
        Years in which the indicator does not apply.
    """

    codes: tuple[str, ...]
    unit: int
    cells: dict[int, list[tuple[int, tuple[Numbers, ...]]]]
    fixed: dict[int, tuple[Numbers, ...]]

    def yearly(self) -> list[np.ndarray]:
        """How many candidates of each year give 0, 1, 2 … points."""
        return [np.bincount([score for score, _ in cell]).astype(float) for cell in self.cells.values()]

    def weights(self) -> np.ndarray:
        """Distribution of the term in units of the sum."""
        total = distribution(self.yearly())[-1]
        spaced = np.zeros((len(total) - 1) * self.unit + 1)
        spaced[:: self.unit] = total
        return spaced

    def choose(self, total: int, rng: np.random.Generator) -> dict[int, tuple[Numbers, ...]]:
        """Rows by year whose yearly points add up to `total`."""
        scores = draw_given_sum(self.yearly(), total, rng)
        if scores is None:
            raise ValueError(f"{self.codes}: {total} не набирается")
        chosen = dict(self.fixed)
        for (year, cell), score in zip(self.cells.items(), scores, strict=True):
            fitting = [rows for given, rows in cell if given == score]
            chosen[year] = fitting[int(rng.integers(len(fitting)))]
        return chosen


class Choice:
    """Candidates of one municipality for the free indicators of a group, and the choice among them."""

    def __init__(self, terms: tuple[Term, ...], scale: int, rng: np.random.Generator) -> None:
        self.terms, self.scale, self.rng = terms, scale, rng
        self.weights = [term.weights() for term in terms]
        self.sums = distribution(self.weights)[-1]

    def fits(self, rest: Fraction, least: float) -> bool:
        """Whether the indicators can give so many points, with at least this weight against the likeliest sum."""
        units = rest * self.scale
        if units.denominator != 1 or not 0 <= units < len(self.sums):
            return False
        return bool(self.sums[int(units)] > 0 and self.sums[int(units)] >= least * self.sums.max())

    def choose(self, rest: Fraction) -> Rows:
        """Rows whose points of the period add up to `rest`, drawn from all such rows.

        Raises
        ------
        ValueError
            When no choice gives so many points.
        """
        totals = draw_given_sum(self.weights, int(rest * self.scale), self.rng)
        if totals is None:
            raise ValueError(f"{rest} не набирается")
        rows: Rows = {}
        for term, total in zip(self.terms, totals, strict=True):
            chosen = term.choose(total // term.unit, self.rng)
            rows |= {
                (code, year): row for year, found in chosen.items() for code, row in zip(term.codes, found, strict=True)
            }
        return rows


class Free:
    """Draws the free indicators of one group of procedures."""

    def __init__(self, world: World, group: str) -> None:
        self.world, self.group = world, group
        self.items = world.items(group, derived=False)
        self.scale = lcm(*range(1, len(world.years) + 1))
        pair = (world.settings.diplomas.count, world.settings.diplomas.schools)
        self.terms = [pair if code == pair[0] else (code,) for code in self.items if code != pair[1]]
        self.absent = {
            (item.municipality, indicator.code, item.year)
            for item in world.settings.absent
            for indicator in world.params.methodology.of(item.procedure)
        }

    def draw(self, municipality: str, attempt: int) -> Choice:
        """Candidates of one municipality; another attempt is another draw of its effects."""
        rng = self.world.rng(STAGE, self.group, municipality, attempt)
        quality = self.world.quality.draw(municipality, self.group, rng)
        terms = tuple(self._term(codes, municipality, quality, rng) for codes in self.terms)
        return Choice(terms, self.scale, rng)

    def _term(self, codes: tuple[str, ...], municipality: str, quality: Levels, rng: np.random.Generator) -> Term:
        cells, fixed = {}, {}
        draw = self._diplomas if len(codes) > 1 else self._values
        for year in self.world.years:
            if (municipality, codes[0], year) in self.absent or not self.world.params.edition.held(codes[0], year):
                continue
            drawn = draw(codes, municipality, year, quality[codes[0], year], rng)
            scored = [[points(self.items[own], row) for own, row in zip(codes, rows, strict=True)] for rows in drawn]
            if None in scored[0]:
                fixed[year] = drawn[0]
            else:
                cells[year] = [(sum(score), rows) for score, rows in zip(scored, drawn, strict=True)]
        return Term(codes, self.scale // max(len(cells), 1), cells, fixed)

    def _values(
        self, codes: tuple[str, ...], municipality: str, year: int, quality: float, rng: np.random.Generator
    ) -> list[tuple[Numbers, ...]]:
        """Candidates of one indicator in one year: its quality with the noise of the year."""
        world = self.world
        item, shape = self.items[codes[0]], world.settings.shape(codes[0])
        noise = world.quality.noise(world.proportions.schools(municipality))
        levels = quality + noise * rng.standard_normal(world.settings.effects.candidates)
        count = world.proportions.count(shape.of, municipality, year)
        values = latent(item, shape, world.years.index(year), levels)
        return [(numbers(item, shape, float(value), count),) for value in values]

    def _diplomas(
        self, codes: tuple[str, ...], municipality: str, year: int, quality: float, rng: np.random.Generator
    ) -> list[tuple[Numbers, ...]]:
        """Candidates of diplomas, few and by chance, and of the schools that they were won by."""
        world, shape = self.world, self.world.settings.shape(codes[0])
        pupils, schools = (world.proportions.count(world.settings.shape(own).of, municipality, year) for own in codes)
        rate = float(shape.typical) * np.exp(float(shape.spread) * quality) / self.items[codes[0]].multiplier
        drawn = []
        for diplomas in rng.poisson(rate * pupils, world.settings.effects.candidates):
            winners = min(1 + rng.binomial(diplomas - 1, world.settings.diplomas.apart), schools) if diplomas else 0
            drawn.append((Numbers(int(diplomas), pupils), Numbers(int(winners), schools)))
        return drawn
