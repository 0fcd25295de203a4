from __future__ import annotations

from svod.demo.proportions import Proportions
from svod.demo.settings import Settings
from svod.params import Params


def test_pupils_grow_and_schools_stay(settings: Settings, params: Params) -> None:
    sizes = Proportions(settings, params, 2022)
    assert [sizes.count("pupils", "lokomotivnyy-go", year) for year in (2020, 2021, 2022)] == [1000, 1012, 1024]
    assert {sizes.count("schools", "lokomotivnyy-go", year) for year in (2020, 2021, 2022)} == {2}
    assert sizes.schools("lokomotivnyy-go") == 2


def test_a_count_never_falls_below_its_least(settings: Settings, params: Params) -> None:
    sizes = Proportions(settings, params, 2022)
    assert sizes.count("specialists", "lokomotivnyy-go", 2020) == 4
    assert sizes.count("mkdo_participants", "lokomotivnyy-go", 2020) == 2


def test_one_number_stands_for_the_whole_region(settings: Settings, params: Params) -> None:
    sizes = Proportions(settings, params, 2022)
    assert {sizes.count("salary", code, 2021) for code in params.region.codes} == {39676}


def test_a_municipality_outside_the_project_has_no_school_in_it(settings: Settings, params: Params) -> None:
    sizes = Proportions(settings, params, 2022)
    without = {code for code in params.region.codes if sizes.count("project", code, 2022) == 0}
    assert without == set(settings.project.without)
    assert all(sizes.count("activities", code, 2022) == 0 for code in without)


def test_the_seed_makes_the_proportions(settings: Settings, params: Params) -> None:
    def parents(seed: int) -> int:
        return Proportions(settings, params, seed).count("parents", "miasskiy-go", 2020)

    assert parents(1) == parents(1) != parents(2)
