"""Phrases: a rule in words must say what the arithmetic does."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.params.load import load_methodology
from svod.params.methodology import Indicator
from svod.stats.scoring import score_at_least, score_at_most, score_versus_region
from svod.wording.numbers import NBSP
from svod.wording.phrases import (
    BASIS,
    BASIS_WORDS,
    basis_note,
    join,
    lower_first,
    rule_text,
    threshold_mark,
    upper_first,
    years_text,
)

METHOD = load_methodology("2022", Path(__file__).resolve().parents[2] / "params")
NUMBER = r"(\d+(?:,\d+)?)"
UNIT = r"(?: (?:%|п\. п\.|чел\.|ед\.))?"
STEP = re.compile(rf"([12]) балла? – (не ниже |не менее |не выше |не более |){NUMBER}{UNIT}")
VERSUS = re.compile(
    rf"2 балла – (выше|ниже) значения по области на {NUMBER}{UNIT} и более; "
    rf"1 балл – отличается от него менее чем на {NUMBER}{UNIT} в любую сторону"
)


def said(code: str) -> str:
    return rule_text(METHOD.indicator(code)).replace(NBSP, " ")


def by_rule(*rules: str) -> list[Indicator]:
    return [item for item in METHOD.indicators if item.points.rule in rules]


def changed(item: Indicator, **given: object) -> Indicator:
    return item.model_copy(update=given)


# --- what a reader would make of the words --------------------------------------------------------------------------


def exact(printed: str) -> Fraction:
    return Fraction(printed.replace(",", "."))


def points_by_steps(words: str, value: Fraction) -> int | None:
    """Points that the words promise a value; None when the words are not a list of thresholds."""
    steps = [STEP.fullmatch(step) for step in words.split("; ")]
    if not all(steps):
        return None
    holds = {
        "не ниже ": value.__ge__,
        "не менее ": value.__ge__,
        "не выше ": value.__le__,
        "не более ": value.__le__,
        "": value.__eq__,
    }
    return max([int(step[1]) for step in steps if holds[step[2]](exact(step[3]))], default=0)


def points_by_region(words: str, above: Fraction) -> int | None:
    """Points that the words promise a value lying `above` the region's; None when the words do not say."""
    found = VERSUS.fullmatch(words)
    if not found:
        return None
    ahead = above if found[1] == "выше" else -above
    return 2 if ahead >= exact(found[2]) else 1 if abs(above) < exact(found[3]) else 0


# --- by hand --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("1.2", "1 балл – не ниже 95 %"),
        ("2.2", "1 балл – не более 10 чел."),
        ("3.1", "1 балл – не выше 10 %; 2 балла – 0 %"),
        ("4.2", "1 балл – 0 %"),
        ("7.2", "1 балл – не менее 20 ед."),
        ("8.3", "1 балл – не более 1,5 чел."),
        ("9.1", "1 балл – не ниже 85 %; 2 балла – не ниже 95 %"),
        ("9.4", "по баллу за каждый год, в котором значение улучшилось, не более 2 баллов"),
        (
            "10.1",
            "2 балла – выше значения по области на 3 п. п. и более; "
            "1 балл – отличается от него менее чем на 3 п. п. в любую сторону",
        ),
        ("13.3", "1 балл – не менее 0,5 ед."),
        ("14.2", "1 балл – не более 8 ед.; 2 балла – не более 4 ед."),
        ("17.1", "1 балл – не ниже 1,5; 2 балла – не ниже 2,5"),
        ("18.1", "1 балл – не ниже 3"),
    ],
)
def test_rules_read_well(code: str, words: str) -> None:
    assert said(code) == words


def test_where_less_is_better_the_rule_turns_over_and_keeps_its_unit() -> None:
    item = changed(METHOD.indicator("10.1"), better="less", unit="чел.")
    assert rule_text(item).replace(NBSP, " ").startswith("2 балла – ниже значения по области на 3 чел. и более;")


def test_a_number_stays_with_its_unit() -> None:
    printed = rule_text(METHOD.indicator("3.1")).replace(NBSP, "_")
    assert printed == "1_балл_– не_выше 10_%; 2_балла_– 0_%"


def wording_faults(words: str) -> list[str]:
    """What an editor would mark in the words of a rule."""
    signs = {
        "blank": r"  |^ | $",
        "dot": r"\d\.\d",
        "dash": r"—| - ",
        "empty": r"None|nan|\{|^$",
        "points": r"[2-4] балл\b",
    }
    return [name for name, sign in signs.items() if re.search(sign, words.replace(NBSP, " "))]


