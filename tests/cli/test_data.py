"""The demo is written whole, nothing of a person's is overwritten, and it is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from svod.cli import data, main
from svod.errors import SvodError
from svod.params import Params
from svod.store import current_snapshot, has_snapshot


def test_data_are_made_once_and_it_is_said(demo: Path, own: Path, params: Params, monkeypatch, capsys) -> None:
    def copied(folder: Path, given: Params) -> list[Path]:
        return [Path(shutil.copy(file, folder)) for file in sorted((demo / "demo" / "2022").glob("*.xlsx"))]

    monkeypatch.setattr("svod.demo.write_demo", copied)
    data.ensure_data(params)
    said = capsys.readouterr()
    assert "Данных издания 2022 нет: готовлю учебные данные" in said.err
    assert said.out == ""
    assert has_snapshot("2022")
    assert current_snapshot("2022").demo
    data.ensure_data(params)
    assert capsys.readouterr().err == ""
    (own / "output" / "store" / "2022" / "current").unlink()
    with pytest.raises(SvodError, match="Хранилище данных повреждено"):  # and no training data in their place
        data.ensure_data(params)
    assert not (own / "output" / "store" / "2022" / "current").exists()


def test_an_interrupted_demo_leaves_nothing_to_load(own: Path, params: Params, monkeypatch) -> None:
    def interrupted(folder: Path, given: Params) -> list[Path]:
        (folder / "01-ejournals-2022.xlsx").touch()
        raise KeyboardInterrupt

    monkeypatch.setattr("svod.demo.write_demo", interrupted)
    with pytest.raises(KeyboardInterrupt):
        data.ensure_data(params)
    assert [item for item in own.rglob("*") if item.is_file()] == []


def test_demo_does_not_write_over_workbooks_of_somebody_else(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = own / "данные"
    folder.mkdir()
    (folder / "07-libraries-2022.xlsx").write_text("своё", "utf-8")
    assert main(["demo", "--out", str(folder)]) == 1
    assert "уже есть книги" in capsys.readouterr().err
    assert (folder / "07-libraries-2022.xlsx").read_text("utf-8") == "своё"


def test_demo_goes_where_it_is_told(own: Path, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    def two(folder: Path, given: Params) -> list[Path]:
        files = [folder / "a.xlsx", folder / "б.xlsx"]
        for file in files:
            file.touch()
        return files

    monkeypatch.setattr("svod.demo.write_demo", two)
    assert main(["demo", "--out", str(own / "сюда")]) == 0
    assert sorted(file.name for file in (own / "сюда").iterdir()) == ["a.xlsx", "б.xlsx"]
    assert "Записано книг: 2" in capsys.readouterr().out


def test_results_of_pupils_are_written_when_asked_for(
    own: Path, monkeypatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = []

    def forms(folder: Path, truth: Path, params: Params, results: int) -> list[Path]:
        asked.append((folder, truth, results))
        return [folder / "Ф1.xlsx"]

    monkeypatch.setattr("svod.demo.write_demo", lambda folder, params: [folder / "a.xlsx"])
    monkeypatch.setattr("svod.demo.pupils_books.write_pupils", forms)
    folder = own / "сюда"
    assert main(["demo", "--out", str(folder), "--pupils", "300"]) == 0
    assert asked == [(folder / "участники", folder / "истина" / "участники", 300)]
    assert "Записано файлов с результатами участников: 1" in capsys.readouterr().out
    assert main(["demo", "--out", str(folder / "ещё")]) == 0
    assert len(asked) == 1
