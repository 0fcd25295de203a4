"""Handing over to JupyterLab and pytest."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from svod import paths
from svod.cli import main, tools


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[str]], list[str]]:
    """Run a command; what it became."""
    became: list[list[str]] = []
    monkeypatch.setattr(tools, "_hand_over", became.append)
    monkeypatch.chdir(paths.ROOT)

    def run(arguments: list[str]) -> list[str]:
        assert main(arguments) == 0
        return became.pop()

    return run


def test_pytest_gets_what_follows(handed: Callable[[list[str]], list[str]], monkeypatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    command = handed(["test", "tests/stats", "-k", "rank", "-xvs", "--lf", "-n0"])
    assert command[:7] == [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "loadfile"]
    assert command[7:] == ["tests/stats", "-k", "rank", "-xvs", "--lf", "-n0"]
    assert Path.cwd() == paths.ROOT


def test_jupyterlab_opens_the_notebooks_with_data(loaded: Path, handed: Callable[[list[str]], list[str]]) -> None:
    command = handed(["lab", "--no-browser", "--port=8889"])
    assert command[-2:] == ["--no-browser", "--port=8889"]
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={paths.ROOT}" in command
    assert "--LabApp.default_url=/lab/tree/notebooks" in command
