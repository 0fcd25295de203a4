"""`svod plan` says how many and why, and writes nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from svod import paths, provenance
from svod.cli import main
from svod.factory.inputs import page_file
from svod.factory.plan import Document
from svod.factory.result import Status

Made = Callable[..., list[Document]]
HEAVY = ("pandas", "numpy", "pyarrow", "matplotlib", "papermill", "nbformat", "nbconvert", "jinja2", "scipy")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(["plan", *arguments]) == 0
    return capsys.readouterr().out.splitlines()


@pytest.fixture
def correct(made: Made) -> Callable[[str], None]:
    """Let the rows of a procedure be others, in a copy of the data of all tests."""
    store = paths.store()
    shared = store.resolve()
    store.unlink()
    shutil.copytree(shared, store)

    def corrected(procedure: str) -> None:
        file = next(store.glob("2022/*/digest.json"))
        held = json.loads(file.read_text("utf-8"))
        held["rows"]["indicators"][procedure] = "corrected"
        file.write_text(json.dumps(held), "utf-8")

    return corrected


def test_on_a_fresh_clone_everything_is_new(tmp_path: Path, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path / "output"))
    assert main(["plan"]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines()[0] == "К сборке 840 из 840: новые – 840."
    assert "сборка начнёт с учебных" in told.err
    assert not (tmp_path / "output").exists()


def test_nothing_changed_nothing_to_build(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    made(["7"])
    assert said(capsys, "--procedure", "7") == [
        "Собирать нечего: отчётов 44, и все соответствуют данным, параметрам и программе."
    ]
    assert said(capsys, "--collection")[0] == "К сборке 65 из 66: новые – 65."


def test_a_correction_names_its_procedure(made: Made, correct, capsys: pytest.CaptureFixture[str]) -> None:
    made(["7", "8"])
    correct("07-libraries")
    assert said(capsys, "--procedure", "7", "--procedure", "8") == [
        "К сборке 44 из 88: данные – 44 (07-libraries).",
        "По видам: процедуры – 1, процедуры в муниципалитетах – 43.",
        "Без изменений: 44.",
    ]


def test_the_list_names_every_document_and_its_reason(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    gone, *_ = made(["7"], ["Ашинский МР", "Троицкий ГО"])
    page_file(gone).unlink()
    made(["8"], ["Ашинский МР"], status=Status.DIED)
    lines = said(capsys, "--municipality", "Ашинский МР", "--procedure", "7", "--procedure", "8", "--list")
    assert lines[0] == "К сборке 2 из 2: страница изменена или удалена – 1, не удались в прошлый раз – 1."
    assert "Только оформить заново, не выполняя блокнот: 1." in lines
    assert lines[-2:] == [
        "  процедура 07-libraries, Ашинский МР: страница изменена или удалена",
        "  процедура 08-heads, Ашинский МР: не удались в прошлый раз",
    ]


def test_another_style_is_told_as_the_template(made: Made, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    made(["7"], collection=True)
    monkeypatch.setattr("svod.factory.inputs.template_hash", lambda: "other")
    assert provenance.template_hash() != "other"
    assert said(capsys, "--procedure", "7", "--collection")[0] == "К сборке 1 из 1: шаблон – 1."


def test_names_are_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "--procedure", "07-librarys"]) == 2
    assert "Похоже на «07-libraries»" in capsys.readouterr().err


def test_a_plan_of_everything_is_quick_and_imports_no_heavy_library(made: Made) -> None:
    made()
    program = (
        "import sys\nfrom svod.cli import main\nassert main(['plan']) == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.splitlines()[0].startswith("Собирать нечего: отчётов 840"), done.stderr
    assert done.stdout.splitlines()[-1] == "[]"
    assert time.monotonic() - started < 3
