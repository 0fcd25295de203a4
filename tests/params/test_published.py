"""Published ratings are read as they were printed, and any touch is told."""

from __future__ import annotations

import pytest

from svod.params import Params


def test_the_ratings_are_all_there_as_printed(params: Params) -> None:
    assert {name: len(rows) for name, rows in params.published.ratings.items()} == dict.fromkeys(
        ("conditions", "outcomes", "processes", "overall"), 43
    )
    first = params.published.ratings["conditions"][0]
    assert (first.place, first.municipality, first.percent) == (1, "snezhinskiy-go", 82)


@pytest.mark.parametrize(
    ("old", "new"), [("Златоустовский ГО,78", "Златоустовский ГО,79"), ("\n", "\r\n"), ("1,Злато", "2,Злато")]
)
def test_a_published_file_that_was_touched_is_told(copy, old: str, new: str) -> None:
    file = copy.root / "published/2022/overall.csv"
    content = file.read_bytes()
    assert old.encode() in content
    file.write_bytes(content.replace(old.encode(), new.encode(), 1))
    (told,) = copy.faults()
    assert told.startswith("params/published/2022/overall.csv: опубликованный файл изменён или потерян")
    assert "Верните файл" in told


@pytest.mark.parametrize(("old", "new"), [("rank,", "place,"), (",78", ",много"), ("municipality,", "territory,")])
def test_a_published_file_that_cannot_be_read_is_told_and_not_thrown(copy, old: str, new: str) -> None:
    copy.edit("published/2022/overall.csv", old, new)
    assert any(
        item.startswith("params/published/2022/overall.csv: опубликованный файл изменён") for item in copy.faults()
    )


def test_a_published_file_that_is_lost_is_told(copy) -> None:
    (copy.root / "published/2022/conditions.csv").unlink()
    (told,) = copy.faults()
    assert told.startswith("params/published/2022/conditions.csv: опубликованный файл изменён или потерян")
    assert "нет файла" in told


def test_a_published_municipality_that_the_region_does_not_know_is_told(copy) -> None:
    copy.edit("published/2022/overall.csv", "Златоустовский ГО", "Златоуст")
    assert any("муниципалитета «Златоуст» нет в region.yml" in item for item in copy.faults())
