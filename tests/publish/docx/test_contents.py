"""The list of contents: one field, a line for every heading, each leading there."""

from __future__ import annotations

from docx.oxml.ns import qn
from lxml import etree

from svod.publish.docx.container import DOCUMENT
from svod.publish.docx.contents import Entry, contents_xml
from svod.publish.docx.skeleton import skeleton

ENTRIES = [Entry(1, "1. Первая", "part-01", 3), Entry(2, "Внутри", "vnutri", 4), Entry(1, "2. Вторая", "part-02", 12)]


def lines(deepest: int) -> list[str]:
    made = contents_xml(ENTRIES, skeleton(None).styles, deepest)
    root = etree.fromstring(DOCUMENT.format(made).encode())
    kinds = [mark.get(qn("w:fldCharType")) for mark in root.iter("{*}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    return ["".join(text.text for text in line.iter("{*}t")) for line in root.iter("{*}p")]


def test_lines_are_filled_in_down_to_a_level() -> None:
    assert lines(1) == ["Содержание", "1. Первая3", "2. Вторая12"]
    assert lines(2) == ["Содержание", "1. Первая3", "Внутри4", "2. Вторая12"]


def test_a_page_that_nobody_can_tell_is_not_made_up() -> None:
    made = contents_xml([Entry(1, "1. Первая", "part-01", 0)], skeleton(None).styles, 1)
    assert "PAGEREF" not in made and "1. Первая" in made


def test_it_is_a_field_that_word_can_renew_and_each_line_a_link() -> None:
    made = contents_xml(ENTRIES, skeleton(None).styles, 2)
    assert ' TOC \\o "1-2" \\h \\z \\u ' in made and "Table of Contents" in made
    assert made.count('w:anchor="part_01"') == 1 and "PAGEREF part_01" in made
    assert "dirty" not in made
