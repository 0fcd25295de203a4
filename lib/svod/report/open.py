"""The front door: `open_report(...)` gives a notebook all it may ask of one edition, and notes what it has served."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, TypeVar

import pandas as pd

from svod import paths
from svod.errors import NotFound
from svod.params import Params
from svod.params.methodology import Group
from svod.params.model import nearest
from svod.params.procedures import Procedure
from svod.params.region import Municipality
from svod.report.assessment import Assessment
from svod.report.shared import Shared, WatchedParams, shared
from svod.store import Snapshot

__all__ = ["Item", "Report", "find_municipality", "once", "open_report", "shared_once"]

T = TypeVar("T")


@dataclass(frozen=True)
class Item:
    """What a report's points are made of: an indicator of a procedure, or a procedure of a group."""

    key: str
    code: str
    name: str
    short: str
    maximum: int


def once(make: Callable[..., T]) -> Callable[..., T]:
    """Make a value of a report once: the same table is quoted by sentences, titles and findings."""

    @wraps(make)
    def kept(report: Report, *rest: Any, **named: Any) -> T:
        key = (make.__module__, make.__name__, rest, tuple(sorted(named.items())))
        if key not in report.made:
            report.made[key] = make(report, *rest, **named)
        return report.made[key]

    return kept


def shared_once(make: Callable[..., T]) -> Callable[..., T]:
    """Make a value once for all reports of a scope, whichever municipality they are about.

    It may rest on the region's data and on what every report reads (`ALWAYS`) alone: what else it read of params/ would
    be noted for the first report and for no other.
    """

    @wraps(make)
    def kept(report: Report, *rest: Hashable) -> T:
        key = (make.__module__, make.__name__, report.scope, rest)
        return report.shared.once(key, lambda: make(report, *rest))

    return kept


