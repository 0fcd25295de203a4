"""Files of a load against each other and against the store."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from svod.errors import Fault
from svod.intake.check import check, covers_of, label
from svod.intake.merge import stored
from svod.intake.readers.results import POINTS, RESULTS
from svod.intake.taken import Taken

WORK = {"assessment": "vpr", "year": 2022, "grade": 4, "subject": "Математика"}
HEAD = {**WORK, "maximum": 3.0, "sheet": "Лист", "row": 8}
ITEMS = [{**WORK, "item": label, "order": i, "maximum": most, "sheet": "Лист", "row": 8}
         for i, (label, most) in enumerate((("1", 1.0), ("2", 2.0)), 1)]  # fmt: skip
OLD = stored({})


def form(file: str, *pupils: tuple[str, tuple[float | None, ...], float], school: str = "edu1",
         municipality: str = "ashinskiy-mr", heads: bool = True) -> Taken:  # fmt: skip
    """Results of one school in one work: code, points of the items, primary score."""
    rows = [
        {**WORK, "municipality": municipality, "school": school, "date": "", "class": "1", "pupil": code,
         "primary": primary, "file": file, "sheet": "Лист", "row": 10 + i}
        for i, (code, _, primary) in enumerate(pupils)
    ]  # fmt: skip
    points = [
        {"result": i, "item": str(number), "points": value}
        for i, (_, values, _) in enumerate(pupils)
        for number, value in enumerate(values, 1)
    ]
    results = pa.Table.from_pylist(rows, RESULTS).drop_columns(["school_name"])
    tables: dict[str, Any] = {"results": results, "points": pa.Table.from_pylist(points, POINTS)}
    if heads:
        tables |= {"assessments": [{**HEAD, "file": file}], "items": [{**item, "file": file} for item in ITEMS]}
    return Taken(file, "Ф1", tables, covers=frozenset({("results", *WORK.values(), school)}))


def register(**changes: Any) -> Taken:
    work = {**HEAD, "file": "работы.xlsx", "mark3": 1.0, "mark4": 2.0, "mark5": 3.0, **changes}
    return Taken("работы.xlsx", "реестр работ", {"assessments": [work]})


def words(faults: tuple[Fault, ...]) -> str:
    return "\n".join(map(str, faults))


def test_files_are_put_together_and_points_find_their_pupils(params):
    first, second = (
        form("а.xlsx", ("1", (1, 2), 3), ("2", (0, None), 0)),
        form("б.xlsx", ("1", (1, 0), 1), school="edu2"),
    )
    checked = check([first, second], params, OLD)
    assert checked.faults == ()
    assert len(checked.large["results"]) == 3
    assert checked.large["points"].column("result").to_pylist() == [0, 0, 1, 1, 2, 2]
    assert [work["maximum"] for work in checked.small["assessments"]] == [3.0]


def test_a_sum_that_is_not_the_primary_score_names_its_file_and_row(params):
    first, second = form("а.xlsx", ("1", (1, 2), 3)), form("б.xlsx", ("1", (1, 1), 3), school="edu2")
    (fault,) = check([first, second], params, OLD).faults
    assert str(fault).startswith("б.xlsx, лист «Лист», строка 10, столбец «Первичный балл»: первичный балл 3, а баллы")


def test_the_register_of_works_is_trusted_more_than_the_heads_of_files(params):
    told = words(check([form("а.xlsx", ("1", (1, 2), 3)), register(maximum=4.0)], params, OLD).faults)
    assert "а.xlsx" in told and "максимальный балл 3 расходится с файлом работы.xlsx" in told


def test_marks_are_checked_by_the_borders_that_the_store_has(params):
    old = stored({"assessments": register().tables["assessments"]})
    taken = form("а.xlsx", ("1", (1, 2), 3))
    marked = taken.tables["results"].set_column(RESULTS.get_field_index("mark"), "mark", pa.array([4], pa.int8()))
    checked = check([Taken("а.xlsx", "Ф1", {**taken.tables, "results": marked})], params, old)
    assert "отметка 4, а 3 баллов дают отметку 5" in words(checked.faults)


def test_a_school_in_two_municipalities_is_told_where_it_is_second(params):
    taken = [form("а.xlsx", ("1", (1, 2), 3)), form("б.xlsx", ("2", (1, 2), 3), municipality="troitskiy-go")]
    (fault,) = check(taken, params, OLD).faults
    assert fault.place == "б.xlsx, лист «Лист», строка 10, столбец «Муниципалитет»"
    assert "школа edu1 – в муниципалитете Троицкий ГО, а в файле а.xlsx – Ашинский МР" in fault.message


def test_the_register_of_schools_decides_whose_a_school_is(params):
    old = stored({"schools": [{"school": "edu1", "name": "СОШ", "municipality": "troitskiy-go"}]})
    (fault,) = check([form("а.xlsx", ("1", (1, 2), 3))], params, old).faults
    assert "по реестру школ – Троицкий ГО" in fault.message


def test_the_same_warning_of_many_files_is_one(params):
    files = [Taken(name, "", {"measures": []}, warnings=(Fault(name, "осенняя работа"),)) for name in ("а", "б", "в")]
    (warning,) = check(files, params, OLD).warnings
    assert str(warning) == "а: осенняя работа (и ещё в 2 местах)."


def test_every_unit_of_which_there_is_a_row_is_covered(params):
    row = {"procedure": "07-libraries", "indicator": "7.1", "municipality": "ashinskiy-mr", "year": 2022,
           "numerator": Decimal(1), "denominator": Decimal(2), "value": None, "participants": None, "note": None,
           "file": "а", "sheet": "л", "row": 1, "unread": frozenset()}  # fmt: skip
    taken = [Taken("а", "", {"indicators": [row]}), form("б.xlsx", ("1", (1, 2), 3))]
    assert covers_of(taken, check(taken, params, OLD)) == {
        ("indicators", "07-libraries", 2022, "ashinskiy-mr"),
        ("results", *WORK.values(), "edu1"),
        ("results", *WORK.values(), "edu1", ""),
        ("assessments",),
        ("items",),
    }


@pytest.mark.parametrize(
    ("tables", "data", "said"),
    [
        ({"measures": []}, "", None),
        ({"measures": []}, "учебные данные", "учебные данные"),
        ({"indicators": []}, "", ""),
    ],
)
def test_a_register_that_says_nothing_goes_with_any_data(tables, data, said):
    assert label(Taken("а", "", tables, data=data)) == said


def test_training_files_do_not_join_real_data(params):
    old = stored({"files": [{"file": "7.xlsx", "sha256": "", "rows": 1, "data": ""}]})
    (fault,) = check([Taken("меры.xlsx", "", {"measures": []}, data="Учебные данные")], params, old).faults
    assert (fault.place, fault.message) == ("меры.xlsx", "в книге учебные данные, а в хранилище настоящие")


def test_a_register_that_comes_to_training_data_unlabelled_is_told(params):
    old = stored({"files": [{"file": "7.xlsx", "sha256": "", "rows": 1, "data": "учебные данные"}]})
    (warning,) = check([register()], params, old).warnings
    assert str(warning).startswith("работы.xlsx: нет пометки «учебные данные», а остальные данные учебные")
    assert check([register()], params, OLD).warnings == ()


def test_nothing_is_nothing(params):
    checked = check([], params, OLD)
    assert (checked.small, checked.large, checked.faults) == ({}, {}, ())
    assert isinstance(OLD["indicators"], pd.DataFrame)
