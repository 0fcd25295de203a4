"""Schools of Poland in the eighth-grade examination, by the declared source alone; its regions are municipalities."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from svod.contracts.statistics import statistics_contract
from svod.intake.book import Book
from svod.intake.declared import Declared
from svod.intake.names import MunicipalityNames
from svod.intake.taken import Taken
from svod.params import Params
from svod.params.region import Region

pytestmark = pytest.mark.external

SUBJECTS = {"polish": "Польский язык", "math": "Математика", "english": "Английский язык"}
MEANS = {2022: (59.85, 57.40, 66.86), 2023: (65.74, 53.31, 65.81)}
ROWS = {2022: 12_629, 2023: 12_593}
REPEATED = {2022: 15, 2023: 12}


@pytest.fixture(scope="module", params=MEANS)
def year(request: pytest.FixtureRequest) -> int:
    return request.param


@pytest.fixture(scope="module")
def exam(taken: Callable[[str], Taken], year: int) -> Taken:
    return taken(f"pl_e8/e8-schools-{year}.csv")


@pytest.fixture(scope="module")
def schools(exam: Taken) -> pd.DataFrame:
    return exam.tables["statistics"].to_pandas()


@pytest.fixture(scope="module")
def printed(real_data: Path, year: int) -> pd.DataFrame:
    """The file as its texts."""
    return pd.read_csv(real_data / f"pl_e8/e8-schools-{year}.csv", sep=";", dtype=str, encoding="utf-8-sig")


def test_the_national_means_are_the_published_ones(schools: pd.DataFrame, year: int) -> None:
    known = schools[schools["value"].notna()]
    for subject, mean in zip(SUBJECTS.values(), MEANS[year], strict=True):
        own = known[known["subject"] == subject]
        weighted = (own["value"] * own["participants"]).sum() / own["participants"].sum()
        assert weighted == pytest.approx(mean, abs=0.005), subject
    assert set(schools["year"]) == {year}


def test_a_suppressed_mean_is_missing_and_not_zero(schools: pd.DataFrame, printed: pd.DataFrame) -> None:
    for written, subject in SUBJECTS.items():
        own = schools[schools["subject"] == subject]
        hidden = printed[printed[f"{written}_average"].isna() & printed[f"{written}_candidates"].notna()]
        assert own["value"].isna().sum() == len(hidden) > 300
        assert own[own["value"].isna()]["participants"].between(1, 4).all()
        assert own["value"].min() > 0
        assert len(own) == printed[f"{written}_candidates"].notna().sum()


def test_schools_of_one_name_and_city_are_numbered_and_told(exam: Taken, schools: pd.DataFrame, year: int) -> None:
    assert exam.faults == ()
    assert len(exam.warnings) == REPEATED[year]
    assert all("строка повторена" in told.message and "(2)" in told.message for told in exam.warnings)
    assert schools["code"].nunique() == ROWS[year]
    assert schools["code"].str.endswith(" (2)").groupby(schools["subject"]).sum().max() == REPEATED[year]


def test_the_contract_accepts_them(schools: pd.DataFrame) -> None:
    assert statistics_contract().faults(schools) == []


def test_the_sixteen_regions_are_found_by_name(schools: pd.DataFrame, region_of: Callable[..., Region]) -> None:
    written = sorted(schools["municipality"].unique())
    names = MunicipalityNames(region_of(written))
    assert [names.find(text.upper()) for text in written] == [f"m{i}" for i in range(1, 17)]


def test_a_year_read_with_the_sign_of_the_other_is_told_and_never_lost(real_data: Path, declaring: Params) -> None:
    """A naive parse of 2023 with a point loses 95 % of the schools without a word."""
    source = next(item for item in declaring.sources if item.id == "pl-e8")
    wrong = source.model_copy(update={"file": source.file.model_copy(update={"decimal": "."})})
    book = Book("e8-schools-2023.csv", (real_data / "pl_e8" / "e8-schools-2023.csv").read_bytes())
    faults = Declared(wrong).read(book, declaring).faults
    assert {fault.place.column for fault in faults} == {f"{written}_average" for written in SUBJECTS}
    assert all("десятичный знак «,», а в файле «.»" in fault.message for fault in faults)
