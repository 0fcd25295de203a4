"""Files of pupils' results are Ф1 as ФИС ОКО gives it: the reader takes them, the contracts find nothing wrong."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from svod.contracts.assessments import ITEMS, WORKS
from svod.contracts.schools import FORM as SCHOOLS
from svod.contracts.schools import school_contract
from svod.demo.pupils import Pupils
from svod.demo.pupils_books import write_pupils
from svod.demo.pupils_settings import read_pupil_settings
from svod.demo.settings import Settings
from svod.intake.book import Book
from svod.intake.readers import NATIONAL
from svod.intake.taken import Taken, recognise
from svod.params import Params

RESULTS = 2_000
FORM = "Ф1-2021-РУ4-miasskiy-go.xlsx"


@pytest.fixture(scope="module")
def folder(params: Params, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pupils")
    write_pupils(folder / "участники", folder / "истина", params, RESULTS)
    return folder


@pytest.fixture(scope="module")
def taken(folder: Path, params: Params) -> Taken:
    book = Book(FORM, (folder / "участники" / FORM).read_bytes())
    return recognise(book, NATIONAL).read(book, params)


def rows(file: Path, sheet: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(file, read_only=True)
    found = [tuple(row) for row in book[sheet].iter_rows(values_only=True)]
    book.close()
    return found


def test_a_file_for_every_municipality_and_work_and_two_registers(folder: Path, params: Params) -> None:
    files = {file.name for file in (folder / "участники").iterdir()}
    assert len(files) == 43 * 7 + 2
    assert {"школы.xlsx", "работы.xlsx", FORM} <= files


def test_the_head_and_the_sections_are_those_of_the_form(folder: Path) -> None:
    (name,) = openpyxl.load_workbook(folder / "участники" / FORM, read_only=True).sheetnames
    assert name == "РУ 4 Индивидуальные результаты"
    found = rows(folder / "участники" / FORM, name)
    assert found[0][0] == "Ф1. Индивидуальные результаты (учебные данные)"
    assert found[2][0] == "ВПР 2021 Русский язык 4 класс"
    assert found[4][:2] == ("Максимальный первичный балл:", 38)
    assert found[5][:2] == ("Дата:", "23.03.2021")
    assert (found[6][2], found[6][6]) == ("Уровень сложности задания", "Б")
    assert found[7][3:7] == ("Код участника", "Класс", "Вариант", "1К1 (4б)")
    assert "(edu74" in found[8][0]
    assert "| Кол-во участников: " in found[8][0]


def test_what_was_drawn_is_what_is_read(taken: Taken, settings: Settings, params: Params) -> None:
    place = params.region.codes.index("miasskiy-go")
    sheet = Pupils(settings, read_pupil_settings(), params, RESULTS, 2022).sheet(place, 0)
    assert (taken.faults, taken.data) == ((), "учебные данные")
    results = taken.tables["results"]
    assert results.column("primary").to_pylist() == sheet.primary.tolist()
    assert results.column("mark").to_pylist() == sheet.mark.tolist()
    assert [mark or 0 for mark in results.column("journal").to_pylist()] == sheet.journal.tolist()
    points = taken.tables["points"].column("points").to_pylist()
    assert points == [None if np.isnan(value) else value for value in sheet.points.ravel()]


def test_the_registers_say_what_the_forms_say(folder: Path, taken: Taken) -> None:
    works = rows(folder / "участники" / "работы.xlsx", WORKS.sheet)
    assert works[1][:2] == ("Данные:", "учебные данные")
    assert works[3] == tuple(WORKS.titles.values())
    assert works[4][:4] == ("ВПР", 2021, 4, "Русский язык")
    assert works[4][6:] == (38, 14, 24, 32)
    items = rows(folder / "участники" / "работы.xlsx", ITEMS.sheet)
    assert items[3] == tuple(ITEMS.titles.values())
    own = [row[4] for row in items[4:] if row[:4] == works[4][:4]]
    assert own == [row["item"] for row in taken.tables["items"]]
    schools = rows(folder / "участники" / "школы.xlsx", SCHOOLS.sheet)
    assert schools[3] == tuple(SCHOOLS.titles.values())
    codes = {row[0] for row in schools[4:]}
    assert set(taken.tables["results"].column("school").to_pylist()) <= codes


def test_the_register_of_schools_is_accepted(folder: Path, params: Params) -> None:
    codes = {item.name: item.code for item in params.region.municipalities}
    contract = school_contract(params)
    found = [
        {**dict(zip(SCHOOLS.titles, row, strict=True)), "file": "школы.xlsx", "sheet": SCHOOLS.sheet, "row": number}
        for number, row in enumerate(rows(folder / "участники" / "школы.xlsx", SCHOOLS.sheet)[4:], 5)
    ]
    table = contract.table({**row, "municipality": codes[row["municipality"]], "unread": frozenset()} for row in found)
    assert len(table) > 800
    assert contract.faults(table) == []


def test_the_truth_lies_apart_and_names_planted_schools(folder: Path, settings: Settings) -> None:
    with (folder / "истина" / "школы.csv").open(encoding="utf-8", newline="") as stream:
        schools = list(csv.DictReader(stream))
    assert len(schools) == sum(size.schools for size in settings.sizes)
    assert 10 < sum(row["heaped"] == "1" for row in schools) < 40
    assert {file.name for file in (folder / "истина").iterdir()} == {"школы.csv", "муниципалитеты.csv", "задания.csv"}


def test_one_process_or_two_write_the_same_bytes(folder: Path, params: Params, tmp_path: Path) -> None:
    again = write_pupils(tmp_path / "участники", tmp_path / "истина", params, RESULTS, processes=1)
    assert len(again) == 303
    for file in [*again, *(tmp_path / "истина").iterdir()]:
        assert file.read_bytes() == (folder / file.relative_to(tmp_path)).read_bytes(), file.name
