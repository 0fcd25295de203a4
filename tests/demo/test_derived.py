from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from svod.demo.derived import Derived
from svod.demo.quality import World
from svod.demo.values import Numbers

YEARS = (2020, 2021, 2022)


def test_the_same_attempt_gives_the_same_rows_and_another_gives_others(world: World) -> None:
    derived = Derived(world, "outcomes")
    assert derived.draw("miasskiy-go", 0) == derived.draw("miasskiy-go", 0) != derived.draw("miasskiy-go", 1)


def test_years_that_were_not_held_have_no_rows(world: World) -> None:
    rows = Derived(world, "outcomes").draw("miasskiy-go", 0)
    assert ("9.1", 2020) not in rows
    assert ("11.3", 2020) not in rows
    assert {year for code, year in rows if code == "10.1"} == set(YEARS)


def test_results_are_about_those_who_took_part(world: World) -> None:
    rows = Derived(world, "outcomes").draw("ozerskiy-go", 0)
    for year in YEARS:
        took_part = rows["10.5", year].numerator
        assert rows["10.1", year].denominator == rows["10.2", year].denominator == took_part
        assert rows["10.2", year].numerator < rows["10.1", year].numerator <= took_part


def test_who_does_not_leave_a_list_stays_on_it(world: World) -> None:
    derived = Derived(world, "conditions")
    for municipality in world.params.region.codes:
        for attempt in range(5):
            rows = derived.draw(municipality, attempt)
            for before, year in pairwise(YEARS):
                left = rows["3.2", year]
                assert left.denominator == rows["3.1", before].numerator
                assert rows["3.1", year].numerator >= left.denominator - left.numerator
                assert bool(left.note) == (left.denominator == 0)


def test_schools_of_the_project_come_from_the_list(world: World) -> None:
    derived = Derived(world, "outcomes")
    for municipality in world.params.region.codes:
        rows = derived.draw(municipality, 0)
        for before, year in pairwise(YEARS):
            members = world.proportions.count("project", municipality, year)
            assert rows["11.3", year].denominator == members <= rows["9.3", before].numerator
            assert rows["9.3", year].numerator >= members - rows["11.3", year].numerator
        assert all(rows["9.4", year].numerator >= rows["9.3", year].numerator for year in YEARS)


def test_the_region_is_a_ratio_of_sums(world: World) -> None:
    rows = {
        "a": {("12.1", year): Numbers(90, 100) for year in YEARS},
        "b": {("12.1", year): Numbers(5, 10) for year in YEARS},
    }
    derived = Derived(world, "outcomes")
    derived.items = {"12.1": derived.items["12.1"]}
    assert derived.region(rows) == {("12.1", year): Fraction(9500, 110) for year in YEARS}


def test_points_of_the_period_by_hand(world: World) -> None:
    derived = Derived(world, "conditions")
    rows = {("3.1", 2020): Numbers(0, 10), ("3.1", 2021): Numbers(1, 10), ("3.1", 2022): Numbers(2, 10),
            ("3.2", 2021): Numbers(0, 0), ("3.2", 2022): Numbers(1, 1)}  # fmt: skip
    assert derived.points(rows, {}) == Fraction(2 + 1 + 0, 3) + 1


def test_a_dynamic_indicator_is_scored_once(world: World) -> None:
    derived = Derived(world, "outcomes")
    derived.items = {"9.4": derived.items["9.4"]}
    assert (
        derived.points({("9.4", year): Numbers(fall, 10) for year, fall in zip(YEARS, (3, 2, 1), strict=True)}, {}) == 2
    )
