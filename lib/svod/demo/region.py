"""The whole demo region in memory: every row that its municipalities send, and the measures they registered."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from svod import paths
from svod.demo.derived import Derived, Rows
from svod.demo.free import Free
from svod.demo.measures import Measure, draw_measures
from svod.demo.proportions import Proportions
from svod.demo.quality import Quality, World
from svod.demo.settings import Settings, read_settings
from svod.demo.values import Numbers
from svod.errors import BuildError, Fault, ParamsError
from svod.params import Params

__all__ = ["DemoRegion", "draw_region", "read_targets"]

ROUNDS = 400
TARGETS = {"conditions": "conditions_pts_of28", "outcomes": "outcomes_pts_witness", "processes": "processes_pts_of26"}


@dataclass(frozen=True)
class DemoRegion:
    """What the demo region sends.

    Attributes
    ----------
    settings : Settings
    rows : DataFrame
        procedure, indicator, municipality, year, numerator, denominator (exact; None for «н/д»), participants (int or
        missing), note. Rows that were not sent at all are not here.
    measures : tuple of Measure
        The register with the truth about it.
    """

    settings: Settings
    rows: pd.DataFrame
    measures: tuple[Measure, ...]


def draw_region(params: Params, seed: int = 2022) -> DemoRegion:
    """Draw the demo region so that its points of the groups are the reconstructed published ones.

    Raises
    ------
    ParamsError
        When demo.yml is at fault or there are no published points to draw to.
    BuildError
        When the settings leave no room for the points.
    """
    settings = read_settings(params)
    targets = read_targets(params)
    measures = draw_measures(settings, params, seed)
    quality = Quality(settings, params, targets, measures)
    world = World(settings, params, Proportions(settings, params, seed), quality, seed)
    rows: dict[str, Rows] = {code: {} for code in params.region.codes}
    for group, wanted in targets.items():
        for code, found in _group(world, group, wanted).items():
            rows[code] |= found
    return DemoRegion(settings, _table(world, rows), measures)


def _group(world: World, group: str, wanted: Mapping[str, Fraction]) -> dict[str, Rows]:
    """Derived indicators as they fall, then the free ones to the rest of the points; what cannot fit is drawn again.

    A municipality drawn again moves the region's value, so that all are looked at again in the next round.
    """
    free, derived = Free(world, group), Derived(world, group)
    least = float(world.settings.effects.least_weight)
    attempts = dict.fromkeys(world.params.region.codes, 0)
    rows = {code: derived.draw(code, 0) for code in attempts}
    choices = {code: free.draw(code, 0) for code in attempts}
    for _ in range(ROUNDS):
        region = derived.region(rows)
        rest = {code: wanted[code] - derived.points(rows[code], region) for code in attempts}
        missed = [code for code in attempts if not choices[code].fits(rest[code], least)]
        if not missed:
            return {code: rows[code] | choices[code].choose(rest[code]) for code in attempts}
        for code in missed:
            attempts[code] += 1
            rows[code], choices[code] = derived.draw(code, attempts[code]), free.draw(code, attempts[code])
    names = ", ".join(world.params.region[code].name for code in missed)
    raise BuildError(
        f"Учебные данные: за {ROUNDS} попыток значения не подобраны: {names}. "
        "Измените effects или typical в params/demo.yml"
    )


def read_targets(params: Params) -> dict[str, dict[str, Fraction]]:
    """Reconstructed points of the groups by municipality, exact to the sixth.

    Raises
    ------
    ParamsError
        When the edition has none, or a municipality is missing from them.
    """
    file = paths.params() / "published" / params.edition.published / "reconstructed_points.csv"
    place = f"params/published/{params.edition.published}/reconstructed_points.csv"
    if not params.edition.published or not file.exists():
        raise ParamsError(
            [
                Fault(
                    place,
                    "файла нет",
                    "Учебные данные строятся по опубликованным баллам групп",
                    "Положите файл или возьмите издание, у которого он есть",
                )
            ]
        )
    codes = {item.name: item.code for item in params.region.municipalities}
    with file.open(encoding="utf-8", newline="") as stream:
        lines = {codes[line["municipality"]]: line for line in csv.DictReader(stream) if line["municipality"] in codes}
    missing = [item.name for item in params.region.municipalities if item.code not in lines]
    if missing:
        raise ParamsError([Fault(place, f"нет строки «{name}»", remedy="Добавьте её") for name in missing])
    return {
        group: {code: Fraction(line[column]).limit_denominator(6) for code, line in lines.items()}
        for group, column in TARGETS.items()
    }


def _table(world: World, rows: Mapping[str, Rows]) -> pd.DataFrame:
    """Rows in the order of procedures, years, municipalities and indicators."""
    absent = {(item.municipality, item.procedure, item.year): item.rows for item in world.settings.absent}
    records = []
    for procedure in world.params.procedures:
        for year in world.years:
            for code in world.params.region.codes:
                sent = absent.get((code, procedure.id, year))
                for item in world.params.methodology.of(procedure.id):
                    head = (procedure.id, item.code, code, year)
                    if sent:
                        records.append((*head, None, None, None, "сведения не представлены"))
                    elif sent is None and (item.code, year) in rows[code]:
                        numbers = rows[code][item.code, year]
                        number = _participants(world, procedure.id, code, year, rows[code], numbers)
                        records.append((*head, numbers.numerator, numbers.denominator, number, numbers.note))
    columns = ["procedure", "indicator", "municipality", "year", "numerator", "denominator", "participants", "note"]
    return pd.DataFrame(records, columns=columns).astype({"participants": "Int64"})


def _participants(world: World, procedure: str, code: str, year: int, rows: Rows, numbers: Numbers) -> int:
    """How many took part: the denominator itself, a count of the municipality, or the numerator of an indicator."""
    counted = world.settings.participants[procedure]
    if counted == "denominator":
        return int(numbers.denominator)
    if counted in world.proportions.counts:
        return world.proportions.count(counted, code, year)
    return int(rows[counted, year].numerator)
