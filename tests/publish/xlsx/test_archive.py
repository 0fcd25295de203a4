"""The file of a workbook: no time, no machine, and no offer to make numbers of codes."""

from __future__ import annotations

import io
from datetime import datetime
from zipfile import ZipFile

import openpyxl

from svod.publish.xlsx.archive import packed


def book() -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.active["A1"] = "7.1"
    made.properties.created = made.properties.modified = datetime(2022, 12, 31)
    return made


def test_every_member_bears_the_first_day_a_zip_knows_and_no_system() -> None:
    members = ZipFile(io.BytesIO(packed(book()))).infolist()
    assert len(members) > 5
    assert {(member.date_time, member.create_system) for member in members} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_two_writings_are_the_same_bytes_and_openpyxl_reads_them() -> None:
    first, second = packed(book()), packed(book())
    assert first == second
    read = openpyxl.load_workbook(io.BytesIO(first))
    assert (read.active["A1"].value, read.properties.modified) == ("7.1", datetime(2022, 12, 31))


def test_a_code_that_looks_like_a_number_is_left_alone() -> None:
    sheet = ZipFile(io.BytesIO(packed(book()))).read("xl/worksheets/sheet1.xml")
    assert sheet.count(b'numberStoredAsText="1"') == 1
    assert sheet.endswith(b"</ignoredErrors></worksheet>")