class Report:
    """One report: its subject, its points and rating, and the rows of data it has read.

    `kind` is `procedure` (the region by one procedure), `pair` (one municipality by one procedure), `group`, `overall`,
    `municipality` (one municipality by all procedures) or `map` (no data at all).
    """

    def __init__(
        self,
        params: Params,
        snapshot: Snapshot | None,
        kind: str,
        procedure: Procedure | None = None,
        municipality: Municipality | None = None,
        group: Group | None = None,
        shared: Shared | None = None,
    ) -> None:
        self.shared = shared or Shared(params, snapshot)
        self.params, self.snapshot, self.kind = WatchedParams(params), snapshot, kind
        self.procedure, self.municipality, self.group = procedure, municipality, group
        self._served: dict[str, pd.DataFrame] = {}
        self.made: dict[tuple, Any] = {}

    # -- what it is about ----------------------------------------------------------------------------------------------

    @cached_property
    def procedures(self) -> tuple[Procedure, ...]:
        """Procedures whose data the report reads."""
        if self.procedure is not None:
            return (self.procedure,)
        return self.params.procedures_of(self.group.id if self.group else "overall")

    @cached_property
    def scope(self) -> str:
        """What the rating is by: a procedure's id, a group's id or `overall`."""
        return self.procedure.id if self.procedure else self.group.id if self.group else "overall"

    @property
    def focus(self) -> str | None:
        """Code of the municipality the report is about."""
        return self.municipality.code if self.municipality else None

    @cached_property
    def maximum(self) -> int:
        """Attainable points of the scope."""
        method = self.params.methodology
        return method.maximum(self.procedure.id) if self.procedure else method.group(self.scope).maximum

    @cached_property
    def divisor(self) -> int:
        """What the scope's percent is taken of."""
        return self.maximum if self.procedure else self.params.methodology.group(self.scope).divisor

    @property
    def demo(self) -> bool:
        """Whether the data are «учебные данные»."""
        return self.snapshot is not None and self.snapshot.demo

    # -- data: every reading is noted ----------------------------------------------------------------------------------

    def table(self, name: str) -> pd.DataFrame:
        """Rows of a stored table (`indicators` or `measures`) of the report's procedures."""
        if self.snapshot is None:
            raise NotFound("Этот отчёт не читает данных")
        self._served.setdefault(name, self.shared.rows(name, self._ids))
        return self._served[name]

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        return tuple(item.id for item in self.procedures)

    def slice_hash(self) -> str:
        """sha256 of the rows read so far."""
        return hashlib.sha256(json.dumps(self._rows_read(), sort_keys=True).encode()).hexdigest()

    def _rows_read(self) -> dict[str, dict[str, str]]:
        """sha256 of the rows read so far by table and procedure, empty where there was none to read."""
        if self.snapshot is None:
            return {}
        rows = self.snapshot.digest.rows
        return {name: {id: rows[name].get(id, "") for id in self._ids} for name in sorted(self._served)}

    def reads(self) -> dict[str, Any]:
        """Hashes of all that the report has read so far: rows, files, parts of params/; and whether it is the demo's.

        A page is out of date when any of these is no longer so.
        """
        self.params.note(self._ids)
        files = self.files() if self._served else pd.DataFrame({"file": [], "sha256": []})
        return {
            "rows": self._rows_read(),
            "files": dict(zip(files["file"], files["sha256"], strict=True)),
            "demo": self.demo,
            "params": {name: self.shared.parts[name] for name in sorted(self.params.seen)},
        }

    def files(self) -> pd.DataFrame:
        """Input files whose rows were read: file, sha256."""
        if self.snapshot is None:
            return pd.DataFrame()
        return self.shared.files(tuple(sorted(self._served)), self._ids)

    # -- points --------------------------------------------------------------------------------------------------------

    @cached_property
    def assessment(self) -> Assessment:
        self.table("indicators")
        return self.shared.assessment(self._ids)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """What the points consist of: indicators of one procedure, else procedures."""
        method = self.params.methodology
        if self.procedure is not None:
            own = method.of(self.procedure.id)
            return tuple(Item(one.code, one.code, one.name, one.short, one.maximum) for one in own)
        return tuple(
            Item(one.id, str(one.number), one.title, one.short, method.maximum(one.id)) for one in self.procedures
        )

    @cached_property
    def points(self) -> pd.DataFrame:
        """Points of the period (Fraction), municipalities × items."""
        return self.assessment.indicators if self.procedure else self.assessment.procedures

    @cached_property
    def maxima(self) -> pd.Series:
        return pd.Series({item.key: item.maximum for item in self.items})

    @cached_property
    def rating(self) -> pd.DataFrame:
        """Rating by the report's scope, as `Assessment.rating` gives it."""
        return self.rating_by(self.scope)

    @cached_property
    def intervals(self) -> pd.DataFrame:
        """Places that every municipality takes when the method is varied (index as `rating`)."""
        self.table("indicators")
        return self.shared.intervals(self._ids, self.scope)

    @cached_property
    def yearly_percent(self) -> pd.DataFrame:
        """Percent of the attainable by municipality over the years that can be compared."""
        return self.yearly_percent_of(self._ids)

    def yearly_percent_of(self, ids: tuple[str, ...]) -> pd.DataFrame:
        """The same for some of the procedures."""
        assessment = self.assessment
        return self.shared.once(
            ("yearly percent", self.scope, ids),
            lambda: assessment.yearly_percent(ids, assessment.comparable_years(ids)),
        )

    def rating_by(self, id: str) -> pd.DataFrame:
        """Rating by one of the groups or procedures that the report reads."""
        assessment = self.assessment
        return self.shared.once(("rating", self._ids, id), lambda: assessment.rating(id))

    # -- pages ---------------------------------------------------------------------------------------------------------

    @property
    def page(self) -> str:
        """Path of the report's page on the site."""
        if self.kind == "map":
            return "map.html"
        if self.kind == "pair":
            return f"pair/{self.procedure.id}/{self.municipality.code}.html"
        if self.kind == "procedure":
            return f"procedure/{self.procedure.id}.html"
        if self.kind == "municipality":
            return f"municipality/{self.municipality.code}.html"
        return f"group/{self.scope}.html"

    def link(self, *path: str) -> str:
        """Link from this page to another page of the site: `link("procedure", "07-libraries")`, `link("map")`."""
        return "../" * self.page.count("/") + "/".join(path) + ".html"


def find_municipality(params: Params, text: str) -> Municipality:
    """A municipality by its code, published name or full name."""
    for item in params.region.municipalities:
        if text in (item.code, item.name, item.full_name):
            return item
    words = [word for item in params.region.municipalities for word in (item.code, item.name)]
    raise NotFound(f"Муниципалитета «{text}» нет в {paths.params().name}/region.yml. {nearest(text, words)}")


def open_report(
    edition: str, procedure: str = "", municipality: str = "", group: str = "", data: bool = True
) -> Report:
    """Open a report of an edition.

    Parameters
    ----------
    edition : str
        Id of an edition, «2022».
    procedure : str
        Id or number of a procedure; with a municipality the report is of the pair.
    municipality : str
        Code, published name or full name; alone it means all procedures of one municipality.
    group : str
        `conditions`, `outcomes`, `processes` or `overall`.
    data : bool
        False for a report that reads no data (the map of procedures).

    Raises
    ------
    NotFound
        For a name that is not known, with the nearest one, or when no data have been loaded.
    """
    common = shared(edition, data)
    params = common.params
    one = params.find_procedure(procedure) if procedure else None
    where = find_municipality(params, municipality) if municipality else None
    groups = [item.id for item in (*params.methodology.rating.groups, params.methodology.rating.overall)]
    if group and group not in groups:
        raise NotFound(f"Группы «{group}» нет. {nearest(group, groups)}\nГруппы: {', '.join(groups)}")
    chosen = params.methodology.group(group) if group else None
    kind = ("pair" if where else "procedure") if one else "municipality" if where else "map" if not data else "group"
    if chosen and chosen.id == "overall":
        kind = "overall"
    return Report(params, common.snapshot if data else None, kind, one, where, chosen, common)
