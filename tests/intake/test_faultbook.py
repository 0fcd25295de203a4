"""The workbook of faults: a row of a fault, a column of each of its parts, and nothing that computes."""

from __future__ import annotations

import openpyxl

from svod.errors import Fault, Place
from svod.intake.faultbook import write_faults

CELL = Fault(Place("а.xlsx", "Показатели", 7, "Числитель"), "«=1/0» – не число", "Допустимо число", "Исправьте", "=1/0")
FILE = Fault("б.xlsx", "файл пуст", "", "Получите файл заново")


def test_a_row_of_a_fault(tmp_path):
    write_faults(tmp_path / "замечания" / "а.xlsx", [CELL, FILE])
    book = openpyxl.load_workbook(tmp_path / "замечания" / "а.xlsx")
    rows = list(book["Замечания"].iter_rows(min_row=2, values_only=True))
    assert rows == [
        ("а.xlsx", "Показатели", 7, "Числитель", "=1/0", "«=1/0» – не число", "Допустимо число", "Исправьте"),
        ("б.xlsx", None, None, None, None, "файл пуст", None, "Получите файл заново"),
    ]
    assert book["Замечания"]["E2"].data_type == "s"
    assert book.sheetnames == ["Замечания"]


def test_what_is_only_to_be_known_is_a_sheet_of_its_own(tmp_path):
    write_faults(tmp_path / "а.xlsx", [], [FILE])
    book = openpyxl.load_workbook(tmp_path / "а.xlsx")
    assert book.sheetnames == ["Замечания", "К сведению"]
    assert book["К сведению"]["A2"].value == "б.xlsx"
