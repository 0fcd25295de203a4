"""What the gate compares with: the municipalities, the levels, the groups; and the count of what it compared."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from svod.params import Params

__all__ = ["Checks", "Discrepancy", "Rules", "plain"]


class Discrepancy(NamedTuple):
    """A check that does not hold: on which page, what was checked, what should be, what is."""

    page: str
    what: str
    expected: str
    found: str


@dataclass
class Checks:
    """Comparisons made, and those that do not hold."""

    count: int = 0
    faults: list[Discrepancy] = field(default_factory=list)

    def hold(self, page: str, what: str, expected: str, found: str) -> None:
        """Two texts must be one text, whatever spaces are in them."""
        self._note(plain(expected) == plain(found), page, what, expected, found)

    def equal(self, page: str, what: str, expected: float, found: float) -> None:
        """Two numbers must be one number; the last digit of a float says nothing."""
        self._note(math.isclose(expected, found, rel_tol=1e-9, abs_tol=1e-9), page, what, f"{expected:g}", f"{found:g}")

    def within(self, page: str, what: str, expected: float, found: float, most: float) -> None:
        """A printed number must be no farther than that from the exact one."""
        self._note(abs(expected - found) <= most + 1e-9, page, what, f"{expected:g}", f"{found:g}")

    def __iadd__(self, other: Checks) -> Checks:
        self.count += other.count
        self.faults += other.faults
        return self

    def _note(self, holds: bool, page: str, what: str, expected: str, found: str) -> None:
        self.count += 1
        if not holds:
            self.faults.append(Discrepancy(page, what, expected, found))


@dataclass(frozen=True)
class Rules:
    """What params/ say of an edition, as far as the gate asks.

    Attributes
    ----------
    names : dict of code to str
        Municipalities.
    levels : dict of str to (low, high)
        Bounds of the percent by the name of a level in lower case.
    groups : dict of group to tuple of str
        Its procedures; the procedures of `overall` are the groups.
    divisors : dict of str to int
        What the points of a procedure, a group or of all are divided by for the percent.
    """

    names: dict[str, str]
    levels: dict[str, tuple[int, int]]
    groups: dict[str, tuple[str, ...]]
    divisors: dict[str, int]

    @classmethod
    def of(cls, params: Params) -> Rules:
        """The rules of an edition."""
        rating, method = params.methodology.rating, params.methodology
        groups = {group.id: tuple(item.id for item in params.procedures_of(group.id)) for group in rating.groups}
        divisors: Mapping[str, int] = {group.id: group.divisor for group in (*rating.groups, rating.overall)}
        own = {item.id: sum(one.maximum for one in method.of(item.id)) for item in params.procedures}
        return cls(
            {item.code: item.name for item in params.region.municipalities},
            {level.name.lower(): level.percent for level in rating.levels},
            {**groups, "overall": tuple(groups)},
            {**own, **divisors},
        )


def plain(words: str) -> str:
    """Words with all spaces alike."""
    return " ".join(words.split())
