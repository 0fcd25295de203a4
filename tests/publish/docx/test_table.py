"""Tables of Word: words for what is drawn on a page, shares of the width, a head that repeats."""

from __future__ import annotations

import pytest
from lxml import etree

from svod.publish.docx.container import DOCUMENT
from svod.publish.docx.skeleton import skeleton
from svod.publish.docx.table import note_of, table_of, widths, words_of

STRIP = {"q1": 45.25, "median": 60, "q3": 75, "best": 98, "low": 0, "high": 100, "own": 71.4}
STYLES = skeleton(None).styles


def table(*columns: tuple[str, str, bool], rows: list[dict]) -> dict:
    named = [{"key": key, "heading": heading, "numeric": numeric} for key, heading, numeric in columns]
    return {"block": "table", "number": "1.1", "anchor": "tab-1-1", "caption": "Проба", "demo": False, "note": "",
            "how": "", "key": "", "columns": named, "rows": rows}  # fmt: skip


def row(focus: bool = False, **cells: dict) -> dict:
    return {"key": "k", "focus": focus, "cells": cells}


def test_what_is_drawn_on_a_page_is_said_in_words() -> None:
    assert words_of({"text": "Средний", "level": 2, "mark": "●●○○"}) == "●●○○ Средний"
    assert words_of({"text": "4–11", "place": 6, "low": 4, "high": 11}) == "4–11"
    assert words_of({"text": "67", "value": 67, "bar": {"level": 3}}) == "67"
    assert words_of({"text": "рисунок", "strip": STRIP}) == "45,3–75,0"
    assert words_of({"text": "рисунок", "strip": STRIP | {"q3": 45.25}}) == "45,3"


def test_a_note_says_what_the_words_mean_and_not_what_the_drawings_would() -> None:
    content = table(("s", "Разброс", False), rows=[{"group": "Школы"}, row(s={"text": "рисунок", "strip": STRIP})])
    middle = "«Разброс» – пределы, в которых лежат значения средней половины муниципалитетов."
    assert note_of(content | {"key": "Синий кружок – Троицкий МР."}) == middle
    assert note_of(content | {"note": "Скрыто одно."}) == f"{middle} Скрыто одно."
    assert note_of(table(("n", "Баллы", True), rows=[row(n={"text": "1", "bar": {"level": 1}})])) == ""


def test_a_table_of_few_but_tall_rows_may_be_parted_between_them() -> None:
    low = [row(a={"text": "слово"})] * 12
    tall = [row(a={"text": "слово " * 90})] * 12
    column = ("a", "Что сделать", False)
    assert table_of(table(column, rows=low), 170, STYLES).whole
    made = table_of(table(column, rows=tall), 170, STYLES)
    assert not made.whole and sum(made.rows) > 80
    assert made.xml().count("<w:keepNext/>") == 3  # the head, and the last two rows before the last


def test_the_last_row_stays_with_the_note_under_it() -> None:
    content = table(("a", "Имя", False), rows=[row(a={"text": "слово"})] * 20)
    last = [table_of(one, 170, STYLES).xml().rpartition("<w:tr>")[2] for one in (content, content | {"note": "Проба."})]
    assert ["<w:keepNext/>" in one for one in last] == [False, True]


def test_the_width_is_shared_out_whole_and_no_word_is_broken() -> None:
    content = table(
        ("name", "Муниципальное образование", False), ("n", "Год", True),
        rows=[row(name={"text": "Кыштымский ГО"}, n={"text": "2022", "value": 2022})],
    )  # fmt: skip
    shares = widths(content, 170)
    assert sum(shares.columns) == pytest.approx(170)
    assert shares.columns[0] > shares.columns[1] > 4 * 1.7 and not shares.crowded


def test_a_table_of_more_columns_than_fit_says_so() -> None:
    columns = [(f"c{i}", "Муниципалитетов", True) for i in range(9)]
    shares = widths(table(*columns, rows=[]), 170)
    assert (shares.crowded, shares.small) == (True, True)
    assert not widths(table(*columns, rows=[]), 320).crowded


def test_the_head_repeats_rows_stay_whole_numbers_stand_to_the_right() -> None:
    content = table(
        ("name", "Имя", False), ("n", "Баллы", True),
        rows=[{"group": "Города"}, row(True, name={"text": "А & Б"}, n={"text": "2,5", "value": 2.5}),
              row(name={"text": "В"})],
    )  # fmt: skip
    made = table_of(content, 170, STYLES)
    root = etree.fromstring(DOCUMENT.format(made.xml()).encode())
    rows = list(root.iter("{*}tr"))
    assert len(list(root.iter("{*}tblHeader"))) == 1 and len(list(root.iter("{*}cantSplit"))) == len(rows) == 4
    assert list(rows[0].iter("{*}tblHeader"))
    assert made.xml().count(f'w:val="{STYLES["Число таблицы"]}"') == 3
    assert "А &amp; Б" in made.xml() and 'w:gridSpan w:val="2"' in made.xml()
    assert "".join(rows[3].itertext()) == "В–"
    assert len(made.rows) == 4 and made.whole


def test_a_level_is_word_mark_and_tint() -> None:
    content = table(("l", "Уровень", False), rows=[row(l={"text": "Низкий", "level": 1, "mark": "●○○○"})])
    xml = table_of(content, 170, STYLES).xml()
    assert "●○○○ Низкий" in xml and 'w:fill="e9a699"' in xml


def test_links_of_an_index_lead_to_chapters() -> None:
    cell = {"text": "4.1, 5.1", "chapters": [["4.1", "glava-4-1"], ["5.1", "glava-5-1"]]}
    xml = table_of(table(("c", "Главы", False), rows=[row(c=cell)]), 170, STYLES).xml()
    assert xml.count("<w:hyperlink") == 2 and 'w:anchor="glava_5_1"' in xml
