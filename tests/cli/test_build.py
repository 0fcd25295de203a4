"""`svod build` on the demo region: pages where they are looked for, the first page, the exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from svod import paths
from svod.cli import main
from svod.factory import build as factory
from svod.factory.build import Outcome
from svod.factory.inputs import Reason
from svod.factory.result import Result, Status


@pytest.fixture
def own(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An output folder of one's own over the data of the demo."""
    (tmp_path / "store").symlink_to(demo / "store", target_is_directory=True)
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    return tmp_path


def test_a_page_of_each_kind(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["build", "--procedure", "7", "--municipality", "Ашинский МР", "--jobs", "1"]
    assert main(asked) == 0
    said = capsys.readouterr().out
    page = paths.site("2022") / "pair" / "07-libraries" / "ashinskiy-mr.html"
    assert "Собрано отчётов: 1 из 1 за" in said
    assert f"Откройте в браузере: {page}" in said
    assert "учебные данные" in page.read_text("utf-8")
    assert (own / "2022" / "notebooks" / "pair" / "07-libraries" / "ashinskiy-mr.ipynb").exists()
    index = (paths.site("2022") / "index.html").read_text("utf-8")
    assert "Троицкий ГО" in index
    assert "Ещё не собранные страницы: 839" in index
    before = {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in paths.site("2022").rglob("*.html")}
    assert main(asked) == 0
    assert "Собирать нечего: отчётов 1, и все соответствуют" in capsys.readouterr().out
    after = {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in paths.site("2022").rglob("*.html")}
    assert before == after


def test_failures_are_listed_and_end_with_one(own: Path, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    def failing(params, documents, place, *, everything, only_failed, formats):
        kept = paths.site("2022") / documents[0].page
        kept.parent.mkdir(parents=True)
        kept.touch()
        failed = [
            Result(document, Status.FAILED, cell="part-08-map", failure="ValueError: беда") for document in documents
        ]
        assert len(everything) == 840
        assert not only_failed
        return Outcome(len(documents), {document.page: Reason.NEW for document in documents}, tuple(failed))

    monkeypatch.setattr(factory, "build", failing)
    assert main(["build", "--collection", "--procedure", "7", "--procedure", "8"]) == 1
    told = capsys.readouterr()
    assert "Не удалось отчётов: 2 из 2." in told.err
    lines = [line for line in told.err.splitlines() if "ValueError" in line]
    assert lines[0].endswith("ячейка part-08-map: ValueError: беда. Прежняя страница оставлена и помечена устаревшей.")
    assert lines[1].endswith("ValueError: беда.")
    assert "svod build --only-failed" in told.err
    assert "Собрано отчётов: 0 из 2" in told.out
    assert "Откройте" not in told.out


def test_after_ctrl_c_it_says_how_to_go_on(own: Path, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    stopped = Outcome(3, {"a.html": Reason.NEW, "b.html": Reason.DATA}, interrupted=True, gone=4)
    monkeypatch.setattr(factory, "build", lambda *_, **__: stopped)
    assert main(["build"]) == 130
    told = capsys.readouterr()
    assert "Прервано, осталось 2." in told.err
    assert "чтобы продолжить, повторите команду" in told.err
    assert "Убрано отчётов, которых в издании больше нет: 4." in told.err
    assert "без изменений: 1" in told.out
    assert not paths.site("2022").exists()


def test_every_option_reaches_the_factory(own: Path, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    asked = {}

    def noting(params, documents, place, **given):
        asked.update(documents=documents, place=place, **given)
        return Outcome(len(documents), {})

    monkeypatch.setattr(factory, "build", noting)
    options = [
        "--collection",
        "--only-failed",
        "--format",
        "pdf",
        "--format",
        "xlsx",
        "--jobs",
        "3",
        "--engine",
        "kernel",
        "--dask",
        "tcp://узел:8786",
    ]
    assert main(["build", *options]) == 0
    assert "Собирать нечего: отчётов 66" in capsys.readouterr().out
    place = asked["place"]
    assert (place.engine, place.jobs, place.dask, place.edition) == ("kernel", 3, "tcp://узел:8786", "2022")
    assert (len(asked["documents"]), asked["only_failed"]) == (66, True)
    assert asked["formats"] == ["pdf", "xlsx"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--procedure", "07-librarys"], "Похоже на «07-libraries»"),
        (["--municipality", "Чебаркульский"], "Возможны: Чебаркульский ГО, Чебаркульский МР"),
        (["--edition", "2032"], "Издания «2032» нет. Похоже на «2022»"),
    ],
)
def test_names_are_checked_before_anything_runs(
    tmp_path: Path, monkeypatch, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    assert main(["build", *arguments]) == 2
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
