"""The choice of documents is one for every command, and checked before anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from svod import paths
from svod.cli.choice import chosen
from svod.errors import BuildError, NotFound


def test_a_pair_of_the_newest_edition() -> None:
    params, documents = chosen("", ["7"], ["Ашинский МР"], collection=False)
    assert params.edition.id == "2022"
    assert [document.page for document in documents] == ["pair/07-libraries/ashinskiy-mr.html"]


def test_nothing_named_is_everything() -> None:
    assert len(chosen("2022", None, None, collection=False)[1]) == 840
    assert len(chosen("2022", None, None, collection=True)[1]) == 66


def test_a_choice_is_checked_against_the_notebooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotFound, match="Похоже на «2022»"):
        chosen("2032", None, None, collection=False)
    for file in paths.NOTEBOOKS.glob("*.ipynb"):
        (tmp_path / file.name).write_text("{", "utf-8")
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path)
    with pytest.raises(BuildError, match=r"notebooks/procedure_map\.ipynb: файл не читается"):
        chosen("2022", None, None, collection=True)
