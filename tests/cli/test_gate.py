"""`svod gate` over real reports: sound ones pass, one altered value is found, absent pages are named."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from svod.cli import main
from svod.cli.gate import tell
from svod.publish.gate import Verdict
from svod.publish.gate.rules import Discrepancy
from svod.publish.reading import read_report

REPORTS = (["--procedure", "7", "--municipality", "Троицкий МР"], ["--municipality", "Троицкий МР", "--collection"])
PAGES = {"pair/07-libraries/troitskiy-mr.html", "municipality/troitskiy-mr.html"}


@pytest.fixture(scope="module")
def built(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pair and the page of its municipality, as a real build makes them."""
    output = tmp_path_factory.mktemp("gate")
    (output / "store").symlink_to(demo / "store", target_is_directory=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SVOD_OUTPUT", str(output))
        for asked in REPORTS:
            assert main(["build", *asked, "--jobs", "1"]) == 0
    return output


@pytest.fixture
def output(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(built, tmp_path, symlinks=True, dirs_exist_ok=True)
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    return tmp_path


def found(output: Path) -> list[tuple[str, str, str, str]]:
    """What the gate found on the pages that were built."""
    assert main(["gate"]) == 1
    said = json.loads((output / "2022" / "gate.json").read_text("utf-8"))
    assert said["checks"] > 1000
    return [tuple(fault.values()) for fault in said["faults"] if fault["page"] in PAGES]


def test_sound_reports_pass_and_absent_pages_are_named(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert found(output) == []
    said = capsys.readouterr().out
    assert "map.html" not in said and "… и ещё" in said
    assert "procedure/01-ejournals.html: страница соответствует" in said and "есть «нет: не собрана»" in said
    assert "map.html" in (output / "2022" / "gate.html").read_text("utf-8")


def rewrite(file: Path, was: str, now: str) -> None:
    """Alter an executed notebook."""
    text = json.dumps(json.loads(file.read_text("utf-8")), ensure_ascii=False)
    assert was in text
    file.write_text(text.replace(was, now), "utf-8")


def test_one_altered_value_is_found(output: Path) -> None:
    file = output / "2022" / "notebooks" / "municipality" / "troitskiy-mr.ipynb"
    rewrite(file, '"points": {"text": "', '"points": {"text": "1')
    faults = [what for _, what, _, _ in found(output)]
    assert "страница соответствует данным, параметрам и программе" in faults
    assert any(what.startswith("число предложения и ячейка tab-8-") for what in faults)


def test_a_page_altered_at_the_same_size_and_time_and_a_planted_one_are_named(output: Path) -> None:
    page = output / "2022" / "site" / "pair" / "07-libraries" / "troitskiy-mr.html"
    was, text = page.stat(), page.read_text("utf-8")
    page.write_text(text.replace("Аналитическая", "Аналитичезкая"), "utf-8")
    os.utime(page, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert page.read_text("utf-8") != text and page.stat().st_size == was.st_size
    page.with_name("secret.html").write_text("чужая", "utf-8")
    assert main(["gate"]) == 1
    faults = json.loads((output / "2022" / "gate.json").read_text("utf-8"))["faults"]
    assert {fault["page"]: fault["found"] for fault in faults if fault["what"] == "файл издания"} == {
        "site/pair/07-libraries/troitskiy-mr.html": "файл изменён. Удалите его и соберите снова: svod build, сборник – "
        "svod collect",
        "site/pair/07-libraries/secret.html": "лишний файл. Ни svod build, ни svod collect его не делали: уберите его",
    }


def test_two_reports_that_tell_different_points_are_found(output: Path) -> None:
    file = output / "2022" / "notebooks" / "pair" / "07-libraries" / "troitskiy-mr.ipynb"
    cell = read_report(file, "pair/07-libraries/troitskiy-mr.html").cell("tab-8-2/troitskiy-mr/points")
    rewrite(file, f'"value": {cell["value"]}', '"value": 2.125')
    assert any("баллы, Троицкий МР, 07-libraries" in what for _, what, _, _ in found(output))


def test_an_edition_that_was_not_built_is_refused(
    tmp_path: Path, demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "store").symlink_to(demo / "store", target_is_directory=True)
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    assert main(["gate"]) == 2
    assert "ещё не собирали. Собрать: svod build" in capsys.readouterr().err


def test_the_verdict_is_told_with_what_should_be_and_what_is(capsys: pytest.CaptureFixture[str]) -> None:
    tell(Verdict(2, (Discrepancy("map.html", "место", "1", "2"),), {}))
    said = capsys.readouterr()
    assert said.out == "Проверок 2, расхождений 1\n  map.html: место: должно быть «1», есть «2»\n"
    assert said.err == "Сборника в издании нет: его не собирали или удалили. Собрать: svod collect\n"
    tell(Verdict(2, (), {"collection/sbornik.pdf": "0"}))
    assert capsys.readouterr() == ("Проверок 2, расхождений 0\n", "")
