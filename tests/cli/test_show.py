"""Ratings on the screen and as CSV: the demo region's are the published ones."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from svod.cli import main
from svod.params import Params

KNOWN = {("overall", "Южноуральский ГО"), ("overall", "Троицкий ГО")}


def table(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    assert main(arguments) == 0
    told = capsys.readouterr()
    assert told.err == ""
    return list(csv.DictReader(io.StringIO(told.out)))


@pytest.mark.parametrize("group", ["conditions", "outcomes", "processes", "overall"])
def test_places_and_percents_are_the_published_ones(loaded: Path, params: Params, group: str, capsys) -> None:
    rows = table(["show", "rating", group, "--csv"], capsys)
    assert list(rows[0]) == ["place", "municipality", "points", "percent", "level"]
    names = {item.code: item.name for item in params.region.municipalities}
    printed = {names[row.municipality]: (row.place, row.percent) for row in params.published.ratings[group]}
    computed = {row["municipality"]: (int(row["place"]), int(row["percent"])) for row in rows}
    differing = {(group, name) for name in printed if printed[name] != computed[name]}
    assert len(rows) == 43
    assert differing == {pair for pair in KNOWN if pair[0] == group}


def test_the_two_known_differences_are_these(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = {row["municipality"]: row for row in table(["show", "rating", "overall", "--csv"], capsys)}
    assert [rows["Южноуральский ГО"][name] for name in ("percent", "place")] == ["67", "4"]
    assert [rows["Троицкий ГО"][name] for name in ("percent", "place")] == ["65", "5"]


def test_rows_stand_in_the_order_of_the_rating(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = table(["show", "rating", "outcomes", "--csv"], capsys)
    assert [int(row["place"]) for row in rows] == sorted(int(row["place"]) for row in rows)
    assert rows[0]["municipality"] == "Златоустовский ГО"
    assert rows[0]["points"] == "37.6667"
    assert rows[0]["level"] == "Высокий"


def test_a_rating_on_the_screen(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "rating", "outcomes"]) == 0
    said = capsys.readouterr().out
    assert "37,67" in said
    assert said.endswith("Учебные данные.\n")
    assert main(["show", "rating", "7"]) == 0
    assert "Рейтинг по процедуре № 7" in capsys.readouterr().out


def test_a_rating_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "rating", "outcome"]) == 2
    assert "Похоже на «outcomes»" in capsys.readouterr().err


def test_published_beside_computed(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = table(["show", "published", "--compare", "--csv"], capsys)
    assert len(rows) == 43
    assert len(rows[0]) == 1 + 4 * 4
    moved = {row["municipality"] for row in rows if row["overall_published_place"] != row["overall_computed_place"]}
    assert moved == {name for _, name in KNOWN}


def test_known_differences_are_marked_and_explained(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "published", "--compare"]) == 0
    lines = capsys.readouterr().out.splitlines()
    for name in ("Троицкий ГО", "Южноуральский ГО"):
        [row] = [line for line in lines if line.strip().startswith(name)]
        mark = row.split()[-1]
        assert any(line.startswith(f"{mark} {name}: ") for line in lines)
    assert lines[-1] == "Расхождений без объяснения: 0."
    assert not any("≠" in line for line in lines)


def test_published_alone_needs_no_data(tmp_path: Path, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    rows = table(["show", "published", "--csv"], capsys)
    assert len(rows[0]) == 1 + 4 * 2
    assert list(tmp_path.iterdir()) == []
