"""TIMSS 2011 in Austria, by the declared source alone: a task missing by design is not a wrong answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from svod.intake.taken import Taken

pytestmark = pytest.mark.external

SHARES = {"CONT_D": 0.6388, "CONT_G": 0.5248, "CONT_N": 0.4681}


@pytest.fixture(scope="module")
def timss(taken: Callable[[str], Taken]) -> Taken:
    return taken("timss/pupils.csv")


@pytest.fixture(scope="module")
def points(timss: Taken) -> pd.DataFrame:
    return timss.tables["points"].to_pandas()


def test_pupils_classes_and_schools_are_all_there(timss: Taken) -> None:
    assert (timss.faults, timss.warnings) == ((), ())
    results = timss.tables["results"].to_pandas()
    assert len(results) == results["pupil"].nunique() == 4668
    assert (results["class"].nunique(), results["school"].nunique()) == (276, 158)
    assert results["row"].tolist() == list(range(2, 4670))


def test_the_share_correct_of_every_domain_comes_out(points: pd.DataFrame, real_data: Path) -> None:
    domains = pd.read_csv(real_data / "timss" / "items_by_domain.csv").set_index("item")
    for domain, share in SHARES.items():
        own = points[points["item"].isin(domains.index[domains[domain] == 1])]
        assert own["points"].mean() == pytest.approx(share, abs=0.00005)


def test_what_was_not_given_has_no_row(timss: Taken, points: pd.DataFrame) -> None:
    cells = 4668 * 174
    assert points["item"].nunique() == 174
    assert 1 - len(points) / cells == pytest.approx(0.857, abs=0.0005)
    assert points["points"].notna().all()
    assert points["result"].between(0, 4667).all()


def test_points_belong_to_the_pupil_of_their_row(timss: Taken, points: pd.DataFrame, real_data: Path) -> None:
    file = pd.read_csv(real_data / "timss" / "pupils.csv", dtype={"uidstud": str})
    pupils = timss.tables["results"].column("pupil").to_pylist()
    for pupil in (0, 2500, 4667):
        own = points[points["result"] == pupil].set_index("item")["points"].to_dict()
        (row,) = file[file["uidstud"] == pupils[pupil]].to_dict("records")
        assert own == {name: value for name, value in row.items() if name.startswith("M0") and value == value}
