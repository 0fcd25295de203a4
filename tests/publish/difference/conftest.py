"""Two builds of one report: the same, until a test changes something."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from svod.publish.difference import Difference, compare
from svod.publish.reading import Reading, read_report

Builds = tuple[Path, Path]


@pytest.fixture
def builds(report: Callable[[str], NotebookNode], tmp_path: Path) -> Builds:
    folders = tmp_path / "a" / "2022", tmp_path / "b" / "2022"
    for folder in folders:
        for name in ("07-libraries", "08-heads"):
            file = folder / "notebooks" / "procedure" / f"{name}.ipynb"
            file.parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(report(name), file)
    return folders


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Callable[[str], NotebookNode]:
    """An executed report of the folder above."""
    make = request.getfixturevalue("make_notebook")
    return lambda name: make(path=f"procedure/{name}.html")


@pytest.fixture
def altered(builds: Builds) -> Callable[..., Difference]:
    """Differences after texts of the later build were replaced."""

    def differ(*pairs: tuple[str, str], pages: tuple[str, ...] = ("07-libraries",)) -> Difference:
        for name in pages:
            file = builds[1] / "notebooks" / "procedure" / f"{name}.ipynb"
            text = json.dumps(json.loads(file.read_text("utf-8")), ensure_ascii=False)
            for was, now in pairs:
                assert was in text, was
                text = text.replace(was, now)
            file.write_text(text, "utf-8")
        return compare(*builds)

    return differ


@pytest.fixture
def reading(builds: Builds) -> Reading:
    return read_report(builds[0] / "notebooks" / "procedure" / "07-libraries.ipynb", "procedure/07-libraries.html")
