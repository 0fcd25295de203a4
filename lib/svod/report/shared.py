"""What all reports of one state of an edition have in common: parameters, data, points, places under other methods."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from typing import Any, TypeVar

import pandas as pd

from svod.params import Params, load_params
from svod.params.fingerprint import ALWAYS, fingerprints, procedure_part
from svod.report.assessment import Assessment, assess
from svod.report.sensitivity import places_under_other_methods
from svod.store import Snapshot, current_snapshot

__all__ = ["Shared", "WatchedParams", "keep", "kept", "shared"]

T = TypeVar("T")


class Shared:
    """One state of parameters and data; whatever does not depend on a single report is made once.

    A notebook run alone has one of its own. A process of the factory keeps one for all its reports, which are the same
    either way: everything here depends on nothing but the two arguments.
    """

    def __init__(self, params: Params, snapshot: Snapshot | None) -> None:
        self.params, self.snapshot = params, snapshot
        self._made: dict[Hashable, Any] = {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key, made when it is first asked for. Nobody may change it afterwards."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    @cached_property
    def parts(self) -> dict[str, str]:
        """Hashes of the parts of params/."""
        return fingerprints(self.params)

    def rows(self, table: str, procedures: tuple[str, ...]) -> pd.DataFrame:
        """Rows of a stored table that belong to some procedures."""

        def make() -> pd.DataFrame:
            rows: pd.DataFrame = getattr(self.snapshot, table)
            return rows[rows["procedure"].isin(procedures)]

        return self.once(("rows", table, procedures), make)

    def files(self, tables: tuple[str, ...], procedures: tuple[str, ...]) -> pd.DataFrame:
        """Input files that the rows of some tables and procedures came from."""

        def make() -> pd.DataFrame:
            names = {name for table in tables for name in self.rows(table, procedures)["file"]}
            files: pd.DataFrame = self.snapshot.files
            return files[files["file"].isin(names)]

        return self.once(("files", tables, procedures), make)

    def assessment(self, procedures: tuple[str, ...]) -> Assessment:
        """Points of some procedures."""
        rows = self.rows("indicators", procedures)
        return self.once(("assessment", procedures), lambda: assess(rows, self.params, procedures))

    def intervals(self, procedures: tuple[str, ...], scope: str) -> pd.DataFrame:
        """Places that every municipality takes when the method is varied."""
        assessment = self.assessment(procedures)
        return self.once(("intervals", scope), lambda: places_under_other_methods(assessment, scope))


class WatchedParams:
    """Parameters that note which of their parts have been asked for; otherwise as `Params`."""

    def __init__(self, params: Params) -> None:
        self._params = params
        self.seen: set[str] = set(ALWAYS)

    def __getattr__(self, name: str) -> Any:
        if name in ("mechanisms", "recommendations", "published"):
            self.seen.add(name)
        elif name in ("procedures", "words"):
            self.note(item.id for item in self._params.procedures)
        return getattr(self._params, name)

    def note(self, procedures: Iterable[str]) -> None:
        """Procedures whose description has been read."""
        self.seen |= {procedure_part(id) for id in procedures}

    def procedure(self, id: str) -> Any:
        self.note([id])
        return self._params.procedure(id)

    def words_of(self, id: str) -> Any:
        self.note([id])
        return self._params.words_of(id)

    def procedures_of(self, group: str) -> Any:
        found = self._params.procedures_of(group)
        self.note(item.id for item in found)
        return found


_kept: dict[str, Shared] = {}


def keep(edition: str) -> Shared:
    """Read an edition once for all reports that this process will open."""
    _kept[edition] = Shared(load_params(edition), current_snapshot(edition))
    return _kept[edition]


def kept(edition: str) -> Shared | None:
    """What this process keeps of an edition."""
    return _kept.get(edition)


def shared(edition: str, data: bool = True) -> Shared:
    """What this process keeps of an edition, else a fresh reading of it."""
    if edition in _kept:
        return _kept[edition]
    return Shared(load_params(edition), current_snapshot(edition) if data else None)
