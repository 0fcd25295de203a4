"""Of a work there is one row, its items add up to its maximum, and whoever contradicts an earlier file is told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.contracts.assessments import named, settle
from svod.errors import Fault

KEY = {"assessment": "vpr", "year": 2022, "grade": 4, "subject": "Математика"}
REGISTER = {"file": "работы.xlsx", "sheet": "Работы", "row": 2}
TASKS = {"file": "работы.xlsx", "sheet": "Задания"}
EXPORT = {"file": "ф1.xlsx", "sheet": "МА 4", "row": 8}


def work(**change: object) -> dict[str, object]:
    good = {"date": date(2022, 9, 20), "programme_grade": 3, "maximum": 5.0, "mark3": 2.0, "mark4": 3.0, "mark5": 5.0}
    return {**KEY, **good, **REGISTER, **change}


def items(*changes: dict[str, object], source: dict[str, object] = TASKS) -> list[dict[str, object]]:
    rows = [{"item": "1", "maximum": 2.0, "level": "Б"}, {"item": "2К1", "maximum": 3.0, "level": "П"}]
    made = [{**KEY, "order": number, **row} for number, row in enumerate(rows, 1)]
    return [
        {**row, "row": 2 + at, **source, **change}
        for at, (row, change) in enumerate(zip(made, changes or ({}, {}), strict=False))
    ]


def faults(works: list[dict[str, object]], tasks: list[dict[str, object]]) -> list[Fault]:
    return list(settle(works, tasks).faults)


def test_a_register_and_an_export_of_the_same_work_are_one_work() -> None:
    head = {**KEY, "maximum": 5.0, "date": date(2022, 9, 19), **EXPORT}
    found = settle([work(), head], [*items(), *items(source=EXPORT)])
    assert found.faults == ()
    (one,) = found.works
    assert (one["mark3"], one["date"], one["file"]) == (2.0, date(2022, 9, 19), "работы.xlsx")
    assert [row["item"] for row in found.items] == ["1", "2К1"]
    assert named(one) == "ВПР 2022, Математика, 4 класс"


def test_an_export_alone_is_enough_and_lacks_borders() -> None:
    found = settle([{**KEY, "maximum": 5.0, **EXPORT}], items(source=EXPORT))
    assert found.faults == ()
    assert found.works[0]["mark3"] is None


@given(st.permutations(range(4)))
def test_what_later_files_add_does_not_depend_on_their_order(order: list[int]) -> None:
    heads = [{**KEY, "maximum": 5.0, "date": date(2022, 9, 19 + n), **EXPORT, "file": f"{n}.xlsx"} for n in range(4)]
    found = settle([work(), *(heads[n] for n in order)], items())
    assert found.faults == ()
    assert found.works[0]["date"] == date(2022, 9, 19)


@pytest.mark.parametrize(
    ("change", "column", "message"),
    [
        ({"assessment": "впр"}, "Процедура", "«впр» – не процедура с работами"),
        ({"year": None}, "Год", "ячейка пуста"),
        ({"year": 1022}, "Год", "год 1022"),
        ({"grade": 12}, "Класс", "класс 12"),
        ({"subject": None}, "Предмет", "ячейка пуста"),
        ({"maximum": 0.0}, "Максимальный балл", "максимальный балл 0"),
        ({"mark4": None}, "«4» от", "ячейка пуста, а другие границы отметок указаны"),
        ({"mark4": 2.0}, "«4» от", "границы отметок не возрастают: 2, 2, 5"),
        ({"mark3": 0.0}, "«3» от", "границы отметок не возрастают: 0, 3, 5"),
        ({"mark5": 6.0}, "«5» от", "граница отметки «5» 6 выше максимального балла 5"),
        ({"date": date(2021, 9, 20)}, "Дата", "дата 20.09.2021 не в 2022 году"),
        ({"programme_grade": 5}, "По программе класса", "программа 5 класса в 4 классе"),
    ],
)
def test_what_a_work_may_not_say(change: dict[str, object], column: str, message: str) -> None:
    (fault,) = (fault for fault in faults([work(**change)], []))
    assert fault.place == f"работы.xlsx, лист «Работы», строка 2, столбец «{column}»"
    assert fault.message == message
    assert fault.remedy


@pytest.mark.parametrize(
    ("change", "column", "message"),
    [
        ({"item": None}, "Задание", "ячейка пуста"),
        ({"maximum": -1.0}, "Максимальный балл", "максимальный балл −1"),
        ({"level": "А"}, "Уровень", "уровень «А»"),
        ({"subject": "Химия"}, "Предмет", "работы «ВПР 2022, Химия, 4 класс» нет"),
        ({"item": "2К1"}, "Задание", "строка повторена: ВПР 2022, Математика, 4 класс, задание 2К1"),
    ],
)
def test_what_an_item_may_not_say(change: dict[str, object], column: str, message: str) -> None:
    found = faults([work(maximum=None, mark5=6.0)], items(change, {}))
    assert [fault.message for fault in found if fault.place.column == column] == [message]
    assert {fault.place.file for fault in found} == {"работы.xlsx"}


def test_items_that_do_not_add_up_are_told_once_with_both_numbers() -> None:
    (fault,) = faults([work(maximum=6.0)], items())
    assert fault.message == "ВПР 2022, Математика, 4 класс: баллы за все задания дают 5, а максимальный балл 6"
    assert fault.place.column == "Максимальный балл"
    assert faults([work(maximum=6.0)], items({}, {"maximum": None})) == []


def test_an_export_that_says_otherwise_than_the_register_is_at_fault() -> None:
    head = {**KEY, "maximum": 4.0, **EXPORT}
    (own, task) = faults([work(), head], [*items(), *items({}, {"maximum": 2.0}, source=EXPORT)])
    where = "расходится с файлом работы.xlsx, лист "
    assert own.message.startswith(f"ВПР 2022, Математика, 4 класс: максимальный балл 4 {where}")
    assert own.message.endswith(": там 5")
    assert own.place == "ф1.xlsx, лист «МА 4», строка 8, столбец «Максимальный балл»"
    assert task.message.startswith(f"ВПР 2022, Математика, 4 класс, задание 2К1: максимальный балл 2 {where}")
    assert task.message.endswith(": там 3")


def test_an_export_with_another_list_of_items_is_told_which() -> None:
    others = items({}, {"item": "3"}, source=EXPORT)
    found = faults([work(maximum=None)], [*items(), *others])
    assert [str(fault.place) for fault in found] == ["ф1.xlsx, лист «МА 4», строка 8"]
    assert found[0].message == (
        "ВПР 2022, Математика, 4 класс: задания не те, что в файле работы.xlsx: лишние: 3; нет: 2К1"
    )
