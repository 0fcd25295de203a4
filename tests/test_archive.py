"""The file of a workbook: the day it says of itself, no machine, and no offer to make numbers of codes."""

from __future__ import annotations

import io
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import openpyxl
import pytest

from svod.archive import packed

DAY = datetime(2022, 12, 31)


def book() -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.active["A1"] = "7.1"
    made.properties.created = made.properties.modified = DAY
    return made


@pytest.mark.parametrize(("plain", "how"), [(False, ZIP_DEFLATED), (True, ZIP_STORED)])
def test_every_member_bears_the_day_of_the_workbook_and_types_come_first(plain: bool, how: int) -> None:
    members = ZipFile(io.BytesIO(packed(book(), plain=plain))).infolist()
    assert len(members) > 5
    assert {(item.date_time, item.compress_type) for item in members} == {((2022, 12, 31, 0, 0, 0), how)}
    names = [item.filename for item in members]
    assert names[0] == "[Content_Types].xml" and names[1:] == sorted(names[1:])


def test_two_writings_are_the_same_bytes_and_openpyxl_reads_them() -> None:
    first, second = packed(book()), packed(book())
    assert first == second
    read = openpyxl.load_workbook(io.BytesIO(first))
    assert (read.active["A1"].value, read.properties.modified) == ("7.1", DAY)


def test_a_code_that_looks_like_a_number_is_left_alone() -> None:
    sheet = ZipFile(io.BytesIO(packed(book()))).read("xl/worksheets/sheet1.xml")
    assert sheet.count(b'numberStoredAsText="1"') == 1
    assert sheet.endswith(b"</ignoredErrors></worksheet>")


def test_plain_data_carry_no_hint_for_excel() -> None:
    assert b"ignoredErrors" not in ZipFile(io.BytesIO(packed(book(), plain=True))).read("xl/worksheets/sheet1.xml")


def test_a_book_changed_at_a_time_no_zip_knows_is_refused() -> None:
    made = book()
    made.properties.modified = datetime(1979, 1, 1)
    with pytest.raises(ValueError, match="1980"):
        packed(made)
