"""Works of which something else is said now, held against the results that stay in the store."""

from __future__ import annotations

import pytest

from svod.contracts.assessments import Settled
from svod.intake.check import check
from svod.intake.merge import stored
from svod.intake.pupils import as_stored
from svod.intake.recheck import head, recheck, replaced_heads
from svod.store import Part, fold

from .test_check import HEAD, ITEMS, OLD, WORK, form, register, words

UNIT = ("results", *WORK.values())
HEADS = {
    "assessments": [{**HEAD, "file": "а.xlsx"}],
    "items": [{**item, "file": "а.xlsx"} for item in ITEMS],
}


@pytest.fixture
def parts(store, params) -> tuple[Part, ...]:
    """Two schools of the file «а.xlsx»; the pupil of edu1 has 1 and 2 points, that of edu2 1 and none."""
    files = [form("а.xlsx", ("1", (1, 2), 3)), form("а.xlsx", ("1", (1, None), 1), school="edu2")]
    return fold("2022", as_stored(check(files, params, OLD).large, b"key" * 16), set())


def said(maximum: float = 3.0, second: float = 2.0, **borders: float) -> Settled:
    """What a register says of the work and of its second item."""
    work = {**HEAD, "file": "работы.xlsx", "maximum": maximum, **borders}
    items = [{**item, "file": "работы.xlsx"} for item in ITEMS]
    return Settled((work,), (items[0], {**items[1], "maximum": second}), ())


def test_points_that_stay_are_held_against_the_maximum_that_is_said_now(parts):
    (fault,) = recheck(said(second=1.0), stored(HEADS), parts, set(), {"работы.xlsx"})
    assert fault.place == "работы.xlsx, лист «Лист», строка 8"
    assert "расходятся (замечаний к ним 1)" in fault.message
    assert "Первое: а.xlsx, лист «Лист», строка 10, столбец «Задание 2»: за задание 2 баллов 2" in fault.allowed


def test_primary_scores_that_stay_are_held_too(parts):
    (fault,) = recheck(said(maximum=2.0), stored(HEADS), parts, set(), {"работы.xlsx"})
    assert "первичный балл 3. Допустимы числа от 0 до 2" in fault.allowed


@pytest.mark.parametrize(
    ("settled", "covers"),
    [
        (said(), set()),  # nothing else than before
        (said(mark3=1.0, mark4=2.0, mark5=3.0), set()),  # nobody has a mark
        (said(second=1.0), {(*UNIT, "edu1")}),  # whose points break it goes
    ],
)
def test_what_is_not_broken_is_not_told(parts, settled, covers):
    assert recheck(settled, stored(HEADS), parts, covers, {"работы.xlsx"}) == []


def test_a_head_goes_with_the_last_rows_of_its_file(parts):
    assert replaced_heads(parts, {(*UNIT, "edu1")}) == set()
    assert replaced_heads(parts, {(*UNIT, "edu1"), (*UNIT, "edu2", "")}) == {("а.xlsx", *WORK.values())}
    assert head({**HEAD, "file": "а.xlsx (0123abcd)"}) == ("а.xlsx", *WORK.values())


def test_a_correct_export_takes_the_place_of_a_wrong_one_whose_results_it_replaces(parts, params):
    wrong = stored({**HEADS, "items": [{**item, "level": "Б"} for item in HEADS["items"]]})
    pupil = ("1", (1, 2), 3)
    files = [form("б.xlsx", pupil), form("б.xlsx", pupil, school="edu2", heads=False)]
    files[0].tables["items"] = [{**item, "level": "П"} for item in files[0].tables["items"]]
    told = words(check(files[:1], params, wrong, parts).faults)
    assert "б.xlsx" in told and "уровень «П» расходится с файлом а.xlsx, лист «Лист»: там «Б»" in told
    checked = check(files, params, wrong, parts)
    assert checked.faults == ()
    assert {(row["file"], row["level"]) for row in checked.small["items"]} == {("б.xlsx", "П")}


def test_a_register_that_results_of_the_store_contradict_is_refused_and_with_right_results_taken(parts, params):
    works = register(maximum=2.0, mark3=0.5, mark4=1.0, mark5=2.0)
    old = stored({"assessments": HEADS["assessments"]})
    (fault,) = check([works], params, old, parts).faults
    assert (fault.place.file, fault.message[:20]) == ("работы.xlsx", "ВПР 2022, Математика")
    assert check([works, form("б.xlsx", ("1", (1, 1), 2), heads=False)], params, old, parts).faults == ()
