"""The page of changes names them, links to them, fetches nothing and runs nothing that came with a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from svod.publish.difference import Change, Difference, Kind, Spot, difference_page, summary
from svod.publish.difference.page import SHOWN, step_words

NAMES = ("2022/release/1", "2022")
FOUND: Difference = {
    Change(Kind.LEVEL, "Рейтинг", "Ашинский МР", "Уровень", "Средний", "Низкий", (2, 1)): [Spot("map.html", "tab-8-2")],
    Change(Kind.NUMBER, "Рейтинг", "Ашинский МР", "Баллы", "5", "4,5", (5, 4.5)): [
        Spot(f"pair/{number}.html", "tab-8-2") for number in range(5)
    ],
    Change(Kind.TEXT, "Часть 1", "", "", "", "<script>alert(1)</script>"): [Spot("map.html", "")],
}


@pytest.fixture
def page(tmp_path: Path) -> str:
    (tmp_path / "2022" / "site").mkdir(parents=True)
    sites = tmp_path / "нет", tmp_path / "2022" / "site"
    return difference_page(FOUND, NAMES, sites, tmp_path / "diff" / "a-b.html")


def test_the_summary_counts_the_kinds() -> None:
    assert summary({}) == "Различий нет"
    assert summary(FOUND) == "Изменилось: уровни – 1, числа – 1, тексты – 1"


def test_changes_are_linked_to_where_they_are_seen(page: str) -> None:
    assert '<a href="../2022/site/pair/0.html#tab-8-2">pair/0.html</a>' in page
    assert "и ещё 2\N{NO-BREAK SPACE}страницы" in page or "и ещё 2 страницы" in page
    assert ">−0,5<" in page


def test_a_text_stays_a_text(page: str) -> None:
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


def test_builds_without_a_site_are_not_linked(tmp_path: Path) -> None:
    page = difference_page(FOUND, NAMES, (tmp_path / "a", tmp_path / "b"), tmp_path / "diff" / "a-b.html")
    assert "pair/0.html" in page and 'href="../' not in page


def test_a_long_list_is_cut_and_says_so(tmp_path: Path) -> None:
    many = {Change(Kind.TEXT, "Часть 1", "", "", "", f"№ {n}"): [Spot("map.html", "")] for n in range(SHOWN + 1)}
    page = difference_page(many, NAMES, (tmp_path, tmp_path), tmp_path / "diff" / "a-b.html")
    assert page.count("<tr data-row=") == SHOWN and f"Показаны первые {SHOWN}" in page


@pytest.mark.parametrize(("step", "words"), [(1.0, "+1"), (-3, "−3"), (0.5, "+0,5"), (0.04, "+0,04"), (None, "")])
def test_a_step_is_told_with_as_many_digits_as_show_it(step: float | None, words: str) -> None:
    assert step_words(Change(Kind.NUMBER, "", "", "", "", "", (step and 2, step and 2 + step))) == words
