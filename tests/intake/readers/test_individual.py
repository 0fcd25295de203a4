"""«Ф1»: not done, zero and not given stay three things; every broken cell is told with its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.intake.blanks import offered
from svod.intake.book import Book
from svod.intake.readers.individual import Individual, label
from svod.intake.taken import Taken

READER = Individual()


def points(taken: Taken) -> dict[tuple[str, str], float | None]:
    """Points by pupil and item, when the file is all that is loaded."""
    pupils = taken.tables["results"].column("pupil").to_pylist()
    given, _ = offered(taken.tables["results"], taken.tables["points"])
    return {(pupils[row["result"]], row["item"]): row["points"] for row in given.to_pylist()}


def told(taken: Taken) -> list[tuple[int | None, str, str]]:
    return [(fault.place.row, fault.place.column, fault.message) for fault in taken.faults]


@pytest.fixture
def two_schools(f1, forms) -> Book:
    rows = [
        forms.section("edu740001", 2),
        forms.pupil(40001, 2, 1, 0, journal="нет отметки"),
        forms.pupil(40002, "Х", "-", 1.0, variant=2, **{"class": 2}),
        forms.section("edu740002", 1),
        forms.pupil("40003", "1", "0,5", "нет отметки", login="EDU740002", primary="1,5", mark=" 3 "),
    ]
    return f1(rows)


def test_a_file_of_two_schools_gives_the_work_its_items_results_and_points(two_schools, params) -> None:
    taken = READER.read(two_schools, params)
    assert taken.faults == taken.warnings == ()
    (work,) = taken.tables["assessments"]
    assert [work[name] for name in ("assessment", "year", "grade", "subject", "maximum", "programme_grade")] == [
        "vpr", 2026, 4, "Русский язык", 5.0, 4,
    ]  # fmt: skip
    assert f"{work['date']:%d.%m.%Y}" == "15.04.2026"
    assert [(row["item"], row["order"], row["maximum"], row["level"]) for row in taken.tables["items"]] == [
        ("1", 1, 2.0, "Б"), ("9.1", 2, 1.0, "Б"), ("4К1", 3, 2.0, "П"),
    ]  # fmt: skip
    results = taken.tables["results"].to_pylist()
    keys = ("school", "municipality", "pupil", "class", "variant", "primary", "mark", "journal", "row")
    area = "Агаповский муниципальный район"
    assert [tuple(row[key] for key in keys) for row in results] == [
        ("edu740001", area, "40001", "1", "1", 3.0, 4, None, 10),
        ("edu740001", area, "40002", "2", "2", 1.0, 4, 4, 11),
        ("edu740002", area, "40003", "1", "1", 1.5, 3, 4, 13),
    ]
    assert points(taken) == {
        ("40001", "1"): 2, ("40001", "9.1"): 1, ("40001", "4К1"): 0,
        ("40002", "1"): None, ("40002", "9.1"): None, ("40002", "4К1"): 1,
        ("40003", "1"): 1, ("40003", "9.1"): 0.5, ("40003", "4К1"): None,
    }  # fmt: skip
    work = ("vpr", 2026, 4, "Русский язык")
    assert taken.covers == {("results", *work, school) for school in ("edu740001", "edu740002")}


def test_an_empty_cell_is_not_done_unless_nobody_of_the_variant_has_the_item(f1, forms, params) -> None:
    rows = [
        forms.pupil(40001, 1, None, 2),
        forms.pupil(40002, 1, None, None),
        forms.pupil(40003, 1, "Х", 2, variant=2),
        forms.pupil(40004, 1, None, 2, variant=2),
    ]
    found = points(READER.read(f1(rows), params))
    assert ("40001", "9.1") not in found and ("40002", "9.1") not in found
    assert found["40002", "4К1"] is None and found["40004", "9.1"] is None


def test_a_variant_is_known_by_all_sheets_of_the_work(workbook, forms, params) -> None:
    sheets = {
        "1": forms.F1(rows=[forms.pupil(40001, 1, None, 2)]).sheet(),
        "2": forms.F1(rows=[forms.pupil(40002, 1, 1, 2, login="edu740002")]).sheet(),
    }
    taken = READER.read(workbook(sheets), params)
    assert points(taken)["40001", "9.1"] is None
    assert len(taken.tables["assessments"]) == 1 and len(taken.tables["items"]) == 3


CELLS = st.sampled_from([0, 1, 2, "0", "1,0", " 2", "Х", "X", "-", "—", "нет отметки", None])
VALUES = {"0": 0, "1,0": 1, " 2": 2}


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6))
def test_the_points_written_are_the_points_read(f1, forms, params, drawn) -> None:
    rows = [forms.pupil(40000 + number, 1, *cells, primary=1) for number, cells in enumerate(drawn)]
    taken = READER.read(f1(rows, items=["1 (1б)", "2 (2б)", "3 (2б)", "4 (2б)"], levels="БББП"), params)
    blank = {place for place in range(3) if all(cells[place] is None for cells in drawn)}
    expected = {
        (str(40000 + number), str(place + 2)): None
        if VALUES.get(cell, cell) not in (0, 1, 2)
        else VALUES.get(cell, cell)
        for number, cells in enumerate(drawn)
        for place, cell in enumerate(cells)
        if place not in blank
    }
    assert taken.faults == ()
    assert {key: value for key, value in points(taken).items() if key[1] != "1"} == expected


def test_every_broken_cell_is_told_with_its_place_and_the_pupil_s_code_is_not(f1, forms, params) -> None:
    rows = [
        forms.pupil(40001, "2б", 1, 2, mark=6, primary=3),
        forms.pupil("Иванов Иван", 2, "1 балл", True, variant="первый", journal=1, primary=3),
        forms.pupil(40003, 2, 1, 2, primary=None),
        forms.pupil(None, 2, 1, 2, **{"class": "Сидорова М. П."}),
        forms.pupil(40004, 2, "Сидорова М. П.", 2, **{"class": "четвёртый"}),
        forms.pupil(40005, 2, 1, 2, login="", name="МБОУ СОШ № 1"),
    ]
    taken = READER.read(f1(rows), params)
    assert sorted((row, column) for row, column, _ in told(taken)) == [
        (9, "1 (2б)"),
        (9, "Отметка"),
        (10, "4K1 (2б)"),
        (10, "9,1 (1б)"),
        (10, "Вариант"),
        (10, "Код участника"),
        (10, "Отметка по журналу"),
        (11, "Первичный балл"),
        (12, "Код участника"),
        (13, "9,1 (1б)"),
        (13, "Класс"),
        (14, "ОО"),
    ]
    said = "".join(f"{fault}{fault.value}" for fault in taken.faults)
    assert "Иванов" not in said and "Сидорова" not in said
    assert any(fault.value == "2б" for fault in taken.faults)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": "Русский язык"}, "нет строки «ВПР ГГГГ Предмет N класс»"),
        ({"subject": "Математика"}, "в заголовке предмет «Русский язык», а в строке «Предмет» – «Математика»"),
        ({"date": "весной"}, "«весной» – не дата"),
        ({"maximum": "пять"}, "«пять» – не число"),
        ({"items": ("1 (2б)", "2", "3 (2б)")}, "«2» – не задание"),
        ({"items": ("1 (2б)", "1 (1б)", "3 (2б)")}, "задание 1 стоит дважды"),
        ({"results": ("Первичный балл", "Первичный балл", "Отметка")}, "столбец «Первичный балл» стоит дважды"),
        ({"results": ("Первичный балл", "Оценка", "По журналу")}, "нет столбца «Отметка»"),
        ({"results": ("Всего", "Отметка", "Отметка по журналу")}, "нет столбца «Первичный балл»"),
    ],
)
def test_a_head_or_header_that_says_the_wrong_thing_is_a_fault(f1, forms, params, changes, message) -> None:
    book = f1([forms.pupil(40001, 2, 1, 2)], **changes)
    assert READER.fits(book)
    assert message in "\n".join(map(str, READER.read(book, params).faults))


def test_warnings_tell_what_was_counted_passed_over_or_assumed(f1, forms, params) -> None:
    rows = [
        forms.section("edu740001", 5),
        forms.pupil(40001, 2, 1, 2),
        forms.pupil(40002, None, None, None, primary=None, mark=None, journal=5),
        [*forms.F1().headings, *forms.F1().items, *forms.F1().results],
        forms.pupil(40003, 2, 1, 2, login="edu740009"),
        ["Примечание: Х – задание не выполнялось"],
    ]
    taken = READER.read(f1(rows, date="20.09.2026"), params)
    assert taken.faults == ()
    assert [warning.message for warning in taken.warnings] == [
        "работа осенняя (20.09.2026): принято, что она по программе 3 класса",
        "нет ни баллов, ни отметки; таких строк: 1",
        "edu740001: заявлено участников 5, а строк 3",
        "под заголовком edu740001 стоят строки другой ОО: edu740009 (1)",
    ]
    assert taken.tables["results"].column("pupil").to_pylist() == ["40001", "40003"]
    assert taken.tables["assessments"][0]["programme_grade"] == 3


def test_the_head_may_come_again_before_the_next_school(f1, forms, params) -> None:
    form = forms.F1()
    first, second = forms.pupil(40001, 2, 1, 2), forms.pupil(40002, 2, 1, 2, login="edu740002")
    taken = READER.read(f1([first, *form.sheet(), second]), params)
    assert taken.faults == taken.warnings == ()
    assert taken.tables["results"].column("school").to_pylist() == ["edu740001", "edu740002"]


def test_columns_of_names_are_passed_over_and_said_so(f1, forms, params) -> None:
    rows = [[*forms.pupil(40001, 2, 1, 2), "Петрова Анна", "01.02.2015"]]
    results = ("Первичный балл", "Отметка", "Отметка по журналу", "ФИО", "Дата рождения")
    taken = READER.read(f1(rows, results=results), params)
    (warning,) = taken.warnings
    assert warning.message == "столбцы не загружаются: «ФИО», «Дата рождения»"
    assert warning.remedy == "Удалите из файла персональные данные"
    assert "Петрова" not in str(
        [table if isinstance(table, list) else table.to_pylist() for table in taken.tables.values()]
    )


def test_another_file_is_not_taken_for_it(workbook) -> None:
    assert not READER.fits(workbook([["Муниципалитет", "Показатель", "Числитель"], ["Ашинский МР", "7.1", 4]]))
    assert not READER.fits(Book("сломан.xlsx", b"PK\x03\x04"))


@pytest.mark.parametrize("written", ["4К1", "4K1", "4к1", "4 К1"])
def test_a_label_has_one_spelling(written) -> None:
    assert label(written) == "4К1" and label("9,1") == "9.1"


def test_sheets_of_days_far_apart_are_two_works(workbook, forms, params) -> None:
    autumn = {"date": "20.09.2026", "title": "ВПР 2026 Русский язык 4 класс по программе 4 класса"}
    sheets = {
        "весна": forms.F1(rows=[forms.pupil(40001, 1, 1, 2)]).sheet(),
        "осень": forms.F1(rows=[forms.pupil(40002, 1, 1, 2)], **autumn).sheet(),
    }
    (fault,) = READER.read(workbook(sheets), params).faults
    assert fault.message.endswith("дата 20.09.2026, а на листе «весна» 15.04.2026 – это разные работы")
