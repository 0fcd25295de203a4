"""What the process ends with, and what it says when something is wrong."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time

import pytest

from svod import __version__
from svod.cli import app as module
from svod.cli import main
from svod.errors import Fault, InputError

HEAVY = ("pandas", "numpy", "papermill", "matplotlib", "svod.params", "svod.report", "rich.console")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"svod {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["--help"], ["build", "--help"], ["show", "rating", "--help"], ["test", "--help"]]
)
def test_help_is_in_russian(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert "Вызов: svod" in said
    assert [word for word in ("Usage", "Options", "Show this", "COMMAND", "OPTIONS", "<bool>") if word in said] == []


def test_an_error_of_ours_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*given: object, **more: object) -> None:
        raise InputError([Fault("книга.xlsx", "нет листа «Показатели»")])

    monkeypatch.setattr(module, "app", refuse)
    assert main([]) == 2
    assert capsys.readouterr().err.splitlines()[1] == "книга.xlsx: нет листа «Показатели»."
    monkeypatch.setenv("SVOD_DEBUG", "1")
    assert main([]) == 2
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt(), 130), (ZeroDivisionError("x"), 1)])
def test_other_ends(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*given: object, **more: object) -> None:
        raise error

    monkeypatch.setattr(module, "app", fail)
    assert main([]) == code
    assert capsys.readouterr().err.startswith(("Прервано.", "Ошибка в самой программе: ZeroDivisionError: x"))


def test_a_place_that_cannot_be_written_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*given: object, **more: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", "/mnt/output")

    monkeypatch.setattr(module, "app", fail)
    assert main([]) == 1
    assert capsys.readouterr().err.startswith("Не записано: /mnt/output: диск доступен только для чтения. Укажите")


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    program = f"import sys, svod.cli; print([n for n in {HEAVY!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_python_m_svod_is_the_same_program() -> None:
    started = time.monotonic()
    command = [sys.executable, "-m", "svod", "show", "rating", "condtions"]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "0"}, check=False
    )
    assert done.returncode == 2
    assert "Рейтинга «condtions» нет. Похоже на «conditions»" in done.stderr
    assert done.stdout == ""
    assert time.monotonic() - started < 30
