"""Every marked number of a page is walked to the cell it names, on pages as notebooks make them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from nbformat import NotebookNode

from svod.publish import PageExporter, home_page
from svod.publish.gate.page import home_claims, page_cell, page_quotes
from svod.publish.gate.rules import Checks
from svod.publish.paper import read_paper
from svod.publish.reading import Reading, reading_of
from svod.report.assessment import Assessment
from svod.store import Snapshot

QUOTED = '<span class="q" data-cell="tab-8-1/m1/percent">78</span>'


@pytest.fixture
def built(make_notebook: Callable[..., NotebookNode]) -> tuple[str, Reading]:
    """A page and the report it was made from."""
    notebook = make_notebook()
    html, _ = PageExporter().from_notebook_node(notebook)
    return html, reading_of(read_paper(notebook), "procedure/07-libraries.html")


def faults(html: str, reading: Reading) -> list[tuple[str, str]]:
    checks = Checks()
    page_quotes(html, reading, checks)
    return [(fault.expected, fault.found) for fault in checks.faults]


def test_every_marked_number_equals_its_cell(built: tuple[str, Reading]) -> None:
    html, reading = built
    assert html.count(QUOTED) == 2
    assert faults(html, reading) == []


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        (QUOTED, QUOTED.replace("78", "79"), ("78", "79")),
        ('data-v="78"><span>78</span>', 'data-v="78"><span>87</span>', ("87", "78")),
        (QUOTED, QUOTED.replace("m1", "m9"), ("", "78")),
        (QUOTED, "78", ("", "tab-8-1/m1/percent")),
    ],
)
def test_one_altered_number_of_a_page_is_found(
    built: tuple[str, Reading], was: str, now: str, fault: tuple[str, str]
) -> None:
    html, reading = built
    assert was in html
    assert fault in faults(html.replace(was, now), reading)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("tab-8-1/m2/name", "Агаповский МР"),
        ("tab-8-1/m2/level", "Средний"),
        ("tab-9-9/m1/name", ""),
        ("tab-8-1/m9/name", ""),
    ],
)
def test_a_cell_of_a_page_is_found_by_its_address(built: tuple[str, Reading], address: str, shown: str) -> None:
    assert page_cell(built[0], address) == shown


def test_the_first_page_tells_the_ratings_of_the_region(assessment: Assessment, snapshot: Snapshot) -> None:
    html = home_page(assessment, snapshot, {})
    claims = {claim.key: claim for claim in home_claims(html, "index.html")}
    codes = assessment.params.region.codes
    rating = assessment.rating("overall")
    for code in codes:
        told: Any = claims["overall", code, "percent"].value, claims["overall", code, "place"].value
        assert told == (rating.at[code, "percent"], rating.at[code, "place"])
    assert len(claims) == 4 * len(codes) * 3
    assert not home_claims(re.sub(r'id="reyting-', 'id="drugoe-', html), "index.html")
