"""The parameters of the 2022 edition and the demo region drawn from them, once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from svod import paths
from svod.demo.proportions import Proportions
from svod.demo.quality import Quality, World
from svod.demo.region import DemoRegion, draw_region, read_targets
from svod.demo.settings import Settings, read_settings
from svod.demo.write import write_demo
from svod.params import Params, load_params
from svod.params.strict import read_yaml
from svod.report.assessment import Assessment, assess


@pytest.fixture(scope="session")
def params(tmp_path_factory: pytest.TempPathFactory) -> Params:
    folder = tmp_path_factory.mktemp("notebooks")
    for file in (paths.params() / "procedures").glob("*.yml"):
        (folder / f"{read_yaml(file).value['notebook']}.ipynb").touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "NOTEBOOKS", folder)
        return load_params("2022")


@pytest.fixture(scope="session")
def settings(params: Params) -> Settings:
    return read_settings(params)


@pytest.fixture(scope="session")
def world(settings: Settings, params: Params) -> World:
    """A region with neither measures nor stories of its own."""
    calm = settings.model_copy(update={"stories": ()})
    return World(calm, params, Proportions(calm, params, 1), Quality(calm, params, read_targets(params), ()), 1)


@pytest.fixture(scope="session")
def region(params: Params) -> DemoRegion:
    return draw_region(params)


@pytest.fixture(scope="session")
def scored(region: DemoRegion, params: Params) -> Assessment:
    return assess(region.rows, params)


@pytest.fixture(scope="session")
def written(params: Params, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_demo(tmp_path_factory.mktemp("demo") / "данные", params)
