"""What was not sent: no fault, but a person should know which cells of the reports will read «н/д»."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from svod.intake.taken import Cover
from svod.params import Params

__all__ = ["absent"]


def absent(table: pd.DataFrame, covers: Collection[Cover], params: Params, whole: bool) -> tuple[str, ...]:
    """Sentences about procedures, municipalities and indicators without data.

    Parameters
    ----------
    table : DataFrame
        Checked rows of indicators.
    covers : collection of Cover
        What the files speak for: whole procedures and years, or one municipality in them.
    params : Params
    whole : bool
        Whether the files are all there is, so that a procedure and year not among them is missing.
    """
    filled = table[table["numerator"].notna()]
    sent = set(zip(filled["municipality"], filled["indicator"], filled["year"], strict=True))
    own = sorted({cover[1:] for cover in covers if cover[0] == "indicators"}, key=str)
    told = []
    for procedure, year, *of in own:
        codes = _held(params, str(procedure), int(year))
        for item in params.region.municipalities:
            lacking = [code for code in codes if (item.code, code, year) not in sent]
            if lacking and (not of or item.code in of):
                what = "нет данных" if len(lacking) == len(codes) else f"нет данных по показателям {', '.join(lacking)}"
                told.append(f"{procedure} за {year} год: {item.name} – {what}")
    have = {(procedure, year) for procedure, year, *_ in own}
    for item in params.procedures if whole else ():
        told += [
            f"{item.id} за {year} год: данных нет"
            for year in params.edition.years
            if (item.id, year) not in have and _held(params, item.id, year)
        ]
    return tuple(told)


def _held(params: Params, procedure: str, year: int) -> list[str]:
    return [item.code for item in params.methodology.of(procedure) if params.edition.held(item.code, year)]
