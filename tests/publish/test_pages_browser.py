"""Pages in a real browser, opened as files: search, sorting from the keyboard, print, and silence on the network."""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from svod.publish import PageExporter, home_page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with api.sync_playwright() as player:
        opened = player.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def site(tmp_path: Path, assessment, snapshot, make_notebook) -> Path:
    (tmp_path / "procedure").mkdir()
    (tmp_path / "index.html").write_text(home_page(assessment, snapshot), encoding="utf-8")
    page, _ = PageExporter().from_notebook_node(make_notebook())
    (tmp_path / "procedure/07-libraries.html").write_text(page, encoding="utf-8")
    return tmp_path


@pytest.fixture
def visit(browser, site: Path):
    """Open a page and, when the test is over, see that it was silent."""
    said, asked, opened = [], [], []

    def visit(name: str, width: int = 1400, **given: str):
        page = browser.new_page(viewport={"width": width, "height": 900}, **given)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto((site / name).as_uri())
        opened.append(page)
        return page

    yield visit
    for page in opened:
        page.close()
    assert said == []
    assert [url for url in asked if not url.startswith(("file://", "data:"))] == []


LIBRARIES = "Мониторинг состояния библиотек общеобразовательных организаций"
RIKO = "Региональные исследования качества образования (РИКО-4, РИКО-7, РИКО-10)"
SEARCHES = {
    "Златоуста": ["Златоустовский ГО"],
    "златоустовским городским округом": ["Златоустовский ГО"],
    "Троицка": ["Троицкий ГО", "Троицкий МР"],
    "Усть-Катаву": ["Усть-Катавский ГО"],
    "Верхнего Уфалея": ["Верхнеуфалейский ГО"],
    "Трёхгорного": ["Трехгорный ГО"],
    "библиотеками": [LIBRARIES],
    "впр": ["Всероссийские проверочные работы"],
    "7": [LIBRARIES, RIKO],
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


@pytest.mark.parametrize("name", ["index.html", "procedure/07-libraries.html"])
@pytest.mark.parametrize("width", [1400, 820, 390])
def test_no_page_is_wider_than_its_window(visit, name: str, width: int) -> None:
    page = visit(name, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_wide_drawing_can_be_scrolled_from_the_keyboard(visit) -> None:
    page = visit("procedure/07-libraries.html", 390)
    drawing = page.locator(".pic.over-wide")
    assert drawing.get_attribute("tabindex") == "0"
    drawing.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.pic').scrollLeft > 0")


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
