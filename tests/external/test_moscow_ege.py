"""Moscow's schools in the ЕГЭ of 2016, by the declared source alone; okrugs stand in for municipalities."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from svod.contracts.statistics import statistics_contract
from svod.intake.names import MunicipalityNames
from svod.intake.taken import Taken
from svod.params.region import Region

pytestmark = pytest.mark.external

FILE = "moscow_ege/data-9722-2016-10-31.csv"
OKRUGS = {
    "Восточный": (7812, 1575, 3755),
    "Западный": (6986, 1670, 3625),
    "Зеленоградский": (1828, 403, 1001),
    "Северный": (6525, 1436, 3174),
    "Северо-Восточный": (7259, 1427, 3327),
    "Северо-Западный": (4779, 1204, 2670),
    "Центральный": (7679, 2906, 4777),
    "Юго-Восточный": (7787, 1490, 3581),
    "Юго-Западный": (7725, 2166, 4507),
    "Южный": (8081, 1643, 3808),
}


@pytest.fixture(scope="module")
def ege(taken: Callable[[str], Taken]) -> Taken:
    return taken(FILE)


@pytest.fixture(scope="module")
def schools(ege: Taken, region_of: Callable[..., Region]) -> pd.DataFrame:
    """Pupils, pupils with 220 and with 160 points by school, the okrug by its code."""
    table = ege.tables["statistics"].to_pandas()
    names = MunicipalityNames(region_of(f"{name} административный округ" for name in OKRUGS))
    table["okrug"] = [names.find(text) for text in table["municipality"]]
    wide = table.pivot(index=["okrug", "code", "participants"], columns="key", values="value")
    return wide.reset_index().set_index("code")


def test_all_schools_and_their_pupils_are_there(schools: pd.DataFrame) -> None:
    assert len(schools) == 626
    assert schools[["participants", "220", "160"]].sum().tolist() == [66461, 15920, 34225]


def test_every_okrug_has_its_pupils(schools: pd.DataFrame) -> None:
    sums = schools.groupby("okrug")[["participants", "220", "160"]].sum()
    assert {name: tuple(sums.loc[f"m{i}"]) for i, name in enumerate(OKRUGS, 1)} == OKRUGS


def test_the_146_rows_whose_parts_exceed_the_whole_are_named_and_no_others(ege: Taken, real_data: Path) -> None:
    with (real_data / FILE).open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    columns = ("PASSES_OVER_220", "PASSER_UNDER_160", "PASSED_NUMBER_FULL")
    numbers = [[int(row[column]) for column in columns] for row in rows]
    broken = [i for i, (over, under, all_) in enumerate(numbers, 2) if over + under > all_]
    assert len(broken) == 146
    assert [fault.place.row for fault in ege.faults] == broken
    assert all(fault.message.startswith("части больше целого") and fault.remedy for fault in ege.faults)
    assert {fault.place.column for fault in ege.faults} == {"PASSER_UNDER_160"}


def test_no_part_alone_exceeds_the_whole(ege: Taken) -> None:
    assert statistics_contract().faults(ege.tables["statistics"].to_pandas()) == []
