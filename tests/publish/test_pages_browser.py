"""Pages in a real browser, opened as files: search, filters, keyboard, accessibility, print, silence on the network."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from posixpath import normpath
from typing import Any

import html5lib
import pytest
from bs4 import BeautifulSoup

from svod.factory.front import ABOUT, HOME, RATINGS
from svod.factory.plan import plan
from svod.publish import PageExporter, about_page, build_facts, home_page
from svod.publish.difference import Change, Kind, Spot, difference_page
from svod.publish.gate import Verdict, gate_page
from svod.publish.gate.rules import Discrepancy
from svod.publish.stale import stale_page
from svod.report.shared import shared

pytestmark = pytest.mark.browser


KINDS = (
    "index.html",
    "about.html",
    "map.html",
    "group/processes.html",
    "group/overall.html",
    "procedure/07-libraries.html",
    "municipality/ashinskiy-mr.html",
    "pair/07-libraries/ashinskiy-mr.html",
    "stale.html",
    "gate.html",
    "diff.html",
)
"""One page of every kind."""

REPORTS = KINDS[2:8]


_CELL = ("Рейтинг", "Ашинский МР", "Баллы")
CHANGES = {
    Change(Kind.NUMBER, *_CELL, "5", "4,5", (5, 4.5)): [Spot("map.html", "tab-7-1")],
    Change(Kind.LEVEL, *_CELL, "Средний", "Низкий"): [Spot("map.html", "tab-7-1")],
    Change(Kind.TEXT, "Часть 1", "", "", "Было.", "Стало."): [Spot("map.html", "")],
}


@pytest.fixture(scope="module")
def edition(demo: Path, params, executed, tmp_path_factory) -> Path:
    """A site of the demo region with one page of every kind."""
    folder, exporter = tmp_path_factory.mktemp("edition"), PageExporter(publication=params.masthead)
    pages = {name: exporter.from_notebook_node(executed(name.removesuffix(".html")))[0] for name in REPORTS}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SVOD_OUTPUT", str(demo))
        common = shared("2022")
        assessment = common.assessment(tuple(item.id for item in params.procedures))
        pages["index.html"] = home_page(assessment, common.snapshot, {"map.html": ("устарела", "Карта процедур")})
        pages["about.html"] = about_page(assessment, common.snapshot, build_facts())
    pages["gate.html"] = gate_page(Verdict(12_000, (Discrepancy("map.html", "место", "1", "2"),), {}), "2022")
    pages["diff.html"] = difference_page(CHANGES, ("2021", "2022"), (folder, folder), folder / "diff.html")
    pages["stale.html"] = stale_page(pages["about.html"], "ячейка не закончилась за 60 с")
    for name, page in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(page, encoding="utf-8")
    return folder


@pytest.fixture
def site(tmp_path: Path, assessment, snapshot, make_notebook) -> Path:
    """Two pages over numbers set by hand."""
    (tmp_path / "procedure").mkdir()
    (tmp_path / "index.html").write_text(home_page(assessment, snapshot), encoding="utf-8")
    page, _ = PageExporter().from_notebook_node(make_notebook())
    (tmp_path / "procedure/07-libraries.html").write_text(page, encoding="utf-8")
    return tmp_path


@pytest.fixture
def visit(visit: Callable[..., Any], site: Path) -> Callable[..., Any]:
    """Open a page of the site, or of an edition by its whole path."""
    return lambda name, *given, **more: visit(site / name, *given, **more)


LIBRARIES = "Мониторинг состояния библиотек общеобразовательных организаций"
RIKO = "Региональные исследования качества образования (РИКО-4, РИКО-7, РИКО-10)"
MAP = "Карта процедур: показатели мотивирующего мониторинга, системы и треки механизмов управления (приложение 1)"
EDITION = "Об издании: методика, исходные файлы, что в нём проектное, чем опубликованные числа отличаются от расчёта"
SEARCHES = {
    "Златоуста": ["Златоустовский ГО"],
    "златоустовским городским округом": ["Златоустовский ГО"],
    "Троицка": ["Троицкий ГО", "Троицкий МР"],
    "Усть-Катаву": ["Усть-Катавский ГО"],
    "Верхнего Уфалея": ["Верхнеуфалейский ГО"],
    "Трёхгорного": ["Трехгорный ГО"],
    "библиотеками": [LIBRARIES],
    "библиотеки в Аше": ["Ашинский МР: Библиотеки"],
    "7 Златоусту": ["Златоустовский ГО: Библиотеки", "Златоустовский ГО: РИКО"],
    "впр": ["Всероссийские проверочные работы"],
    "7": [LIBRARIES, RIKO],
    "процедура № 12": [RIKO],
    "7.1": [LIBRARIES],
    "учебниками": [LIBRARIES],
    "учебники в Аше": ["Ашинский МР: Библиотеки"],
    "карта механизмов": [MAP],
    "методику": [EDITION],
    "Самара": [],
}


def test_search_finds_word_forms(visit) -> None:
    page = visit("index.html")
    for asked, found in SEARCHES.items():
        page.get_by_role("searchbox").fill(asked)
        assert page.locator(".hits a").all_inner_texts() == found
        said = f"Найдено: {len(found)}" if found else "Ничего не найдено"
        assert page.locator(".find output").inner_text() == said


def test_search_dims_the_tiles_it_did_not_find(visit) -> None:
    page = visit("index.html")
    page.get_by_role("searchbox").fill("Златоуста")
    assert page.locator(".tiles li:not(.off)").get_attribute("data-k") == "zlatoustovskiy-go"
    page.get_by_role("searchbox").fill("")
    assert page.locator(".tiles li.off").count() == 0


def test_a_rating_sorts_from_the_keyboard(visit) -> None:
    page = visit("index.html")
    table = page.locator(".quad table").last
    head = table.locator('th[data-col="name"]')
    names = table.locator("tbody th a:first-child")
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending" and names.first.inner_text() == "Агаповский\u00a0МР"
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending" and names.first.inner_text() == "Южноуральский\u00a0ГО"
    percent = table.locator('th[data-col="percent"]')
    percent.get_by_role("button").focus()
    page.keyboard.press("Space")
    shown = [int(text) for text in table.locator("tbody .bar span").all_inner_texts()]
    assert shown == sorted(shown) and head.get_attribute("aria-sort") is None


def test_search_finds_every_form_of_every_name(visit, params) -> None:
    asked = {
        form: place.name
        for place in params.region.municipalities
        for form in (place.genitive, place.dative, place.prepositional)
    }
    found = visit("index.html").evaluate(
        """forms => Object.fromEntries(forms.map(form => {
            const box = document.querySelector("#poisk");
            box.value = form;
            box.dispatchEvent(new Event("input"));
            return [form, document.querySelector(".hits a")?.textContent];
        }))""",
        list(asked),
    )
    assert found == asked


def test_a_pair_that_is_found_is_a_page_of_the_edition(visit, params) -> None:
    planned = {document.page for document in plan(params)}
    page = visit("index.html")
    page.get_by_role("searchbox").fill("библиотеки")
    page.get_by_role("searchbox").press_sequentially(" го")
    assert page.locator(".find output").inner_text() == "Найдено: 16, показаны первые 8"
    links = [link.get_attribute("href") for link in page.locator(".hits a").all()]
    assert len(links) == 8 and set(links) <= planned


def test_filters_work_by_keyboard_and_the_back_button_undoes_them(visit, until) -> None:
    page = visit("index.html")
    page.get_by_label("Уровень", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    said = page.locator(".find output")
    assert said.inner_text() == "На этом уровне: Условия – 28, Результаты – 10, Процессы – 5, По всем группам – 12"
    assert page.locator(".tiles li:not(.off)").count() == 12
    assert page.locator(".quad tbody tr:visible").count() == 28 + 10 + 5 + 12
    page.get_by_label("Группа", exact=True).select_option("outcomes")
    assert page.locator(".quad > section:visible").count() == page.locator(".three > div:visible").count() == 1
    page.go_back()
    assert page.locator(".quad > section:visible").count() == 4 and said.inner_text().endswith("По всем группам – 12")
    page.get_by_role("button", name="Показать всё").press("Enter")
    until(page, "document.querySelector('.find output').textContent === ''")
    assert page.locator(".tiles li.off").count() == 0


def test_the_back_button_keeps_what_was_asked_for(visit) -> None:
    page = visit("index.html")
    page.get_by_label("Уровень", exact=True).select_option("3")
    page.get_by_role("searchbox").fill("библиотеками")
    page.keyboard.press("Enter")
    page.wait_for_url("**/procedure/07-libraries.html")
    page.go_back()
    assert page.get_by_role("searchbox").input_value() == "библиотеками"
    assert page.get_by_label("Уровень", exact=True).input_value() == "3"
    assert page.locator(".hits a").all_inner_texts() == [LIBRARIES]
    assert page.locator(".quad tbody tr:visible").count() == 55


def test_arrow_keys_lead_over_the_map_and_the_tile_in_focus_is_ringed(visit) -> None:
    page = visit("index.html")
    place = "document.activeElement.closest('li').dataset.k"
    page.locator('.tiles li[data-k="zlatoustovskiy-go"] a').focus()
    walked = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        walked.append(page.evaluate(place))
    assert walked == ["miasskiy-go", "chebarkulskiy-go", "miasskiy-go", "karabashskiy-go", "miasskiy-go"]
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_without_javascript_everything_but_search_and_sort_is_there(visit) -> None:
    page = visit("index.html", java_script_enabled=False)
    assert page.locator(".find").is_hidden() and page.locator("th button").count() == 0
    assert page.locator(".quad tbody tr:visible").count() == 4 * 43
    assert page.locator(".tiles a:visible").count() == 43


@pytest.mark.parametrize("name", KINDS)
def test_no_page_is_wider_than_its_window(visit, edition: Path, name: str) -> None:
    page = visit(edition / name)
    for width in (1400, 820, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("new Promise(requestAnimationFrame)")
    lost = """[...document.querySelectorAll("main *")].filter(e => e.scrollWidth > e.clientWidth + 1
        && ["auto", "scroll"].includes(getComputedStyle(e).overflowX) && e.tabIndex < 0 && e.checkVisibility()
        && !e.closest(".toc")).map(e => e.outerHTML.slice(0, 120))"""
    assert page.evaluate(lost) == []


@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_nothing_in_light_and_in_dark(visit, faults, edition: Path, name: str) -> None:
    assert faults(visit(edition / name, bypass_csp=True)) == []


@pytest.mark.parametrize("name", KINDS)
def test_a_page_is_valid_and_every_name_and_reference_in_it_holds(edition: Path, params, name: str) -> None:
    def words(value: str | list[str]) -> list[str]:
        return value.split() if isinstance(value, str) else value

    html = (edition / name).read_text("utf-8")
    html5lib.HTMLParser(strict=True).parse(html)
    page = BeautifulSoup(html, "html5lib")
    ids = Counter(tag["id"] for tag in page.select("[id]"))
    assert max(ids.values()) == 1 and all(re.fullmatch(r"[a-z][a-z0-9-]*", id) for id in ids)
    named = ("aria-labelledby", "aria-describedby", "aria-controls", "for")
    assert {word for key in named for tag in page.select(f"[{key}]") for word in words(tag[key])} <= set(ids)
    assert {link["href"][1:] for link in page.select('a[href^="#"]')} <= set(ids)
    for tag in page.select("[role=region], [role=img], [role=group], nav, section[aria-label], svg[role]"):
        assert tag.get("aria-label", "").strip() or tag.get("aria-labelledby"), str(tag)[:200]
    assert all(head.get("scope") for head in page.select("th"))
    levels = [int(head.name[1]) for head in page.select("h1, h2, h3, h4")]
    assert levels[0] <= 2 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    planned = {document.page for document in plan(params)} | {HOME, ABOUT, RATINGS, "diff.xlsx"}
    links = {link["href"].partition("#")[0] for link in page.select("a[href]")} - {""}
    assert {normpath(f"{name}/../{link}").removeprefix("site/") for link in links if ":" not in link} <= planned


@pytest.mark.parametrize("name", KINDS)
def test_the_shell_of_a_page_is_light(edition: Path, name: str) -> None:
    """The shell is what stands around the figures, the rows of tables, the prose and what the search looks through."""
    page = BeautifulSoup((edition / name).read_text("utf-8"), "html5lib")
    for content in page.select("figure, tbody, details.src, .part > *:not(h2), [data-q]"):
        content.decompose()
    assert 20_000 < len(str(page).encode()) <= 40_000


@pytest.mark.parametrize("name", KINDS)
def test_a_page_asks_for_nothing_but_itself(visit, edition: Path, name: str) -> None:
    page, asked = visit(edition / name), []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.evaluate("new Promise(requestAnimationFrame)")
    assert asked == [(edition / name).as_uri()]


def test_a_printed_pair_has_all_ten_parts_and_none_of_the_ways_on(visit, edition: Path, tmp_path: Path) -> None:
    from pypdf import PdfReader

    page = visit(edition / "pair/07-libraries/ashinskiy-mr.html", color_scheme="dark")
    page.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True, tagged=True, outline=True)
    reader = PdfReader(tmp_path / "a.pdf")
    (title, *rest) = reader.outline
    parts = [item["/Title"] for item in rest[0] if isinstance(item, dict)]
    assert title["/Title"] == "Ашинский муниципальный район"
    assert [found[0] for part in parts if (found := re.match(r"\d+", part))] == [str(n) for n in range(1, 11)]
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "Предыдущий муниципалитет" not in text and "как посчитано" not in text


def test_a_wide_drawing_can_be_scrolled_from_the_keyboard(visit, until) -> None:
    page = visit("procedure/07-libraries.html", 390)
    drawing = page.locator(".pic.over-wide")
    assert drawing.get_attribute("tabindex") == "0"
    drawing.focus()
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('.pic').scrollLeft > 0")


def test_the_contents_fold_on_a_telephone_only(visit) -> None:
    assert visit("procedure/07-libraries.html", 390).locator("nav.toc ol").is_hidden()
    assert visit("procedure/07-libraries.html", 1400).locator("nav.toc ol").is_visible()


def test_the_skip_link_is_first_and_seen(visit) -> None:
    page = visit("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0


def test_dark_mode_turns_the_paper_dark(visit) -> None:
    page = visit("index.html", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 23, 26)"


def test_print_keeps_ten_headings_and_leaves_the_code(visit, tmp_path: Path) -> None:
    page = visit("procedure/07-libraries.html", 390)
    page.emulate_media(media="print")
    assert page.locator("section.part > h2:visible").count() == 10
    assert page.locator("nav.toc ol").is_visible()
    assert page.locator("details.src:visible, .mast nav:visible, summary:visible:not(.toc summary)").count() == 0
    whole = page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
    unpacked = (
        b"".join(_inflate(part.partition(b"endstream")[0].lstrip(b"\r\n")) for part in whole.split(b"stream")[1:])
        + whole
    )
    assert whole.startswith(b"%PDF") and unpacked.count(b"/Type /Page\n") >= 2
    assert unpacked.count(b"/S /H2") >= 10


def _inflate(part: bytes) -> bytes:
    try:
        return zlib.decompress(part)
    except zlib.error:
        return b""
