"""index.html: map, ratings, lists, and nothing that a name could break."""

from __future__ import annotations

import re
from dataclasses import replace

import html5lib
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from svod.params.publication import Erratum
from svod.publish.home import home_page, search_words


@pytest.fixture(scope="module")
def html(assessment, snapshot) -> str:
    return home_page(assessment, snapshot)


@pytest.fixture(scope="module")
def page(html) -> BeautifulSoup:
    return BeautifulSoup(html, "html5lib")


def test_the_page_is_valid_deterministic_and_asks_for_nothing(html, assessment, snapshot) -> None:
    html5lib.HTMLParser(strict=True).parse(html)
    assert home_page(assessment, snapshot) == html
    assert not re.findall(r"""(?:src|href)\s*=\s*["']?https?:|url\(\s*["']?https?:""", html)


def test_the_map_has_a_tile_for_every_municipality(page, assessment) -> None:
    tiles = page.select(".tiles li")
    assert len(tiles) == len({tile["style"] for tile in tiles}) == len(assessment.names)
    tile = page.select_one('.tiles li[data-k="zlatoustovskiy-go"] a')
    assert tile["href"] == "municipality/zlatoustovskiy-go.html" and "c3" in tile["class"]
    assert (
        re.sub(r"^.*?(?=Златоустовский)", "", tile.text) == "Златоустовский ГО, место\u00a01: 78\u00a0%, выше среднего"
    )


def test_every_page_of_the_edition_is_linked(page, params) -> None:
    links = {link["href"] for link in page.select("a")}
    wanted = {f"procedure/{item.id}.html" for item in params.procedures} | {
        f"municipality/{code}.html" for code in params.region.codes
    }
    wanted |= {f"group/{id}.html" for id in ("conditions", "outcomes", "processes", "overall")} | {
        "map.html",
        "about.html",
    }
    assert wanted <= links


def test_four_ratings_stand_side_by_side_as_computed(page, assessment) -> None:
    tables = page.select(".quad table.rate")
    assert len(tables) == 4
    for table, group in zip(tables, ("conditions", "outcomes", "processes", "overall"), strict=True):
        rating = assessment.rating(group)
        rows = [
            [cell.text.strip().rstrip("*").replace("\u00a0", " ") for cell in row.select("td, th")[:3]]
            for row in table.select("tbody tr")
        ]
        assert rows == [[str(row["place"]), row["name"], str(row["percent"])] for _, row in rating.iterrows()]


def test_made_up_data_are_called_so_everywhere(page, assessment, snapshot) -> None:
    assert all(caption.select_one(".demo") for caption in page.select("caption, figcaption, p.edition"))
    real = replace(snapshot, files=pd.DataFrame({"file": ["a.xlsx"], "sha256": ["0"], "rows": [1], "data": [""]}))
    assert "учебные данные" not in home_page(assessment, real)


def test_what_differs_from_the_published_is_told(page) -> None:
    section = page.select_one("#izmeneniya").find_parent("section")
    assert page.select_one("#izmeneniya").text == "Чем расчёт отличается от опубликованного"
    rows = [[cell.text.replace("\u00a0", " ") for cell in row.select("td, th")] for row in section.select("tbody tr")]
    assert rows == [
        ["По всем группам", "Южноуральский ГО", "5", "4", "64", "67"],
        ["По всем группам", "Троицкий ГО", "4", "5", "65", "65"],
    ]
    assert "место или процент расходятся в 2 строках из 172" in section.p.text.replace("\u00a0", " ")


def test_an_earlier_edition_is_called_so_and_none_leaves_no_section(assessment, snapshot) -> None:
    params = assessment.params
    later = params.model_copy(update={"edition": params.edition.model_copy(update={"id": "2023"})})
    html = home_page(replace(assessment, params=later), snapshot)
    assert "Что изменилось с предыдущего издания" in html
    alone = home_page(replace(assessment, params=params.model_copy(update={"published": None})), snapshot)
    assert "izmeneniya" not in alone and "tab-6" not in alone


def test_a_correction_of_the_first_page_is_told_on_it(assessment, snapshot) -> None:
    errata = (Erratum(page="index.html", date="2026-12-01", text="Исправлено название."),)
    publication = assessment.params.publication.model_copy(update={"errata": errata})
    params = assessment.params.model_copy(update={"publication": publication})
    page = BeautifulSoup(home_page(replace(assessment, params=params), snapshot), "html5lib")
    assert page.select_one(".errata").text.strip() == "Исправлено 1 декабря 2026 года. Исправлено название."


def test_the_shell_of_the_first_page_is_light(html, page) -> None:
    content = sum(len(str(part).encode()) for part in page.select("figure, .tw, ul.plain, ol.plain"))
    assert len(html.encode()) - content <= 40_000


def test_filters_offer_every_group_and_level(page, params) -> None:
    groups = [option["value"] for option in page.select("#gruppa option")]
    assert groups == ["", *(section["data-g"] for section in page.select(".quad > section"))]
    assert [option.text for option in page.select("#uroven option")[1:]] == [
        level.name for level in params.methodology.rating.levels
    ]


def test_names_are_escaped(assessment, snapshot) -> None:
    params = assessment.params
    first, *rest = params.region.municipalities
    attack = first.model_copy(
        update={"name": "<script>alert(1)</script>", "tile": first.tile.model_copy(update={"short": '"><img src=x>'})}
    )
    region = params.region.model_copy(update={"municipalities": (attack, *rest)})
    page = BeautifulSoup(
        home_page(replace(assessment, params=params.model_copy(update={"region": region})), snapshot), "html5lib"
    )
    assert len(page.select("script")) == 1 and not page.select("img")


def test_no_trace_of_the_build_on_the_page(html, snapshot) -> None:
    assert snapshot.id not in html


def test_search_words_are_lower_case_without_yo_each_once() -> None:
    assert (
        search_words("Усть-Катавский ГО", "Усть-Катавский городской округ", "Трёхгорн.")
        == "усть катавский го городской округ трехгорн"
    )
