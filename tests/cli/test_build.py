"""`svod build` on the demo region: pages where they are looked for, the first page, the exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from svod import paths
from svod.cli import main
from svod.factory import build as factory
from svod.factory.build import Outcome
from svod.factory.execute import Result


@pytest.fixture
def own(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An output folder of one's own over the data of the demo."""
    (tmp_path / "store").symlink_to(demo / "store", target_is_directory=True)
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    return tmp_path


def test_a_page_of_each_kind(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--procedure", "7", "--municipality", "Ашинский МР", "--jobs", "1"]) == 0
    said = capsys.readouterr().out
    page = paths.site("2022") / "pair" / "07-libraries" / "ashinskiy-mr.html"
    assert "Готово отчётов: 1 из 1" in said
    assert f"Откройте в браузере: {page}" in said
    assert "учебные данные" in page.read_text("utf-8")
    assert (own / "2022" / "notebooks" / "pair" / "07-libraries" / "ashinskiy-mr.ipynb").exists()
    assert "Троицкий ГО" in (paths.site("2022") / "index.html").read_text("utf-8")
    assert (paths.site("2022") / "about.html").exists()


def test_failures_are_listed_and_end_with_one(own: Path, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    def failing(params, documents, jobs):
        kept = paths.site("2022") / documents[0].page
        kept.parent.mkdir(parents=True)
        kept.touch()
        return Outcome(tuple(Result(document, 1.0, "ячейка part-08-map: ValueError: беда") for document in documents))

    monkeypatch.setattr(factory, "build", failing)
    assert main(["build", "--procedure", "7", "--procedure", "8"]) == 1
    told = capsys.readouterr()
    assert "Не удалось отчётов: 2 из 2." in told.err
    lines = [line for line in told.err.splitlines() if "ValueError" in line]
    assert lines[0].endswith("ячейка part-08-map: ValueError: беда. Прежняя страница оставлена.")
    assert lines[1].endswith("ValueError: беда.")
    assert "Готово отчётов: 0 из 2" in told.out
    assert "Откройте" not in told.out


def test_after_ctrl_c_it_says_how_to_go_on(own: Path, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(factory, "build", lambda params, documents, jobs: Outcome((), interrupted=True))
    assert main(["build"]) == 130
    assert "чтобы продолжить, повторите команду" in capsys.readouterr().err
    assert not paths.site("2022").exists()


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
