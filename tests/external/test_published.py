"""The published tables in params/ are the published tables."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.external


def test_the_published_tables_are_copied_byte_for_byte(root: Path, real_data: Path) -> None:
    original = {file.name: file.read_bytes() for file in (real_data.parent / "published" / "2022").glob("*.csv")}
    ours = {file.name: file.read_bytes() for file in (root / "params" / "published" / "2022").glob("*.csv")}
    assert {"conditions.csv", "outcomes.csv", "processes.csv", "overall.csv"} <= original.keys()
    assert ours == original
