"""Protocols of ГИА: answers to items, scores or marks, and not a word of who wrote them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.intake.readers.exams import Exams

READER = Exams()
PERSON = ["Фамилия", "Имя", "Отчество", "Дата рождения", "Серия", "№ документа"]
COMMON = ["№", "Код ОО", "Код МСУ", "Класс", "Код ППЭ", "Аудитория", *PERSON, "Предмет"]
PARTS = ["Задания с кратким ответом", "Задания с развёрнутым ответом", "Первичный балл"]
EGE = [*COMMON, *PARTS, "Балл", "Минимальный балл"]
OGE = [*COMMON, *PARTS, "Оценка"]


def row(short, extended, *results, subject="02 - Математика", number=123456):
    who = ["Петрова", "Анна", "Ивановна", "01.02.2004", 7500, number]
    return [1, 740123, 12, "11А", 501, 3, *who, subject, short, extended, *results]


@pytest.fixture(scope="module")
def ege(workbook):
    def make(*rows, title="Протокол проверки результатов ЕГЭ 02.06.2022", header=EGE):
        return workbook([[title], [], header, *rows])

    return make


def points(taken):
    table = taken.tables["points"].to_pylist()
    return [[row["points"] for row in table if row["result"] == place] for place in range(1 + table[-1]["result"])]


def test_a_protocol_of_the_unified_exam(ege, params) -> None:
    taken = READER.read(
        ege(row("++-2", "2(2)1(3)", 7, 56, 27), row("+--0", "Х(2)0(3)", 1, 5, 27, number=123457)), params
    )
    assert taken.faults == ()
    keys = (
        "assessment",
        "year",
        "grade",
        "subject",
        "school",
        "municipality",
        "class",
        "pupil",
        "primary",
        "score",
        "mark",
    )
    work = ("ege", 2022, 11, "Математика", "740123", "12", "11А")
    assert [tuple(row[key] for key in keys) for row in taken.tables["results"].to_pylist()] == [
        (*work, "7500 123456", 7, 56, None),
        (*work, "7500 123457", 1, 5, None),
    ]
    assert points(taken) == [[1, 1, 0, 2, 2, 1], [1, 0, 0, 0, None, 0]]
    assert [row["maximum"] for row in taken.tables["items"]] == [1, 1, 1, None, 2, 3]
    assert f"{taken.tables['assessments'][0]['date']:%d.%m.%Y}" == "02.06.2022"


def test_a_protocol_of_the_basic_exam_has_marks(ege, params) -> None:
    rows = [row("++-2", None, 4, 4, subject="Русский язык"), row("+", "1(2)", 2, "3", subject="Математика")]
    taken = READER.read(ege(*rows, title="ОГЭ, 2021 год", header=OGE), params)
    assert taken.faults == ()
    found = taken.tables["results"].to_pylist()
    assert [(one["assessment"], one["year"], one["grade"], one["subject"], one["mark"]) for one in found] == [
        ("oge", 2021, 9, "Русский язык", 4),
        ("oge", 2021, 9, "Математика", 3),
    ]
    assert points(taken) == [[1, 1, 0, 2], [1, 1]]


def test_days_of_one_examination_are_kept_apart(ege, params) -> None:
    header = [*EGE, "Дата экзамена"]
    rows = [row("++-2", "2(2)1(3)", 7, 56, 27), row("+--0", "2(2)1(3)", 4, 30, 27), row("++-2", "2(2)1(3)", 7, 56, 27)]
    days = ["02.06.2022", "28.06.2022", "28.06.2022"]
    sheet = [[*one, day] for one, day in zip(rows, days, strict=True)]
    taken = READER.read(ege(*sheet, header=header, title="ЕГЭ"), params)
    assert taken.faults == ()
    dates = ["2022-06-02", "2022-06-28", "2022-06-28"]
    assert taken.tables["results"].column("date").to_pylist() == dates
    work = ("ege", 2022, 11, "Математика", "740123")
    assert taken.covers == {("results", *work, day) for day in dates}
    assert f"{taken.tables['assessments'][0]['date']:%d.%m.%Y}" == "02.06.2022"
    unknown = READER.read(ege(rows[0], title="ЕГЭ 2022"), params)
    assert unknown.tables["results"].column("date").to_pylist() == [""]
    assert unknown.covers == {("results", *work)}


def test_an_empty_part_is_not_done_where_the_work_has_the_part(ege, params) -> None:
    taken = READER.read(ege(row("++-2", "2(2)1(3)", 7, 56, 27), row("++-2", None, 4, 30, 27, number=2)), params)
    assert points(taken) == [[1, 1, 0, 2, 2, 1], [1, 1, 0, 2, None, None]]
    assert [told.message for told in taken.warnings] == ["ячейка пуста; таких строк: 1"]
    assert [told.place.row for told in taken.warnings] == [5]


def test_a_missing_primary_score_is_told_and_the_basic_level_has_a_mark(ege, params) -> None:
    (fault,) = READER.read(ege(row("++-2", None, None, 56, 27)), params).faults
    assert (fault.place.column, fault.message) == ("Первичный балл", "пусто, а ответы есть")
    basic = READER.read(ege(row("++-2", None, 4, 5, 3, subject="Математика базовая")), params)
    (result,) = basic.tables["results"].to_pylist()
    assert (result["mark"], result["score"]) == (5, None) and basic.faults == ()


def test_names_birth_dates_and_documents_are_in_no_table_but_the_code_to_be_hashed(ege, params) -> None:
    taken = READER.read(ege(row("++?", "4(3)", "семь", 156, 27)), params)
    result = taken.tables["results"].drop_columns(["pupil"]).to_pylist()
    told = f"{result}{taken.tables['items']}{taken.warnings}{[(str(fault), fault.value) for fault in taken.faults]}"
    assert not any(word in told for word in ("Петрова", "Анна", "Ивановна", "2004", "123456"))
    assert sorted(fault.place.column for fault in taken.faults) == sorted([*PARTS, "Балл"])


def test_who_did_not_come_is_counted_and_left_out(ege, params) -> None:
    taken = READER.read(ege(row(None, None, None, None, 27), row("+", "1(1)", 2, 40, 27)), params)
    assert taken.faults == () and taken.tables["results"].num_rows == 1
    assert [warning.message for warning in taken.warnings] == ["нет ни ответов, ни баллов; таких строк: 1"]


@settings(deadline=None, max_examples=20)
@given(st.lists(st.text(alphabet="+-", min_size=3, max_size=3), min_size=1, max_size=5))
def test_every_plus_is_a_point(ege, params, answers) -> None:
    rows = [row(f"{word}+", "", word.count("+") + 1, 50, 27) for word in answers]
    assert [sum(one) for one in points(READER.read(ege(*rows), params))] == [word.count("+") + 1 for word in answers]


@pytest.mark.parametrize(
    ("rows", "title", "message"),
    [
        (
            [row("++-", "", 2, 50, 27), row("++-", "", 2, 50, 27), row("++", "", 2, 50, 27)],
            "ЕГЭ 2022 год",
            "заданий 2, а в остальных строках 3",
        ),
        ([row("++", "1(2)", 3, 50, 27), row("++", "1(3)", 3, 50, 27)], "ЕГЭ 2022 год", "разные максимумы: 2, 3"),
        ([row("++", "", 2, 50, 27)], "Протокол", "не указан год экзамена"),
        ([row("++", "", 2, 50, 27, subject=None)], "ЕГЭ 2022 год", "не указан предмет"),
        ([row("++", "", 2, 101, 27)], "ЕГЭ 2022 год", "«101» – не балл ЕГЭ"),
        ([], "ЕГЭ 2022 год", "нет ни одного участника"),
    ],
)
def test_what_a_protocol_must_say(ege, params, rows, title, message) -> None:
    assert message in "\n".join(map(str, READER.read(ege(*rows, title=title), params).faults))
