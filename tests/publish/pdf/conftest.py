"""A synthetic report, whole or with some contents in its first part."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from svod.publish.paper import Content, Paper, Part, read_paper


@pytest.fixture
def paper(make_notebook) -> Paper:
    """The synthetic report of ten parts."""
    read = read_paper(make_notebook())
    return Paper(read.passport, read.title, read.parts, {"block": "about", "rows": [["Издание", "2022"]]})


@pytest.fixture
def with_contents(paper: Paper) -> Callable[..., Paper]:
    """The report with some contents in place of those of its first part."""

    def make(*contents: Content) -> Paper:
        first, *others = paper.parts
        parts = (Part(first.number, first.anchor, first.heading, contents), *others)
        return Paper(paper.passport, paper.title, parts, paper.about)

    return make
