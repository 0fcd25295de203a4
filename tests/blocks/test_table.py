"""Tables: every number has an address, and a sentence can quote only what a table has."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.blocks import Bar, Cell, Column, Row, Table, missing

COLUMNS = (Column("name", "Имя"), Column("percent", "%", numeric=True))


def cell_at(page: Element, address: str) -> Element:
    """Find the cell that `table/row/column` names, as a page does."""
    anchor, row, column = address.split("/")
    holder = page.find(f".//*[@id='{anchor}']")
    keys = [heading.get("data-col") for heading in holder.iter("th") if heading.get("data-col")]
    return list(holder.find(f".//tr[@data-row='{row}']"))[keys.index(column)]


def words(element: Element) -> str:
    return "".join(element.itertext())


def small(*rows: Row, **given: object) -> Table:
    return Table("8.1", "Рейтинг", COLUMNS, rows, **given)


# --- addresses ------------------------------------------------------------------------------------------------------


def test_a_quote_is_the_text_of_the_cell_and_its_address(table: Table) -> None:
    quoted = table.quote("kyshtym", "percent")
    assert (quoted.shown, quoted.cell) == ("67", "tab-8-1/kyshtym/percent")


@pytest.mark.parametrize(
    ("row", "column"),
    [("miass", "percent"), ("kyshtym", "points"), ("ozersk", "level"), ("north", "name"), ("", "")],
    ids=["row", "column", "empty cell", "group", "nothing"],
)
def test_what_the_table_does_not_have_cannot_be_quoted(table: Table, row: str, column: str) -> None:
    with pytest.raises(KeyError, match=f"tab-8-1/{row}/{column}"):
        table.quote(row, column)


def test_a_cell_that_no_column_shows_cannot_be_quoted() -> None:
    with pytest.raises(KeyError, match="tab-8-1/a/hidden"):
        small(Row("a", {"name": Cell("а"), "hidden": Cell("5", 5)})).quote("a", "hidden")


def test_every_quoted_cell_is_found_on_the_page(table: Table, parsed: Callable[[str], Element]) -> None:
    page = parsed(table.html())
    for row in (row for row in table.rows if not row.group):
        for column in row.cells.keys() - {"strip"}:
            quoted = table.quote(row.key, column)
            assert words(cell_at(page, quoted.cell)) == quoted.shown


def test_the_finder_of_cells_can_fail(table: Table, parsed: Callable[[str], Element]) -> None:
    tampered = parsed(table.html().replace("<span>67</span>", "<span>68</span>"))
    assert words(cell_at(tampered, "tab-8-1/kyshtym/percent")) != table.quote("kyshtym", "percent").shown
    with pytest.raises(ValueError, match="points"):
        cell_at(tampered, "tab-8-1/kyshtym/points")


@pytest.mark.parametrize(
    ("number", "anchor", "behind"), [("8.1", "tab-8-1", "ris-8-1-data"), ("10.12", "tab-10-12", "ris-10-12-data")]
)
def test_the_anchor_follows_the_number_and_is_ascii(number: str, anchor: str, behind: str) -> None:
    table = replace(small(), number=number)
    assert (table.anchor, replace(table, of_figure=True).anchor) == (anchor, behind)
    assert (table.label, replace(table, of_figure=True).label) == (f"Таблица {number}", f"Данные рисунка {number}")
    reference = table.ref("таблице")
    assert (reference.shown, reference.href) == (f"таблице {number}", f"#{anchor}")


# --- markup ---------------------------------------------------------------------------------------------------------


def test_names_captions_and_addresses_are_escaped(table: Table, parsed: Callable[[str], Element], nasty: str) -> None:
    page = parsed(table.html())
    assert words(page.find(".//caption")).replace("\u00a0", " ") == f"Таблица 8.1 – Рейтинг: {nasty}"
    assert page.find("div").get("aria-label") == f"Таблица 8.1: Рейтинг: {nasty}"
    assert page.find(".//tr[@class='grp']/th/span").text == "Север & юг"
    link = cell_at(page, "tab-8-1/kyshtym/name").find("a")
    assert (link.text, link.get("href")) == (nasty, "m.html?a=1&b=2")
    note = page.find(".//p[@class='note']")
    assert (note.get("id"), note.text) == ("prim-1", "на\u00a05\u00a0% < 6\u00a0%")


@given(st.text("абв 5<>&\"'=/%№", min_size=1, max_size=12))
def test_no_text_breaks_the_markup_of_a_table(parsed: Callable[[str], Element], text: str) -> None:
    rows = (Row(text, {"name": Cell(text)}), Row("g", {}, group=text))
    columns = (Column("name", text), Column(text, text, hidden_heading=True))
    page = parsed(Table("8.1", text, columns, rows, note=text, css="wide").html())
    assert [row.get("data-row") for row in page.iter("tr")] == [None, text, None]
    seen = [words(cell).replace("\u00a0", " ").replace("–", "-") for cell in page.iter("th")]
    assert seen == [text.replace("–", "-")] * 4


def test_missing_cells_are_not_zero(parsed: Callable[[str], Element]) -> None:
    rows = (
        Row("absent", {"name": Cell("а"), "percent": missing()}),
        Row("bar", {"name": Cell("б"), "percent": Bar("н/д")}),
        Row("left out", {"name": Cell("в")}),
        Row("zero", {"name": Cell("г"), "percent": Cell("0", 0)}),
    )
    page = parsed(small(*rows).html())
    found = {row.key: cell_at(page, f"tab-8-1/{row.key}/percent") for row in rows}
    assert {key: words(cell) for key, cell in found.items()} == {
        "absent": "н/д",
        "bar": "н/д",
        "left out": "–",
        "zero": "0",
    }
    assert {key: cell.get("data-v") for key, cell in found.items() if cell.get("data-v")} == {"zero": "0"}


def test_one_column_names_the_row_and_numbers_stand_right(parsed: Callable[[str], Element]) -> None:
    row = Row("a", {"name": Cell("а"), "percent": Bar("5", 5, level=1)})
    first, second = parsed(small(row).html()).find(".//tr[@data-row='a']")
    assert (first.tag, first.get("scope"), second.tag, second.get("class")) == ("th", "row", "td", "n bar c1")
    first, second = parsed(small(row, head="percent").html()).find(".//tr[@data-row='a']")
    assert (first.tag, second.tag, second.get("scope")) == ("td", "th", "row")


def test_a_row_is_written_anew_under_other_columns(parsed: Callable[[str], Element]) -> None:
    row = Row("a", {"name": Cell("а"), "percent": Cell("5", 5)})
    wide, narrow = small(row), replace(small(row), columns=(Column("name", "Имя", css="st"),))
    for table, classes in ((wide, [None, "n"]), (narrow, ["st"]), (wide, [None, "n"])):
        assert [cell.get("class") for cell in parsed(table.html()).find(".//tr[@data-row='a']")] == classes


def test_groups_span_the_table_and_the_page_s_own_row_is_marked(table: Table, parsed: Callable[[str], Element]) -> None:
    page = parsed(table.html())
    assert page.find(".//tr[@class='grp']/th").get("colspan") == str(len(table.columns))
    assert [row.get("data-row") for row in page.iterfind(".//tr[@class='me']")] == ["ozersk"]


def test_only_a_wide_table_scrolls_on_its_own(table: Table) -> None:
    assert 'tabindex="0" role="region"' in table.html() and "tabindex" not in replace(table, css="").html()


def test_synthetic_data_are_marked() -> None:
    assert "учебные данные" in small(demo=True).html() and "учебные данные" not in small().html()


# --- terminal and structure -----------------------------------------------------------------------------------------


def test_in_a_terminal_columns_line_up() -> None:
    rows = (
        Row("a", {"name": Cell("Миасский ГО"), "percent": Cell("67", 67)}),
        Row("g", {}, group="Север"),
        Row("b", {"name": Cell("Озёрск")}),
    )
    assert small(*rows, note="Примечание.").text().splitlines() == [
        "Таблица 8.1 – Рейтинг",
        "Имя           %",
        "Миасский ГО  67",
        "Озёрск        –",
        "Примечание.",
    ]


def test_content_is_plain_and_keeps_what_every_format_prints(table: Table) -> None:
    content = table.content()
    assert json.loads(json.dumps(content, allow_nan=False)) == content
    assert (content["block"], content["anchor"], content["rows"][0]) == ("table", "tab-8-1", {"group": "Север & юг"})
    assert content["rows"][1]["cells"]["percent"] == {"text": "67", "value": 67, "bar": {"level": 3}}
    nothing = {"text": "н/д", "value": None, "why": "данные не присланы"}
    assert content["rows"][2]["cells"]["percent"] == nothing and content["rows"][2]["focus"]


def test_what_drawings_in_cells_mean_stands_before_the_note_and_apart_from_it(table: Table) -> None:
    keyed = replace(table, key="Черта – медиана.", note="По данным двух лет.")
    assert "Черта – медиана. По данным двух лет.</p>" in keyed.html().replace("\u00a0", " ")
    assert (keyed.content()["key"], keyed.content()["note"]) == ("Черта – медиана.", "По данным двух лет.")
    assert "Черта" not in keyed.text()


def test_content_is_plain_when_rows_come_from_numpy() -> None:
    focus = (np.arange(2) == 1)[1]
    table = small(Row("a", {"percent": Cell("5", np.int64(5))}, focus=focus))
    assert json.loads(json.dumps(table.content()))["rows"][0] == {
        "key": "a",
        "focus": True,
        "cells": {"percent": {"text": "5", "value": 5}},
    }
