"""File name, title block and codes must speak of one procedure and one year."""

from __future__ import annotations

from decimal import Decimal

import pytest

from svod.errors import InputError
from svod.intake.fields import Filled
from svod.intake.files import Input
from svod.intake.indicators import read_indicators
from svod.intake.names import MunicipalityNames

ROW = ("Ашинский МР", "7.1", 3, 4, None, 2, None)


@pytest.fixture
def read(book, params):
    def run(*rows: tuple[object, ...], name: str = "07-libraries-2022.xlsx", **changes: object) -> Filled:
        found = name[:-5].rpartition("-")
        source = Input(book(name, rows, **changes), found[0], int(found[2]))
        return read_indicators(source, params, MunicipalityNames(params.region))

    return run


def told(filled: Filled) -> str:
    return "\n".join(map(str, filled.faults))


def test_a_row_as_it_is_stored(read):
    (row,) = read(("Ашинский муниципальный район", 7.1, "3,0", 4, "75 %", 2, "уточнено")).rows
    assert row["value"].percent
    del row["value"]
    assert row == {
        "municipality": "ashinskiy-mr",
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
    assert filled.faults == []
    assert filled.data == "учебные данные"


@pytest.mark.parametrize("pair", [(None, None), ("н/д", "–"), ("нд", "")])
def test_no_data_is_kept_as_a_row(read, pair):
    (row,) = read(("Ашинский МР", "7.1", *pair)).rows
    assert row["numerator"] is row["denominator"] is None


@pytest.mark.parametrize(
    ("cells", "denominator"), [((3, None), 1), ((3, 1), 1), ((None, 1), None), ((None, None), None), ((3, 7), 7)]
)
def test_a_count_needs_no_denominator(read, cells, denominator):
    (row,) = read(("Ашинский МР", "8.4", *cells), name="08-heads-2022.xlsx").rows
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


@pytest.mark.parametrize("year", [2022, "2022", "2022 г.", "2022 год", 2022.0])
def test_the_year_of_the_title(read, year):
    assert read(ROW, title={"Год:": year}).faults == []


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
        assert read(ROW, title={"Процедура:": words, "Год:": 2022}).faults == []


def test_a_table_without_rows_is_a_fault_unless_nothing_was_measured(read):
    assert "в таблице нет ни одной строки" in told(read())
    assert read(name="11-project-500-2020.xlsx").faults == []


def test_no_table_at_all(read):
    with pytest.raises(InputError, match="нет листа «Показатели»"):
        read(ROW, sheet="Лист1")
