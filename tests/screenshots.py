"""Pictures of one page of every kind, for people to look at: three widths, light and dark, and the printed page.

    python tests/screenshots.py                        # output/2022 -> output/2022/screenshots
    python tests/screenshots.py EDITION FOLDER         # the output of any edition, into any folder

Needs Playwright and a Chromium. Of every kind the first page by name is taken; a kind that was not built is told.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from svod import paths
from svod.publish.stale import stale_page

KINDS = {
    "index": "site/index.html",
    "about": "site/about.html",
    "map": "site/map.html",
    "overall": "site/group/overall.html",
    "group": "site/group/[!o]*.html",
    "procedure": "site/procedure/*.html",
    "municipality": "site/municipality/*.html",
    "pair": "site/pair/*/*.html",
    "collection": "collection/sbornik.html",
    "gate": "gate.html",
    "difference": "../diff/*.html",
}
WIDTHS = (390, 820, 1400)
SCHEMES = ("light", "dark")
TALLEST = 16_000
"""Pixels of height that Chromium still draws in one piece."""


def pages_of(edition: Path) -> dict[str, Path]:
    """One page of every kind that the edition has."""
    found = {kind: min(edition.glob(pattern), default=None) for kind, pattern in KINDS.items()}
    return {kind: page for kind, page in found.items() if page is not None}


def shoot(browser: Browser, page: Path, kind: str, folder: Path) -> None:
    """Draw a page at every width in light and dark, then print it."""
    for scheme in SCHEMES:
        tab = browser.new_page(color_scheme=scheme)
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            tab.goto(page.resolve().as_uri())
            height = min(tab.evaluate("document.documentElement.scrollHeight"), TALLEST)
            area = {"x": 0, "y": 0, "width": width, "height": height}
            tab.screenshot(path=folder / f"{kind}-{width}-{scheme}.png", full_page=True, clip=area)
        if scheme == "light":
            tab.pdf(path=folder / f"{kind}-print.pdf", prefer_css_page_size=True, tagged=True, outline=True)
        tab.close()


def main(edition: str = "", folder: str = "") -> int:
    """Make the pictures; 1 when a kind of page is missing."""
    source = Path(edition) if edition else paths.edition_output("2022")
    target = Path(folder) if folder else source / "screenshots"
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    pages = pages_of(source)
    target.mkdir(parents=True, exist_ok=True)
    if "about" in pages:
        stale = target / "stale.html"
        stale.write_text(stale_page(pages["about"].read_text("utf-8"), "ячейка не закончилась за 60 с"), "utf-8")
        pages["stale"] = stale
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for kind, page in pages.items():
            shoot(browser, page, kind, target)
            print(f"{kind}: {page}", file=sys.stderr)
        browser.close()
    absent = sorted(set(KINDS) - set(pages))
    if absent:
        print(f"not built: {', '.join(absent)}", file=sys.stderr)
    print(target)
    return 1 if absent else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
