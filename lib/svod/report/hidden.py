"""What may not be published of few persons: taken out of the rows before any table, sentence or chart sees them.

Persons are pupils and people alike: teachers, heads, parents. What is protected is the group a value is counted over.
How many of the group the value counts (the numerator) is printed nowhere, yet it follows from a share and its n, and
every percent stands with its n. So a group of fewer than `FEWEST` is hidden; of fewer than `FEW_TO_CODE` the shares
near the ends of the scale, where nearly all or nearly none are counted, are told by a bound, for a municipality and for
the region; in a larger group a few counted persons tell nothing of anybody in it, and the share is printed.
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

__all__ = ["BESIDE", "FEW", "coded_cell", "coded_value", "drawn_words", "hidden_cell", "hide", "persons", "reasons"]

FEW = f"менее {FEWEST} человек"
BESIDE = f"иначе вычисляется значение, за которым {FEW}"
ROUGH = f"учтено менее {FEW_TO_CODE} человека: крайние доли точно не публикуются"

_SAID = {
    FEW: f" Скрыто: {FEW}.",
    BESIDE: f" Скрыто и то, без чего вычисляется значение, за которым {FEW}.",
    ROUGH: f" «Не более», «не менее»: учтено менее {FEW_TO_CODE} человека, крайние доли точно не публикуются.",
}


def persons(item: Indicator, row: Mapping[str, Any]) -> Fraction | None:
    """How many persons a value rests on; None where it rests on something else."""
    if item.base not in PERSONS:
        return None
    return row["numerator" if item.kind == "count" else "denominator"]


def hide(item: Indicator, rows: Mapping[str, dict[str, Any]], taking: Participants) -> None:
    """Take out of the rows of one indicator and year what may not be published, and write down why.

    The region's value is read beside those of the municipalities, so it counts as their printed total: where it would
    give a hidden municipality away, more are hidden.

    Parameters
    ----------
    item : Indicator
    rows : mapping of municipality to row of `Assessment.yearly`
        Gain `hidden` (the reason, empty where nothing is hidden), `region_hidden`, `participants_hidden`, `coded` and
        `region_coded`; hidden numbers become None.
    taking : Participants
        What the procedure counts as its participants.
    """
    known = {code: given for code, row in rows.items() if (given := persons(item, row)) is not None}
    secret = protect(with_total(pd.Series(known))) if any(map(few, known.values())) else set()
    whole = coded(*_sums(rows.values())) if item.kind == "share" and known else None
    for code, row in rows.items():
        row["hidden"] = "" if code not in secret else BESIDE if known[code] >= FEWEST else FEW
        row["region_hidden"], row["region_coded"], row["coded"] = TOTAL in secret, whole, None
        row["participants_hidden"] = taking.persons and bool(
            few(row["participants"]) or (row["hidden"] and taking.same_as.get(item.code) == "denominator")
        )
        if row["region_hidden"]:
            row["region"] = None
        if row["hidden"]:
            row |= dict.fromkeys(("numerator", "denominator", "value"))
        elif item.kind == "share" and known.get(code):
            row["coded"] = coded(row["numerator"], row["denominator"])


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


def reasons(rows: Iterable[Row]) -> str:
    """What to add to the note of a table: why some of its cells are hidden; empty where none is."""
    whys = {cell.why for row in rows for cell in row.cells.values()}
    return "".join(said for why, said in _SAID.items() if why in whys)