@pytest.mark.parametrize("item", METHOD.indicators, ids=lambda item: item.code)
def test_no_rule_has_a_slip(item: Indicator) -> None:
    assert wording_faults(rule_text(item)) == []


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("1 балл – не ниже  95 %", "blank"),
        ("1 балл – не выше 1.5 чел.", "dot"),
        ("1 балл - не ниже 95 %", "dash"),
        ("1 балл – не ниже 95 None", "empty"),
        ("2 балл – не ниже 95 %", "points"),
    ],
)
def test_the_editor_can_mark(words: str, fault: str) -> None:
    assert wording_faults(words) == [fault]


# --- true to the arithmetic -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("item", by_rule("at_least", "at_most"), ids=lambda item: item.code)
def test_the_thresholds_in_words_score_as_the_arithmetic(item: Indicator) -> None:
    score = score_at_least if item.points.rule == "at_least" else score_at_most
    edges = {max(limit + step, Fraction(0)) for limit in item.thresholds for step in (-1, Fraction(-1, 100), 0, 1)}
    for value in (*edges, Fraction(0), Fraction(100)):
        assert points_by_steps(said(item.code), value) == score(value, item.thresholds), value


@given(st.sampled_from(by_rule("versus_region")), st.sampled_from(["more", "less"]), st.integers(-1000, 1000))
def test_the_comparison_with_the_region_in_words_scores_as_the_arithmetic(item, better: str, hundredths: int) -> None:
    words = rule_text(changed(item, better=better)).replace(NBSP, " ")
    region, above = Fraction(50), Fraction(hundredths, 100)
    assert points_by_region(words, above) == score_versus_region(region + above, region, item.points.margin, better)


@pytest.mark.parametrize(("above", "points"), [("3", 2), ("2.99", 1), ("0", 1), ("-2.99", 1), ("-3", 0)])
def test_the_reader_of_that_comparison_by_hand(above: str, points: int) -> None:
    assert points_by_region(said("10.1"), Fraction(above)) == points


def test_a_reader_is_not_taken_in_by_other_words() -> None:
    other = said("10.1").replace("выше", "ниже")
    assert points_by_region(other, Fraction(3)) == 0 != score_versus_region(Fraction(53), Fraction(50), Fraction(3))
    assert points_by_region("2 балла – выше области; 1 балл – хуже либо лучше", Fraction(0)) is None
    assert points_by_steps(said("1.2").replace("95", "90"), Fraction(93)) == 1 != score_at_least(Fraction(93), (95,))
    assert points_by_steps(said("10.1"), Fraction(0)) is None


def test_every_indicator_has_been_read() -> None:
    assert len(METHOD.indicators) == len(by_rule("at_least", "at_most", "versus_region", "dynamic")) > 0
    assert by_rule("versus_region") and by_rule("dynamic")


# --- small words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "joined"), [([], ""), (["а"], "а"), (["а", "б"], "а и б"), (["а", "б", "в"], "а, б и в")]
)
def test_a_list_ends_with_and(words: list[str], joined: str) -> None:
    assert join(words) == join(iter(words)) == joined


def test_a_list_may_end_with_another_word() -> None:
    assert join(["2021", "2022"], last="или") == "2021 или 2022"


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ([2022], "2022"),
        ([2021, 2022], "2021 и 2022"),
        ([2022, 2020, 2021], "2020–2022"),
        ([2020, 2022], "2020 и 2022"),
        ([2019, 2021, 2022], "2019, 2021 и 2022"),
    ],
)
def test_years_without_a_gap_make_a_range(years: list[int], words: str) -> None:
    assert years_text(years) == words


@pytest.mark.parametrize(
    ("text", "lowered"), [("Доля", "доля"), ("ВПР", "ВПР"), ("ОО списка", "ОО списка"), ("Я", "я"), ("", "")]
)
def test_the_first_letter_goes_down_unless_it_begins_an_abbreviation(text: str, lowered: str) -> None:
    assert lower_first(text) == lowered


@pytest.mark.parametrize(("text", "raised"), [("доля ОО", "Доля ОО"), ("", ""), ("«лицей»", "«лицей»")])
def test_the_first_letter_goes_up_and_nothing_else_changes(text: str, raised: str) -> None:
    assert upper_first(text) == raised


@pytest.mark.parametrize(
    ("ground", "mark"), [("given", ""), ("real", ""), ("designed", "проектный"), ("memory", "проектный")]
)
def test_a_threshold_nobody_approved_is_marked(ground: str, mark: str) -> None:
    item = METHOD.indicator("1.1")
    assert threshold_mark(changed(item, basis=item.basis.model_copy(update={"threshold": ground}))) == mark


def test_every_ground_of_the_methodology_has_its_words() -> None:
    grounds = {ground for item in METHOD.indicators for ground in (item.basis.name, item.basis.threshold)}
    assert grounds <= set(BASIS) == set(BASIS_WORDS)


def test_grounds_are_explained_as_they_are_printed() -> None:
    assert basis_note(["real"]) == (
        "«по опубликованному документу» – следует из нормативного акта или другого опубликованного документа"
    )
    assert basis_note().count("»") == len(BASIS)
