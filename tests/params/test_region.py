"""The region: 43 municipalities under permanent codes, each with its place on the tile map."""

from __future__ import annotations

import pytest

from svod.params import Params
from svod.params.region import Region


def test_the_region_has_its_43_municipalities_in_alphabetical_order(params: Params) -> None:
    names = [item.name for item in params.region.municipalities]
    assert len(names) == 43
    assert names == sorted(names, key=lambda name: name.replace("ё", "е"))
    assert {item.type for item in params.region.municipalities} == {"ГО", "МР"}


def test_a_municipality_is_found_by_its_code_and_nothing_else(params: Params) -> None:
    region = params.region
    assert region["miasskiy-go"].name == "Миасский ГО"
    assert region.codes == tuple(item.code for item in region.municipalities)
    with pytest.raises(KeyError):
        region["Миасский ГО"]


def test_names_of_one_town_and_its_district_stay_apart(params: Params) -> None:
    for town in ("Троицкий", "Чебаркульский"):
        assert {f"{town} ГО", f"{town} МР"} <= {item.name for item in params.region.municipalities}


def test_the_short_name_carries_the_type_and_the_full_name_spells_it(params: Params) -> None:
    words = {"ГО": "городской округ", "МР": "муниципальный район"}
    for item in params.region.municipalities:
        assert item.name.endswith(f" {item.type}")
        assert words[item.type] in item.full_name


@pytest.mark.parametrize("case", ["genitive", "dative", "prepositional"])
def test_every_name_is_declined(params: Params, case: str) -> None:
    endings = {"genitive": "а", "dative": "у", "prepositional": "е"}
    for item in params.region.municipalities:
        declined = getattr(item, case)
        assert declined != item.full_name
        assert any(word[-1] == endings[case] for word in declined.split()), f"{item.code}: {declined}"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("code: agapovskiy-mr", "code: Агаповский", "Нужна запись вида"),
        ("code: agapovskiy-mr", "code: 4", "Нужна строка"),
        ("type: МР", "type: МО", "Допустимы: ГО, МР"),
        ("genitive: Агаповского", "genetive: Агаповского", "Похоже на «genitive»"),
        ("tile: {column: 4", "tile: {column: 0", "Нужно число не меньше 1"),
        ("tile: {column: 4, row: 8,", "tile: {column: 4,", "нет обязательного ключа «row»"),
    ],
)
def test_a_wrong_entry_is_told(copy, old: str, new: str, fault: str) -> None:
    assert copy.told(Region, "region.yml") == []
    copy.edit("region.yml", old, new)
    told = copy.told(Region, "region.yml")
    assert any(fault in item for item in told), told
    assert all(item.startswith("region.yml, строка ") for item in told)
