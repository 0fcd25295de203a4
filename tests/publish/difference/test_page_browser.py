"""Pages of changes and of the gate with nothing to tell; tests/publish/test_pages_browser.py sees those that tell."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest

from svod.publish.difference import difference_page
from svod.publish.gate import Verdict, gate_page

pytestmark = pytest.mark.browser


@pytest.fixture(params=["same", "passed"])
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    made = {
        "same": difference_page({}, ("2021", "2022"), (tmp_path, tmp_path / "нет"), tmp_path / "same.html"),
        "passed": gate_page(Verdict(5, (), {}), "2022"),
    }
    file = tmp_path / f"{request.param}.html"
    file.write_text(made[request.param], "utf-8")
    return file


def test_a_page_is_valid_accessible_and_silent(visit, faults, page: Path) -> None:
    html5lib.HTMLParser(strict=True).parse(page.read_text("utf-8"))
    assert faults(visit(page, bypass_csp=True)) == []
