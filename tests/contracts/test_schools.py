"""What a row of the register of schools may say."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.contracts.schools import SETTLEMENTS, TYPES, moved, school_contract
from svod.errors import Fault
from svod.params import Params

GOOD = {
    "school": "edu740001",
    "name": "МАОУ «СОШ № 1»",
    "municipality": "ashinskiy-mr",
    "type": "СОШ",
    "settlement": "город",
    "pupils": Decimal(512),
    "file": "школы.xlsx",
    "sheet": "Школы",
    "unread": frozenset(),
}


def rows(*changes: dict[str, object]) -> list[dict[str, object]]:
    return [{**GOOD, "row": 2 + i, **change} for i, change in enumerate(changes)]


def check(params: Params, *changes: dict[str, object]) -> list[Fault]:
    contract = school_contract(params)
    return contract.faults(contract.table(rows(*changes)))


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"type": None, "settlement": None, "pupils": None},
        {"pupils": Decimal(0)},
        {"type": "прогимназия"},
        *({"type": word} for word in TYPES),
        *({"settlement": word} for word in SETTLEMENTS),
    ],
)
def test_what_is_accepted(params, change):
    assert check(params, change) == []


@pytest.mark.parametrize(
    ("change", "column", "message"),
    [
        ({"school": None}, "Код ОО", "ячейка пуста"),
        ({"name": None}, "Название", "ячейка пуста"),
        ({"municipality": None}, "Муниципалитет", "ячейка пуста"),
        ({"municipality": "moskva"}, "Муниципалитет", "муниципалитета «moskva» нет"),
        ({"type": "4"}, "Тип", "тип «4» – не слово"),
        ({"settlement": "сельцо"}, "Местность", "«сельцо» не допускается"),
        ({"pupils": Decimal(-1)}, "Обучающихся", "обучающихся −1"),
        ({"pupils": Decimal("10.5")}, "Обучающихся", "обучающихся 10,5"),
        ({"pupils": Decimal(301001)}, "Обучающихся", "обучающихся 301001"),
    ],
)
def test_what_is_refused(params, change, column, message):
    (fault,) = check(params, change)
    assert fault.place == f"школы.xlsx, лист «Школы», строка 2, столбец «{column}»"
    assert fault.message == message
    assert fault.remedy
    assert check(params, {**change, "unread": frozenset(change)}) == []


def test_a_code_stands_once_and_in_one_municipality(params):
    (fault,) = check(params, {}, {"school": "EDU740001", "name": "Она же"})
    assert (fault.place.row, fault.message) == (3, "школа EDU740001 повторена")
    assert fault.allowed == "Впервые: школы.xlsx, строка 2"
    (fault,) = check(params, {}, {"municipality": "miasskiy-go"})
    assert fault.message == "школа edu740001 – в двух муниципалитетах: Ашинский МР и Миасский ГО"
    assert fault.place.column == "Муниципалитет"


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(["a1", "a2", "a3", "a4"]), max_size=8))
def test_every_row_but_the_first_of_a_code_is_a_fault(params, codes):
    assert len(check(params, *({"school": code} for code in codes))) == len(codes) - len(set(codes))


def test_a_school_that_moves_is_told_and_not_refused(params):
    before = {"edu740001": "miasskiy-go", "edu740009": "ashinskiy-mr"}
    (told,) = moved(rows({}, {"school": "edu740002"}), before, params)
    assert told.message == "школа edu740001 переходит: была – Миасский ГО, стала – Ашинский МР"
    assert told.place.row == 2
    assert moved(rows({}), {"edu740001": "ashinskiy-mr"}, params) == []
