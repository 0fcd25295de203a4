"""A school by its code or its own name in its municipality; never the likest one."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.errors import Place
from svod.intake.schools import SchoolNames, Unknown, bare

ROWS = [
    ("edu740001", "МБОУ «СОШ № 1»", "ashinskiy-mr"),
    ("edu740002", "МБОУ «СОШ № 2 имени П. П. Петрова»", "ashinskiy-mr"),
    ("edu740101", "МАОУ СОШ № 1", "troitskiy-go"),
    ("edu740102", "МКОУ «Берёзовская ООШ»", "troitskiy-go"),
]
NAMES = SchoolNames(pd.DataFrame(ROWS, columns=["school", "name", "municipality"]))


@pytest.mark.parametrize(("code", "name"), [
    ("edu740101", ""), ("EDU740101", ""), ("", "Школа (edu740101)"), ("edu740101", "совсем другое имя"),
])  # fmt: skip
def test_the_code_decides(code, name):
    assert NAMES.find("ashinskiy-mr", code, name) == "edu740101"


@pytest.mark.parametrize(
    "name",
    [
        "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа №1»",
        "МБОУ СОШ № 1", "сош 1", "СОШ №\u00a01", "МAOУ  «СОШ № 1»",
    ],
)  # fmt: skip
def test_one_name_in_its_forms_within_its_municipality(name):
    assert NAMES.find("ashinskiy-mr", "", name) == "edu740001"
    assert NAMES.find("troitskiy-go", "", name) == "edu740101"


def test_without_a_municipality_a_name_is_not_enough_even_if_there_is_one_of_it():
    found = NAMES.find("", "", "Березовская ООШ")
    assert isinstance(found, Unknown) and found.candidates[0].code == "edu740102"


def test_a_name_like_another_is_offered_with_its_likeness_and_not_taken():
    found = NAMES.find("ashinskiy-mr", "", "СОШ № 12")
    assert isinstance(found, Unknown)
    assert found.candidates[0].code in {"edu740001", "edu740002"} and found.candidates[0].likeness < 1
    said = str(found.fault(Place("а.xlsx", "Лист", 7, "ОО"), 3))
    assert "школа «СОШ № 12» не найдена в реестре (и ещё строк: 2)" in said
    assert "«СОШ № 2 имени П. П. Петрова» (edu740002) – сходство 0," in said and "--aliases" in said


def test_an_unknown_code_is_not_taken_where_there_is_a_register():
    for name in ("", "СОШ № 1", "СОШ № 1 (edu740001)"):
        found = NAMES.find("ashinskiy-mr", "edu999999", name)
        assert "кода «edu999999» в реестре школ нет" in found.message
    assert NAMES.find("ashinskiy-mr", "МБОУ СОШ №1", "СОШ № 1") == "edu740001"


def test_the_code_that_a_person_chose_decides_where_the_register_has_it():
    assert NAMES.find("ashinskiy-mr", "edu740101", "Первая", said="EDU740001") == "edu740001"
    found = NAMES.find("ashinskiy-mr", "edu740101", "СОШ № 1", said="edu74000")
    assert (found.message, found.written) == ("школа «СОШ № 1»: кода «edu74000» в реестре школ нет", "СОШ № 1")


def test_without_a_register_a_code_is_taken_as_it_is_and_a_name_alone_is_not():
    none = SchoolNames(pd.DataFrame(columns=["school", "name", "municipality"]))
    assert {none.find("", code, "СОШ") for code in ("edu740001", "EDU740001", "еdu740001")} == {"edu740001"}
    assert none.find("", "А-7", "") == "А-7"
    assert none.find("ashinskiy-mr", "", "СОШ № 1 (edu740001)") == "edu740001"
    found = none.find("ashinskiy-mr", "", "СОШ № 1")
    assert isinstance(found, Unknown) and "нет кода" in found.message


@given(st.text(max_size=30))
def test_whatever_is_written_is_a_school_of_the_register_or_unknown(name):
    found = NAMES.find("ashinskiy-mr", "", name)
    assert isinstance(found, Unknown) or found in {code for code, _, _ in ROWS}


@given(st.text(max_size=30))
def test_a_bare_name_is_bare(name):
    assert bare(bare(name)) == bare(name) or any(word in bare(name) for word in ("школа", "им"))
