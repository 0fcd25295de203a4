"""A cell: the number it is, the format under which it reads as printed, the text that stays text."""

from __future__ import annotations

from fractions import Fraction

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.publish.xlsx.cells import inert, is_formula, is_number, number_format, put, shown, value_of
from svod.wording.numbers import NBSP, number, signed


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("22", 22, "0"),
        ("37,67", 113 / 3, "0.00"),
        (f"12{NBSP}345", 12345, "#,##0"),
        ("+1,3", 1.25, '+0.0;"−"0.0'),
        ("−0,4", -0.44, '0.0;"−"0.0'),
        ("0,0", -0.04, "0.0;0.0"),
        (f"75{NBSP}%", 75, f'0"{NBSP}%"'),
        ("71 из 72", 71, '0" из 72"'),
        ("2022: 71,4", 71.44, '"2022: "0.0'),
        ("–", 0, '"–"'),
    ],
)
def test_a_number_reads_as_it_is_printed(text: str, value: float, code: str) -> None:
    assert number_format(text, value) == code


@given(st.floats(-1e6, 1e6), st.integers(0, 3))
def test_whatever_is_printed_of_a_number_has_a_format_with_as_many_decimals(value: float, digits: int) -> None:
    for text in (number(value, digits), signed(value, digits)):
        code = number_format(text, value)
        assert code is not None
        assert len(code.partition(";")[0].partition(".")[2]) == digits
        assert code.startswith("+") == text.startswith("+")


@pytest.mark.parametrize(("text", "value"), [("100,0", 126.0), ("–", 3), ("нет", 1.5), ("0", -5.9)])
def test_a_text_that_does_not_say_its_value_has_no_format_and_stays_text(text: str, value: float) -> None:
    assert number_format(text, value) is None
    assert value_of({"text": text, "value": value}) == (None, "@")


def test_what_is_missing_is_no_number() -> None:
    for text in ("н/д", "не прим.", "скрыто", "–"):
        assert value_of({"text": text, "value": None}) == (None, "@")
        assert not is_number({"text": text, "value": None})


def test_a_level_is_read_with_its_mark() -> None:
    assert shown({"text": "Средний", "level": 2, "mark": "●●○○"}) == "●●○○ Средний"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=cmd|' /C calc'!A0", "\x00=1", "#REF!", "TRUE", "1e5"]
)
def test_a_text_is_stored_as_text_whatever_it_begins_with(text: str) -> None:
    cell = openpyxl.Workbook().active["A1"]
    put(cell, text)
    assert cell.data_type == "s"
    assert not set(cell.value) & set("\x00\t\r\n")
    assert is_formula(cell.value) == (inert(text).strip()[:1] in set("=+-@"))


@given(st.text())
def test_no_control_character_is_left(text: str) -> None:
    assert all(ord(sign) >= 32 and not 127 <= ord(sign) < 160 for sign in inert(text))
    assert inert(inert(text)) == inert(text)


def test_a_number_is_stored_as_a_number() -> None:
    cell = openpyxl.Workbook().active["A1"]
    put(cell, float(Fraction(113, 3)))
    assert (cell.data_type, cell.value) == ("n", 113 / 3)
