"""Marks follow from primary scores, these from points, points from the register; codes of pupils stay unsaid."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.contracts.assessments import Settled
from svod.contracts.results import MOST, check_results
from svod.errors import Fault

KEY = {"assessment": "vpr", "year": 2022, "grade": 4, "subject": "Математика"}
REGISTER = Settled(
    ({**KEY, "maximum": 5.0, "mark3": 2.0, "mark4": 3.0, "mark5": 5.0},),
    ({**KEY, "item": "1", "maximum": 2.0}, {**KEY, "item": "2К1", "maximum": 3.0}),
    (),
)
NONE = Settled((), (), ())
RESULTS = {
    **{"assessment": pa.string(), "year": pa.int16(), "grade": pa.int8(), "subject": pa.string()},
    **{
        "municipality": pa.string(),
        "school": pa.string(),
        "date": pa.string(),
        "pupil": pa.string(),
        "primary": pa.float64(),
    },
    **{"score": pa.float64(), "mark": pa.int8(), "journal": pa.int8(), "expected": pa.float64()},
    **{"file": pa.string(), "sheet": pa.string(), "row": pa.int32()},
}
TEXTS = ("assessment", "subject", "municipality", "school", "date", "file", "sheet")


def results(*changes: dict[str, object]) -> pa.Table:
    good = {
        **KEY, "municipality": "Миасский ГО", "school": "edu740001", "date": "", "primary": 4.0, "mark": 4,
        "journal": 5, "file": "ф1.xlsx", "sheet": "МА 4", "score": None, "expected": None,
    }  # fmt: skip
    rows = [{**good, "pupil": f"4{n:04}", "row": 10 + n, **change} for n, change in enumerate(changes)]
    table = pa.Table.from_pylist(rows, schema=pa.schema(RESULTS))
    for name in TEXTS:
        place = table.schema.get_field_index(name)
        table = table.set_column(place, name, table.column(name).dictionary_encode())
    return table


def points(*pupils: dict[str, float | None]) -> pa.Table:
    rows = [(at, item, value) for at, own in enumerate(pupils) for item, value in own.items()]
    return pa.table(
        {
            "result": pa.array([row[0] for row in rows], pa.int32()),
            "item": pa.array([row[1] for row in rows], pa.string()).dictionary_encode(),
            "points": pa.array([row[2] for row in rows], pa.float64()),
        }
    )


def faults(results: pa.Table, points: pa.Table, register: Settled = REGISTER) -> list[Fault]:
    return check_results(results, points, register)[0]


def test_what_adds_up_is_accepted_and_not_done_adds_nothing() -> None:
    pupils = [{}, {"primary": 2.0, "mark": 3, "journal": None}, {"primary": 0.0, "mark": 2}, {"mark": None}]
    given = points({"1": 1.0, "2К1": 3.0}, {"1": 2.0, "2К1": None}, {"1": None}, {"1": 2.0, "2К1": 2.0})
    assert check_results(results(*pupils), given, REGISTER) == ([], [])


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 2), st.none() | st.integers(0, 3)), min_size=1, max_size=20))
def test_any_points_within_the_register_are_accepted_with_their_own_sum_and_mark(given) -> None:
    sums = [one + (two or 0) for one, two in given]
    pupils = [{"primary": float(s), "mark": 2 + sum(s >= border for border in (2, 3, 5))} for s in sums]
    assert faults(results(*pupils), points(*({"1": float(a), "2К1": b} for a, b in given))) == []
    wrong = [{**pupil, "mark": 2 + (pupil["mark"] - 1) % 4} for pupil in pupils]
    assert len(faults(results(*wrong), points())) == len(given)


@pytest.mark.parametrize(
    ("change", "column", "message"),
    [
        ({"mark": 1, "primary": None}, "Отметка", "отметка 1"),
        ({"journal": 6}, "Отметка по журналу", "отметка 6"),
        ({"primary": 5.5, "mark": 5}, "Первичный балл", "первичный балл 5,5"),
        ({"primary": -1.0, "mark": 2}, "Первичный балл", "первичный балл −1"),
        ({"score": 101.0}, "Балл", "балл 101"),
        ({"expected": 6.0}, "Прогноз", "прогноз 6"),
        ({"mark": 5}, "Отметка", "отметка 5, а 4 баллов дают отметку 4"),
    ],
)
def test_what_a_result_may_not_say(change: dict[str, object], column: str, message: str) -> None:
    (fault,) = faults(results({}, change), points())
    assert fault.place == f"ф1.xlsx, лист «МА 4», строка 11, столбец «{column}»"
    assert fault.message == message
    assert fault.remedy


def test_a_sum_and_a_point_out_of_range_are_told_with_both_numbers() -> None:
    over, sum_ = faults(results({}, {}), points({"1": 1.0, "2К1": 3.0}, {"1": 3.0, "2К1": 0.0}))
    assert over.place == "ф1.xlsx, лист «МА 4», строка 11, столбец «Задание 1»"
    assert (over.message, over.allowed) == ("за задание 1 баллов 3", "Допустимы числа от 0 до 2")
    assert sum_.message == "первичный балл 4, а баллы за задания дают 3"
    assert sum_.place.row == 11


def test_an_item_that_the_register_does_not_have_is_told_once_per_file() -> None:
    pupils = [{"primary": 2.0, "mark": 3}, {"primary": 2.0, "mark": 3}]
    given = points({"1": 1.0, "3": 1.0}, {"1": 1.0, "3": 1.0})
    (fault,) = faults(results(*pupils), given)
    assert fault.message == "ВПР 2022, Математика, 4 класс: задания 3 в реестре работ нет"
    assert faults(results(*pupils), given, NONE) == []


def test_points_for_an_item_twice_are_told() -> None:
    twice = pa.concat_tables([points({"1": 1.0, "2К1": 2.0}), points({"1": 1.0})]).unify_dictionaries()
    (fault,) = faults(results({}), twice)
    assert (fault.place.row, fault.message) == (10, "за задание 1 баллы указаны дважды")


def test_a_pupil_twice_is_told_without_the_code() -> None:
    (fault,) = faults(
        results({"pupil": "40017"}, {"pupil": "40017"}, {"pupil": "40017", "school": "edu740002"}), points()
    )
    assert fault.place == "ф1.xlsx, лист «МА 4», строка 11, столбец «Код участника»"
    assert fault.allowed == "Впервые: ф1.xlsx, строка 10"
    assert "40017" not in str(fault) + fault.value
    assert faults(results({"pupil": None}, {"pupil": None}), points()) == []


def test_a_pupil_who_came_again_on_another_day_is_no_row_repeated() -> None:
    exam = {"assessment": "oge", "pupil": "7500 1", "mark": None}
    days = results({**exam, "date": "2022-05-24"}, {**exam, "date": "2022-09-05"})
    assert faults(days, points(), NONE) == []
    assert len(faults(results({**exam, "date": "2022-05-24"}, {**exam, "date": "2022-05-24"}), points(), NONE)) == 1


def test_a_mark_of_the_state_examination_may_be_lower_but_not_higher() -> None:
    work = {**KEY, "assessment": "oge", "grade": 9}
    register = Settled(({**REGISTER.works[0], **work},), (), ())
    assert faults(results({**work, "mark": 3}), points(), register) == []
    assert len(faults(results({**work, "mark": 5}), points(), register)) == 1


def test_the_forecast_of_a_test_score_goes_up_to_a_hundred() -> None:
    work = {**KEY, "assessment": "ege", "grade": 11}
    register = Settled(({**REGISTER.works[0], **work},), (), ())
    assert faults(results({**work, "expected": 97.0, "score": 100.0}), points(), register) == []


def test_without_borders_marks_are_not_checked_and_it_is_said_once() -> None:
    found, warnings = check_results(results({"mark": 2}, {"mark": 5}), points(), NONE)
    assert found == []
    (warning,) = warnings
    assert warning.place == "ВПР 2022, Математика, 4 класс"
    assert "не сверены" in warning.message


def test_of_a_file_that_is_wrong_throughout_the_first_faults_are_told() -> None:
    count = MOST + 7
    wrong = [{"mark": 5, "file": "а.xlsx"}] * count + [{"mark": 5, "file": "б.xlsx"}]
    found = faults(results(*wrong), points(*[{"1": 9.0}] * count))
    told = [fault for fault in found if fault.place == "а.xlsx"]
    assert [fault.message for fault in told] == ["… и ещё таких замечаний к строкам участников: 7"] * 3
    assert len([fault for fault in found if fault.place.file == "а.xlsx"]) == 3 * (MOST + 1)
    assert len([fault for fault in found if fault.place.file == "б.xlsx"]) == 1
