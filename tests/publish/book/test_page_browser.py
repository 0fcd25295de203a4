"""The collection in a real browser: every kind of chapter, read, walked through and printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from svod.params import Params
from svod.publish.book import Book
from svod.publish.book.page import write_html

pytestmark = pytest.mark.browser

REPORTS = {
    "procedure/07-libraries.html",
    "group/conditions.html",
    "group/overall.html",
    "municipality/troitskiy-mr.html",
}


@pytest.fixture(scope="module")
def short(book: Book) -> Book:
    """All chapters, but of the reports only one of a kind has its contents."""
    kept = [chapter for chapter in book.chapters if chapter.listed or chapter.page in REPORTS]
    own = [c if c.page in REPORTS or not c.page else replace(c, contents=()) for c in kept]
    return Book(book.title, tuple(own), book.about)


@pytest.fixture(scope="module")
def file(short: Book, params: Params, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("collection") / "sbornik.html"
    file.write_text(write_html(short, params), "utf-8")
    return file


def test_axe_finds_nothing_in_light_and_in_dark(visit, faults, file: Path) -> None:
    """Rows after the eighth of a table only repeat what the first show."""
    page = visit(file, bypass_csp=True)
    page.evaluate("document.querySelectorAll('tbody tr:nth-child(n+9)').forEach(row => row.remove())")
    assert faults(page) == []


def test_bars_strips_and_places_are_drawn_as_on_the_pages(visit, file: Path) -> None:
    page = visit(file)
    page.locator("#tab-4-7-8").scroll_into_view_if_needed()
    bar, places = page.locator("#tab-4-7-8 td.bar i").first, page.locator("#tab-4-7-8 td.st svg").first
    assert bar.bounding_box()["width"] > 40 and places.bounding_box()["width"] > 40
    assert page.locator("td.st svg .tk").count() > 43


def test_a_contents_link_leads_to_its_chapter_and_the_back_button_leads_home(visit, until, file: Path) -> None:
    page = visit(file)
    for anchor in ("glava-4-9", "glava-7-1", "ukazatel"):
        page.locator(f'.toc a[href="#{anchor}"]').click()
        until(page, f"Math.abs(document.getElementById('{anchor}').getBoundingClientRect().top) < 40")
        page.go_back()
        until(page, "scrollY < 2000")
        assert page.url == file.as_uri()


def test_it_is_no_wider_than_its_window_and_what_scrolls_can_be_reached(visit, file: Path) -> None:
    page = visit(file)
    for width in (1400, 820, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#tab-3-2-1").scroll_into_view_if_needed()
    page.wait_for_selector("#tab-3-2-1.over-wide[tabindex='0']")
    group = page.locator("#tab-3-2-1 .grp span").first
    left = group.bounding_box()["x"]
    page.locator("#tab-3-2-1").evaluate("box => { box.scrollLeft = 200; }")
    assert group.bounding_box()["x"] == left


def test_the_paper_is_dark_in_the_dark_and_white_in_print(visit, file: Path) -> None:
    page = visit(file, color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(21, 23, 26)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_print_has_every_chapter_and_no_ways_on(visit, file: Path, short: Book, tmp_path: Path) -> None:
    from pypdf import PdfReader

    page = visit(file)
    page.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True, tagged=True, outline=True)

    def titles(items: list) -> list[str]:
        return [one for item in items for one in (titles(item) if isinstance(item, list) else [item["/Title"]])]

    reader = PdfReader(tmp_path / "a.pdf")
    printed = ["".join(title.split()) for title in titles(reader.outline)]
    assert len([title for title in printed if "муниципальныйрайон" in title]) == 27
    for chapter in short.contents:
        assert any(title.endswith("".join(chapter.heading.split())) for title in printed), chapter.heading
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "УТВЕРЖДАЮ" in text and "данные рисунка" not in text and "прокрутите" not in text


def test_its_shell_is_light(file: Path) -> None:
    """The shell is what stands around the contents of the chapters and their list."""
    page = BeautifulSoup(file.read_text("utf-8"), "html5lib")
    for content in page.select(".run > *, .toc ol ol"):
        content.decompose()
    assert 20_000 < len(str(page).encode()) <= 40_000
