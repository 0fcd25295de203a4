"""Real exports through the whole load: what the store has of them afterwards, and what it has of none that is wrong."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd
import pytest

from svod.intake import Refused, load
from svod.intake.pupils import KEY
from svod.params import Params
from svod.params.region import Region
from svod.store import current_snapshot, has_snapshot

pytestmark = pytest.mark.external

MEANS = {2022: (59.85, 57.40, 66.86), 2023: (65.74, 53.31, 65.81)}
SUBJECTS = ("Польский язык", "Математика", "Английский язык")
SHARES = {"CONT_D": 0.6388, "CONT_G": 0.5248, "CONT_N": 0.4681}


@pytest.fixture
def of(declaring: Params, region_of: Callable[[Iterable[str]], Region], tmp_path: Path, monkeypatch) -> Callable:
    """Parameters whose municipalities have these names, and a store and a key of this test alone."""
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path / "output"))
    monkeypatch.setenv(KEY, str(tmp_path / "pupils.key"))
    return lambda names: declaring.model_copy(update={"region": region_of(names)})


def test_moscow_is_refused_with_its_146_rows_and_the_store_stays_as_it_was(of: Callable, real_data: Path) -> None:
    file = real_data / "moscow_ege" / "data-9722-2016-10-31.csv"
    with file.open(encoding="utf-8-sig", newline="") as stream:
        names = sorted({row["AdmArea"] for row in csv.DictReader(stream, delimiter=";")})
    with pytest.raises(Refused) as caught:
        load(file, of(names))
    rows = [fault.place.row for fault in caught.value.faults]
    assert len(rows) == len(set(rows)) == 146
    assert all("части больше целого" in fault.message for fault in caught.value.faults)
    assert not has_snapshot("2022")


def test_polish_means_by_year_come_out_of_the_store(of: Callable, real_data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "e8"
    folder.mkdir()
    for year in MEANS:
        (folder / f"e8-schools-{year}.csv").symlink_to(real_data / "pl_e8" / f"e8-schools-{year}.csv")
    names = pd.read_csv(real_data / "pl_e8" / "e8-schools-2022.csv", sep=";")["region"].unique()
    loaded = load(folder, of(sorted(names)))
    snapshot = current_snapshot("2022")
    assert loaded.rows["statistics"] == sum(part.said["statistics"]["rows"] for part in snapshot.parts)
    for year, means in MEANS.items():
        table = snapshot.part("diagnostic", year).table("statistics").to_pandas()
        assert table["municipality"].nunique() == 16
        known = table[table["value"].notna()]
        assert len(known) < len(table)  # means of small schools are withheld, and are no noughts
        sums = (known["value"] * known["participants"]).groupby(known["subject"], observed=True).sum()
        found = sums / known["participants"].groupby(known["subject"], observed=True).sum()
        assert [found[subject] for subject in SUBJECTS] == pytest.approx(means, abs=0.01)


def test_sent_again_the_same_file_changes_nothing(of: Callable, real_data: Path) -> None:
    file = real_data / "pl_e8" / "e8-schools-2022.csv"
    params = of(sorted(pd.read_csv(file, sep=";")["region"].unique()))
    assert load(file, params).snapshot == load(file, params).snapshot


def test_timss_keeps_what_was_not_given_apart_and_its_aggregates_tell_the_shares(of: Callable, real_data: Path) -> None:
    load(real_data / "timss" / "pupils.csv", of(["Österreich"]))
    part = current_snapshot("2022").part("diagnostic", 2011)
    given = pd.read_csv(real_data / "timss" / "pupils.csv").filter(regex="^M0").notna().to_numpy().sum()
    assert {name: said["rows"] for name, said in part.said.items()} == {"results": 4668, "points": given}
    assert 1 - given / (4668 * 174) == pytest.approx(0.857, abs=0.0005)
    items = part.table("by_item").to_pandas().set_index("item")
    domains = pd.read_csv(real_data / "timss" / "items_by_domain.csv").set_index("item")
    for domain, share in SHARES.items():
        own = items.loc[items.index.isin(domains.index[domains[domain] == 1])]
        assert own["points"].sum() / own["given"].sum() == pytest.approx(share, abs=0.00005)
    pupils = part.table("results").column("pupil").to_pylist()
    assert len(set(pupils)) == 4668
