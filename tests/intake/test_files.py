"""Every table of a folder is an input, whatever it is called; what is no table is told."""

from __future__ import annotations

import hashlib

import pytest

from svod.errors import InputError
from svod.intake.files import TRUTH, Input, find_inputs


def test_a_folder_gives_its_tables_and_those_of_the_folders_inside_in_order(tmp_path):
    (tmp_path / "Ашинский МР").mkdir()
    (tmp_path / TRUTH).mkdir()
    for name in (
        "меры.xlsx",
        "b.CSV",
        "Ашинский МР/a.xls",
        "~$b.xlsx",
        ".скрытый.xlsx",
        "desktop.ini",
        "истина/меры.csv",
    ):
        (tmp_path / name).touch()
    inputs, passed = find_inputs(tmp_path)
    assert [item.name for item in inputs] == ["b.CSV", "Ашинский МР/a.xls", "меры.xlsx"]
    assert passed == []


def test_documents_that_are_no_tables_are_named(tmp_path):
    for name in ("письмо.docx", "архив.zip", "а.xlsx", "readme.md"):
        (tmp_path / name).touch()
    assert find_inputs(tmp_path)[1] == ["архив.zip", "письмо.docx"]


def test_one_file_is_itself(tmp_path):
    file = tmp_path / "07-Libraries-2022.XLSX"
    file.write_bytes(b"1")
    ((found,), passed) = find_inputs(file)
    assert (found, passed) == (Input(file, file.name), [])
    assert found.sha256 == hashlib.sha256(b"1").hexdigest()


def test_nothing_to_load(tmp_path):
    with pytest.raises(InputError, match=r"в папке нет таблиц[\s\S]*Положите их"):
        find_inputs(tmp_path)
    with pytest.raises(InputError, match=r"такой папки или файла нет[\s\S]*Проверьте путь"):
        find_inputs(tmp_path / "нет")


def test_a_file_that_does_not_open_is_told(tmp_path):
    with pytest.raises(InputError, match="файл не открывается"):
        _ = Input(tmp_path / "а.xlsx", "а.xlsx").content
