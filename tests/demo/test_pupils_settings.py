"""Works of the demo add up and name each item once; a file that does not is refused with its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from svod import paths
from svod.demo.pupils_settings import PupilSettings, read_pupil_settings
from svod.errors import ParamsError


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the settings that may be spoilt."""
    copy = Path(shutil.copy(paths.params() / "demo-pupils.yml", tmp_path))
    monkeypatch.setenv("SVOD_PARAMS", str(tmp_path))
    return copy


def test_every_work_adds_up_and_its_borders_ascend() -> None:
    settings = read_pupil_settings()
    assert len(settings.works) == 7
    for work in settings.works:
        labels = [item.item for item in work.items]
        assert sum(item.maximum for item in work.items) == work.maximum
        assert len(labels) == len(set(labels))
        assert 0 < work.borders[0] < work.borders[1] < work.borders[2] <= work.maximum
        assert work.day.year == work.year


def test_works_of_autumn_are_on_the_programme_of_the_grade_before() -> None:
    works = read_pupil_settings().works
    assert {work.grade - work.programme_grade for work in works if work.day.month >= 9} == {1}
    assert {work.grade - work.programme_grade for work in works if work.day.month < 9} == {0}


def test_what_is_invented_and_what_is_remembered_is_said() -> None:
    settings: PupilSettings = read_pupil_settings()
    assert (settings.basis, settings.basis_of_borders) == ("designed", "memory")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("maximum: 38", "maximum: 39", "РУ4: баллы за задания дают 38, а максимальный балл 39"),
        ("class_size: 26", "class_sizes: 26", "неизвестный ключ «class_sizes»"),
        ('date: "2021-03-23"', "date: 2021-03-23", "2021-03-23"),
    ],
)
def test_a_spoilt_file_is_refused_with_its_line(file: Path, old: str, new: str, told: str) -> None:
    text = file.read_text("utf-8")
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ParamsError, match=told) as caught:
        read_pupil_settings()
    line = text[: text.index(old)].count("\n") + 1
    assert f"params/demo-pupils.yml, строка {line}," in str(caught.value)
