"""What has moved over the years, and what cannot be compared."""

from __future__ import annotations

import pytest

from svod.report.moves import medians, moves

FIRST, SECOND = "agapovskiy-mr", "argayashskiy-mr"


def test_changes_by_hand(moving) -> None:
    found = moves(moving())
    assert (found.first, found.last) == (2020, 2022)
    assert [round(float(found.change[code]), 1) for code in (FIRST, SECOND, "ashinskiy-mr")] == [33.3, -33.3, 0.0]
    assert medians(moving()) == {2020: 100, 2021: 100, 2022: 100}


def test_one_year_is_nothing_to_compare(by_hand, params) -> None:
    last = {item.code: {"*": [None, None, 1]} for item in params.methodology.of("08-heads")}
    assert moves(by_hand(last, "08-heads")) is None


STORIES = [
    ("17-preschool-quality", "ozerskiy-go", -1),
    ("06-main-programmes", "miasskiy-go", -1),
    ("18-mkdo", "ust-katavskiy-go", 1),
    ("14-upbringing", "varnenskiy-mr", 1),
]


@pytest.mark.parametrize(("procedure", "municipality", "sign"), STORIES)
def test_what_was_planted_in_the_demo_region_is_found(page, procedure: str, municipality: str, sign: int) -> None:
    change = moves(page(f"procedure/{procedure}").report).change * sign
    assert change[municipality] > 0
    assert (change > change[municipality]).sum() < 3, "among the three largest moves of the region"


def test_the_demo_file_names_these_stories(root) -> None:
    text = (root / "params" / "demo.yml").read_text("utf-8").partition("stories:")[2]
    assert [(id in text, code in text) for id, code, _ in STORIES] == [(True, True)] * len(STORIES)
    assert text.partition("measures:")[0].count("municipality:") == len(STORIES)
