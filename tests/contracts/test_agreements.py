"""What an answer must be to be kept: about an indicator and a year, with a seal, a refusal with its reason."""

from __future__ import annotations

import pytest

from svod.contracts.agreements import agreement_contract

GOOD = {
    "municipality": "ashinskiy-mr", "procedure": "07-libraries", "indicator": "7.1", "year": 2022, "seal": "abcdefghij",
    "agreed": True, "remark": None, "person": None, "file": "ответ.xlsx", "sheet": "Согласование", "row": 7,
    "unread": frozenset(),
}  # fmt: skip


def told(params, *changes):
    contract = agreement_contract(params)
    return [str(fault) for fault in contract.faults(contract.table([GOOD | change for change in changes]))]


@pytest.mark.parametrize(
    "change",
    [{}, {"agreed": False, "remark": "Было 51"}, {"remark": "но проверьте"}, {"indicator": None, "year": None}],
)
def test_an_answer_that_is_kept(params, change):
    assert told(params, change) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"indicator": "8.1"}, "столбец «Показатель»: показатель 8.1 – из процедуры 08-heads, а не 07-libraries"),
        ({"year": None}, "столбец «Год»: у показателя не указан год"),
        ({"indicator": None}, "столбец «Год»: год указан у процедуры в целом"),
        ({"seal": None}, "столбец «Код данных»: код данных стёрт или изменён"),
        ({"seal": "abcdefghiz"}, "столбец «Код данных»: код данных стёрт или изменён"),
        ({"agreed": False}, "столбец «Замечание»: «нет» без замечания"),
    ],
)
def test_an_answer_that_is_not(params, change, message):
    (fault,) = told(params, change)
    assert fault.startswith(f"ответ.xlsx, лист «Согласование», строка 7, {message}")


def test_two_answers_to_one_question(params):
    (fault,) = told(params, {}, {"row": 8, "agreed": False, "remark": "Нет"})
    assert (
        "строка 8, столбец «Показатель»: строка повторена: Ашинский МР, 07-libraries, показатель 7.1, 2022 год" in fault
    )


def test_a_cell_that_was_a_fault_already_is_not_told_twice(params):
    assert told(params, {"indicator": None, "year": None, "seal": None, "unread": frozenset({"seal"})}) == []
