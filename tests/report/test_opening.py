"""The identity of a report: what the build compares with what it asked for, and the pages above."""

from __future__ import annotations

import pytest

from svod.blocks import Sentence
from svod.report.opening import REPORT, opened


def identity(report) -> dict:
    return opened(report, "Сверху", "Заголовок", Sentence("Ответ.")).identity


@pytest.mark.parametrize(
    ("name", "kind", "nav", "procedure", "municipality", "group"),
    [
        ("procedure/08-heads", "procedure", "procedures", "08-heads", None, None),
        ("pair/08-heads/ashinskiy-mr", "pair", "municipalities", "08-heads", "ashinskiy-mr", None),
        ("municipality/ashinskiy-mr", "municipality", "municipalities", None, "ashinskiy-mr", None),
        ("group/conditions", "group", "ratings", None, None, "conditions"),
        ("group/overall", "overall", "ratings", None, None, "overall"),
        ("map", "map", "procedures", None, None, None),
    ],
)
def test_what_a_report_says_it_is(page, name, kind, nav, procedure, municipality, group) -> None:
    said = identity(page(name).report)
    assert (said["kind"], said["nav"], said["path"], said["edition"]) == (kind, nav, f"{name}.html", "2022")
    assert (said["procedure"], said["municipality"], said["group"]) == (procedure, municipality, group)
    assert said["title"] == "Заголовок"


def test_links_lead_to_the_pages_above(page) -> None:
    links = {name: [href for href, _ in identity(page(name).report)["links"]] for name in (
        "pair/08-heads/ashinskiy-mr", "procedure/08-heads", "group/overall")}  # fmt: skip
    assert links == {
        "pair/08-heads/ashinskiy-mr": ["../../procedure/08-heads.html", "../../municipality/ashinskiy-mr.html"],
        "procedure/08-heads": ["../group/conditions.html"],
        "group/overall": [],
    }


def test_the_identity_travels_beside_the_title(heads) -> None:
    report = heads()
    made = opened(report, "Сверху", "Заголовок", Sentence("Ответ."))
    bundle = made._repr_mimebundle_()
    assert bundle[REPORT] == made.identity
    assert "<h1>Заголовок</h1>" in bundle["text/html"]


def test_a_municipality_is_marked_once_on_its_small_map(heads) -> None:
    svg = opened(heads("agapovskiy-mr"), "Сверху", "Заголовок", Sentence("Ответ.")).title.locator
    assert svg.count("<rect") == 43
    assert svg.count('class="me"') == 1
    assert 'aria-label="Агаповский МР на плиточной карте области"' in svg


@pytest.mark.parametrize(("status", "stamp"), [("draft", "Проект"), ("published", "Опубликовано")])
def test_the_state_of_the_edition_is_on_the_title(by_hand, even, params, status: str, stamp: str) -> None:
    edition = params.edition.model_copy(update={"status": status})
    report = by_hand(even(True, "08-heads"), "08-heads", by=params.model_copy(update={"edition": edition}))
    assert opened(report, "Сверху", "Заголовок", Sentence("Ответ.")).title.stamp == stamp
