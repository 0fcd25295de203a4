"""What is computed before a document begins: there when it is asked for, and changing nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from svod.figures import canvas
from svod.report import conclusions, effect, measured, places, sample
from svod.report import shared as module
from svod.report.foresee import foresee
from svod.report.open import Report, open_report
from svod.report.shared import Shared, keep
from svod.report.title import opening

PAIR = {"edition": "2022", "procedure": "08-heads", "municipality": "ashinskiy-mr"}
OTHER = {**PAIR, "municipality": "uyskiy-mr"}


@pytest.fixture
def common(demo, monkeypatch) -> Iterator[Shared]:
    """The demo region, kept by this process for the time of a test."""
    monkeypatch.setenv("SVOD_OUTPUT", str(demo))
    monkeypatch.setattr(canvas, "_stock", {})
    yield keep("2022")
    module._kept.clear()


def shown(parameters: dict[str, str]) -> list[dict]:
    """Everything but the first and the last cell of a page, and what was read for it."""
    report = open_report(**parameters)
    parts = (
        sample.participants, measured.indicators, places.levels, places.rating, places.unassessed, places.map_of_levels,
        conclusions.lost, conclusions.conclusions, conclusions.recommendations, effect.conclusion, effect.evidence,
    )  # fmt: skip
    bundles = [part(report)._repr_mimebundle_() for part in (opening, *parts)]
    return [*bundles, report.reads()]


def test_what_a_scope_shares_is_there(common: Shared) -> None:
    foresee(**PAIR)
    made = set(common._made)
    assert {("assessment", ("08-heads",)), ("intervals", "08-heads"), ("rating", ("08-heads",), "08-heads")} <= made
    shown(OTHER)
    assert set(common._made) == made, "the second municipality of a scope finds everything made"


@pytest.mark.parametrize(
    "parameters",
    [
        OTHER,
        {"edition": "2022", "procedure": "08-heads", "municipality": ""},
        {"edition": "2022", "municipality": "uyskiy-mr"},
        {"edition": "2022", "group": "conditions"},
    ],
    ids=["pair", "procedure", "municipality", "group"],
)
def test_a_report_shows_the_same_with_it_and_without(common: Shared, parameters: dict[str, str]) -> None:
    foresee(**{**parameters, **({"municipality": "ashinskiy-mr"} if parameters.get("municipality") else {})})
    foreseen = shown(parameters)
    module._kept.clear()
    assert foreseen == shown(parameters)


def test_the_second_time_nothing_is_done(common: Shared, monkeypatch) -> None:
    foresee(**PAIR)
    monkeypatch.setattr("svod.report.foresee.open_report", lambda *_, **__: pytest.fail("opened again"))
    foresee(**PAIR)
    foresee(**OTHER)


def test_the_first_municipality_is_forgotten(common: Shared) -> None:
    foresee(**PAIR)
    gc.collect()
    assert not [item for item in gc.get_objects() if isinstance(item, Report) and item.shared is common]


def test_blank_sheets_are_ready(common: Shared) -> None:
    foresee(**PAIR)
    assert {panels: len(sheets) for (_, panels), sheets in canvas._stock.items()} == {1: 4, 2: 1, 3: 1, 4: 1}


@pytest.mark.parametrize(
    "parameters",
    [
        {"edition": "1999", "procedure": "08-heads"},
        {"edition": "2022", "procedure": "88-headless"},
        {"edition": "2022", "procedure": "08-heads", "municipality": "Троицкий"},
        {"edition": "2022", "nonsense": "1"},
        {},
    ],
)
def test_of_wrong_parameters_nothing_is_said(common: Shared, parameters: dict[str, str]) -> None:
    foresee(**parameters)
    assert not [key for key in common._made if key[0] == "rating"]


def test_nothing_is_done_for_an_edition_that_is_not_kept(monkeypatch) -> None:
    monkeypatch.setattr("svod.report.foresee.open_report", lambda *_, **__: pytest.fail("opened"))
    foresee(**PAIR)
