"""Tables of the store out of declared exports: results with points, statistics, small tables with dicts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svod.contracts import indicator_contract
from svod.intake.declared.assemble import POINTS, taken_schema
from svod.intake.readers.persons import UNSAID
from svod.store import SCHEMAS

PUPILS = "ОО;Код;Отметка;З1;З2;З3\n"


def points(taken) -> list[tuple]:
    """Points with the pupil they belong to, in the order of pupils and tasks."""
    pupils = taken.tables["results"].column("pupil").to_pylist()
    rows = taken.tables["points"].to_pylist()
    return sorted(((pupils[row["result"]], row["item"], row["points"]) for row in rows), key=lambda one: one[:2])


def test_columns_are_those_of_the_store_with_codes_and_names_as_written():
    assert set(taken_schema("results").names) == {*SCHEMAS["results"].names, "school_name"}
    assert taken_schema("results").field("pupil").type == pa.string()
    assert set(taken_schema("statistics").names) == {*SCHEMAS["statistics"].names, "school_name"}


def test_a_pupil_has_a_result_and_points_of_the_tasks_given(source, read):
    taken = read(source("results"), PUPILS + "шк1;п1;4;1;X;\nшк1;п2;;0;2;1\n")
    results = taken.tables["results"]
    assert results.schema == taken_schema("results")
    assert taken.tables["points"].schema == POINTS
    assert results.select(["school", "pupil", "mark", "row", "year", "municipality"]).to_pylist() == [
        {"school": "шк1", "pupil": "п1", "mark": 4, "row": 2, "year": 2022, "municipality": ""},
        {"school": "шк1", "pupil": "п2", "mark": None, "row": 3, "year": 2022, "municipality": ""},
    ]
    assert points(taken) == [("п1", "1", 1), ("п1", "2", None), ("п2", "1", 0), ("п2", "2", 2), ("п2", "3", 1)]
    assert taken.faults == ()


def test_a_long_table_is_folded_into_pupils(source, read):
    long = source("results", columns={"school": "ОО", "pupil": "Код", "item": "Задание", "points": "Балл"})
    text = "ОО;Код;Задание;Балл\nшк1;п1;1;1\nшк1;п2;1;0\nшк1;п1;2;X\nшк2;п1;1;3\n"
    taken = read(long, text)
    assert taken.tables["results"].select(["school", "pupil", "row"]).to_pylist() == [
        {"school": "шк1", "pupil": "п1", "row": 2},
        {"school": "шк1", "pupil": "п2", "row": 3},
        {"school": "шк2", "pupil": "п1", "row": 5},
    ]
    assert sorted(taken.tables["points"].column("result").to_pylist()) == [0, 0, 1, 2]


def test_several_works_in_a_row_are_several_results(source, read):
    columns = {"school": "ОО", "pupil": "Код", "primary": "<subject>_балл", "points": "<subject>_<item:[0-9]>"}
    constants = {"assessment": "vpr", "year": 2022, "grade": 5}
    several = source("results", columns=columns, constants=constants)
    taken = read(several, "ОО;Код;М_балл;М_1;М_2;Р_балл;Р_1\nшк;п1;3;1;2;5;5\nшк;п2;;;;1;1\n")
    found = taken.tables["results"].select(["subject", "pupil", "primary"]).to_pylist()
    assert sorted((one["subject"], one["pupil"], one["primary"]) for one in found) == [
        ("М", "п1", 3), ("Р", "п1", 5), ("Р", "п2", 1),
    ]  # fmt: skip
    assert points(taken) == [("п1", "1", 1), ("п1", "1", 5), ("п1", "2", 2), ("п2", "1", 1)]


def test_statistics_have_a_row_of_everything_filled(source, read):
    each = (
        {"columns": {"value": "Балл"}},
        {"constants": {"statistic": "count", "key": "2", "unit": "pupils"}, "columns": {"value": "Ниже"}},
    )
    columns = {name: title for name, title in source().columns.items() if name != "value"}
    taken = read(source(columns=columns, each=each), "МО;Код;Предмет;Сдавали;Балл;Ниже\nМ;1;Ф;9;4,5;\nМ;2;Ф;8;;3\n")
    found = taken.tables["statistics"].select(["code", "participants", "statistic", "key", "value", "unit", "row"])
    assert [tuple(one.values()) for one in found.to_pylist()] == [
        ("1", 9, "mean", "", 4.5, "points", 2),
        ("2", 8, "count", "2", 3.0, "pupils", 3),
    ]
    assert taken.tables["statistics"].column("group").to_pylist() == ["", ""]


def test_schools_come_with_their_context(source, read):
    columns = {"school": "Код", "name": "ОО", "municipality": "МО", "pupils": "Уч", "value": "К: <variable>"}
    schools = source(table="schools", constants={}, columns=columns, complete=True)
    taken = read(schools, "Код;ОО;МО;Уч;К: ИСБ;К: кадры\n1;Школа;М;12;0,5;\n2;Лицей;М;х;;7\n")
    first, second = taken.tables["schools"]
    assert (first["school"], first["pupils"], first["unread"], first["type"]) == ("1", Decimal(12), frozenset(), None)
    assert (second["pupils"], second["unread"], second["row"]) == (None, {"pupils"}, 3)
    assert [(one["school"], one["variable"], one["value"]) for one in taken.tables["context"]] == [
        ("1", "ИСБ", 0.5),
        ("2", "кадры", 7.0),
    ]
    assert taken.covers == {("schools",), ("context",)}
    assert [fault.place.column for fault in taken.faults] == ["Уч"]


def test_indicators_and_measures_are_rows_as_their_forms_give(source, read, params):
    columns = {"indicator": "Код", "municipality": "МО", "numerator": "Ч", "denominator": "З"}
    constants = {"procedure": "7", "year": 2022}
    one = source(table="indicators", constants=constants, columns=columns, complete=True)
    taken = read(one, "Код;МО;Ч;З\n7.1;М;1,000;2,0\n")  # the decimal sign is declared: no thousand
    (row,) = taken.tables["indicators"]
    assert (row["indicator"], row["numerator"], row["denominator"]) == ("7.1", Decimal(1), Decimal(2))
    assert taken.covers == {("indicators", "07-libraries", 2022)}
    contract = indicator_contract(params)
    assert contract.faults(contract.table([{**row, "municipality": "ashinskiy-mr"}])) == []
    columns = {"procedure": "П", "municipality": "МО", "measure": "Мера", "start": "С", "status": "Вид"}
    register = source(table="measures", constants={}, columns=columns)
    taken = read(register, "П;МО;Мера;С;Вид\n7;М;Закупка;01.09.2021;Выполнена\n7;М;Ещё;весной;Выполнена\n")
    first, second = taken.tables["measures"]
    assert (first["procedure"], first["start"], first["status"]) == ("07-libraries", date(2021, 9, 1), "выполнена")
    assert (second["start"], second["unread"], second["end"]) == (None, {"start"}, None)


def test_a_file_speaks_for_the_schools_it_has_and_a_complete_one_for_the_work(source, read):
    text = "МО;Код;Предмет;Сдавали;Балл\nМ;1;Ф;9;4,5\nМ;;Ф;9;4,5\n"
    assert read(source(), text).covers == {("statistics", "oge", 2022, 9, "Ф", "mean", "school", "1")}
    assert read(source(complete=True), text).covers == {("statistics", "oge", 2022, 9, "Ф")}
    region = source(constants={**source().constants, "scope": "region"})
    assert read(region, text.replace(";1;", ";;")).covers == {("statistics", "oge", 2022, 9, "Ф", "mean", "region")}
    taken = read(source("results"), PUPILS + "шк1;п1;4;1;X;\nшк2;п2;;0;2;1\n")
    work = ("results", "vpr", 2022, 5, "Математика")
    assert taken.covers == {(*work, "шк1"), (*work, "шк2")}
    register = source(table="measures", constants={"procedure": "7"}, columns={"municipality": "МО", "measure": "Код"})
    assert read(register, "МО;Код\nМ;а\nН;б\nН;в\n").covers == {("measures", "М"), ("measures", "Н")}


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(["", "X", "0", "1", "2"]), min_size=3, max_size=3), min_size=1, max_size=8))
def test_every_cell_of_a_task_is_a_point_unless_it_is_empty(source, read, cells):
    text = PUPILS + "".join(f"шк;п{i};4;{';'.join(row)}\n" for i, row in enumerate(cells))
    wanted = [
        (f"п{i}", str(task), None if cell == "X" else float(cell))
        for i, row in enumerate(cells)
        for task, cell in enumerate(row, 1)
        if cell
    ]
    assert points(read(source("results"), text)) == sorted(wanted, key=lambda one: one[:2])


def test_a_mark_that_is_no_number_is_told_and_the_rest_is_read(source, read):
    taken = read(source("results"), PUPILS + "шк;п1;четыре;1;1;1\nшк;п2;5;1;?;1\n")
    assert [(fault.place.row, fault.place.column) for fault in taken.faults] == [(2, "Отметка"), (3, "З2")]
    assert taken.tables["results"].num_rows == 2
    assert pytest.approx(taken.tables["points"].num_rows) == 5


def test_a_class_and_a_variant_are_no_names(source, read):
    columns = {"school": "ОО", "pupil": "Код", "class": "Класс", "variant": "Вариант", "mark": "Отметка"}
    taken = read(source("results", columns=columns), "ОО;Код;Класс;Вариант;Отметка\nшк1;п1;9a;2;3\n")
    assert taken.faults == () and taken.tables["results"].column("class").to_pylist() == ["9А"]
    assert taken.covers == {("results", "vpr", 2022, 5, "Математика", "шк1")}
    faults = read(source("results", columns=columns), "ОО;Код;Класс;Вариант;Отметка\nшк1;п1;КИМ;Ян К.;3\n").faults
    assert [(one.place.column, one.message, one.value) for one in faults] == [
        ("Класс", UNSAID, ""), ("Вариант", UNSAID, ""),
    ]  # fmt: skip
