"""What a row of the register of measures may say."""

from __future__ import annotations

from datetime import date

import pytest

from svod.contracts.measures import STATUSES, measure_contract
from svod.errors import Fault
from svod.params import Params


def check(params: Params, *changes: dict[str, object]) -> list[Fault]:
    contract = measure_contract(params)
    good = {
        "municipality": "ashinskiy-mr",
        "procedure": "07-libraries",
        "indicator": "7.1",
        "measure": "Закупка учебников",
        "start": date(2021, 2, 1),
        "end": date(2021, 9, 1),
        "responsible": "Управление образования",
        "status": "выполнена",
        "file": "меры.xlsx",
        "sheet": "Меры",
        "unread": frozenset(),
    }
    return contract.faults(contract.table({**good, "row": 2 + i, **change} for i, change in enumerate(changes)))


@pytest.mark.parametrize(
    "change", [{}, {"indicator": None}, {"end": None}, {"responsible": None}, *({"status": s} for s in STATUSES)]
)
def test_what_is_accepted(params, change):
    assert check(params, change) == []


@pytest.mark.parametrize(
    ("change", "column", "message"),
    [
        ({"indicator": "8.1"}, "Показатель", "показатель 8.1 – из процедуры 08-heads, а не 07-libraries"),
        ({"measure": None}, "Мера", "ячейка пуста"),
        ({"start": None}, "Начало", "ячейка пуста"),
        ({"start": date(2201, 2, 1), "end": None}, "Начало", "дата 01.02.2201"),
        ({"end": date(1921, 2, 1), "start": date(1921, 1, 1)}, "Окончание", "дата 01.02.1921"),
        ({"end": date(2021, 1, 1)}, "Окончание", "окончание 01.01.2021 раньше начала 01.02.2021"),
        ({"status": None}, "Статус", "ячейка пуста"),
        ({"status": "выполнено"}, "Статус", "«выполнено» не допускается"),
    ],
)
def test_what_is_refused(params, change, column, message):
    (fault,) = [fault for fault in check(params, change) if f"«{column}»" in fault.place]
    assert fault.place == f"меры.xlsx, лист «Меры», строка 2, столбец «{column}»"
    assert fault.message == message
    assert fault.remedy


def test_a_status_out_of_the_list_gets_the_list_and_the_nearest(params):
    (fault,) = check(params, {"status": "выполнено"})
    assert fault.allowed == "Допустимы: запланирована, выполняется, выполнена, отменена"
    assert fault.remedy == "Похоже на «выполнена»"


def test_the_same_measure_twice_is_refused_and_another_start_is_not(params):
    assert len(check(params, {}, {})) == 1
    assert check(params, {}, {"start": date(2020, 2, 1)}) == []
