"""What the front cell of a notebook shows: the title of the page and the identity of its report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from svod.blocks import Sentence, Title
from svod.params import Params
from svod.report.live import live_style
from svod.report.open import Report

__all__ = ["REPORT", "Opening", "opened"]

REPORT = "application/vnd.svod.report+json"
"""MIME type of a report's identity: what was asked for, checked after the run against what was run."""

_MENU = {"procedure": "procedures", "map": "procedures", "pair": "municipalities", "municipality": "municipalities"}


@dataclass(frozen=True)
class Opening:
    """Title of a page together with the identity of its report."""

    title: Title
    identity: dict[str, Any]

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        shown = self.title._repr_mimebundle_()
        return {**shown, "text/html": live_style() + shown["text/html"], REPORT: self.identity}


def opened(report: Report, over: str, heading: str, lede: Sentence) -> Opening:
    """Put a heading and its lede over a report, with the state of the edition and the place on the map."""
    edition = report.params.edition
    title = Title(
        over,
        heading,
        "Проект" if edition.status == "draft" else "Опубликовано",
        f"Издание {edition.id} года, редакция {edition.revision}",
        lede,
        report.demo,
        _locator(report.params, report.focus) if report.focus else "",
    )
    return Opening(title, _identity(report, heading))


def _identity(report: Report, heading: str) -> dict[str, Any]:
    return {
        "kind": report.kind,
        "title": heading,
        "nav": _MENU.get(report.kind, "ratings"),
        "path": report.page,
        "edition": report.params.edition.id,
        "procedure": report.procedure.id if report.procedure else None,
        "municipality": report.focus,
        "group": report.group.id if report.group else None,
        "links": _links(report),
    }


def _links(report: Report) -> list[list[str]]:
    """Pages one step up from this one: address and words."""
    one, where = report.procedure, report.municipality
    if report.kind == "pair":
        return [
            [report.link("procedure", one.id), f"Процедура № {one.number} по области"],
            [report.link("municipality", where.code), f"{where.name}: все процедуры"],
        ]
    if report.kind == "procedure":
        group = report.params.methodology.group(one.group)
        return [[report.link("group", group.id), group.rating_title]]
    return []


def _locator(params: Params, code: str) -> str:
    """The municipality on a small tile map of the region."""
    places = {item.code: item.tile for item in params.region.municipalities}
    mine = {code: ' class="me"'}
    tiles = "".join(
        f'<rect x="{tile.column * 10 - 10}" y="{tile.row * 10 - 10}" width="9" height="9"{mine.get(key, "")}/>'
        for key, tile in places.items()
    )
    width, height = (10 * max(getattr(tile, side) for tile in places.values()) for side in ("column", "row"))
    return (
        f'<svg class="locator" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{params.region[code].name} на плиточной карте области">{tiles}</svg>'
    )
