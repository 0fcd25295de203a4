"""Commands run over the demo region, or over nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from svod.params import Params, load_params


@pytest.fixture
def loaded(demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo region's data; nothing may be written beside them."""
    monkeypatch.setenv("SVOD_OUTPUT", str(demo))
    return demo


@pytest.fixture(scope="session")
def params() -> Params:
    return load_params("2022")
