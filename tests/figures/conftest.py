"""Axes to draw on, and ways to read what was drawn."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from svod.figures.canvas import CM


@pytest.fixture
def ax() -> Axes:
    """Axes of 16 x 9 cm on a figure of 18 x 10."""
    return Figure(figsize=(18 * CM, 10 * CM)).add_axes((1 / 18, 0.05, 16 / 18, 0.9))


@pytest.fixture
def words() -> Callable[[Axes], dict[str, object]]:
    """Return every text of the axes by what it says."""
    return lambda ax: {text.get_text(): text for text in ax.texts}


@pytest.fixture
def parsed() -> Callable[[str], list[ElementTree.Element]]:
    """Parse an SVG and return all its elements; a fault in the XML is an error."""
    return lambda svg: list(ElementTree.fromstring(svg).iter())
