"""What nbval compares of the exemplars, and the demo region that their kernels read.

    python -m pytest --nbval tests/notebooks/exemplars --nbval-current-env

works by itself: the demo region is made in the session's own output folder. `SVOD_EXEMPLAR_DATA` names an output folder
that already has it. Only words are compared; the HTML and the structure of the blocks have their own tests.
"""

from __future__ import annotations

import os

import pytest

from svod.cli.data import ensure_data
from svod.params import load_params


def pytest_collectstart(collector: pytest.Collector) -> None:
    if not hasattr(collector, "skip_compare"):
        return
    os.environ["SVOD_OUTPUT"] = os.environ.get("SVOD_EXEMPLAR_DATA") or os.environ["SVOD_OUTPUT"]
    ensure_data(load_params("2022"))
    collector.skip_compare += (
        "text/html",
        "application/vnd.svod.block+json",
        "application/vnd.svod.report+json",
    )
