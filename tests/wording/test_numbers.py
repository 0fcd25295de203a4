"""Numbers, nouns and typography: what is printed, by hand first."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.wording.numbers import NBSP, counted, date_text, number, plain, plural, points, signed, typography, value

BALLS = ("балл", "балла", "баллов")
EXACT = st.fractions(-200_000, 200_000, max_denominator=10_000)
WORDS = ["в", "о", "на", "не", "и", "№", "–", "п. п.", "%", "таблица", "рисунке", "п.", "ст.", "балл", "лет", "«Лицей»"]
SIGNS = ["(", ")", "-", ",", ".", "\n", " ", "  ", NBSP, "<b>", "&", '"', "5", "8.1", "2020-2022", "школ", "год"]
RUSSIAN = st.lists(st.sampled_from(WORDS + SIGNS) | st.text("абвОС 059-–№%.,", max_size=6)).map(" ".join)


def read(printed: str) -> Fraction:
    """Read a printed number back."""
    return Fraction(printed.replace(NBSP, "").replace("−", "-").replace(",", "."))


# --- numbers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "digits", "printed"),
    [
        (Fraction("28.5"), 0, "29"),
        (Fraction("0.125"), 2, "0,13"),
        (0.125, 2, "0,13"),
        (2.675, 2, "2,68"),  # its binary tail says 2,67
        (Fraction("2.25"), 1, "2,3"),
        (Fraction("-2.25"), 1, "−2,3"),
        (Fraction("-0.04"), 1, "0,0"),
        (-0.0, 0, "0"),
        (Fraction(3), 2, "3,00"),
        (np.int64(7), 0, "7"),
        (np.float64(0.1), 1, "0,1"),
    ],
)
def test_halves_go_up_and_the_comma_is_decimal(given: Fraction | float, digits: int, printed: str) -> None:
    assert number(given, digits) == printed


@pytest.mark.parametrize(
    ("given", "digits", "printed"),
    [
        (1234, 0, "1234"),
        (9999, 0, "9999"),
        (Fraction("9999.4"), 0, "9999"),
        (Fraction("9999.5"), 0, f"10{NBSP}000"),
        (10_000, 0, f"10{NBSP}000"),
        (Fraction("1234567.05"), 1, f"1{NBSP}234{NBSP}567,1"),
        (-10_000, 0, f"−10{NBSP}000"),
    ],
)
def test_thousands_are_parted_from_ten_thousand(given: Fraction | int, digits: int, printed: str) -> None:
    assert number(given, digits) == printed


@given(EXACT, st.integers(0, 4))
def test_a_printed_number_reads_back_within_half_a_step(exact: Fraction, digits: int) -> None:
    printed = number(exact, digits)
    assert abs(read(printed) - exact) <= Fraction(1, 2 * 10**digits)
    assert re.fullmatch(rf"−?\d{{1,4}}|−?\d{{2,3}}{NBSP}\d{{3}}", printed.split(",")[0])
    assert "-" not in printed and len(printed.partition(",")[2]) == digits


@pytest.mark.parametrize("given", [float("nan"), float("inf"), None, "5 баллов"])
def test_what_is_no_number_is_not_printed(given: object) -> None:
    with pytest.raises((ValueError, TypeError, OverflowError)):
        number(given)


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("22", "22"),
        ("113/3", "37,67"),
        ("1/2", "0,5"),
        ("100", "100"),
        ("0", "0"),
        ("1/1000", "0"),
        ("10000", "10 000"),
    ],
)
def test_points_have_no_idle_decimals(given: str, printed: str) -> None:
    assert points(Fraction(given)) == plain(Fraction(given), 2) == printed.replace(" ", NBSP)


@pytest.mark.parametrize(("digits", "printed"), [(0, "1"), (1, "1,3"), (3, "1,333")])
def test_plain_keeps_at_most_the_digits_asked_for(digits: int, printed: str) -> None:
    assert plain(Fraction(4, 3), digits) == printed


@pytest.mark.parametrize(
    ("given", "digits", "printed"),
    [
        ("1.3", 1, "+1,3"),
        ("-0.4", 1, "−0,4"),
        ("0", 1, "0,0"),
        ("0.04", 1, "0,0"),
        ("-0.04", 1, "0,0"),
        ("10", 0, "+10"),
    ],
)
def test_a_change_carries_its_sign_and_no_change_carries_none(given: str, digits: int, printed: str) -> None:
    assert signed(Fraction(given), digits) == printed


# --- values beside thresholds ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "limits", "printed"),
    [
        ("94.96", (95,), "94,96"),
        ("94.996", (95,), "94,996"),
        ("94.94", (95,), "94,9"),
        ("95", (95,), "95,0"),
        ("95.04", (95,), "95,04"),
        ("94.96", (), "95,0"),
        ("94.96", (85,), "95,0"),
        ("0.04", (10, 0), "0,04"),
        ("0", (10, 0), "0,0"),
        ("9.96", (10, 0), "9,96"),
    ],
)
def test_a_value_never_prints_as_the_threshold_it_missed(given: str, limits: tuple[int, ...], printed: str) -> None:
    assert value(Fraction(given), map(Fraction, limits)) == printed


def sides(x: Fraction, limits: list[Fraction]) -> list[tuple[bool, bool]]:
    return [(x >= limit, x <= limit) for limit in limits]


@given(st.integers(0, 10_000_000), st.lists(st.integers(0, 100).map(Fraction), max_size=2), st.integers(0, 2))
def test_a_printed_value_scores_as_the_exact_one(ticks: int, limits: list[Fraction], digits: int) -> None:
    exact = Fraction(ticks, 100_000)
    assert sides(read(value(exact, limits, digits)), limits) == sides(exact, limits)


def test_plain_rounding_fails_that_property() -> None:
    assert sides(read(number(Fraction("94.96"), 1)), [Fraction(95)]) != sides(Fraction("94.96"), [Fraction(95)])


# --- nouns ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "form"),
    [
        *((count, "балл") for count in (1, 21, 101, 1001, -1)),
        *((count, "балла") for count in (2, 4, 22, 104, np.int64(3), Fraction(9, 2), Fraction(1, 3))),
        *((count, "баллов") for count in (0, 5, 11, 12, 14, 20, 25, 111, Fraction(5))),
    ],
)
def test_the_noun_agrees_with_its_number(count: int | Fraction, form: str) -> None:
    assert plural(count, BALLS) == form


def test_a_counted_noun_never_parts_from_its_number() -> None:
    assert counted(28, ("муниципалитет", "муниципалитета", "муниципалитетов")) == f"28{NBSP}муниципалитетов"
    assert counted(10_001, BALLS) == f"10{NBSP}001{NBSP}балл"


@given(st.integers(0, 10_000))
def test_the_last_two_digits_decide(count: int) -> None:
    assert plural(count, BALLS) == plural(count % 100 + 100, BALLS)


# --- typography -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("вырос на 5 %", "вырос на_5_%"),
        ("разница 3 п. п. и 2 балла", "разница 3_п._п. и_2_балла"),
        ("школа № 5, № 7", "школа №_5, №_7"),
        ("из таблицы 8.1 и рисунка 9.2", "из_таблицы_8.1 и_рисунка_9.2"),
        ("В школе и с детьми", "В_школе и_с_детьми"),
        ("о «Лицее» в (новой) части", "о_«Лицее» в_(новой) части"),
        ("место 5 – за 2 года", "место_5_– за_2_года"),
        ("их дети", "их дети"),
        ("класс а", "класс а"),
    ],
)
def test_what_belongs_together_stays_on_one_line(typed: str, printed: str) -> None:
    assert typography(typed).replace(NBSP, "_") == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("0-29 %", f"0–29{NBSP}%"),
        ("2020-2022 годы", f"2020–2022{NBSP}годы"),
        ("уровни 1-3, 4-7.", "уровни 1–3, 4–7."),
        ("4-11-х классов", "4–11-х классов"),
        ("1,5-2,5", "1,5–2,5"),
        ("(6-7)", "(6–7)"),
    ],
)
def test_a_range_takes_the_en_dash(typed: str, printed: str) -> None:
    assert typography(typed) == printed


@pytest.mark.parametrize(
    "typed",
    [
        "№ 05-71",
        "№05-71",
        "№ 15-71",
        "№15-71",
        "СП 2.4.3648-20",
        "2022-12-01",
        "590/219-5",
        "../m/75-1.html",
        "4-7.html",
        "#tab-8-1",
        "ОО-2",
    ],
)
def test_numbers_of_documents_dates_and_addresses_keep_their_hyphen(typed: str) -> None:
    assert typography(typed).replace(NBSP, " ") == typed


def same_but_for_blanks(change: Callable[[str], str], text: str) -> bool:
    """Whether a change keeps the length and touches nothing but spaces and hyphens."""
    allowed = {(" ", NBSP), ("-", "–")}
    changed = change(text)
    return len(changed) == len(text) and all(a == b or (a, b) in allowed for a, b in zip(text, changed, strict=True))


@given(RUSSIAN)
def test_typography_keeps_every_character_in_its_place(text: str) -> None:
    assert same_but_for_blanks(typography, text)


@pytest.mark.parametrize("change", [str.strip, str.upper, lambda text: text.replace(" ", "_")])
def test_that_checker_can_fail(change: Callable[[str], str]) -> None:
    assert not same_but_for_blanks(change, "на 5 % ")


def test_a_date_is_written_in_words() -> None:
    assert date_text("2022-12-01") == "1 декабря 2022 года"


def test_quotes_inside_quotes_are_the_inner_ones() -> None:
    assert typography("процедура «Проект «500+»» и «ВПР»") == f"процедура «Проект „500+“» и{NBSP}«ВПР»"
