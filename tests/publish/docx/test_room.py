"""Room that paragraphs and tables take on paper."""

from __future__ import annotations

import pytest

from svod.publish.docx.contents import Entry
from svod.publish.docx.markup import NEXT_LINE, Paragraph, run
from svod.publish.docx.room import room_of
from svod.publish.docx.sheet import Sheet
from svod.publish.docx.skeleton import skeleton
from svod.publish.docx.table import Table

SHEET = Sheet(skeleton(None).page)
POINT = 25.4 / 72
ENTRIES = [Entry(1, "1. Короткая", "a", 0), Entry(2, "1.1. " + "длинная " * 15, "b", 0)]


def test_a_line_of_the_text_is_twelve_points_with_its_leading_and_seven_below() -> None:
    (piece,) = room_of([Paragraph("Normal", run("Слово"), "Normal")], SHEET, None, [])
    assert sum(piece.lines) == pytest.approx((12 * 1.32 + 7) * POINT)


def test_a_whole_table_is_one_piece_a_long_one_goes_row_by_row() -> None:
    whole, long = room_of([Table("", False, (5, 5), True), Table("", False, (5, 5), False)], SHEET, None, [])
    assert (whole.lines, long.lines) == ((10,), (5, 5))


def test_the_list_of_contents_and_a_turned_sheet_begin_pages() -> None:
    turned = Paragraph("Normal", "", "Normal", section="<w:sectPr/>")
    pieces = room_of([turned, Paragraph("heading 1", run("а"), "heading 1", anchor="a")], SHEET, 0, ENTRIES)
    assert [piece.breaks for piece in pieces] == [True, False, True]
    assert pieces[-1].mark == "a"


def test_a_small_line_under_a_sentence_takes_the_room_of_its_letters() -> None:
    said = Paragraph("ListNumber", run("Вывод.") + NEXT_LINE + run("Таблица 9.1."), "List Number", list=1)
    (piece,) = room_of([said], SHEET, None, [])
    assert sum(piece.lines) == pytest.approx(((12 + 9) * 1.32 + 5) * POINT)


def test_a_heading_of_two_lines_takes_two_in_the_list_of_contents() -> None:
    (contents, _) = room_of([Paragraph("Normal", run("а"), "Normal")], SHEET, 0, ENTRIES)
    head, short, long = contents.lines
    assert (short, long - short) == pytest.approx(((12 * 1.15 + 5) * POINT, 12 * 1.15 * POINT))
    assert head > short
