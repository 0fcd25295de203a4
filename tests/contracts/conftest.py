"""The parameters of the 2022 edition, whichever notebooks are there."""

from __future__ import annotations

import pytest

from svod import paths
from svod.params import Params, load_params
from svod.params.strict import read_yaml


@pytest.fixture(scope="session")
def params(tmp_path_factory: pytest.TempPathFactory) -> Params:
    folder = tmp_path_factory.mktemp("notebooks")
    for file in (paths.params() / "procedures").glob("*.yml"):
        (folder / f"{read_yaml(file).value['notebook']}.ipynb").touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "NOTEBOOKS", folder)
        return load_params("2022")
