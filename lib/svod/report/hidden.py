"""What may not be published of few persons: taken out of the rows before any table, sentence or chart sees them.

Persons are pupils and people alike: teachers, heads, parents. What is protected is the group a value is counted over.
How many of the group the value counts (the numerator) is printed nowhere, yet it follows from a share and its n, and
every percent stands with its n. So a group of fewer than `FEWEST` is hidden; of fewer than `FEW_TO_CODE` the shares
near the ends of the scale, where nearly all or nearly none are counted, are told by a bound, for a municipality and for
the region; in a larger group a few counted persons tell nothing of anybody in it, and the share is printed. The share
of the region is told only so exactly that a reader who takes all printed ones away from it learns nothing of those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import pandas as pd

from svod.blocks import Cell, Row, missing
from svod.params.methodology import Indicator
from svod.params.procedures import PERSONS, Participants
from svod.stats.disclosure import FEW_TO_CODE, FEWEST, TOTAL, Coded, coded, few, with_total
from svod.stats.disclosure_search import protect
from svod.stats.disclosure_sum import Range, narrowed, of_bound, of_rounded
from svod.stats.scale import round_half_up
from svod.stats.scoring import score_at_least, score_at_most
from svod.wording.numbers import number

__all__ = [
    "BESIDE",
    "FEW",
    "coded_cell",
    "coded_value",
    "drawn_words",
    "hidden_cell",
    "hide",
    "persons",
    "reasons",
    "region_cell",
]

FEW = f"менее {FEWEST} человек"
BESIDE = f"иначе вычисляется значение, за которым {FEW}"
AWAY = "иначе вычисляются скрытые доли муниципалитетов"
ROUNDED = "округлено до целых: точное значение области выдало бы скрытые доли муниципалитетов"
ROUGH = f"учтено менее {FEW_TO_CODE} человека: крайние доли точно не публикуются"

_SAID = {
    FEW: f" Скрыто: {FEW}.",
    BESIDE: f" Скрыты и числа, по которым вычислялось бы значение, за которым {FEW}.",
    AWAY: " Значение области скрыто: по нему вычислялись бы скрытые доли муниципалитетов.",
    ROUNDED: " Значение области округлено до целых, где точное выдало бы скрытые доли муниципалитетов.",
    ROUGH: f" «Не более», «не менее»: учтено менее {FEW_TO_CODE} человека, крайние доли точно не публикуются.",
}


Rows = Mapping[str, dict[str, Any]]


def persons(item: Indicator, row: Mapping[str, Any]) -> Fraction | None:
    """How many persons a value rests on; None where it rests on something else."""
    if item.base not in PERSONS:
        return None
    return row["numerator" if item.kind == "count" else "denominator"]


def hide(item: Indicator, rows: Rows, taking: Participants) -> None:
    """Take out of the rows of one indicator and year what may not be published, and write down why.

    The region's value is read beside those of the municipalities, so it counts as their printed total: where it would
    give a hidden municipality away, more are hidden.

    Parameters
    ----------
    item : Indicator
    rows : mapping of municipality to row of `Assessment.yearly`
        Gain `hidden` and `region_hidden` (the reason, empty where nothing is hidden), `participants_hidden`, `coded`,
        `region_coded` and `region_digits` (None where the region's value is exact); hidden numbers become None.
    taking : Participants
        What the procedure counts as its participants.
    """
    known = {code: given for code, row in rows.items() if (given := persons(item, row)) is not None}
    secret = protect(with_total(pd.Series(known))) if any(map(few, known.values())) else set()
    bounds = _bounds(item, rows, known, secret)
    region = _region(item, rows, known, secret, bounds)
    for code, row in rows.items():
        row["hidden"] = "" if code not in secret else BESIDE if known[code] >= FEWEST else FEW
        row["participants_hidden"] = taking.persons and bool(
            few(row["participants"]) or (row["hidden"] and taking.same_as.get(item.code) == "denominator")
        )
        row |= region | {"coded": bounds.get(code)}
        if row["hidden"]:
            row |= dict.fromkeys(("numerator", "denominator", "value"))


def _bounds(item: Indicator, rows: Rows, known: Mapping[str, Fraction], secret: set[Any]) -> dict[str, Coded]:
    """Shares that are told by a bound."""
    shares = [code for code in known if known[code] and code not in secret] if item.kind == "share" else []
    found = {code: coded(rows[code]["numerator"], known[code]) for code in shares}
    return {code: told for code, told in found.items() if told}


def _region(
    item: Indicator, rows: Rows, known: Mapping[str, Fraction], secret: set[Any], bounds: Mapping[str, Coded]
) -> dict[str, Any]:
    """How the value of the region is told: as exactly as tells nothing of what is hidden or told by a bound."""
    told = {"region_hidden": "", "region_coded": None, "region_digits": None}
    parts, whole = _sums(rows.values())
    if TOTAL in secret:
        return told | {"region": None, "region_hidden": FEW if few(sum(known.values())) else BESIDE}
    unknown = [code for code in known if code in secret or code in bounds]
    share = next(iter(rows.values()))["region"]
    if item.kind != "share" or not known:
        return told | {"region": share}
    bound = coded(parts, whole)
    if not unknown:
        return told | {"region": share, "region_coded": bound}
    open_ = parts - sum(rows[code]["numerator"] for code in unknown)
    ways = [(bound, share, None)] if bound else [(None, round_half_up(share, digits), digits) for digits in (1, 0)]
    for bound, given, digits in ways:
        total = of_bound(bound, whole) if bound else of_rounded(given, Fraction(1, 10**digits), whole)
        beside = Range(total.low - int(open_), total.high - int(open_))
        if not any(
            code in bounds or few(known[code])
            for scored in (False, True)
            for code in narrowed(
                beside, {code: _counted(item, rows[code], bounds.get(code), scored) for code in unknown}
            )
        ):
            return told | {"region": given, "region_coded": bound, "region_digits": digits}
    return told | {"region": None, "region_hidden": AWAY}


def _counted(item: Indicator, row: Mapping[str, Any], bound: Coded | None, scored: bool) -> Range:
    """How many of a group can be counted, for a reader of its bound or, where it is `scored`, of its points too."""
    whole = row["denominator"]
    own = of_bound(bound, whole) if bound else Range(0, int(whole))
    score = {"at_least": score_at_least, "at_most": score_at_most}.get(item.points.rule)
    if not scored or score is None or not whole:
        return own
    points = score(100 * row["numerator"] / whole, item.thresholds)
    like = [n for n in range(own.low, own.high + 1) if score(Fraction(100 * n) / whole, item.thresholds) == points]
    return Range(like[0], like[-1])


def _sums(rows: Iterable[Mapping[str, Any]]) -> tuple[Fraction, Fraction]:
    """Numerators and denominators of the region."""
    sent = [row for row in rows if row["numerator"] is not None]
    return sum((row["numerator"] for row in sent), Fraction()), sum((row["denominator"] for row in sent), Fraction())


def coded_value(share: Coded) -> Fraction:
    """A share told by its bound, as the spread of the region and charts take it."""
    return Fraction(share.bound)


def hidden_cell(why: str = FEW) -> Cell:
    return missing("скрыто", why)


def coded_cell(share: Coded) -> Cell:
    """«не менее 95»."""
    return missing(f"{share.side} {share.bound}", ROUGH)


def drawn_words(cell: Cell) -> str:
    """What stands beside a point of a chart, where there is little room: «≥ 95» for «не менее 95»."""
    return cell.shown.replace("не менее ", "≥\u00a0").replace("не более ", "≤\u00a0")


def region_cell(row: Mapping[str, Any]) -> Cell | None:
    """Cell of the region's value where something keeps it from being printed as it is; None where nothing does."""
    if row["region_hidden"]:
        return hidden_cell(row["region_hidden"])
    if row["region_coded"]:
        return coded_cell(row["region_coded"])
    digits = row["region_digits"]
    if digits is None:
        return None
    return Cell(number(row["region"], digits), row["region"], why="" if digits else ROUNDED)


def reasons(rows: Iterable[Row]) -> str:
    """What to add to the note of a table: why some of its cells are hidden; empty where none is."""
    whys = {cell.why for row in rows for cell in row.cells.values()}
    return "".join(said for why, said in _SAID.items() if why in whys)
