"""An output folder with the demo region in it; commands run inside it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from svod.cli.data import ensure_data
from svod.params import load_params


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Loaded once for all processes of the session."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    output, draft, turn = (shared / name for name in ("demo-output", "demo-draft", "demo-turn"))
    while not output.exists():
        try:
            turn.mkdir()
        except FileExistsError:
            time.sleep(0.2)
            continue
        try:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("SVOD_OUTPUT", str(draft))
                ensure_data(load_params("2022"))
            draft.rename(output)
        finally:
            turn.rmdir()
    return output


@pytest.fixture
def loaded(demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo region's data; nothing may be written beside them."""
    monkeypatch.setenv("SVOD_OUTPUT", str(demo))
    return demo
