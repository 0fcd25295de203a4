"""`svod forms`: what is written where, and what is said of names that nobody has."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from svod import paths
from svod.cli.app import main

ONE = ["--municipality", "Ашинский МР", "--procedure", "7"]


def test_forms_of_one_pair(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = own / "формы"
    assert main(["forms", "--out", str(folder), *ONE, "--year", "2022"]) == 0
    assert f"Форм: 2. Папка: {folder}" in capsys.readouterr().out
    assert sorted(file.name for file in (folder / "Ашинский МР").iterdir()) == ["07-libraries-2022.xlsx", "меры.xlsx"]


def test_a_filled_form_is_left_and_told(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", *ONE, "--registers"]) == 0
    file = paths.edition_output("2022") / "forms" / "Ашинский МР" / "07-libraries.xlsx"
    book = openpyxl.load_workbook(file)
    book["Показатели"]["F9"] = 7
    book.save(file)
    assert main(["forms", *ONE]) == 0
    said = capsys.readouterr()
    assert "Форм: 4." in said.out and f"отличаются от пустой формы (1):\n  {file}" in said.err


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--year", "2019"], "Года 2019 в издании нет. Годы: 2020, 2021, 2022"),
        (["--municipality", "Троицкий"], "«Троицкий» – не однозначно"),
        (["--procedure", "19"], "Процедуры «19» нет"),
    ],
)
def test_a_name_nobody_has_ends_with_two(
    own: Path, capsys: pytest.CaptureFixture[str], asked: list[str], said: str
) -> None:
    assert main(["forms", *asked]) == 2
    assert said in capsys.readouterr().err
    assert not (paths.edition_output("2022") / "forms").exists()
