"""Cells as people and Excel leave them."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.contracts.indicators import Printed
from svod.intake.cells import Unreadable, code, day, nothing, number, plain, printed, quoted, text, whole

CODES = ("7.1", "7.2", "8.1", "1.1", "1.10")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (12.0, "12"),
        (0.1 + 0.2, "0.3"),
        (11.1 * 3, "33.3"),
        ("12,5", "12.5"),
        ("1\u00a0234", "1234"),
        ("1 234 567,25", "1234567.25"),
        ("−5", "-5"),
        ("+7", "7"),
        (1e20, "1E+20"),
        ("0000012", "12"),
        ("9" * 30, "9" * 30),
    ],
)
def test_numbers(cell, value):
    assert number(cell) == Decimal(value)


@pytest.mark.parametrize("cell", ["", " ", None, "н/д", "Н/Д", "нд", "-", "–", "—", "нет данных", "\u200b"])
def test_no_data(cell):
    assert nothing(cell)
    assert number(cell) is None
    assert printed(cell) is None
    assert day(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "двенадцать",
        "12 шт.",
        "1,2,3",
        "1 23",
        "1e5",
        "nan",
        "∞",
        "82 %",
        "9" * 31,
        1e300,
        True,
        math.nan,
        math.inf,
        "#ДЕЛ/0!",
        "٣",
        date(2022, 1, 7),
        datetime(2022, 1, 7),
        time(7, 1),
        timedelta(1),
    ],
)
def test_not_numbers(cell):
    with pytest.raises(Unreadable) as caught:
        number(cell)
    assert caught.value.remedy


@given(
    st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none(), st.dates(), st.datetimes(), st.times())
)
def test_no_cell_crashes_a_reader(cell):
    for reader in (number, printed, day, text, quoted, nothing, lambda word: code(word, CODES)):
        try:
            reader(cell)
        except Unreadable as error:
            assert error.message


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_number_reads_the_same_as_text_and_as_a_number_of_excel(value):
    assert number(f"{value:f}".replace(".", ",")) == value
    assert number(float(value)) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("82 %", Printed(Decimal(82), percent=True)),
        ("82,4%", Printed(Decimal("82.4"), percent=True)),
        (0.82, Printed(Decimal("0.82"))),
        ("82,40", Printed(Decimal("82.40"))),
    ],
)
def test_printed_values(cell, value):
    assert printed(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [("7.1", "7.1"), (" 7,1 ", "7.1"), ("7.1.", "7.1"), (7.1, "7.1"), (1.0, "1"), ("1.10", "1.10"), ("", None)],
)
def test_codes(cell, value):
    assert code(cell, CODES) == value


def test_a_number_that_two_codes_could_have_become_is_not_guessed():
    with pytest.raises(Unreadable) as caught:
        code(1.1, CODES)
    assert caught.value.allowed == "Это может быть 1.1 или 1.10"


def test_a_code_that_excel_took_for_a_date_is_recognised_in_the_message():
    with pytest.raises(Unreadable) as caught:
        code(date(2022, 1, 7), CODES)
    assert caught.value.message == "вместо кода дата «07.01.2022»"
    assert "код 7.1" in caught.value.allowed


@pytest.mark.parametrize(
    "cell", [date(2021, 9, 1), datetime(2021, 9, 1, 12), "01.09.2021", "2021-09-01", "1.9.2021", "01/09/2021"]
)
def test_days(cell):
    assert day(cell) == date(2021, 9, 1)


@pytest.mark.parametrize("cell", ["сентябрь 2021", "2021", 44440.0, "31.02.2021", True])
def test_not_days(cell):
    with pytest.raises(Unreadable, match="не дата"):
        day(cell)


def test_text_is_one_line_with_letters_composed():
    assert plain("  Агаповски\u0438\u0306\u00a0 МР\n\u200b") == "Агаповскии\u0306 МР".replace("\u0438\u0306", "й")
    assert text(7.0) == "7"
    assert text("№ 5…") == "№ 5…"


def test_signs_that_are_not_seen_are_dropped():
    assert text("Сем\x07инар \u202eдля\u2066 учителей\u009f") == "Семинар для учителей"
    assert text("а\tб\x1dв") == "а б в"


def test_a_long_cell_is_cut_in_messages():
    assert quoted("а" * 100) == "«" + "а" * 60 + "…»"


@pytest.mark.parametrize(
    ("cell", "found"), [(3, 3), ("1 000", 1000), (4.0, 4), ("4,0", 4), ("н/д", None), (None, None), ("−2", -2)]
)
def test_a_whole_number(cell, found):
    assert whole(cell) == found


@pytest.mark.parametrize("cell", [2.5, "0,5", "три", "1.000", "12,000"])
def test_what_is_no_whole_number(cell):
    with pytest.raises(Unreadable):
        whole(cell)
