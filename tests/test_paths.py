"""Where things are, and the two folders that a centre may keep elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from svod import paths


def test_the_project_is_found_from_the_library(root: Path) -> None:
    assert root == paths.ROOT
    assert root / "notebooks" == paths.NOTEBOOKS
    assert (paths.LIBRARY / "paths.py").is_file()


@pytest.mark.parametrize("value", [None, ""])
def test_without_settings_parameters_and_output_stand_in_the_project(
    root: Path, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    for name in ("SVOD_PARAMS", "SVOD_OUTPUT"):
        monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
    assert (paths.params(), paths.output()) == (root / "params", root / "output")


def test_parameters_move_with_their_setting_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = paths.output()
    monkeypatch.setenv("SVOD_PARAMS", str(tmp_path))
    assert (paths.params(), paths.output()) == (tmp_path, before)


def test_everything_that_a_build_makes_moves_with_the_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    made = {paths.output(), paths.store(), paths.demo_inputs("2022"), paths.edition_output("2022"), paths.site("2022")}
    assert made == {tmp_path / part for part in ("", "store", "demo/2022", "2022", "2022/site")}


def test_two_editions_share_no_folder() -> None:
    for folder in (paths.demo_inputs, paths.edition_output, paths.site):
        assert folder("2022") != folder("2023")
