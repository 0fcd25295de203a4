from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from svod.demo.free import Choice, Free, Term
from svod.demo.quality import World
from svod.demo.values import Numbers, points


def term(code: str, unit: int, *years: tuple[int, ...]) -> Term:
    """A term whose candidates give the listed points."""
    cells = {2020 + i: [(score, (Numbers(score, 2),)) for score in scores] for i, scores in enumerate(years)}
    return Term((code,), unit, cells, {})


def test_a_mean_over_three_years_counts_in_thirds_and_over_two_in_halves() -> None:
    three = term("a", 2, (0, 1), (0, 1), (1, 1)).weights()
    assert np.flatnonzero(three).tolist() == [2, 4, 6]
    assert three[[2, 4, 6]].tolist() == [0.25, 0.5, 0.25]
    assert np.flatnonzero(term("b", 3, (0, 1), (0, 1)).weights()).tolist() == [0, 3, 6]


def test_rows_add_up_to_what_was_asked() -> None:
    choice = Choice((term("a", 2, (0, 1), (0, 1), (0, 1)), term("b", 3, (0, 2), (0, 1))), 6, np.random.default_rng(1))
    rows = choice.choose(Fraction(5, 6))
    assert sum(row.numerator for (code, _), row in rows.items() if code == "a") == 1
    assert sum(row.numerator for (code, _), row in rows.items() if code == "b") == 1


def test_sums_that_cannot_be_or_hardly_can_be_do_not_fit() -> None:
    choice = Choice((term("a", 6, (0,) * 99 + (1,)),), 6, np.random.default_rng(1))
    assert choice.fits(Fraction(1), 0.01)
    assert not choice.fits(Fraction(1), 0.05)
    assert not choice.fits(Fraction(1, 2), 0)
    assert not choice.fits(Fraction(1, 7), 0)
    assert not choice.fits(Fraction(2), 0)
    assert not choice.fits(Fraction(-1), 0)
    with pytest.raises(ValueError, match="не набирается"):
        choice.choose(Fraction(1, 2))


def test_the_same_attempt_gives_the_same_choice(world: World) -> None:
    free = Free(world, "processes")
    rows = [free.draw("ozerskiy-go", attempt).choose(Fraction(13)) for attempt in (0, 0, 1)]
    assert rows[0] == rows[1] != rows[2]


def test_candidates_score_what_they_are_filed_under(world: World) -> None:
    free = Free(world, "conditions")
    for found in free.draw("lokomotivnyy-go", 0).terms:
        for cell in found.cells.values():
            for score, rows in cell:
                assert score == sum(points(free.items[code], row) for code, row in zip(found.codes, rows, strict=True))


def test_a_municipality_outside_the_project_has_nothing_to_score(world: World) -> None:
    terms = {found.codes: found for found in Free(world, "outcomes").draw("lokomotivnyy-go", 0).terms}
    assert terms["11.1",].cells == {}
    assert set(terms["11.1",].fixed) == {2021, 2022}
    assert terms["11.1",].weights().tolist() == [1]


def test_what_was_not_sent_is_not_scored(world: World) -> None:
    terms = {found.codes: found for found in Free(world, "conditions").draw("chesmenskiy-mr", 0).terms}
    assert set(terms["6.1",].cells) == {2021, 2022}
    assert terms["6.1",].unit == 3


def test_no_school_has_a_diploma_that_nobody_won(world: World) -> None:
    terms = {found.codes: found for found in Free(world, "outcomes").draw("chelyabinskiy-go", 0).terms}
    for cell in terms["13.3", "13.4"].cells.values():
        assert all(min(won.numerator, 1) <= schools.numerator <= won.numerator for _, (won, schools) in cell)
