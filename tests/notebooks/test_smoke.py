"""Every notebook runs from top to bottom on its own defaults, as it does for a person in JupyterLab."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from svod import paths

NOTEBOOKS = sorted(paths.NOTEBOOKS.glob("*.ipynb"))


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_runs_on_its_defaults(file: Path, root: Path, demo: Path) -> None:
    command = [sys.executable, "-m", "pytest", "--nbval-lax", "--nbval-current-env", "-q", "-p", "no:cacheprovider"]
    environment = {**os.environ, "SVOD_OUTPUT": str(demo), "PYTEST_ADDOPTS": ""}
    done = subprocess.run([*command, str(file)], cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:]
    assert re.search(r"\b\d+ passed", done.stdout)
