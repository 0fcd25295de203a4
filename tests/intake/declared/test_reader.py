"""The reader of a declared source: what it is known by, what it takes, what it says; the example of params/sources."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svod.contracts.statistics import statistics_contract
from svod.errors import InputError
from svod.intake.book import Book
from svod.intake.declared import Declared, declared_readers
from svod.intake.taken import recognise

HEAD = "МО;Код;Предмет;Сдавали;Балл\n"
GIA = "Год;Экзамен;Предмет;Муниципалитет;Код ОО;Название ОО;Сдавали;Средний балл;Ниже порога;81–100 баллов;% «2»;% «3»"
ROWS = (
    "2022;ЕГЭ;Физика;Миасский ГО;301001;МАОУ «СОШ № 1»;24;56,3;1;3;;",
    "2022;ОГЭ;Физика;Миасский ГО;301001;МАОУ «СОШ № 1»;31;3,9;;;2,50;97,50",
    "2022;ЕГЭ;Физика;Итого;;;55;;;;;",
)


def test_a_file_is_known_by_its_columns_and_name(source):
    named = Declared(source(file={"name": "огэ-*<year>.csv"}))
    assert not named.fits(Book("огэ.csv", HEAD.encode()))
    assert Declared(source()).fits(Book("что угодно.txt", HEAD.encode()))
    assert not Declared(source()).fits(Book("а.csv", "МО;Код\n".encode()))
    known = Declared(source(known_by=("МО", "Код"), file={"name": "а.csv"}))
    assert known.fits(Book("папка/а.csv", "МО;Код\n".encode()))
    assert known.signs == "столбцы «МО», «Код» и имя файла вида «а.csv»"


def test_only_the_sheets_that_are_meant_are_read(source, read, workbook):
    rows = [["МО", "Код", "Сдавали", "Балл"], ["М", 301001, 9, 4.5]]
    columns = {name: title for name, title in source().columns.items() if name != "subject"}
    declared = source(columns=columns, file={"sheet": "ОГЭ <subject>"})
    table = read(declared, workbook(**{"ОГЭ Физика": rows, "ОГЭ Химия": rows, "Свод": rows})).tables["statistics"]
    assert table.select(["subject", "code", "value", "sheet", "row"]).to_pylist() == [
        {"subject": "Физика", "code": "301001", "value": 4.5, "sheet": "ОГЭ Физика", "row": 2},
        {"subject": "Химия", "code": "301001", "value": 4.5, "sheet": "ОГЭ Химия", "row": 2},
    ]


def test_a_missing_column_refuses_the_file_and_every_other_fault_is_told_at_once(source, params, read):
    reader = Declared(source(known_by=("МО", "Код")))
    with pytest.raises(InputError) as error:
        reader.read(Book("а.csv", "МО;Код;Предмет\n".encode()), params)
    assert [fault.message for fault in error.value.faults] == ["нет столбца «Сдавали»", "нет столбца «Балл»"]
    taken = read(source(), HEAD + "М;1;Ф;пять;4,5\nМ;2;;5;4.5\nМ;3;Ф;5,5;4,7\n")
    assert sorted((fault.place.row, fault.place.column) for fault in taken.faults) == [
        (2, "Сдавали"),
        (3, "Балл"),
        (3, "Предмет"),
        (4, "Сдавали"),
    ]
    assert all(fault.remedy and fault.place.file == "выгрузка.csv" for fault in taken.faults)


def test_a_file_without_rows_is_a_fault(source, read):
    assert [fault.message for fault in read(source(), HEAD).faults] == ["под заголовком нет ни одной строки"]


def test_what_is_not_named_is_not_read(source, read):
    taken = read(source(), "ФИО;МО;Код;Предмет;Сдавали;Балл\nИванова Анна;М;1;Ф;5;х\n")
    assert "Иванова" not in str(taken) + str(taken.tables["statistics"].to_pylist())


def test_the_example_reads_what_its_comment_shows(params, read):
    (example,) = declared_readers(params)
    taken = recognise(book := Book("гиа.csv", "\n".join([GIA, *ROWS]).encode("cp1251")), [example]).read(book, params)
    assert (taken.reader, taken.faults, taken.warnings) == ("Итоги ГИА по школам", (), ())
    found = taken.tables["statistics"].select(["assessment", "grade", "statistic", "key", "value", "unit"]).to_pylist()
    assert {tuple(one.values()) for one in found} == {
        ("ege", 11, "mean", "", 56.3, "points"),
        ("oge", 9, "mean", "", 3.9, "points"),
        ("ege", 11, "count", "below", 1.0, "pupils"),
        ("ege", 11, "count", "81", 3.0, "pupils"),
        ("oge", 9, "mark", "2", 2.5, "%"),
        ("oge", 9, "mark", "3", 97.5, "%"),
    }
    assert statistics_contract().faults(taken.tables["statistics"].to_pandas()) == []


@pytest.mark.parametrize(
    ("old", "new", "column", "message"),
    [
        ("56,3", "56.3", "Средний балл", "«56.3»: десятичный знак «.», а в файле «,»"),
        ("ЕГЭ", "ГВЭ", "Экзамен", "«ГВЭ» не объявлено"),
        (
            ";24;",
            ";3;",
            "81–100 баллов",
            "части больше целого: «Ниже порога» 1 + «81–100 баллов» 3; вместе 4, «Сдавали» 3",
        ),
        ("2022;ОГЭ", "2022;ЕГЭ", "Код ОО", "строка повторена: 2022, ege, Физика, 301001"),
    ],
)
def test_the_example_refuses_what_it_declares_wrong(params, read, old, new, column, message):
    (example,) = declared_readers(params)
    taken = read(example.source, "\n".join([GIA, *ROWS]).replace(old, new, 1))
    assert [(fault.place.column, fault.message) for fault in taken.faults] == [(column, message)]


CODES = st.text(st.sampled_from("абвг12"), min_size=1, max_size=4)
ROW = st.tuples(CODES, CODES, CODES, st.integers(0, 900), st.one_of(st.none(), st.integers(0, 10_000)))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROW, min_size=1, max_size=6))
def test_a_table_is_the_same_as_text_workbook_and_parquet(source, read, workbook, rows):
    titles = HEAD.strip().split(";")
    rows = [(*row[:4], None if row[4] is None else row[4] / 100) for row in rows]
    texts = [["" if cell is None else str(cell).replace(".", ",") for cell in row] for row in rows]
    stream = io.BytesIO()
    pq.write_table(pa.table(dict(zip(titles, map(list, zip(*rows, strict=True)), strict=True))), stream)
    files = (
        HEAD + "".join(";".join(row) + "\n" for row in texts),
        workbook(Лист=[titles, *rows]),
        Book("а.parquet", stream.getvalue()),
    )
    tables = [read(source(), file).tables["statistics"].drop_columns(["file", "sheet", "row"]) for file in files]
    assert tables[0].column("value").to_pylist() == [row[4] for row in rows]
    assert tables[0].to_pylist() == tables[1].to_pylist() == tables[2].to_pylist()


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from(';\n"\t\r\x00 a1,.%«»½٣−н/дX'), max_size=60))
def test_whatever_stands_under_the_header_is_taken_or_told(source, params, text):
    reader = Declared(source(unique=("code",), duplicates="number"))
    book = Book("а.csv", (HEAD + text).encode())
    try:
        taken = reader.read(book, params) if reader.fits(book) else None
    except InputError as error:
        assert error.faults
    else:
        assert taken is None or taken.faults or taken.tables["statistics"].num_rows
