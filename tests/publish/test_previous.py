"""An edition beside the one before it: who rose, who fell, who changed the level."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from svod.publish.home import home_page
from svod.publish.previous import LISTED, Previous, Since, Standing, previous_edition
from svod.report.assessment import Assessment

FIRST, SECOND, THIRD = "zlatoustovskiy-go", "snezhinskiy-go", "chelyabinskiy-go"


@pytest.fixture
def later(assessment: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assessment:
    """The same numbers as an edition of 2023, nothing released yet."""
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    edition = assessment.params.edition.model_copy(update={"id": "2023"})
    return replace(assessment, params=assessment.params.model_copy(update={"edition": edition}))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_changes_by_hand(later: Assessment) -> None:
    """Three lead with 78, 75 and 73 %, «выше среднего»; the second was the first of «высокий», the third the ninth."""
    before = Previous(
        "издание 2022 года, редакция 1",
        {
            "overall": {
                FIRST: Standing(1, 70, 3),
                SECOND: Standing(1, 90, 4),
                THIRD: Standing(9, 50, 2),
            }
        },
    )
    since = Since(later, before, demo=False)
    assert [(one.group.id, one.code) for one in since.moved] == [("overall", THIRD), ("overall", SECOND)]
    cells = since.changes.rows[0].cells
    shown = [cells[key].shown for key in ("place-was", "place", "percent-was", "percent", "level-was", "level")]
    assert shown == ["9", "3", "50", "73", "Средний", "Выше среднего"]
    assert plain(since.news.text()) == (
        "Сравнивается с предыдущим: издание 2022 года, редакция 1. По всем группам показателей место выше, чем было, у "
        "1 муниципалитета, ниже – у 1; уровень выше у 1, ниже у 1 (таблица 6). Дальше всех поднялся Челябинский ГО: "
        "место 9, стало 3. Дальше всех опустился Снежинский ГО: место 1, стало 2."
    )


def test_the_furthest_changes_are_listed(later: Assessment) -> None:
    reversed_ = {code: Standing(44 - i, 50, 2) for i, code in enumerate(later.rating("processes").index, start=1)}
    since = Since(later, Previous("", {"processes": reversed_}), demo=True)
    steps = [abs(row.cells["place"].value - row.cells["place-was"].value) for row in since.changes.rows]
    assert len(steps) == LISTED and steps == sorted(steps, reverse=True)
    assert since.changes.caption == "Наибольшие перемещения с предыдущего издания" and since.changes.demo


def test_the_last_release_of_the_edition_before_is_read(later: Assessment, executed, tmp_path: Path) -> None:
    for edition, revision in (("2022", "9"), ("2022", "10"), ("2023", "1")):
        (tmp_path / edition / "release" / revision / "notebooks/group").mkdir(parents=True)
    file = tmp_path / "2022/release/10/notebooks/group/overall.ipynb"
    nbformat.write(executed("group/overall"), file)
    before = previous_edition(later)
    assert before.title == "издание 2022 года, редакция 10"
    assert len(before.ratings["overall"]) == 43 and before.ratings["conditions"] == {}
    assert before.ratings["overall"][FIRST] == Standing(1, 78, 3)


def test_without_a_release_the_ratings_published_under_another_edition_stand_for_it(
    later: Assessment, assessment: Assessment, snapshot
) -> None:
    assert previous_edition(assessment) is None
    before = previous_edition(later)
    assert before.title.startswith("рейтинги муниципалитетов") and before.ratings["overall"][THIRD] == (3, 73, 3)
    page = plain(home_page(later, snapshot))
    assert "Что изменилось с предыдущего издания" in page and "Перемещения с предыдущего издания" in page
    assert "по расчёту</th>" not in page.partition("izmeneniya")[2]


def test_nothing_moved_is_said_so(later: Assessment) -> None:
    same = {code: Standing(*map(int, row[["place", "percent", "level"]]))
            for code, row in later.rating("overall").iterrows()}  # fmt: skip
    since = Since(later, Previous("издание 2022 года, редакция 1", {"overall": same}), demo=False)
    assert since.moved == [] and plain(since.news.text()).endswith("Все места и уровни те же.")
