"""The gate of small numbers: clean on pages with few persons planted in the data, and it can fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from svod.blocks import Cell, Column, Row, Table, dashed
from svod.factory.plan import Document, plan
from svod.params import Params
from svod.publish.gate.rules import Checks
from svod.publish.gate.small import Printed, printed_by, secrets_of, told, worked_out, yearly_of
from svod.publish.paper import Content, Paper, Part, read_paper
from svod.publish.reading import Reading, reading_of
from svod.report import hidden, shared
from svod.report.assessment import Assessment, assess
from svod.report.shared import Shared
from svod.stats.disclosure import TOTAL
from svod.store import Snapshot, current_snapshot
from svod.wording.numbers import NBSP

FEW, NEXT, FULL = "ashinskiy-mr", "lokomotivnyy-go", "agapovskiy-mr"
PAGES = (
    *(f"pair/12-riko/{name}" for name in (FEW, NEXT, FULL, "miasskiy-go")),
    f"pair/13-olympiads/{NEXT}",
    "procedure/12-riko",
    f"municipality/{FEW}",
    "group/outcomes",
)


@pytest.fixture(scope="module")
def planted(demo: Path) -> Snapshot:
    """The demo region, in which 7 pupils of a municipality took РИКО-4 and all 30 of another passed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SVOD_OUTPUT", str(demo))
        found = current_snapshot("2022")
    rows = found.indicators.copy()
    for name, part, whole in ((FEW, 5, 7), (FULL, 30, 30)):
        here = (rows["indicator"] == "12.1") & (rows["municipality"] == name)
        for column, number in (("numerator", part), ("denominator", whole), ("participants", whole)):
            rows.loc[here, column] = number if column == "participants" else Decimal(number)
    return replace(found, indicators=rows)


@pytest.fixture
def pages(params: Params, planted: Snapshot, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Document]]:
    """Some pages of the planted region, ready to be run."""
    monkeypatch.setitem(shared._kept, "2022", Shared(params, planted))
    yield [one for one in plan(params) if one.page.removesuffix(".html") in PAGES]


@pytest.fixture
def read(played: Callable[[Document], Any]) -> Callable[[Document], Reading]:
    """Run a notebook and read the report."""
    return lambda document: reading_of(read_paper(played(document).notebook), document.page)


def reading_with(about: dict[str, Any], contents: list[Content], page: str) -> Reading:
    title = dict.fromkeys(("over", "heading", "stamp", "edition", "lede"), "")
    return reading_of(Paper(about, title, (Part(1, "part", "Часть", tuple(contents)),), {}), page)


@pytest.fixture
def truth(params: Params, planted: Snapshot) -> Assessment:
    return assess(planted.indicators, params)


@pytest.fixture
def faults_of(pages: list[Document], read: Callable[[Document], Reading], truth: Assessment) -> Callable[[], list]:
    """What the pages tell of the secrets: the page, what, and where."""

    def find() -> list[tuple[str, str, str]]:
        checks = Checks()
        for page in pages:
            told(read(page), secrets_of(truth), checks)
        assert checks.count > len(pages)
        return [(fault.page, fault.what.replace(NBSP, " "), fault.found) for fault in checks.faults]

    return find


def test_secrets_are_the_few_and_those_told_by_a_bound(truth) -> None:
    found = {(one.code, one.municipality, one.bounded): one for one in secrets_of(truth) if one.year == 2022}
    few, full = found["12.1", FEW, False], found["12.1", FULL, True]
    assert (few.persons, few.text, few.taking, few.alike) == (7, "71,4", True, 0)
    assert full.words.replace(NBSP, " ") == "показатель 12.1 за 2022 год, учтено 30 человек"
    assert (full.numbers, full.taking) == ((100.0,), False)
    assert {one.procedure for one in found.values()} >= {"05-adapted-programmes", "08-heads", "12-riko"}


def test_pages_of_a_region_with_small_numbers_tell_nothing_of_them(pages, faults_of) -> None:
    assert len(pages) == len(PAGES)
    assert faults_of() == []


