"""Copies of params/ that a test may spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from svod.errors import ParamsError
from svod.params import Params, load_params
from svod.params.model import Model, validate
from svod.params.strict import read_yaml


class Copy:
    """A copy of the project's params/ and the ways a test spoils it and listens to what is said about it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the first occurrence in a file; the text must be there, or the test spoils nothing."""
        file = self.root / name
        text = file.read_text("utf-8")
        assert old in text, f"{name} no longer says «{old}»: the test must spoil something else"
        file.write_text(text.replace(old, new, 1), "utf-8")

    def load(self, edition: str = "2022") -> Params:
        return load_params(edition, self.root)

    def faults(self, edition: str = "2022") -> list[str]:
        """What the loader says of the copy; empty when it accepts it."""
        try:
            self.load(edition)
        except ParamsError as error:
            return [str(fault) for fault in error.faults]
        return []

    def told(self, model: type[Model], name: str) -> list[str]:
        """What is said of one file on its own, by the strict reader and by its model."""
        document = read_yaml(self.root / name, name)
        validate(model, document)
        return [str(fault) for fault in document.faults]


@pytest.fixture(scope="session")
def params(root: Path) -> Params:
    """The project's own parameters of edition 2022."""
    return load_params("2022", root / "params")


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Copy:
    """A fresh copy of the project's params/."""
    shutil.copytree(root / "params", tmp_path / "params")
    return Copy(tmp_path / "params")
