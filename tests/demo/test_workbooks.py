from __future__ import annotations

import zipfile
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import openpyxl
import pandas as pd

from svod.demo.measures import Measure
from svod.demo.workbooks import write_indicators, write_measures
from svod.params import Params

COLUMNS = ["municipality", "indicator", "numerator", "denominator", "participants", "note"]
HEADER = ("Муниципалитет", "Показатель", "Числитель", "Знаменатель", "Значение", "Участники", "Примечание")


def lines(file: Path) -> tuple[str, list[tuple[object, ...]]]:
    sheet = openpyxl.load_workbook(file).active
    return sheet.title, list(sheet.iter_rows(values_only=True))


def test_a_workbook_of_indicators_as_a_centre_receives_it(params: Params, tmp_path: Path) -> None:
    rows = pd.DataFrame(
        [
            ("miasskiy-go", "17.1", Fraction(347, 10), 18, 18, ""),
            ("miasskiy-go", "17.4", 2, 3, 18, ""),
            ("uyskiy-mr", "17.1", None, None, None, "сведения не представлены"),
            ("uyskiy-mr", "17.6", 0, 0, 0, "не применимо"),
        ],
        columns=COLUMNS,
        dtype=object,
    )
    file = write_indicators(tmp_path, params, "17-preschool-quality", 2021, rows)
    title, found = lines(file)
    assert file.name == "17-preschool-quality-2021.xlsx"
    assert title == "Показатели"
    assert found[0][:2] == ("Процедура:", params.procedure("17-preschool-quality").title)
    assert [row[:2] for row in found[1:3]] == [("Год:", 2021), ("Данные:", "учебные данные")]
    assert not any(found[3])
    assert found[4] == HEADER
    assert found[5:] == [
        ("Миасский ГО", "17.1", 34.7, 18, 1.93, 18, None),
        ("Миасский ГО", "17.4", 2, 3, 66.67, 18, None),
        ("Уйский МР", "17.1", "н/д", "н/д", "н/д", None, "сведения не представлены"),
        ("Уйский МР", "17.6", 0, 0, None, 0, "не применимо"),
    ]


def test_the_register_of_measures(params: Params, tmp_path: Path) -> None:
    made = Measure(
        "miasskiy-go", "08-heads", "8.2", True, "Курсы", date(2021, 9, 1), date(2022, 6, 28), "Отдел", "выполнена", 1.0
    )
    unnamed = Measure(*[*made.__dict__.values()][:3], False, *[*made.__dict__.values()][4:])
    title, found = lines(write_measures(tmp_path, params, [made, unnamed]))
    assert title == "Меры"
    assert found[1][:2] == ("Данные:", "учебные данные")
    assert found[3][:4] == ("Муниципалитет", "Процедура", "Показатель", "Мера")
    assert found[4] == (
        "Миасский ГО",
        "08-heads",
        "8.2",
        "Курсы",
        datetime(2021, 9, 1),
        datetime(2022, 6, 28),
        "Отдел",
        "выполнена",
    )
    assert found[5][2] is None


def test_bytes_do_not_depend_on_the_moment(params: Params, tmp_path: Path) -> None:
    rows = pd.DataFrame([("miasskiy-go", "7.1", 1, 2, 3, "")], columns=COLUMNS, dtype=object)
    file = write_indicators(tmp_path, params, "07-libraries", 2022, rows)
    with zipfile.ZipFile(file) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2022, 12, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2022-12-01T00:00:00Z") == 2
