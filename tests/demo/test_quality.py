from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from svod.demo.measures import Measure
from svod.demo.quality import Quality, World
from svod.demo.region import read_targets
from svod.demo.settings import Settings
from svod.params import Params

MEASURE = Measure("miasskiy-go", "08-heads", "8.2", True, "Курсы", date(2020, 9, 1), date(2021, 6, 1), "Управление",
                  "выполнена", 1.5)  # fmt: skip


def drawn(settings: Settings, params: Params, *measures: Measure, municipality: str = "miasskiy-go") -> dict:
    quality = Quality(settings, params, read_targets(params), measures)
    return quality.draw(municipality, "conditions", np.random.default_rng(5))


def test_more_published_points_mean_more_ability(world: World) -> None:
    ability = world.quality.ability["outcomes"]
    assert max(ability, key=ability.get) == "zlatoustovskiy-go"
    assert sum(ability.values()) == pytest.approx(0)


def test_ability_is_the_slope_times_the_share_above_the_middle(settings: Settings, params: Params) -> None:
    points = {"a": Fraction(21), "b": Fraction(0)}
    ability = Quality(settings, params, {"outcomes": points}, ()).ability["outcomes"]
    assert ability["a"] == pytest.approx(float(settings.effects.slope["outcomes"]) * 0.25)


def test_a_measure_raises_its_indicator_from_the_year_after_its_start(settings: Settings, params: Params) -> None:
    before, after = drawn(settings, params), drawn(settings, params, MEASURE)
    changed = {key: after[key] - before[key] for key in before if after[key] != before[key]}
    assert changed == {("8.2", 2021): pytest.approx(1.5), ("8.2", 2022): pytest.approx(1.5)}


def test_a_story_shifts_the_whole_procedure_by_year(settings: Settings, params: Params) -> None:
    calm = settings.model_copy(update={"stories": ()})
    before, after = drawn(calm, params), drawn(settings, params)
    shifts = [float(after[code, year] - before[code, year]) for code in ("6.1", "6.4") for year in (2020, 2021, 2022)]
    assert shifts == pytest.approx([1.3, 0, -1.3, 1.3, 0, -1.3])


def test_the_fewer_schools_the_noisier(world: World) -> None:
    assert world.quality.noise(4) == pytest.approx(0.25 + 0.9 / 2)
    assert world.quality.noise(2) > world.quality.noise(20) > world.quality.noise(200)


def test_derived_and_free_indicators_make_up_a_group(world: World, params: Params) -> None:
    derived, free = world.items("outcomes", derived=True), world.items("outcomes", derived=False)
    assert sum(item.maximum for item in derived.values()) == 24
    assert sum(item.maximum for item in free.values()) == 18
    assert set(world.items("conditions", derived=True)) == {"3.1", "3.2"}


def test_every_draw_has_a_stream_of_its_own(world: World) -> None:
    asked = [(3, "outcomes", "miasskiy-go", 0), (3, "outcomes", "miasskiy-go", 1), (4, "outcomes", "miasskiy-go", 0),
             (3, "conditions", "miasskiy-go", 0), (3, "outcomes", "ozerskiy-go", 0)]  # fmt: skip
    assert len({world.rng(*one).random() for one in asked}) == len(asked)
    assert (
        world.rng(*asked[0]).random() == world.rng(*asked[0]).random() != replace(world, seed=2).rng(*asked[0]).random()
    )
