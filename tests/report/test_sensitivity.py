"""Places under other choices of method: on the scale of the printed ones, the same at every run."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest

from svod.report.assessment import assess
from svod.report.sensitivity import places_under_other_methods


@pytest.mark.parametrize("name", ["procedure/18-mkdo", "group/processes", "group/overall"])
def test_places_under_other_methods_lie_on_the_scale_and_repeat(page, name: str) -> None:
    report = page(name).report
    table, last = report.intervals, int(report.rating["place"].max())
    assert list(table.index) == list(report.rating.index)
    assert table["low"].between(1, last).all()
    assert (table["low"] <= table["high"]).all()
    assert (table["high"] <= last).all()
    assert (table["low"] < table["high"]).sum() > 10, "a rating that no choice of method moves would be a wonder"
    if name == "procedure/18-mkdo":
        pd.testing.assert_frame_equal(places_under_other_methods(report.assessment, report.scope), table)


def test_a_leader_in_everything_is_first_by_any_method(heads) -> None:
    report = heads()
    assert tuple(report.intervals.loc["agapovskiy-mr", ["low", "high"]]) == (1, 1)
    assert report.intervals.loc["bredinskiy-mr", "low"] > 1


def test_the_settings_are_those_of_the_methodology(page, params) -> None:
    report = page("procedure/18-mkdo").report
    settings = params.methodology.rating.uncertainty

    def under(**given) -> pd.DataFrame:
        changed = settings.model_copy(update=given)
        rating = params.methodology.rating.model_copy(update={"uncertainty": changed})
        method = params.methodology.model_copy(update={"rating": rating})
        other = params.model_copy(update={"methodology": method})
        found = assess(report.table("indicators"), other, ["18-mkdo"])
        return places_under_other_methods(found, "18-mkdo")

    wide, narrow = under(interval=(Fraction(0), Fraction(1))), under(interval=(Fraction(2, 5), Fraction(3, 5)))
    length = [(table["high"] - table["low"]).sum() for table in (wide, report.intervals, narrow)]
    assert length == sorted(length, reverse=True)
    assert length[0] > length[2]
    assert not under(seed=1)[["low", "high"]].equals(under(seed=2)[["low", "high"]])
