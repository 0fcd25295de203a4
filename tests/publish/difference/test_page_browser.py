"""The page of changes and the page of the gate in a real browser: valid, accessible, silent on the network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest

from svod.publish.difference import Change, Kind, Spot, difference_page
from svod.publish.gate import Verdict, gate_page
from svod.publish.gate.rules import Discrepancy

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
def pages(tmp_path: Path) -> dict[str, Path]:
    """One page of either kind, with something to tell."""
    (tmp_path / "2022" / "site").mkdir(parents=True)
    cell = ("Рейтинг", "Ашинский МР", "Баллы")
    found = {
        Change(Kind.NUMBER, *cell, "5", "4,5", -0.5): [Spot("map.html", "tab-8-2")],
        Change(Kind.LEVEL, *cell, "Средний", "Низкий", -1): [Spot("map.html", "tab-8-2")],
        Change(Kind.TEXT, "Часть 1", "", "", "Было.", "Стало."): [Spot("map.html", "")],
    }
    site = tmp_path / "2022" / "site"
    verdict = Verdict(12_000, (Discrepancy("map.html", "место", "1", "2"),))
    made = {
        "diff": difference_page(found, ("2021", "2022"), (site, site), tmp_path / "diff.html"),
        "same": difference_page({}, ("2021", "2022"), (site, tmp_path / "нет"), tmp_path / "same.html"),
        "gate": gate_page(verdict, "2022"),
        "passed": gate_page(Verdict(5, ()), "2022"),
    }
    for name, html in made.items():
        (tmp_path / f"{name}.html").write_text(html, "utf-8")
    return {name: tmp_path / f"{name}.html" for name in made}


@pytest.mark.parametrize("name", ["diff", "same", "gate", "passed"])
def test_a_page_is_valid_accessible_and_silent(browser, pages: dict[str, Path], name: str) -> None:
    html5lib.HTMLParser(strict=True).parse(pages[name].read_text("utf-8"))
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page, said, asked = browser.new_page(bypass_csp=True), [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pages[name].as_uri())
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = axe.run(page, options={"resultTypes": ["violations"]})
        assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []
    assert (said, asked) == ([], [pages[name].as_uri()])
    page.close()
