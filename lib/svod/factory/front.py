"""The pages that no notebook makes: the first page of an edition and the one about it."""

from __future__ import annotations

from svod import paths
from svod.factory.execute import write_whole
from svod.params import Params
from svod.publish import about_page, build_facts, home_page
from svod.report.assessment import assess
from svod.store import current_snapshot

__all__ = ["write_front"]


def write_front(params: Params) -> None:
    """Write index.html and about.html over whatever reports are there.

    Raises
    ------
    NotFound
        When no data have been loaded for the edition.
    """
    snapshot = current_snapshot(params.edition.id)
    assessment = assess(snapshot.indicators, params)
    pages = {
        "index.html": home_page(assessment, snapshot),
        "about.html": about_page(assessment, snapshot, build_facts()),
    }
    for name, html in pages.items():
        write_whole(paths.site(params.edition.id) / name, html)