def test_nowhere_in_the_contents_stands_the_hidden_share(pages, read) -> None:
    """5 of 7 is 71,4 %: neither as printed nor as a number, in no table, sentence or chart."""
    for page in pages:
        if page.page.endswith(f"{FEW}.html"):
            said = str(read(page))
            assert "71.42857" not in said, page.page
            assert "'71,4'" not in said, page.page


def test_with_hiding_switched_off_the_gate_fails(faults_of, monkeypatch) -> None:
    monkeypatch.setattr(hidden, "protect", lambda counts: set())
    monkeypatch.setattr(hidden, "coded", lambda part, whole: None)
    monkeypatch.setattr(hidden, "few", lambda count: False)
    found = faults_of()
    what = "напечатано то, что скрывают: показатель 12.1 за 2022 год, учтено"
    assert (f"pair/12-riko/{FEW}.html", f"{what} 7 человек", "tab-6-1, строка 12-1: «7»") in found
    assert (f"pair/12-riko/{FULL}.html", f"{what} 30 человек", "tab-7-1, строка 12-1: «100,0»") in found
    assert any(page.startswith(f"pair/13-olympiads/{NEXT}") for page, _, _ in found)
    # Another municipality's page shows the values of all.
    assert ("pair/12-riko/miasskiy-go.html", f"{what} 7 человек", "tab-7-2, строка 12-1: разброс по области") in found


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (("12.1 РИКО-4, %", "71,4"), ["ris-9-1-data: «71,4» на рисунке"]),
        (("12.1 РИКО-4, %", "12.2 РИКО-7, %", "71,4"), []),
        (("71,4",), []),
    ],
    ids=["in its own panel", "in another", "in none"],
)
def test_a_value_drawn_in_the_panel_of_its_indicator_is_found(truth, words, where: list[str]) -> None:
    secret = next(one for one in secrets_of(truth) if one[:4] == ("12-riko", "12.1", 2022, FEW))
    checks, page = Checks(), reading_with({"municipality": FEW, "procedure": "12-riko"}, [], "pair.html")
    told(replace(page, drawn={"ris-9-1-data": words}), [secret], checks)
    assert [fault.found for fault in checks.faults] == where


def printed_without(truth: Assessment, *names: str) -> Printed:
    """What pages print that tell what 12.1 is counted over, but for those of some municipalities."""
    printed: Printed = {}
    for name, rows in truth.yearly[truth.yearly["indicator"] == "12.1"].groupby("municipality"):
        cells = {str(row.year): Cell(str(row.denominator), row.denominator) for row in rows.itertuples()}
        cells = dict.fromkeys(cells, Cell("скрыто")) if name in names else cells
        table = Table("6.1", "Объём", tuple(Column(year, year) for year in cells), (Row(dashed("12.1"), cells),))
        about = {"municipality": name, "procedure": "12-riko"}
        printed |= printed_by(reading_with(about, [table.content()], f"{name}.html"))
    return printed


def test_without_its_neighbour_hidden_a_small_number_is_worked_out(truth) -> None:
    """Every page prints its denominator but that of the few: the region's total gives it away."""
    rows = {key: own for key, own in yearly_of(truth).items() if key[0] == "12.1"}
    found = list(worked_out(rows, printed_without(truth, FEW)))
    assert found == [("12-riko", year, "12.1", FEW) for year in (2020, 2021, 2022)]
    assert not list(worked_out(rows, printed_without(truth, FEW, NEXT)))


def test_a_region_of_few_need_not_print_its_value() -> None:
    row = {"procedure": "12-riko", "share": True, "persons": 7, "numerator": Fraction(4), "value": Fraction(400, 7)}
    rows = {("12.1", 2022): {FEW: row}}
    assert not list(worked_out(rows, {}))
    assert list(worked_out(rows, {("12-1", "2022", TOTAL): (50.0,)}))


def rows_of(counts: dict[str, tuple[int, int]]) -> dict[str, dict[str, Any]]:
    """Rows of one indicator and year: counted persons of all by municipality."""
    return {
        name: {
            "procedure": "12-riko", "share": True, "persons": Fraction(whole), "numerator": Fraction(part),
            "value": Fraction(100 * part, whole),
        }
        for name, (part, whole) in counts.items()
    }  # fmt: skip


