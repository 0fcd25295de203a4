"""What the front cell of a notebook shows: the title of the page and the identity of its report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from svod.blocks import Sentence, Title
from svod.blocks.mime import esc
from svod.params import Params
from svod.params.methodology import Group
from svod.report.live import live_style
from svod.report.open import Report
from svod.wording.numbers import NBSP

__all__ = ["REPORT", "Opening", "opened"]

REPORT = "application/vnd.svod.report+json"
"""MIME type of a report's identity: what was asked for, checked after the run against what was run."""

T = TypeVar("T")
Way = list[str]
"""A page and what a link to it says: [address, words]."""

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
        "trail": _trail(report),
        "links": _beside(report),
        "under": _under(report),
    }


def _trail(report: Report) -> list[Way]:
    """Pages above this one, from the whole region down."""
    trail, one = [[report.link("index"), "Регион в целом"]], report.procedure
    if report.kind in ("municipality", "group"):
        trail.append(_rating(report, report.params.methodology.rating.overall))
    if one is not None:
        trail.append(_rating(report, report.params.methodology.group(one.group)))
    if report.kind == "pair":
        trail.append([report.link("procedure", one.id), f"№{NBSP}{one.number} {one.short}"])
    return trail


def _beside(report: Report) -> list[Way]:
    """Pages of the same kind, before and after this one, and the other page above a pair.

    Neighbouring procedures are told by their numbers, so that a page does not rest on what they are called.
    """
    one, where = report.procedure, report.municipality
    beside: list[Way] = []
    if report.kind == "pair":
        beside.append([report.link("municipality", where.code), f"{where.name}: все процедуры"])
    if where is not None:
        for word, item in _around(report.params.region.municipalities, where.code, "code"):
            path = ("pair", one.id, item.code) if one else ("municipality", item.code)
            beside.append([report.link(*path), f"{word}ий муниципалитет: {item.name}"])
    if one is not None:
        for word, item in _around(report.shared.params.procedures, one.id, "id"):
            path = ("pair", item.id, where.code) if where else ("procedure", item.id)
            beside.append([report.link(*path), f"{word}ая процедура: №{NBSP}{item.number}"])
    if report.group is not None:
        groups = report.params.methodology.rating.groups
        beside += [_rating(report, item) for item in groups if item.id != report.group.id]
    return beside


def _under(report: Report) -> dict[str, Any]:
    """Pages below this one: what they are, and the way to each; empty where there are none."""
    one, where = report.procedure, report.municipality
    if report.kind == "pair":
        return {}
    if report.kind == "procedure":
        people = report.params.region.municipalities
        links = [[report.link("pair", one.id, item.code), item.name] for item in people]
        return {"heading": "Справки по муниципалитетам", "links": links}
    path = (lambda item: ("pair", item.id, where.code)) if where else (lambda item: ("procedure", item.id))
    links = [[report.link(*path(item)), f"№{NBSP}{item.number} {item.short}"] for item in report.procedures]
    return {"heading": "Справки по процедурам" if where else "Процедуры", "links": links}


def _rating(report: Report, group: Group) -> Way:
    return [report.link("group", group.id), f"Рейтинг «{group.short}»"]


def _around(items: Sequence[T], own: str, key: str) -> list[tuple[str, T]]:
    """Neighbours of one item: («Предыдущ», item), («Следующ», item); fewer at the ends."""
    at = next(place for place, item in enumerate(items) if getattr(item, key) == own)
    words = ((at - 1, "Предыдущ"), (at + 1, "Следующ"))
    return [(word, items[place]) for place, word in words if 0 <= place < len(items)]


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
        f'aria-label="{esc(params.region[code].name)} на плиточной карте области">{tiles}</svg>'
    )
