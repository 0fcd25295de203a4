"""The long protocol: a row for every pupil and task becomes a result and its points."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.errors import Fault
from svod.intake.readers import protocol as module
from svod.intake.readers.persons import UNSAID
from svod.intake.readers.protocol import Protocol

READER = Protocol()
HEADER = ["Муниципалитет", "ОО", "Класс", "Код обучающегося", "Предмет", "Дата", "Вариант", "№ задания", "КЭС"]
HEADER += ["Макс. балл", "Балл", "Отметка", "Прогноз"]
NAMES = ("municipality", "school", "class", "pupil", "subject", "date", "variant", "item", "content", "most", "points")


def row(item, points, **changes):
    own = {
        "municipality": "Ашинский МР", "school": "740001", "class": "8А", "pupil": 8001, "subject": "математика",
        "date": "15.03.2022", "variant": 1, "item": item, "content": f"2.{item}", "most": 2, "points": points,
        "mark": 4, "expected": 4,
    } | changes  # fmt: skip
    return list(own.values())


@pytest.fixture(scope="module")
def protocol(workbook):
    def make(*rows, header=HEADER):
        return workbook([header, *rows])

    return make


def points(taken):
    pupils = taken.tables["results"].column("pupil").to_pylist()
    return {(pupils[each["result"]], each["item"]): each["points"] for each in taken.tables["points"].to_pylist()}


def test_rows_of_tasks_become_results_with_a_primary_score(protocol, params) -> None:
    second = {"pupil": 8002, "variant": 2, "expected": 3.5, "mark": "нет отметки"}
    third = {"pupil": 9001, "class": "9-1"}
    rows = [row(1, 2), row(2, "1,5"), row(10, "Х"), row(1, None, **second), row(2, 2, **second), row(1, 1, **third)]
    taken = READER.read(protocol(*rows), params)
    assert taken.faults == ()
    keys = ("assessment", "year", "grade", "subject", "class", "pupil", "variant", "primary", "mark", "expected", "row")
    work = ("diagnostic", 2022, 8, "Математика", "8А")
    assert [tuple(each[key] for key in keys) for each in taken.tables["results"].to_pylist()] == [
        (*work, "8001", "1", 3.5, 4, 4, 2),
        (*work, "8002", "2", 2, None, 3.5, 5),
        ("diagnostic", 2022, 9, "Математика", "9-1", "9001", "1", 1, 4, 4, 7),
    ]
    assert points(taken) == {
        ("8001", "1"): 2, ("8001", "2"): 1.5, ("8001", "10"): None,
        ("8002", "1"): None, ("8002", "2"): 2, ("9001", "1"): 1,
    }  # fmt: skip
    items = [
        (each["grade"], each["item"], each["order"], each["maximum"], each["content"]) for each in taken.tables["items"]
    ]
    assert items == [(8, "1", 1, 2, "2.1"), (8, "2", 2, 2, "2.2"), (8, "10", 3, 2, "2.10"), (9, "1", 1, 2, "2.1")]


@settings(deadline=None, max_examples=20)
@given(st.dictionaries(st.tuples(st.integers(1, 5), st.integers(1, 12)), st.integers(0, 2), min_size=1), st.randoms())
def test_every_row_is_one_point_whatever_the_order_of_rows(protocol, params, drawn, random) -> None:
    cells = list(drawn.items())
    random.shuffle(cells)
    taken = READER.read(protocol(*(row(item, value, pupil=8000 + pupil) for (pupil, item), value in cells)), params)
    assert points(taken) == {(str(8000 + pupil), str(item)): value for (pupil, item), value in drawn.items()}
    assert sum(taken.tables["results"].column("primary").to_pylist()) == sum(drawn.values())


@pytest.mark.parametrize(
    ("second", "column", "message"),
    [
        (row(1, 1), "№ задания", "задание 1 у обучающегося стоит дважды"),
        (row(2, "1/2"), "Балл", "«1/2» – не балл"),
        (row(2, 1, most=0), "Макс. балл", "«0» – не максимальный балл"),
        (row(2, 1, **{"class": "0А"}), "Класс", "«0А» – не класс"),
        (row(2, 1, **{"class": "8А Кузнецова Мария"}), "Класс", UNSAID),
        (row(2, 1, subject="Соколов П."), "Предмет", UNSAID),
        (row(2, 1, school="Кузнецова"), "ОО", UNSAID),
        (row(2, 1, date=None), "Дата", "ячейка пуста"),
        (row(2, 1, mark=5), "Отметка", "у обучающегося в разных строках разное: отметка"),
        (row(1, 1, pupil=8002, most=3), "Макс. балл", "у задания в разных строках разное: макс. балл"),
        (row("1а", 1), "№ задания", "«1а» – не номер задания"),
    ],
)
def test_a_broken_row_is_told_with_its_place(protocol, params, second, column, message) -> None:
    (fault,) = READER.read(protocol(row(1, 2), second), params).faults
    assert (fault.place.row, fault.place.column, fault.message) == (3, column, message)


def test_a_name_in_a_column_of_the_pupil_is_told_and_not_repeated(protocol, params) -> None:
    taken = READER.read(protocol(row(1, 2, variant="СОКОЛОВ", municipality="соколова мария")), params)
    assert [(told.place.column, told.message, told.value) for told in taken.faults] == [
        ("Муниципалитет", UNSAID, ""),
        ("Вариант", UNSAID, ""),
    ]
    assert "сокол" not in str(taken.tables).lower()


def test_a_protocol_may_lack_what_is_not_needed_and_one_of_broken_rows_alone_is_all_faults(protocol, params) -> None:
    taken = READER.read(protocol(row(1, 2, content=None, variant=None)), params)
    assert taken.faults == () and taken.tables["items"][0]["content"] is None
    assert taken.tables["results"].column("variant").to_pylist() == [None]
    taken = READER.read(protocol(row(1, 2, pupil="Петров Пётр")), params)
    assert [fault.message for fault in taken.faults] == [UNSAID]
    assert taken.tables["results"].num_rows == 0


def test_two_works_of_a_year_under_one_name_are_not_taken_together(protocol, params) -> None:
    later = {"pupil": 8101, "class": "8Б", "date": "20.10.2022"}
    (fault,) = READER.read(protocol(row(1, 2), row(1, 1, **later)), params).faults
    assert (fault.place.row, fault.place.column) == (3, "Дата")
    assert "дата 20.10.2022, а в других строках 15.03.2022 – это разные работы" in fault.message
    named = READER.read(protocol(row(1, 2), row(1, 1, subject="Математика (октябрь)", **later)), params)
    assert named.faults == ()
    assert [one["subject"] for one in named.tables["assessments"]] == ["Математика", "Математика (октябрь)"]


def test_a_number_within_a_class_names_a_pupil_together_with_the_class(protocol, params) -> None:
    classes = ["8А", "8 «a»", "8Б"]
    rows = [row(item, 1, pupil=1, **{"class": own}) for own, item in zip(classes, (1, 2, 1), strict=True)]
    taken = READER.read(protocol(*rows, row(1, 1, pupil=101, **{"class": "8Б"})), params)
    assert taken.faults == ()
    assert taken.tables["results"].column("pupil").to_pylist() == ["8А 1", "8Б 1", "101"]


def test_the_file_s_own_headings_are_kept_for_messages(protocol, params) -> None:
    headings = READER.read(protocol(row("4к1", 1)), params).headings
    assert headings["Код участника"] == "Код обучающегося" and headings["Задание 4К1"] == "Балл"
    assert "Первичный балл" not in headings


def test_a_protocol_without_a_date_column_cannot_be_read(protocol, params) -> None:
    (fault,) = READER.read(protocol(row(1, 2), header=[*HEADER[:5], "День", *HEADER[6:]]), params).faults
    assert fault.message == "нет столбца «Дата»"


def test_what_a_table_warns_of_is_told(protocol, params, monkeypatch) -> None:
    def warn(table, names):
        table.warnings.append(Fault("файл.xlsx", "сведение"))
        return []

    monkeypatch.setattr(module, "_blocks", warn)
    taken = READER.read(protocol(row(1, 2)), params)
    assert "сведение" in [told.message for told in taken.warnings]
