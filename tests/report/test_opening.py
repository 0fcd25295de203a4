"""The identity of a report: what the build compares with what it asked for, and ways to the pages around it."""

from __future__ import annotations

from posixpath import normpath

import pytest

from svod.blocks import Sentence
from svod.factory.plan import plan
from svod.report.opening import REPORT, opened
from svod.wording.numbers import NBSP


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


def plain(links: list[list[str]]) -> list[tuple[str, str]]:
    return [(href, words.replace(NBSP, " ")) for href, words in links]


def test_the_trail_leads_from_the_region_down(page) -> None:
    trail = {name: plain(identity(page(name).report)["trail"]) for name in ("pair/08-heads/ashinskiy-mr", "map")}
    assert trail["map"] == [("index.html", "Регион в целом")]
    assert trail["pair/08-heads/ashinskiy-mr"] == [
        ("../../index.html", "Регион в целом"),
        ("../../group/conditions.html", "Рейтинг «Условия»"),
        ("../../procedure/08-heads.html", "№ 8 Руководители"),
    ]


def test_beside_a_pair_are_its_municipality_and_the_pairs_before_and_after(page) -> None:
    assert plain(identity(page("pair/08-heads/ashinskiy-mr").report)["links"]) == [
        ("../../municipality/ashinskiy-mr.html", "Ашинский МР: все процедуры"),
        ("../../pair/08-heads/argayashskiy-mr.html", "Предыдущий муниципалитет: Аргаяшский МР"),
        ("../../pair/08-heads/bredinskiy-mr.html", "Следующий муниципалитет: Брединский МР"),
        ("../../pair/07-libraries/ashinskiy-mr.html", "Предыдущая процедура: № 7"),
        ("../../pair/09-learning-results/ashinskiy-mr.html", "Следующая процедура: № 9"),
    ]


def test_the_first_municipality_has_none_before_it(heads) -> None:
    words = [words for _, words in plain(identity(heads("agapovskiy-mr"))["links"])]
    assert not any(word.startswith("Предыдущий") for word in words)
    assert "Следующий муниципалитет: Аргаяшский МР" in words


def test_every_planned_page_is_reached_and_every_link_leads_to_one(page, params) -> None:
    planned = {document.page for document in plan(params)} | {"index.html"}
    names = ("procedure/08-heads", "municipality/ashinskiy-mr", "group/conditions", "group/overall", "map")
    under = {}
    for name in (*names, "pair/08-heads/ashinskiy-mr"):
        said = identity(page(name).report)
        links = [*said["trail"], *said["links"], *said["under"].get("links", ())]
        reached = [normpath(f"{name}/../{href}") for href, _ in links]
        assert len(set(reached)) == len(reached) and set(reached) <= planned
        under[name] = {normpath(f"{name}/../{href}") for href, _ in said["under"].get("links", ())}
    assert under["procedure/08-heads"] == {one for one in planned if one.startswith("pair/08-heads/")}
    assert under["municipality/ashinskiy-mr"] == {one for one in planned if one.endswith("/ashinskiy-mr.html")} - {
        "municipality/ashinskiy-mr.html"
    }
    assert under["map"] == under["group/overall"] == {one for one in planned if one.startswith("procedure/")}
    assert len(under["group/conditions"]) == 8 and under["pair/08-heads/ashinskiy-mr"] == set()


def test_neighbours_do_not_make_a_page_rest_on_other_procedures(page) -> None:
    report = page("pair/08-heads/ashinskiy-mr").report
    identity(report)
    assert "procedure/07-libraries" not in report.reads()["params"]


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