@pytest.mark.parametrize(
    ("region", "left"),
    [(15_370 / 204.2, True), (Decimal("75.3"), True), (Decimal("75"), False), (Decimal("43"), False)],
    ids=["exact", "in tenths", "in whole percent", "another number of that row"],
)
def test_a_bounded_share_must_not_follow_from_that_of_the_region(region, left: bool) -> None:
    """1 497 of 2 000 beside «не менее 95» of 42: 1 537 of 2 042 leave 40, 75,3 % 40 or 41, 75 % 40 to 42."""
    counts = {FULL: (40, 42), NEXT: (1_497, 2_000)}
    own = rows_of(counts)
    printed = {("12-1", "2022", NEXT): (2_000.0, 74.85), ("12-1", "2022", TOTAL): (region,)}
    found = list(worked_out({("12.1", 2022): own}, printed))
    assert found == ([("12-riko", 2022, "12.1", FULL)] if left else [])


def test_ten_persons_are_not_taken_for_ten_percent() -> None:
    """1 of 10 is told by a bound, and that 10 stand behind it is printed: 0 or 1, it leaves 40 of 42 their bound.

    53,1 % of 2 032 less 1 038 are 40 to 42: with the one taken for known, they would be 39 to 41.
    """
    counts = {FEW: (1, 10), FULL: (40, 42), NEXT: (1_038, 1_980)}
    own = rows_of(counts)
    printed = {("12-1", "2022", NEXT): (1_980.0, float(own[NEXT]["value"])), ("12-1", "2022", FEW): (Decimal("10"),)}
    printed["12-1", "2022", TOTAL] = (Decimal("53.1"),)
    assert not list(worked_out({("12.1", 2022): own}, printed))
    told = {("12-1", "2022", FEW): (Decimal("10"), Decimal("10.0"))}
    assert list(worked_out({("12.1", 2022): own}, printed | told)) == [("12-riko", 2022, "12.1", FULL)]


def test_a_number_tells_no_more_than_it_shows_where_nothing_more_lies_behind_it() -> None:
    cells = {"2020": Cell("84,3", 84.28), "2021": Cell("84,0", 84), "2022": Cell("84", 84)}
    table = Table("7.2", "Область", tuple(Column(year, year) for year in cells), (Row(dashed("12.1"), cells),))
    about = {"municipality": "", "procedure": "12-riko"}
    printed = printed_by(reading_with(about, [table.content()], "procedure.html"))
    found = [printed["12-1", year, TOTAL] for year in cells]
    assert [str(given) for (given,) in found] == ["84.28", "84.0", "84"]
    assert [type(given) for (given,) in found] == [float, Decimal, Decimal]


def test_a_region_must_not_sum_up_its_participants_where_some_are_few(truth) -> None:
    """The 7 of РИКО-4 are not all of РИКО, so its sum tells nothing of them; few heads are all there are."""
    secrets = [one for one in secrets_of(truth) if one.year == 2022]
    scarce = next(one for one in secrets if one.procedure == "08-heads" and one.scarce)
    assert not any(one.scarce for one in secrets if one.procedure == "12-riko")
    for cell, faults in ((Cell("2055", 2055), ["tab-6-1, строка 2022: «2055»"]), (Cell("скрыто"), [])):
        columns, rows = (Column("participants", "Руководители"),), (Row("2022", {"participants": cell}),)
        table = Table("6.1", "Полнота", columns, rows)
        checks = Checks()
        about = {"municipality": "", "procedure": "08-heads"}
        told(reading_with(about, [table.content()], "procedure/08-heads.html"), [scarce], checks)
        assert [fault.found for fault in checks.faults] == faults


def test_a_region_without_small_numbers_has_no_secrets(truth) -> None:
    rows = truth.yearly[truth.yearly["indicator"].str.startswith("10.")]
    assert secrets_of(replace(truth, yearly=rows)) == []
