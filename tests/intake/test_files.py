"""The name of a file says what it is; what it does not say is told."""

from __future__ import annotations

import hashlib

import pytest

from svod.errors import InputError
from svod.intake.files import Input, find_inputs


def test_a_folder_gives_its_workbooks_in_order(tmp_path, params):
    for name in ("меры.xlsx", "07-libraries-2021.xlsx", "01-ejournals-2020.xlsx"):
        (tmp_path / name).touch()
    for name in ("~$07-libraries-2021.xlsx", ".скрытый.xlsx", "readme.txt", "desktop.ini"):
        (tmp_path / name).touch()
    (tmp_path / "истина").mkdir()
    inputs, faults = find_inputs(tmp_path, params)
    assert [(item.name, item.procedure, item.year) for item in inputs] == [
        ("01-ejournals-2020.xlsx", "01-ejournals", 2020),
        ("07-libraries-2021.xlsx", "07-libraries", 2021),
        ("меры.xlsx", "", 0),
    ]
    assert faults == []


def test_one_file_is_itself(tmp_path, params):
    file = tmp_path / "07-Libraries-2022.XLSX"
    file.write_bytes(b"1")
    ((found,), faults) = find_inputs(file, params)
    assert found == Input(file, "07-libraries", 2022)
    assert found.sha256 == hashlib.sha256(b"1").hexdigest()
    assert faults == []


@pytest.mark.parametrize(
    ("name", "message", "told"),
    [
        (
            "библиотеки.xlsx",
            "по названию файла не понять, что в нём",
            "Ожидаются книги вида 01-ejournals-2022.xlsx и меры.xlsx",
        ),
        ("07-libraries-2022.xls", "по названию файла не понять", "Переименуйте файл или уберите"),
        ("таблица.csv", "по названию файла не понять", "Переименуйте файл или уберите"),
        ("07-library-2022.xlsx", "процедуры «07-library» нет", "Похоже на «07-libraries»"),
        ("07-libraries-2019.xlsx", "год 2019 не входит в издание 2022", "Годы издания: 2020, 2021, 2022"),
    ],
)
def test_other_tables_are_faults(tmp_path, params, name, message, told):
    (tmp_path / name).touch()
    inputs, (fault,) = find_inputs(tmp_path, params)
    assert inputs == []
    assert fault.place == name
    assert message in fault.message
    assert told in f"{fault.allowed}. {fault.remedy}"


def test_nothing_to_load(tmp_path, params):
    with pytest.raises(InputError, match=r"в папке нет книг xlsx[\s\S]*Положите их"):
        find_inputs(tmp_path, params)
    with pytest.raises(InputError, match=r"такой папки или файла нет[\s\S]*Проверьте путь"):
        find_inputs(tmp_path / "нет", params)


def test_a_file_that_does_not_open_is_told(tmp_path):
    with pytest.raises(InputError, match="файл не открывается"):
        _ = Input(tmp_path / "07-libraries-2022.xlsx").content
