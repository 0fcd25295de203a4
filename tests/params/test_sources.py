"""Declared exports: what a pattern stands for, and everything that a file of params/sources may not say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.contracts.assessments import KINDS
from svod.params import Params
from svod.params.sources import ASSESSMENTS, CHILDREN, FIELDS, REQUIRED, bound, placeholders
from svod.store import SCHEMAS
from svod.store.tables import WORK

GIA = "sources/gia-schools.yml"


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("<subject>_average", "math_average", {"subject": "math"}),
        ("<subject>_average", "math_candidates", None),
        ("<item:M0*>", "M031346A", {"item": "M031346A"}),
        ("<item:M0*>", "ASMMAT01", None),
        ("% «<key:[2-5]>»", "% «4»", {"key": "4"}),
        ("% «<key:[2-5]>»", "% «6»", None),
        ("e8-<year>.csv", "e8-2022.csv", {"year": "2022"}),
        ("e8-<year>.csv", "e8-2022Xcsv", None),
        ("<subject> <grade>", "Русский язык 5", {"subject": "Русский язык", "grade": "5"}),
        ("Сдавали", "Сдавали", {}),
    ],
)
def test_a_pattern_says_what_stands_for_its_fields(pattern: str, text: str, found: dict[str, str] | None) -> None:
    assert bound(pattern, text) == found
    assert set(placeholders(pattern)) >= set(found or {})


@settings(max_examples=50)
@given(st.text(min_size=1, max_size=12), st.text(max_size=6), st.text(max_size=6))
def test_what_was_put_into_a_pattern_comes_out_of_it(word: str, before: str, after: str) -> None:
    before, after = (part.replace("<", "").replace(">", "") for part in (before, after))
    assert bound(f"{before}<subject>{after}", f"{before}{word}{after}") == {"subject": word}


def test_fields_are_those_of_the_store(params: Params) -> None:
    for table, fields in FIELDS.items():
        child, own = CHILDREN.get(table, ("", ()))
        stored = {*SCHEMAS[table].names, *(own if child else ()), "school_name"} - {"file", "sheet", "row"}
        assert set(fields) <= stored
        assert stored - set(fields) <= {"school_name", "date"}  # days are told apart in protocols of ГИА alone
        assert set(REQUIRED[table]) <= set(fields)
        assert not child or set(own) <= set(SCHEMAS[child].names)
    assert REQUIRED["results"] == WORK
    assert set(ASSESSMENTS) == set(KINDS)


def test_the_example_is_read_and_names_its_columns(params: Params) -> None:
    source = next(item for item in params.sources if item.id == "gia-schools")
    assert source.table == "statistics"
    assert len(source.rows) == 4
    assert {"Экзамен", "Код ОО", "Средний балл", "81–100 баллов"} <= set(source.headings)
    assert not any(map(placeholders, source.headings))
    assert source.rows[0].constants == {"scope": "school", "statistic": "mean", "unit": "points"}
    assert source.rows[0].columns["participants"] == "Сдавали"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("id: gia-schools", "id: gia", "источник «gia» в файле gia-schools.yml"),
        ("table: statistics", "table: statistic", "Похоже на «statistics»"),
        ("known_by:", "knownby:", "неизвестный ключ «knownby»"),
        ('decimal: ","', 'decimal: ":"', "«:» не допускается"),
        ("  subject: Предмет", "  sabject: Предмет", "поля «sabject» в этой таблице нет"),
        ("  subject: Предмет\n", "", "не указано поле «subject»"),
        ("{scope: school}", "{scope: school, subject: Физика}", "«subject» – и столбец, и постоянная"),
        ("{scope: school}", "{scope: 1}", "«1» – не текст"),
        ('"% «<key:[2-5]>»"', '"% «<mark:[2-5]>»"', "поля «mark» в этой таблице нет"),
        ("  grade: {ЕГЭ: 11, ОГЭ: 9}", "  garde: {ЕГЭ: 11, ОГЭ: 9}", "поля «garde» в этой таблице нет"),
        ("unique: [year,", "unique: [value,", "«value» нет среди columns источника"),
        ("duplicates: fault", "duplicates: skip", "Допустимы: fault, number"),
        ("missing: [скрыто]", "missing: [скрыто]\ntimes: {key: 100}", "«key» – не число"),
        ("  grade: Экзамен\n", "", "не указано поле «grade»"),
        ("of: [Ниже порога, 81–100 баллов]", "of: []", "В списке не хватает значений"),
        ("basis: designed\n", "", "нет обязательного ключа «basis»"),
    ],
)
def test_what_a_source_may_not_say(copy, old: str, new: str, fault: str) -> None:
    copy.edit(GIA, old, new)
    told = copy.faults()
    assert any(fault in item for item in told), told
    assert all(item.startswith(f"params/{GIA}, строка ") for item in told)


@pytest.mark.parametrize(
    ("constants", "fault"),
    [
        ("{assessment: vrp, grade: 4}", "Похоже на «vpr»"),
        ("{assessment: vpr, grade: '4'}", "«4» – не целое число"),
        ("{assessment: vpr, grade: 4, expected: много}", "«много» – не число"),
        ("{assessment: vpr}", "не указано поле «grade»"),
    ],
)
def test_constants_are_of_the_kind_of_their_field(copy, constants: str, fault: str) -> None:
    written = f"id: own\ntitle: Своя выгрузка\nbasis: designed\ntable: results\nconstants: {constants}\n"
    (copy.root / "sources/own.yml").write_text(written + "columns: {year: Год, subject: Предмет}\n", "utf-8")
    told = copy.faults()
    assert len(told) == 1
    assert fault in told[0]


def test_tasks_need_their_points_and_a_long_table_its_pupils(copy) -> None:
    written = (
        "id: own\ntitle: Своя\nbasis: designed\ntable: results\nconstants: {assessment: vpr, year: 2022, grade: 4}\n"
    )
    (copy.root / "sources/own.yml").write_text(written + "columns: {subject: Предмет, item: Задание}\n", "utf-8")
    told = " ".join(copy.faults())
    assert "«item» без пары" in told
    assert "не указано поле «pupil»" in told


def test_dates_and_measures_take_no_constant_day(copy) -> None:
    written = (
        "id: own\ntitle: Меры\nbasis: designed\ntable: measures\nconstants: {start: '01.09.2021', status: выполнена}\n"
    )
    columns = "columns: {municipality: МО, procedure: Процедура, measure: Мера}\n"
    (copy.root / "sources/own.yml").write_text(written + columns, "utf-8")
    assert ["дату нельзя сделать постоянной" in item for item in copy.faults()] == [True]
