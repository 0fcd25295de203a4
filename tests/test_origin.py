"""What an edition is made of now, beside what its release says; a manifest that is none says nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from svod.origin import MANIFEST, changed_since, manifest_of, origin, release_folder
from svod.params import Params, load_params


@pytest.fixture
def params(demo: Path, monkeypatch: pytest.MonkeyPatch) -> Params:
    monkeypatch.setenv("SVOD_OUTPUT", str(demo))
    return load_params("2022")


def release(params: Params, output: Path, **said: object) -> None:
    """A release of this revision, of which only the manifest is there."""
    folder = release_folder(output, params.edition.revision)
    folder.mkdir(parents=True)
    (folder / MANIFEST).write_text(json.dumps({**origin(params), "files": {}, **said}), "utf-8")


def edition(params: Params, **said: object) -> Params:
    return params.model_copy(update={"edition": params.edition.model_copy(update=said)})


def test_a_released_revision_knows_what_has_changed_since(params: Params, tmp_path: Path) -> None:
    assert changed_since(params, tmp_path) == []
    release(params, tmp_path)
    assert changed_since(params, tmp_path) == []
    assert changed_since(edition(params, title="Иное"), tmp_path) == ["параметры"]
    assert changed_since(edition(params, agreement="required"), tmp_path) == []
    assert changed_since(edition(params, title="Иное", revision=2), tmp_path) == []


def test_other_data_and_another_program_are_told(params: Params, tmp_path: Path) -> None:
    release(params, tmp_path, rows={}, program={})
    assert changed_since(params, tmp_path) == ["данные", "программа"]


@pytest.mark.parametrize("said", ["", "{", "[]", "{}", '{"files": []}'])
def test_a_manifest_that_is_none_says_nothing(params: Params, tmp_path: Path, said: str) -> None:
    folder = release_folder(tmp_path, 1)
    assert manifest_of(folder) is None
    folder.mkdir(parents=True)
    (folder / MANIFEST).write_text(said, "utf-8")
    assert manifest_of(folder) is None
    assert changed_since(params, tmp_path) == ["данные", "параметры", "программа"]
