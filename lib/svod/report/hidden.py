"""What may not be published of few pupils: taken out of the rows before any table, sentence or chart sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import pandas as pd

from svod.blocks import Cell, Row, missing
from svod.params.methodology import Indicator
from svod.stats.disclosure import FEW_TO_CODE, FEWEST, TOTAL, Coded, coded, few, with_total
from svod.stats.disclosure_search import protect

__all__ = ["coded_cell", "coded_value", "hidden_cell", "hide", "people", "reasons"]

FEW = f"менее {FEWEST} обучающихся"
BESIDE = f"иначе вычисляется значение, за которым {FEW}"
ROUGH = f"обучающихся менее {FEW_TO_CODE}: крайние доли точно не публикуются"

_SAID = {
    FEW: f" Скрыто: {FEW}.",
    BESIDE: f" Скрыто и то, без чего вычисляется значение, за которым {FEW}.",
    ROUGH: f" «Не более», «не менее»: обучающихся менее {FEW_TO_CODE}, крайние доли точно не публикуются.",
}


def people(item: Indicator, row: Mapping[str, Any]) -> Fraction | None:
    """How many pupils a value rests on; None where it rests on something else."""
    if item.base != "pupils":
        return None
    return row["numerator" if item.kind == "count" else "denominator"]


def hide(item: Indicator, rows: Mapping[str, dict[str, Any]]) -> None:
    """Take out of the rows of one indicator and year what may not be published, and write down why.

    The region's value is read beside those of the municipalities, so it counts as their printed total: where it would
    give a hidden municipality away, more are hidden.

    Parameters
    ----------
    item : Indicator
    rows : mapping of municipality to row of `Assessment.yearly`
        Gain `hidden` (the reason, empty where nothing is hidden), `region_hidden`, `participants_hidden` and `coded`;
        hidden numbers become None.
    """
    known = {code: given for code, row in rows.items() if (given := people(item, row)) is not None}
    secret = protect(with_total(pd.Series(known))) if any(map(few, known.values())) else set()
    counted = _participants_are(rows.values()) if known else ""
    for code, row in rows.items():
        row["hidden"] = "" if code not in secret else BESIDE if known[code] >= FEWEST else FEW
        row["region_hidden"], row["coded"] = TOTAL in secret, None
        row["participants_hidden"] = bool(
            counted and (few(row["participants"]) or (row["hidden"] and counted == "denominator"))
        )
        if row["region_hidden"]:
            row["region"] = None
        if row["hidden"]:
            row |= dict.fromkeys(("numerator", "denominator", "value"))
        elif item.kind == "share" and known.get(code):
            row["coded"] = coded(row["numerator"], row["denominator"])


def _participants_are(rows: Iterable[Mapping[str, Any]]) -> str:
    """Which number of pupils the participants are, `numerator` or `denominator`; empty where they are something else.

    Procedures count schools or pupils as their participants; pupils are the same number in most municipalities.
    """
    told = [row for row in rows if row["participants"] is not None and row["denominator"] is not None]
    for name in ("denominator", "numerator"):
        if 2 * sum(row["participants"] == row[name] for row in told) > len(told):
            return name
    return ""


def coded_value(share: Coded) -> Fraction:
    """A share told by its bound, as the spread of the region and charts take it."""
    return Fraction(share.bound)


def hidden_cell(why: str = FEW) -> Cell:
    return missing("скрыто", why)


def coded_cell(share: Coded) -> Cell:
    """«не менее 95»."""
    return missing(f"{share.side} {share.bound}", ROUGH)


def reasons(rows: Iterable[Row]) -> str:
    """What to add to the note of a table: why some of its cells are hidden; empty where none is."""
    whys = {cell.why for row in rows for cell in row.cells.values()}
    return "".join(said for why, said in _SAID.items() if why in whys)
