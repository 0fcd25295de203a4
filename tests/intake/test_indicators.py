"""File name, title block and codes must speak of one procedure and one year."""

from __future__ import annotations

from decimal import Decimal

import pytest

from svod.errors import InputError
from svod.intake.book import Book
from svod.intake.indicators import IndicatorsReader
from svod.intake.taken import Taken

ROW = ("Ашинский МР", "7.1", 3, 4, None, 2, None)


@pytest.fixture
def read(book, params):
    def run(*rows: tuple[object, ...], name: str = "07-libraries-2022.xlsx", **changes: object) -> Taken:
        source = Book(name, book(name, rows, **changes).read_bytes())
        assert IndicatorsReader().fits(source)
        return IndicatorsReader().read(source, params)

    return run


def told(taken: Taken) -> str:
    return "\n".join(map(str, taken.faults))


def test_a_row_as_it_is_stored(read):
    (row,) = read(("Ашинский муниципальный район", 7.1, "3,0", 4, "75 %", 2, "уточнено")).tables["indicators"]
    assert row["value"].percent
    del row["value"]
    assert row == {
        "municipality": "Ашинский муниципальный район",
        "above": "",
        "over": None,
        "indicator": "7.1",
        "procedure": "07-libraries",
        "year": 2022,
        "numerator": Decimal(3),
        "denominator": Decimal(4),
        "participants": Decimal(2),
        "note": "уточнено",
        "file": "07-libraries-2022.xlsx",
        "sheet": "Показатели",
        "row": 6,
        "unread": frozenset(),
    }


def test_a_good_workbook_has_no_faults_and_a_label(read):
    filled = read(ROW)
    assert filled.faults == ()
    assert filled.data == "учебные данные"


@pytest.mark.parametrize("pair", [(None, None), ("н/д", "–"), ("нд", "")])
def test_no_data_is_kept_as_a_row(read, pair):
    (row,) = read(("Ашинский МР", "7.1", *pair)).tables["indicators"]
    assert row["numerator"] is row["denominator"] is None


@pytest.mark.parametrize(
    ("cells", "denominator"), [((3, None), 1), ((3, 1), 1), ((None, 1), None), ((None, None), None), ((3, 7), 7)]
)
def test_a_count_needs_no_denominator(read, cells, denominator):
    (row,) = read(("Ашинский МР", "8.4", *cells), name="08-heads-2022.xlsx").tables["indicators"]
    assert row["denominator"] == denominator


def test_an_unknown_code_gets_the_codes_of_the_procedure_and_the_nearest(read):
    filled = read(("Ашинский МР", "7.11", 3, 4))
    assert "строка 6, столбец «Показатель»: показателя «7.11» нет" in told(filled)
    assert "Показатели процедуры 07-libraries: 7.1, 7.2, 7.3. Похоже на «7.1»" in told(filled)


def test_an_empty_code(read):
    assert "столбец «Показатель»: ячейка пуста" in told(read(("Ашинский МР", None, 3, 4)))


def test_codes_of_another_procedure_are_one_fault_of_the_file(read):
    filled = read(*[("Ашинский МР", code, 3, 4) for code in ("8.1", "8.2", "8.3")])
    (fault,) = filled.faults
    assert fault.message == "по кодам показателей это процедура 08-heads, а по названию файла – 07-libraries"
    assert fault.remedy == "Переименуйте файл в 08-heads-2022.xlsx"


def test_it_speaks_for_the_municipality_over_it_and_without_one_for_no_more_than_its_rows_name(read):
    assert read(ROW).covers == frozenset()
    form = read(ROW, title={"Муниципалитет:": "Ашинский МР", "Год:": 2022})
    assert form.covers == {("indicators", "07-libraries", 2022, "Ашинский МР")}


def test_a_file_called_anything_is_known_by_its_codes_and_its_year(read):
    taken = read(ROW, name="библиотеки.xlsx", title={"Год:": 2021})
    (row,) = taken.tables["indicators"]
    assert taken.faults == () and (row["procedure"], row["year"]) == ("07-libraries", 2021)


def test_years_may_stand_in_the_rows(read):
    header = ("Муниципалитет", "Год", "Показатель", "Числитель", "Знаменатель")
    rows = [("Ашинский МР", year, "7.1", 3, 4) for year in (2020, 2021, 2022)]
    title = {"Процедура:": "7", "Муниципалитет:": "Ашинский МР"}
    taken = read(*rows, name="форма.xlsx", header=header, title=title)
    assert taken.faults == () and [row["year"] for row in taken.tables["indicators"]] == [2020, 2021, 2022]
    assert taken.covers == {("indicators", "07-libraries", year, "Ашинский МР") for year in (2020, 2021, 2022)}
    assert "год «2019» не входит в издание 2022" in told(read(("Ашинский МР", 2019, "7.1", 3, 4), header=header))


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ({"Год:": 2022, "Процедура:": "тайна"}, "не понять, какой процедуры таблица"),
        ({"Процедура:": "7"}, "над таблицей не указан год"),
        ({"Процедура:": "7", "Год:": 2019}, "год «2019» не входит в издание 2022"),
        ({"Процедура:": "8", "Год:": 2022}, "над таблицей процедура 08-heads, а по кодам показателей 07-libraries"),
    ],
)
def test_what_the_lines_over_the_table_lack(read, title, message):
    rows = [] if "тайна" in title.values() else [ROW]
    assert message in told(read(*rows, name="форма.xlsx", title=title))


@pytest.mark.parametrize("year", [2022, "2022", "2022 г.", "2022 год", 2022.0])
def test_the_year_of_the_title(read, year):
    assert read(ROW, title={"Год:": year}).faults == ()


@pytest.mark.parametrize(
    ("title", "message", "remedy"),
    [
        ({"Год:": 2021}, "строка 1: год «2021», а по названию файла 2022", "Исправьте год или название файла"),
        ({"Год:": None}, "строка 1: над таблицей не указан год", "Впишите 2022"),
        ({}, "лист «Показатели»: над таблицей не указан год", "Впишите 2022"),
        ({"Год:": 2022, "Процедура:": "11"}, "строка 2: над таблицей процедура 11-project-500", "Исправьте заголовок"),
    ],
)
def test_the_title_must_agree_with_the_name(read, title, message, remedy):
    filled = read(ROW, title=title)
    assert message in told(filled) and remedy in told(filled)


def test_the_title_in_the_words_of_the_procedure_and_in_free_words(read, params):
    for words in (params.procedure("07-libraries").title, "Библиотеки школ"):
        assert read(ROW, title={"Процедура:": words, "Год:": 2022}).faults == ()


def test_a_table_without_rows_is_a_fault_unless_nothing_was_measured(read):
    assert "в таблице нет ни одной строки" in told(read())
    assert read(name="11-project-500-2020.xlsx").faults == ()


def test_no_table_at_all(read):
    with pytest.raises(InputError, match="нет листа «Показатели»"):
        read(ROW, sheet="Лист1")
