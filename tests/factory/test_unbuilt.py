"""A page in the place of another says what it stands for and how to make it, and is not taken for it."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest

from svod.factory.unbuilt import built, unbuilt_page


@pytest.mark.parametrize(
    ("page", "home"), [("map.html", "index.html"), ("pair/07-libraries/uyskiy-mr.html", "../../index.html")]
)
def test_it_leads_home_and_names_the_command(page: str, home: str) -> None:
    html = unbuilt_page(page, "№ 7 <Библиотеки> & Уйский МР")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    assert tree.find(".//h1").text == "№ 7 <Библиотеки> & Уйский МР"
    assert tree.find(".//a").get("href") == home
    assert tree.find(".//code").text == "svod build"
    assert "http" not in html


def test_it_is_not_taken_for_the_page(tmp_path: Path) -> None:
    file = tmp_path / "map.html"
    assert not built(file)
    file.write_text(unbuilt_page("map.html", "Карта"), "utf-8")
    assert not built(file)
    file.write_text("<!doctype html><title>Карта</title>", "utf-8")
    assert built(file)
