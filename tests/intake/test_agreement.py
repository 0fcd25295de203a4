"""What a municipality is asked to agree on, what it answers, and how long an answer stands."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.contracts.agreements import FORM
from svod.errors import InputError
from svod.intake import load
from svod.intake.agreement import AgreementReader, Standing, agreements, seal
from svod.intake.book import Book
from svod.store import current_snapshot

HEAD = {"Муниципалитет:": "Ашинский МР"}
SEAL = "abcdefghij"


@pytest.fixture
def data(store, book, params, tmp_path):
    """Load the shares of textbooks of two years: 50 of 100 in 2021, then `share` of 100 in 2022."""

    def run(share: object, note: str = "") -> None:
        folder = tmp_path / f"данные {share}{note}"
        for year, numerator in ((2021, 50), (2022, share)):
            denominator = None if numerator is None else 100
            rows = [("Ашинский МР", "7.1", numerator, denominator, None, 12, note)]
            book(f"07-libraries-{year}.xlsx", rows, folder=folder)
        load(folder, params)

    return run


def line(params, year, indicator="7.1"):
    found = agreements(params)["ashinskiy-mr"]
    return next(
        one for one in found.lines if (one.indicator, one.year, one.procedure) == (indicator, year, "07-libraries")
    )


def answer(book, params, tmp_path, *rows):
    """Send the form back with (indicator, year, agreed, remark), the seals being those of the numbers now."""
    lines = [
        (item, year, *said, line(params, year, item if item != "вся процедура" else "").seal)
        for item, year, *said in rows
    ]
    filled = [(7, item, year, mark, agreed, remark, "Иванова И. И.") for item, year, agreed, remark, mark in lines]
    file = book(
        "ответ.xlsx",
        filled,
        sheet="Согласование",
        header=tuple(FORM.titles.values()),
        title=HEAD,
        folder=tmp_path / "ответ",
    )
    load(file, params)


def test_a_value_stands_beside_the_year_before(data, params):
    data(75)
    own = line(params, 2022)
    assert (own.numerator, own.denominator, own.participants) == (75, 100, 12)
    assert (own.shown, own.before, own.change, own.large) == ("75,00", 50, 25, True)
    assert own.source == ("07-libraries-2022.xlsx", "Показатели", 6)
    assert line(params, 2021).change is None and not line(params, 2021).large


@pytest.mark.parametrize(("share", "large"), [(69, False), (70, True), (30, True), (31, False), (50, False)])
def test_a_change_of_twenty_points_is_large(data, params, share, large):
    data(share)
    assert line(params, 2022).large is large


def test_what_was_not_sent_is_asked_about_too(data, params):
    data(None)
    assert [line(params, year).shown for year in (2021, 2022)] == ["50,00", "н/д"]
    assert line(params, 2020).source == ("", "", None)
    found = agreements(params)
    assert set(found) == set(params.region.codes)
    edition, method = params.edition, params.methodology
    held = sum(edition.held(item.code, year) for item in method.indicators for year in edition.years)
    assert {len(own.asked) for own in found.values()} == {held}
    assert {len(own.lines) - held for own in found.values()} == {len(params.procedures)}


def test_an_answer_stands_until_the_numbers_are_others(data, book, params, tmp_path):
    data(75)
    answer(book, params, tmp_path, ("7.1", 2022, "да", None), ("7.1", 2021, None, "Было 51"))
    assert (line(params, 2022).standing, line(params, 2021).standing) == (Standing.AGREED, Standing.REMARK)
    own = agreements(params)["ashinskiy-mr"]
    assert (own.agreed, [one.remark for one in own.remarks], own.done) == (1, ["Было 51"], False)
    assert own.words.endswith("открытых замечаний 1")
    data(76)
    assert (line(params, 2022).standing, line(params, 2021).standing) == (Standing.CHANGED, Standing.REMARK)
    assert agreements(params)["ashinskiy-mr"].agreed == 0
    data(75, "те же числа")
    assert line(params, 2022).standing is Standing.AGREED


def test_a_pinned_edition_is_agreed_by_answers_that_came_later(data, book, params, tmp_path, monkeypatch):
    data(75)
    pinned = current_snapshot(params.edition.id).id
    answer(book, params, tmp_path, ("7.1", 2022, "да", None))
    data(76)
    assert line(params, 2022).standing is Standing.CHANGED
    monkeypatch.setenv("SVOD_SNAPSHOT", pinned)
    assert line(params, 2022).standing is Standing.AGREED


def test_a_whole_procedure_is_agreed_at_once(data, book, params, tmp_path):
    data(75)
    rows = [(code, year, None, None) for code in ("7.1", "7.2", "7.3") for year in params.edition.years]
    answer(book, params, tmp_path, ("вся процедура", None, "да", None), *rows[1:], (*rows[0][:2], "нет", "Не та школа"))
    own = [one for one in agreements(params)["ashinskiy-mr"].asked if one.procedure == "07-libraries"]
    assert [one.standing for one in own].count(Standing.AGREED) == 8
    assert {one.person for one in own} == {"Иванова И. И."}
    stored = current_snapshot(params.edition.id).table("agreements")
    assert len(stored) == 9 and stored["indicator"].notna().all()


def test_a_later_form_takes_the_place_of_an_earlier_one_in_its_procedures(data, book, params, tmp_path):
    data(75)
    answer(book, params, tmp_path, ("7.1", 2021, "да", None), ("вся процедура", None, "нет", "Проверяем"))
    assert len(agreements(params)["ashinskiy-mr"].remarks) == 1
    answer(book, params, tmp_path, ("7.1", 2022, "да", None))
    own = agreements(params)["ashinskiy-mr"]
    assert (own.agreed, own.remarks) == (1, ())
    assert line(params, 2021).standing is Standing.WAITING


@given(st.decimals(0, 10**6, places=3), st.decimals(0, 10**6, places=3))
def test_a_seal_is_the_same_for_the_same_number_alone(one, other):
    assert (seal("а", one, None) == seal("а", other, None)) == (one == other)
    assert seal("а", one) == seal("а", one.normalize()) == seal("а", Decimal(f"{one}0"))
    assert set(seal(one)) <= set("abcdefghijklmnop") and len(seal(one)) == 10


@pytest.fixture
def read(book, params):
    def run(*rows: tuple[object, ...], **changes: object):
        wanted = {"sheet": "Согласование", "header": tuple(FORM.titles.values()), "title": HEAD, **changes}
        source = Book("ответ.xlsx", book("ответ.xlsx", rows, **wanted).read_bytes())
        assert AgreementReader().fits(source)
        return AgreementReader().read(source, params)

    return run


def test_a_row_as_it_is_read_and_an_empty_one_is_left_out(read):
    taken = read((7, "7.1", 2022, SEAL, "Да", None, None), ("07-libraries", "7.1", 2021, SEAL, None, None, "Иванова"))
    (row,) = taken.tables["agreements"]
    assert taken.faults == () and taken.covers == {("agreements", "Ашинский МР", "07-libraries")}
    wanted = {
        "procedure": "07-libraries",
        "indicator": "7.1",
        "year": 2022,
        "seal": SEAL,
        "agreed": True,
        "remark": None,
    }
    assert wanted.items() <= row.items() and row["municipality"] == "Ашинский МР" and row["row"] == 4


def test_a_remark_alone_is_a_no(read):
    (row,) = read((7, "7.1", 2022, SEAL, None, "Было 51", None)).tables["agreements"]
    assert row["agreed"] is False


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        (0, 19, "столбец «Процедура»: процедуры «19» нет"),
        (1, "7.9", "столбец «Показатель»: показателя «7.9» нет"),
        (2, 2019, "столбец «Год»: год «2019» не входит в издание 2022"),
        (4, "ok", "столбец «Согласовано (да/нет)»: ответ «ok» не понятен"),
    ],
)
def test_a_cell_that_cannot_be_read(read, column, cell, message):
    row = [7, "7.1", 2022, SEAL, "да", None, None]
    row[column] = cell
    (fault,) = read(tuple(row)).faults
    assert str(fault).startswith(f"ответ.xlsx, лист «Согласование», строка 4, {message}")


def test_a_form_without_answers_or_without_its_municipality_is_refused(read):
    with pytest.raises(InputError, match="нет ни одного ответа"):
        read((7, "7.1", 2022, SEAL, None, None, "Иванова"))
    with pytest.raises(InputError, match="не указан муниципалитет"):
        read((7, "7.1", 2022, SEAL, "да", None, None), title={})


def test_other_units_are_compared_by_times(data, params):
    data(75)
    own = line(params, 2022)
    wide = replace(own, unit="ед.", value=Fraction(3), before=Fraction(2))
    assert wide.large and not replace(wide, value=Fraction(299, 100)).large
    assert replace(wide, before=Fraction(0)).large and not replace(wide, before=None).large
