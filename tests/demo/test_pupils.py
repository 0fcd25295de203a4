"""Pupils are drawn as in life: points within the items, marks by the borders, a kinder journal, heaps where planted."""

from __future__ import annotations

import numpy as np
import pytest

from svod.demo.pupils import Pupils, Sheet
from svod.demo.pupils_settings import PupilSettings, read_pupil_settings
from svod.demo.settings import Settings
from svod.params import Params

RESULTS = 30_000
SEED = 2022


@pytest.fixture(scope="module")
def own() -> PupilSettings:
    return read_pupil_settings()


@pytest.fixture(scope="module")
def pupils(settings: Settings, own: PupilSettings, params: Params) -> Pupils:
    return Pupils(settings, own, params, RESULTS, SEED)


@pytest.fixture(scope="module")
def sheets(pupils: Pupils, own: PupilSettings) -> dict[tuple[int, int], Sheet]:
    """Every municipality and work."""
    return {
        (place, work): pupils.sheet(place, work) for place in range(len(pupils.sizes)) for work in range(len(own.works))
    }


def test_there_are_as_many_results_as_asked_and_someone_in_every_file(sheets) -> None:
    counts = [len(sheet.code) for sheet in sheets.values()]
    assert sum(counts) == pytest.approx(RESULTS, rel=0.02)
    assert min(counts) >= 1


def test_every_school_of_the_region_has_its_own_code(pupils: Pupils) -> None:
    schools = [school for place in range(len(pupils.sizes)) for school in pupils.schools(place)]
    assert len({school.code for school in schools}) == len(schools) == sum(size.schools for size in pupils.sizes)
    assert sum(school.heaped for school in schools) == len(pupils.heaped)
    assert 0.01 < len(pupils.heaped) / len(schools) < 0.05


def test_points_primary_scores_and_marks_agree(sheets, own: PupilSettings) -> None:
    for (_, work), sheet in sheets.items():
        most = np.array([item.maximum for item in own.works[work].items])
        assert (np.nan_to_num(sheet.points) <= most).all()
        assert np.array_equal(np.nansum(sheet.points, axis=1), sheet.primary)
        due = 2 + sum((sheet.primary >= border).astype(int) for border in own.works[work].borders)
        assert np.array_equal(due, sheet.mark)


def test_harder_levels_are_done_worse_and_left_out_more(sheets, own: PupilSettings) -> None:
    done: dict[str, list[float]] = {"Б": [], "П": [], "В": []}
    left: dict[str, list[float]] = {"Б": [], "П": [], "В": []}
    for work, one in enumerate(own.works):
        points = np.concatenate([sheet.points for (_, number), sheet in sheets.items() if number == work])
        for n, item in enumerate(one.items):
            done[item.level].append(float(np.nansum(points[:, n]) / len(points) / item.maximum))
            left[item.level].append(float(np.isnan(points[:, n]).mean()))
    assert np.mean(done["Б"]) > np.mean(done["П"]) > np.mean(done["В"])
    assert np.mean(left["Б"]) < np.mean(left["П"]) < np.mean(left["В"]) < 0.15


def test_the_journal_goes_with_the_work_and_is_kinder(sheets) -> None:
    mark = np.concatenate([sheet.mark for sheet in sheets.values()])
    journal = np.concatenate([sheet.journal for sheet in sheets.values()])
    known = journal > 0
    assert set(np.unique(journal)) == {0, 2, 3, 4, 5}
    assert np.corrcoef(mark[known], journal[known])[0, 1] > 0.6
    assert (journal[known] > mark[known]).mean() > 2 * (journal[known] < mark[known]).mean()


def test_scores_heap_at_the_borders_of_planted_schools_alone(settings: Settings, own: PupilSettings, params) -> None:
    pupils = Pupils(settings, own, params, 150_000, SEED)
    below, at = {True: 0, False: 0}, {True: 0, False: 0}
    places = sorted({place for place in range(len(pupils.sizes)) if any(s.heaped for s in pupils.schools(place))})
    for place in places:
        heaped = np.array([school.heaped for school in pupils.schools(place)])
        for work, one in enumerate(own.works):
            sheet = pupils.sheet(place, work)
            for border in one.borders:
                for planted in (True, False):
                    scores = sheet.primary[heaped[sheet.school] == planted]
                    below[planted] += int((scores == border - 1).sum())
                    at[planted] += int((scores == border).sum())
    assert below[True] > 0
    assert at[True] / below[True] > 3
    assert 0.7 < at[False] / below[False] < 1.4


def test_a_sheet_does_not_depend_on_what_was_drawn_before(
    sheets, settings: Settings, own: PupilSettings, params
) -> None:
    again = Pupils(settings, own, params, RESULTS, SEED).sheet(7, 3)
    other = Pupils(settings, own, params, RESULTS, SEED + 1).sheet(7, 3)
    first = sheets[7, 3]
    assert np.array_equal(first.points, again.points, equal_nan=True)
    assert np.array_equal(first.journal, again.journal)
    assert first.points.shape != other.points.shape or not np.array_equal(first.points, other.points, equal_nan=True)


def test_better_schools_have_better_results(sheets, pupils: Pupils) -> None:
    ability, score = [], []
    for place in range(len(pupils.sizes)):
        sheet, schools = sheets[place, 0], pupils.schools(place)
        for number in np.unique(sheet.school):
            own = sheet.primary[sheet.school == number]
            if len(own) >= 10:
                ability.append(pupils.ability(place) + schools[number].ability)
                score.append(own.mean())
    assert np.corrcoef(ability, score)[0, 1] > 0.6
