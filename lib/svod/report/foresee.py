"""Compute, before a document is begun, what it will share with others of its scope."""

from __future__ import annotations

from contextlib import suppress

from svod.figures.canvas import stock
from svod.report import conclusions, contribution, effect, measured, passport, places, sample
from svod.report.evidence import without_data
from svod.report.expectation import expectation
from svod.report.losses import middles
from svod.report.open import Report, open_report
from svod.report.shared import Shared, kept
from svod.report.title import opening

__all__ = ["foresee"]

_PARTS = (
    opening,
    passport.subject,
    passport.motivating,
    passport.mechanism,
    passport.sources,
    sample.periods,
    sample.participants,
    measured.indicators,
    places.levels,
    places.rating,
    places.unassessed,
    places.map_of_levels,
    conclusions.lost,
    conclusions.conclusions,
    conclusions.recommendations,
    conclusions.limits,
    effect.conclusion,
    effect.evidence,
)

_SHEETS = {1: 4, 2: 1, 3: 1, 4: 1}
"""Figures that one page may have, by the number of their panels."""


def foresee(**parameters: str) -> None:
    """Prepare what this process keeps of an edition for a document and all others of its scope.

    The first municipality of a scope is gone through as its report will be and then forgotten; the next ones find the
    region's part of it made. Nothing is done where the edition is not kept, and nothing is said of what is wrong with
    the parameters: the report itself will say it.

    Parameters
    ----------
    **parameters : str
        As the notebook takes them: `edition`, and any of `procedure`, `municipality`, `group`; empty is not given.
    """
    given = {name: value for name, value in parameters.items() if value}
    common = kept(given.pop("edition", ""))
    if common is None:
        return
    scope = ("foreseen", given.get("procedure"), given.get("group"), "municipality" in given)
    common.once(scope, lambda: _go_through(common, given))


def _go_through(common: Shared, given: dict[str, str]) -> None:
    with suppress(Exception):
        _prepare(open_report(common.params.edition.id, **(given or {"group": "overall"})))
    for panels, sheets in _SHEETS.items():
        stock(1, panels, sheets)


def _prepare(report: Report) -> None:
    """The numbers of a scope; with a municipality all parts as they will be shown, and what only another would show."""
    report.rating, report.intervals, report.yearly_percent  # noqa: B018 - made once, for whoever asks next
    if not report.focus:
        return
    for part in _PARTS:
        part(report)._repr_mimebundle_()
    middles(report), without_data(report)
    if report.kind == "municipality":
        contribution.own_groups(report)
        for one in report.procedures:
            expectation(report, one.id)
    report.reads()
