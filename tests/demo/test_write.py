from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from svod.demo.measures import draw_measures
from svod.demo.region import read_targets
from svod.demo.settings import Settings
from svod.demo.write import write_demo
from svod.errors import InputError
from svod.intake import load
from svod.params import Params
from svod.report.assessment import assess
from svod.store import current_snapshot

SCRIPT = """
import sys, pathlib
from svod import paths
paths.NOTEBOOKS = pathlib.Path(sys.argv[1])
from svod.params import load_params
from svod.demo import write_demo
print(len(write_demo(pathlib.Path(sys.argv[2]), load_params("2022"))))
"""


def test_a_workbook_for_every_procedure_and_year_that_was_held(written: list[Path], params: Params) -> None:
    expected = {
        f"{file.procedure}-{year}.xlsx"
        for file in params.methodology.files
        for year in params.edition.years
        if any(params.edition.held(item.code, year) for item in file.indicators)
    }
    assert {file.name for file in written} == expected | {"меры.xlsx"}
    assert "11-project-500-2020.xlsx" not in expected
    assert all(file.exists() for file in written)


def test_every_sheet_says_that_the_data_are_invented(written: list[Path]) -> None:
    for file in written:
        book = openpyxl.load_workbook(file, read_only=True)
        top = [row[:2] for row in book.worksheets[0].iter_rows(max_row=3, values_only=True)]
        assert ("Данные:", "учебные данные") in top
        book.close()


def test_loaded_workbooks_give_the_published_points(
    written: list[Path], settings: Settings, params: Params, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    loaded = load(written[0].parent, params)
    assert {file.file for file in loaded.files} == {file.name for file in written}
    assert loaded.demo
    snapshot = current_snapshot("2022")
    groups = assess(snapshot.indicators, params).groups
    targets = read_targets(params)
    assert {group: groups[group].to_dict() for group in targets} == targets
    assert len(snapshot.measures) == len(draw_measures(settings, params, 2022))


def test_the_truth_lies_beside_the_data(written: list[Path], settings: Settings, params: Params) -> None:
    folder = written[0].parent / "истина"
    with (folder / "меры.csv").open(encoding="utf-8", newline="") as stream:
        measures = list(csv.DictReader(stream))
    with (folder / "истории.csv").open(encoding="utf-8", newline="") as stream:
        stories = list(csv.DictReader(stream))
    assert len(measures) == len(draw_measures(settings, params, 2022))
    works = next(row for row in measures if float(row["effect_spreads"]) > 0)
    assert float(works["effect"]) == float(settings.shape(works["indicator"]).spread)
    assert [(row["municipality"], row["procedure"]) for row in stories] == [
        (item.municipality, item.procedure) for item in settings.stories
    ]
    assert list(stories[0])[3:6] == ["shift_2020", "shift_2021", "shift_2022"]


def test_another_process_writes_the_same_bytes(written: list[Path], params: Params, tmp_path: Path) -> None:
    for item in params.procedures:
        (tmp_path / f"{item.notebook}.ipynb").touch()
    environment = {**os.environ, "PYTHONHASHSEED": "12345", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", SCRIPT, str(tmp_path), str(tmp_path / "demo")]
    run = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert int(run.stdout) == len(written)
    assert all((tmp_path / "demo" / file.name).read_bytes() == file.read_bytes() for file in written)


def test_workbooks_of_a_centre_are_not_written_over(params: Params, tmp_path: Path) -> None:
    kept = tmp_path / "07-libraries-2022.xlsx"
    kept.write_bytes(b"data of a centre")
    with pytest.raises(InputError, match="книги, и они не учебные") as error:
        write_demo(tmp_path, params)
    assert str(tmp_path) in str(error.value)
    assert "Укажите другую папку" in str(error.value)
    assert kept.read_bytes() == b"data of a centre"
