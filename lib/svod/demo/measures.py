"""The register of measures: who registered what, and which of it works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from svod.demo.settings import MeasureSettings, MeasureText, Settings
from svod.params import Params

__all__ = ["Measure", "draw_measures"]

STAGE = 2
PLANNED, RUNNING, DONE, CANCELLED = "запланирована", "выполняется", "выполнена", "отменена"


@dataclass(frozen=True)
class Measure:
    """One line of the register. `target` is the indicator it is meant for, whether or not the line names it.

    `effect` is how much it really raises the indicator from the year after its start, in spreads: 0 for an idle one.
    """

    municipality: str
    procedure: str
    target: str
    named: bool
    text: str
    start: date
    end: date
    responsible: str
    status: str
    effect: float


def draw_measures(settings: Settings, params: Params, seed: int) -> tuple[Measure, ...]:
    """Measures of all municipalities, in the order of the region; some register nothing."""
    rules = settings.measures
    procedure_of = {item.code: file.procedure for file in params.methodology.files for item in file.indicators}
    texts = {item.indicator: item for item in rules.texts}
    found = []
    for index, municipality in enumerate(params.region.codes):
        rng = np.random.default_rng([seed, STAGE, index])
        if rng.random() < float(rules.none):
            continue
        number = int(rng.integers(rules.number[0], rules.number[1] + 1))
        for target in rng.choice(sorted(texts), size=number, replace=False):
            found.append(
                _measure(rules, rng, params.edition.years, municipality, procedure_of[str(target)], texts[str(target)])
            )
    return tuple(found)


def _measure(
    rules: MeasureSettings,
    rng: np.random.Generator,
    years: tuple[int, ...],
    municipality: str,
    procedure: str,
    what: MeasureText,
) -> Measure:
    start = date(int(rng.choice(sorted(years)[:-1])), int(rng.integers(1, 12)), int(rng.integers(1, 29)))
    months = int(rng.integers(6, 22))
    end = date(start.year + (start.month + months - 1) // 12, (start.month + months - 1) % 12 + 1, 28)
    named = bool(rng.random() >= float(rules.procedure_only))
    chance, works = rng.random(), bool(rng.random() < float(rules.effective))
    last = max(years)
    status = DONE if end.year <= last else RUNNING
    if chance < float(rules.cancelled):
        status = CANCELLED
    elif chance < float(rules.cancelled + rules.planned):
        status, ahead = PLANNED, last + 1 - start.year
        start, end = start.replace(year=start.year + ahead), end.replace(year=end.year + ahead)
    carried_out = status in (DONE, RUNNING)
    return Measure(
        municipality,
        procedure,
        what.indicator,
        named,
        what.text,
        start,
        end,
        what.responsible,
        status,
        float(rules.effect) if works and carried_out else 0.0,
    )
