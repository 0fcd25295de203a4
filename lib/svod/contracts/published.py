"""What a rating published elsewhere must be: a place and a percent for each municipality, in order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise

from svod.contracts.rules import Contract, Form, Problem, Row, Rule, each, in_russian, unique
from svod.params import Params
from svod.params.model import nearest
from svod.params.published import RATINGS

__all__ = ["FORM", "published_contract"]

FORM = Form(
    sheet="Рейтинг",
    titles={
        "scope": "Группа",
        "place": "Рейтинг",
        "municipality": "Муниципальное образование",
        "percent": "ИТОГ",
    },
    required=("scope", "place", "municipality", "percent"),
)


def published_contract(params: Params) -> Contract:
    """The contract of «Рейтинг» under the municipalities of the region; `edition` says which publication it is."""
    names = {item.code: item.name for item in params.region.municipalities}
    return Contract(
        FORM,
        ("edition",),
        (
            each("scope", ("scope",), _scope),
            each("municipality", ("municipality",), lambda row: _known(row, names)),
            each("place", ("place",), lambda row: _within(row, "place", 1, len(names), "место")),
            each("percent", ("percent",), lambda row: _within(row, "percent", 0, 100, "процент")),
            unique(
                "unique",
                ("edition", "scope", "municipality"),
                "municipality",
                lambda row: f"{names.get(row['municipality'], row['municipality'])}, рейтинг «{row['scope']}»",
            ),
            Rule("dense", lambda rows: _by_rating(rows, _gaps)),
            Rule("ordered", lambda rows: _by_rating(rows, _disorder)),
        ),
    )


def _scope(row: Row) -> Problem | None:
    if row["scope"] in RATINGS:
        return None
    allowed = "Допустимы: " + ", ".join(RATINGS)
    if not row["scope"]:
        return Problem("scope", "ячейка пуста", allowed, "Впишите группу")
    return Problem("scope", f"рейтинга «{row['scope']}» нет", allowed, nearest(row["scope"], RATINGS) or "Исправьте")


def _known(row: Row, names: dict[str, str]) -> Problem | None:
    if row["municipality"] in names:
        return None
    told = f"муниципалитета «{row['municipality']}» нет" if row["municipality"] else "ячейка пуста"
    return Problem("municipality", told, "Нужно название из рейтинга", "Исправьте название")


def _within(row: Row, field: str, low: int, high: int, what: str) -> Problem | None:
    number = row[field]
    if number is not None and number == int(number) and low <= number <= high:
        return None
    told = f"{what} {in_russian(number)}" if number is not None else "ячейка пуста"
    return Problem(field, told, f"Допустимы целые числа от {low} до {high}", "Исправьте число")


def _by_rating(
    rows: Sequence[Row], find: Callable[[list[tuple[int, Row]]], dict[int, Problem]]
) -> list[Problem | None]:
    """Problems of each rating by itself, its rows in the order of places; rows without numbers are left out."""
    ratings: dict[tuple[Hashable, ...], list[tuple[int, Row]]] = {}
    for at, row in enumerate(rows):
        if not row["unread"] & {"place", "percent", "scope"} and None not in (row["place"], row["percent"]):
            ratings.setdefault((row["edition"], row["scope"]), []).append((at, row))
    found: list[Problem | None] = [None] * len(rows)
    for own in ratings.values():
        for at, problem in find(sorted(own, key=lambda one: (one[1]["place"], -one[1]["percent"]))).items():
            found[at] = problem
    return found


def _gaps(rows: list[tuple[int, Row]]) -> dict[int, Problem]:
    """Places go 1, 2, 3 … without gaps, equal ones sharing a place."""
    found, last = {}, 0
    for at, row in rows:
        if row["place"] > last + 1:
            found[at] = Problem(
                "place",
                f"место {in_russian(row['place'])} после {in_russian(last)}" if last else "нет первого места",
                "Места идут подряд; у равных – одно место, и следующее за ним не пропускается",
                "Исправьте место или добавьте пропущенные муниципалитеты",
            )
        last = row["place"]
    return found


def _disorder(rows: list[tuple[int, Row]]) -> dict[int, Problem]:
    """A later place has no greater percent, and one place has one percent; different places may round to one."""
    found = {}
    for (_, above), (at, row) in pairwise(rows):
        shared = above["place"] == row["place"]
        if row["percent"] > above["percent"] or (shared and row["percent"] != above["percent"]):
            percents = f"{in_russian(row['percent'])} % против {in_russian(above['percent'])} %"
            found[at] = Problem(
                "percent",
                f"на одном месте {in_russian(row['place'])} разные проценты: {percents}"
                if shared
                else f"место {in_russian(row['place'])} ниже, а процент больше: {percents}",
                "Чем ниже место, тем меньше процент; на одном месте он один",
                "Исправьте место или процент",
            )
    return found
