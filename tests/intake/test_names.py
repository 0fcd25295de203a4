"""A municipality is found by adjective and type together, however they are written."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod import paths
from svod.intake.cells import Unreadable
from svod.intake.names import MunicipalityNames, normal
from svod.params.model import validate
from svod.params.region import Region
from svod.params.strict import read_yaml

REGION = validate(Region, read_yaml(paths.params() / "region.yml"))
NAMES = MunicipalityNames(REGION)
MUNICIPALITIES = st.sampled_from(REGION.municipalities)
TYPES = {
    "ГО": ("ГО", "г.о.", "г. о.", "городской округ", "гор. округ"),
    "МР": ("МР", "м.р.", "муниципальный район", "м. р-н", "мун. район", "район", "MP"),
}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Троицкий ГО", "Троицкий ГО"),
        ("Троицкий МР", "Троицкий МР"),
        ("Троицкий муниципальный район", "Троицкий МР"),
        ("Троицкий район", "Троицкий МР"),
        ("Нязепетровский муниципальный район ", "Нязепетровский МР"),
        ("Агаповский м. р-н", "Агаповский МР"),
        ("агаповский\u00a0мр", "Агаповский МР"),
        ("Трёхгорный ГО", "Трехгорный ГО"),
        ("Озёрский городской округ Челябинской области", "Озерский ГО"),
        ("муниципальное образование «Усть – Катавский городской округ»", "Усть-Катавский ГО"),
        ("МО «Ашинский муниципальный район»", "Ашинский МР"),
        ("ГО Усть Катавский", "Усть-Катавский ГО"),
        ("Ашинский MP", "Ашинский МР"),
    ],
)
def test_names_as_people_write_them(text, name):
    assert REGION[NAMES.find(text)].name == name


@given(MUNICIPALITIES, st.data())
def test_every_way_of_writing_leads_to_the_same_municipality(item, data):
    adjective = item.name.rpartition(" ")[0]
    form = data.draw(st.sampled_from(TYPES[item.type]))
    text = data.draw(
        st.sampled_from([f"{adjective} {form}", f"{form} {adjective}", item.full_name, item.name, item.code])
    )
    case = data.draw(st.sampled_from([str, str.upper, str.lower, str.title]))
    spaces = data.draw(st.sampled_from([" ", "  ", "\u00a0", "\u202f ", "\t"]))
    text = case(text).replace(" ", spaces)
    if data.draw(st.booleans()):
        text = text.replace("е", "ё")
    if data.draw(st.booleans()):
        text = text.replace("-", "\u2011") if text.lower() != item.code else text
    assert NAMES.find(f"{spaces}{text}{spaces}") == item.code


@given(MUNICIPALITIES, st.sampled_from([str, str.upper, str.lower]), st.sampled_from(["", ".", " "]))
def test_an_adjective_alone_is_never_enough(item, case, tail):
    with pytest.raises(Unreadable) as caught:
        NAMES.find(case(item.name.rpartition(" ")[0]) + tail)
    assert item.name in caught.value.allowed


@given(MUNICIPALITIES)
def test_the_other_type_is_another_municipality_or_none(item):
    adjective, _, type = item.name.rpartition(" ")
    other = f"{adjective} {'ГО' if type == 'МР' else 'МР'}"
    twin = next((found.code for found in REGION.municipalities if found.name == other), None)
    if twin is None:
        with pytest.raises(Unreadable):
            NAMES.find(other)
    else:
        assert NAMES.find(other) == twin != item.code


@given(st.text(max_size=30))
def test_no_text_crashes_and_none_is_guessed(text):
    try:
        found = REGION[NAMES.find(text)]
    except Unreadable as error:
        assert error.message
    else:
        assert normal(found.name)[:4] in normal(text) or text.strip().lower() == found.code


def test_two_of_a_name_are_offered_together():
    with pytest.raises(Unreadable) as caught:
        NAMES.find("Троицкий")
    assert caught.value.message == "«Троицкий» – не однозначно"
    assert caught.value.allowed == "Возможны: Троицкий ГО, Троицкий МР"


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Агаповскй МР", "Агаповский МР"),
        ("Чебаркулский ГО", "Чебаркульский ГО"),
        ("Челябинск", "Челябинский ГО"),
        ("г. Озерск", "Озерский ГО"),
    ],
)
def test_a_misspelt_name_gets_the_nearest(text, near):
    with pytest.raises(Unreadable) as caught:
        NAMES.find(text)
    assert caught.value.allowed == f"Похоже на: {near}"


def test_a_city_is_not_taken_for_its_district():
    with pytest.raises(Unreadable) as caught:
        NAMES.find("г. Троицк")
    assert "Троицкий ГО" in caught.value.allowed and "Троицкий МР" in caught.value.allowed


@pytest.mark.parametrize("text", ["Итого", "ВСЕГО по области", "Челябинская область", "В среднем"])
def test_totals_are_told_apart_from_misspellings(text):
    with pytest.raises(Unreadable, match="не муниципалитет") as caught:
        NAMES.find(text)
    assert caught.value.remedy == "Уберите строки итогов: они вычисляются"


def test_no_two_municipalities_share_a_way_of_writing():
    order = list(REGION.municipalities)
    random.Random(1).shuffle(order)
    shuffled = MunicipalityNames(REGION.model_copy(update={"municipalities": tuple(order)}))
    for item in REGION.municipalities:
        for form in TYPES[item.type]:
            text = f"{item.name.rpartition(' ')[0]} {form}"
            assert NAMES.find(text) == shuffled.find(text) == item.code
