"""What reports tell of the same municipality must be the same, and its points must add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from svod.publish.gate.inside import is_rating, scope_of
from svod.publish.gate.rules import Checks, Rules
from svod.publish.paper import Content
from svod.publish.reading import Reading

__all__ = ["Claim", "Key", "claims_of", "compare_claims", "sums"]

_WORDS = {"points": "баллы", "percent": "процент", "place": "место", "level": "уровень", "places": "границы места"}
_COLUMNS = {
    "points": "points", "percent": "percent", "own": "percent", "place": "place", "level": "level", "places": "places",
    "computed": "percent", "computed_place": "place",
}  # fmt: skip
"""What a column of a rating or of a summary tells, by the key of the column."""

Key = tuple[str, str, str]
"""Scope (a procedure, a group or `overall`), code of the municipality, what is told."""


class Claim(NamedTuple):
    """Something a page tells of a municipality: as printed, and the number behind it where there is one."""

    page: str
    key: Key
    text: str
    value: float | None


def claims_of(reading: Reading, rules: Rules) -> list[Claim]:
    """What a report tells of municipalities, in any of its tables."""
    found: list[Claim] = []
    scope, own = scope_of(reading), reading.passport["municipality"] or ""
    for table in reading.tables.values():
        columns = [item["key"] for item in table["columns"] if item["key"] != "place" or item["heading"] == "Место"]
        for row in table["rows"]:
            key, cells = row.get("key", ""), row.get("cells", {})
            if key in rules.names and (
                is_rating(table) or "computed" in columns or set(columns) == {"name", "percent", "level"}
            ):
                found += _told(reading.page, scope, key, cells, columns)
            elif key in rules.names and rules.groups.keys() | rules.divisors.keys() >= set(columns) - {"name"}:
                found += [
                    _claim(reading.page, (part, key, "points"), cells[part]) for part in columns if part != "name"
                ]
            elif own and not reading.passport["procedure"] and key in rules.divisors:
                found += _told(reading.page, key, own, cells, columns)
            elif own and key == "total" and "points" in columns:
                found.append(_claim(reading.page, (scope, own, "points"), cells["points"]))
        if columns == list("abcdef"):
            found += _published_form(reading.page, scope, table, rules)
    return found


def _told(page: str, scope: str, place: str, cells: Mapping[str, Content], columns: Iterable[str]) -> list[Claim]:
    """What one row tells of a municipality in a scope; a cell that says why it is empty tells nothing."""
    return [
        _claim(page, (scope, place, _COLUMNS[column]), cells[column])
        for column in columns
        if column in _COLUMNS and column in cells and not cells[column].get("why")
    ]


def _claim(page: str, key: Key, cell: Content) -> Claim:
    return Claim(page, key, " ".join(cell["text"].split()), cell.get("value"))


def _published_form(page: str, scope: str, table: Content, rules: Rules) -> list[Claim]:
    """Places and percents of a rating in the two-column form of the printed collection."""
    codes = {name: code for code, name in rules.names.items()}
    found = []
    for row in table["rows"]:
        for place, name, percent in ("abc", "def"):
            code = codes.get(row["cells"].get(name, {}).get("text", ""))
            if code:
                told = row["cells"][percent]["text"].replace("%", "").strip()
                found.append(Claim(page, (scope, code, "percent"), told, None))
                found.append(Claim(page, (scope, code, "place"), row["cells"][place]["text"], None))
    return found


def compare_claims(claims: Iterable[Claim], rules: Rules, checks: Checks) -> dict[Key, Claim]:
    """Compare everything told with what the page of the rating itself tells.

    Returns
    -------
    dict of Key to Claim
        What is told of every municipality, by the report that answers for it.
    """
    source: dict[Key, Claim] = {}
    for claim in sorted(claims, key=lambda item: (_order(item.page), item.page)):
        first = source.setdefault(claim.key, claim)
        if first is claim:
            continue
        scope, place, told = claim.key
        what = f"{_WORDS[told]}, {rules.names[place]}, {scope}: как на странице {first.page}"
        if first.value is not None and claim.value is not None:
            checks.equal(claim.page, what, first.value, claim.value)
        else:
            checks.hold(claim.page, what, first.text.lower(), claim.text.lower())
    return source


def _order(page: str) -> int:
    """Pages of ratings answer for what others repeat."""
    return 0 if page.startswith(("procedure/", "group/")) else 1


def sums(source: Mapping[Key, Claim], rules: Rules, checks: Checks) -> None:
    """Points of the procedures add up to the group's, points of the groups to the total."""
    for whole, parts in rules.groups.items():
        for place in rules.names:
            told = source.get((whole, place, "points"))
            own = [source.get((part, place, "points")) for part in parts]
            if told is None or told.value is None or None in own:
                continue
            given = sum(claim.value or 0 for claim in own if claim)
            checks.equal(told.page, f"баллы, {rules.names[place]}, {whole}: сумма по составляющим", given, told.value)
