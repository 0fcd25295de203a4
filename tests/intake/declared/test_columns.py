"""A table of any file by its columns: the same cells out of a text, a workbook and a Parquet file."""

from __future__ import annotations

import csv
import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.errors import InputError
from svod.intake.book import Book
from svod.intake.declared.columns import MANY, Coded, coded, headers, heading, open_table
from svod.params.sources import Layout

ANY = Layout()


def rows_of(book: Book, layout: Layout = ANY, wanted: tuple[str, ...] = ("Код", "Балл")) -> list[tuple[int, list]]:
    """Number and cells of every row."""
    (header,) = headers(book, layout, wanted)
    table = open_table(book, layout, header)
    columns = [table.column(i) for i in range(len(header.headings))]
    return [
        (int(number), [column.cells[column.codes[at]] for column in columns]) for at, number in enumerate(table.rows)
    ]


def test_distinct_cells_are_kept_once_and_a_yes_is_no_one():
    found = coded(["а", 1, "а", True, 1.0, None])
    assert found.cells == ["а", 1, True, 1.0, None]
    assert found.codes.tolist() == [0, 1, 0, 2, 3, 4]


@given(st.lists(st.one_of(st.text(max_size=3), st.integers(0, 3), st.booleans(), st.none())))
def test_a_coded_column_is_the_column(values):
    found: Coded = coded(values)
    assert [(type(found.cells[i]), found.cells[i]) for i in found.codes] == [(type(one), one) for one in values]


def test_headings_are_compared_without_case_and_stars():
    assert heading("  Учёный  СОВЕТ *: ") == "ученый совет"
    assert heading(None) == ""


def test_the_header_is_found_under_a_title_and_rows_keep_their_numbers():
    book = Book("а.csv", "Выгрузка\n\nКод;Балл\n1;5\n\n2;4\n".encode("cp1251"))
    assert rows_of(book) == [(4, ["1", "5"]), (5, ["", ""]), (6, ["2", "4"])]


def test_a_line_break_inside_quotes_is_no_new_row():
    book = Book("а.csv", '"Код\nОО";Балл;Код\n"1\n2";5;x\n3;4;"a;b"\n'.encode())
    assert rows_of(book) == [(2, ["1\n2", "5", "x"]), (3, ["3", "4", "a;b"])]


def test_a_row_of_another_length_is_a_fault_and_moves_no_other():
    book = Book("а.csv", "Код;Балл\n1;5\n2;4;3\n3\n4;2\n".encode())
    (header,) = headers(book, ANY, ["Код"])
    table = open_table(book, ANY, header)
    assert table.rows.tolist() == [2, 5]
    assert [(fault.place.row, fault.message) for fault in table.faults] == [
        (3, "ячеек в строке 3, а столбцов 2"),
        (4, "ячеек в строке 1, а столбцов 2"),
    ]


def test_what_is_declared_of_a_text_is_believed():
    book = Book("а.txt", "Код\tБалл\n1\tа;б\n".encode("cp866"))
    assert headers(book, ANY, ["Код"]) == ()
    assert rows_of(book, Layout(separator="tab", encoding="cp866")) == [(2, ["1", "а;б"])]
    assert headers(Book("б.csv", "Код;Балл".encode("cp1251")), Layout(encoding="utf-8"), ["Код"]) == ()


def test_a_workbook_gives_the_sheets_that_have_the_columns(workbook):
    book = workbook(Титул=[["О выгрузке"]], А=[["Код", "Балл"], [1, 5]], Б=[[], ["Балл", "Код"], ["4,5", None]])
    first, second = headers(book, ANY, ["Код", "Балл"])
    assert (first.sheet, first.row, second.sheet, second.row) == ("А", 1, "Б", 2)
    table = open_table(book, ANY, second)
    assert table.rows.tolist() == [3]
    assert table.column(0).cells == ["4,5"]


def test_a_parquet_file_is_read_by_its_columns():
    stream = io.BytesIO()
    names = pa.array(["а", "б", "а"]).dictionary_encode()
    pq.write_table(pa.table({"Код": names, "Балл": [1.5, float("nan"), None]}), stream)
    book = Book("а.parquet", stream.getvalue())
    assert rows_of(book) == [(1, ["а", 1.5]), (2, ["б", None]), (3, ["а", None])]
    assert headers(book, ANY, ["Иное"]) == ()


def test_a_parquet_file_cut_short_is_refused():
    with pytest.raises(InputError, match="файл Parquet не читается"):
        headers(Book("а.parquet", b"PAR1 and no more"), ANY, ["Код"])


def test_a_table_without_rows_has_columns():
    book = Book("а.csv", "Код;Балл\n".encode())
    assert rows_of(book) == []


CELL = st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=6)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=12), st.sampled_from([";", "|"]))
def test_any_text_table_comes_back_cell_by_cell(rows, separator):
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([("Код", "Балл", "Ещё"), *rows])
    layout = Layout(separator=separator, encoding="utf-8")
    found = rows_of(Book("а.csv", stream.getvalue().encode()), layout)
    assert found == [(number, list(row)) for number, row in enumerate(rows, 2)]


@pytest.mark.parametrize("ends", [";", ";;"])
def test_separators_at_the_end_of_rows_are_no_fault(ends):
    book = Book("а.csv", f"Код;Балл\n1;5{ends}\n2;4{ends}\n".encode())
    assert rows_of(book) == [(2, ["1", "5"]), (3, ["2", "4"])]


def test_very_many_rows_of_another_length_are_one_fault():
    book = Book("а.csv", ("Код;Балл\n1;5\n" + "1;2;3\n" * (MANY + 1)).encode())
    (header,) = headers(book, ANY, ["Код"])
    (fault,) = open_table(book, ANY, header).faults
    assert fault.message == f"ячеек в строке 3, а столбцов 2 (и ещё строк: {MANY})"


@pytest.mark.parametrize("cells", ['"Школа;5\n2;4\n3;4\n', '"Школа;5\n2;"4\n3;4"\n'])
def test_a_quote_that_is_never_closed_swallows_no_row_in_silence(cells):
    book = Book("а.csv", f"Код;Балл\n{cells}".encode())
    (header,) = headers(book, ANY, ["Код"])
    told = [fault.message for fault in open_table(book, ANY, header).faults]
    assert "в одной ячейке несколько строк таблицы" in told or any("ячеек в строке" in message for message in told)


def test_a_cell_beyond_all_measure_is_no_traceback():
    huge = "x" * 200_000
    for text in (f'Код;"{huge}\nБалл\n', f'Код;Балл\n1;"{huge}"\n'):
        assert headers(Book("а.csv", text.encode()), ANY, ["Код"]) == ()
