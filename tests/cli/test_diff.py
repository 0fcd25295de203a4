"""`svod diff` says that nothing differs, or what does; and writes a page and a workbook."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from svod.cli import main


@pytest.fixture(scope="module")
def built(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One report as a real build makes it."""
    output = tmp_path_factory.mktemp("diff")
    (output / "store").symlink_to(demo / "store", target_is_directory=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SVOD_OUTPUT", str(output))
        assert main(["build", "--procedure", "7", "--municipality", "Троицкий МР", "--jobs", "1"]) == 0
    return output


@pytest.fixture
def builds(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The build as the edition and as an earlier release of it."""
    for name in ("2022", "2022/release/1"):
        shutil.copytree(built / "2022" / "notebooks", tmp_path / name / "notebooks")
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    return tmp_path


def alter(output: Path) -> None:
    """Give the municipality another place in the edition."""
    file = next((output / "2022" / "notebooks").rglob("*.ipynb"))
    text = json.dumps(json.loads(file.read_text("utf-8")), ensure_ascii=False)
    assert "Троицкий МР набрал" in text
    file.write_text(text.replace("Троицкий МР набрал", "Троицкий МР получил"), "utf-8")


def test_the_same_builds_do_not_differ(builds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "2022/release/1", "2022", "--exit-code"]) == 0
    assert capsys.readouterr().out.startswith("Различий нет.\n")


def test_a_changed_sentence_is_told_on_the_page_and_in_the_workbook(
    builds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alter(builds)
    assert main(["diff", "2022/release/1", "2022"]) == 0
    assert main(["diff", "2022/release/1", "2022", "--exit-code"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("Изменилось: тексты – 1.\n  Часть 8: Троицкий МР набрал")
    file = builds / "diff" / "2022-release-1-2022.html"
    page, first = file.read_text("utf-8"), file.with_suffix(".xlsx").read_bytes()
    assert "Троицкий МР получил" in page and "Тексты: 1" in page
    assert "Троицкий МР получил" in load_workbook(file.with_suffix(".xlsx"))["Тексты"]["C2"].value
    main(["diff", "2022/release/1", "2022"])
    assert (file.read_text("utf-8"), file.with_suffix(".xlsx").read_bytes()) == (page, first)


def test_what_is_no_build_is_refused(builds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "2022", "1999"]) == 2
    assert "«1999» – не сборка" in capsys.readouterr().err
