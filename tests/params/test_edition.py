"""An edition, and the facts it rests on."""

from __future__ import annotations

import pytest

from svod.params import Params
from svod.params.edition import Edition, Published
from svod.params.fingerprint import fingerprints

EDITION = "editions/2022.yml"


def test_an_edition_names_its_years(params: Params) -> None:
    edition = params.edition
    assert edition.years == (2020, 2021, 2022)
    assert edition.period == "2020–2022"
    assert edition.model_copy(update={"years": (2023,)}).period == "2023"
    assert edition.model_copy(update={"years": (2022, 2020)}).period == "2020–2022"


@pytest.mark.parametrize(
    ("indicator", "year", "held"),
    [("9.1", 2020, False), ("9.1", 2021, True), ("8.1", 2020, False), ("8.2", 2020, True), ("1.1", 2020, True)],
)
def test_a_year_without_a_measurement_is_known(params: Params, indicator: str, year: int, held: bool) -> None:
    assert params.edition.held(indicator, year) is held


def test_the_published_ratings_hold_every_municipality_once(params: Params) -> None:
    assert set(params.published.ratings) == {"conditions", "outcomes", "processes", "overall"}
    for rows in params.published.ratings.values():
        assert sorted(row.municipality for row in rows) == sorted(params.region.codes)
    first = params.published.ratings["overall"][0]
    assert (first.place, params.region[first.municipality].name, first.percent) == (1, "Златоустовский ГО", 78)


def test_known_differences_are_explained_for_their_municipality_and_rating_alone(params: Params) -> None:
    published: Published = params.published
    codes = {item.name: item.code for item in params.region.municipalities}
    assert "67" in published.explanation("overall", codes["Южноуральский ГО"])
    assert "Южноуральск" in published.explanation("overall", codes["Троицкий ГО"])
    assert published.explanation("conditions", codes["Южноуральский ГО"]) == ""
    assert published.explanation("overall", codes["Миасский ГО"]) == ""
    assert len(published.source.known_differences) == 2


def test_mechanisms_and_recommendations_are_found_by_name(params: Params) -> None:
    assert params.mechanisms.indicator("22").name == "Достижение минимального уровня подготовки"
    assert params.mechanisms.system("2.1").tracks[0].number == 1
    assert params.recommendations["1.1"].indicator == "1.1"
    assert len({item.id for item in params.mechanisms.systems}) == 8


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("status: draft", "status: publised", "Похоже на «published»"),
        ("agreement: none", "agreement: requird", "Похоже на «required»"),
        ("revision: 1", "revision: 0", "Нужно число не меньше 1"),
        ("years: [2020, 2021, 2022]", "years: []", "В списке не хватает значений"),
        ("years: [2020, 2021, 2022]", 'years: ["2020", 2021, 2022]', "Нужно целое число"),
        ('methodology: "2022"', "methodology: 2022", "возьмите значение в кавычки"),
        ("basis: memory", "basis: memories", "Похоже на «memory»"),
        ('id: "2022"\n', "", "нет обязательного ключа «id»"),
        ('published: "2022"', 'publishd: "2022"', "Похоже на «published»"),
        ('snapshot: ""', 'snapshot: "последний"', "последний"),
        ('snapshot: ""', "snapshot: 1234567890123456", "возьмите значение в кавычки"),
    ],
)
def test_a_wrong_edition_is_told(copy, old: str, new: str, fault: str) -> None:
    assert copy.told(Edition, EDITION) == []
    copy.edit(EDITION, old, new)
    told = copy.told(Edition, EDITION)
    assert any(fault in item for item in told), told


def test_a_pin_is_no_part_of_what_the_edition_says(copy) -> None:
    free = copy.load()
    copy.edit(EDITION, 'snapshot: ""', 'snapshot: "0123456789abcdef"')
    pinned = copy.load()
    assert (free.edition.snapshot, pinned.edition.snapshot) == ("", "0123456789abcdef")
    assert fingerprints(free) == fingerprints(pinned)
