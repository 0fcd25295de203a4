"""What was not sent: no fault, but a person should know which cells of the reports will read «н/д»."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from svod.params import Params

__all__ = ["absent"]


def absent(table: pd.DataFrame, files: Sequence[tuple[str, str, int]], params: Params, whole: bool) -> tuple[str, ...]:
    """Sentences about files, municipalities and indicators without data.

    Parameters
    ----------
    table : DataFrame
        Checked rows of indicators.
    files : sequence of (file, procedure, year)
        The workbooks they came from.
    params : Params
    whole : bool
        Whether these files are all there is, so that a workbook not among them is missing.
    """
    filled = table[table["numerator"].notna()]
    sent = set(zip(filled["municipality"], filled["indicator"], filled["year"], strict=True))
    told = []
    for file, procedure, year in files:
        codes = _held(params, procedure, year)
        for item in params.region.municipalities:
            lacking = [code for code in codes if (item.code, code, year) not in sent]
            if lacking:
                what = "нет данных" if len(lacking) == len(codes) else f"нет данных по показателям {', '.join(lacking)}"
                told.append(f"{file}: {item.name} – {what}")
    have = {(procedure, year) for _, procedure, year in files}
    for item in params.procedures if whole else ():
        told += [
            f"Нет файла {item.id}-{year}.xlsx"
            for year in params.edition.years
            if (item.id, year) not in have and _held(params, item.id, year)
        ]
    return tuple(told)


def _held(params: Params, procedure: str, year: int) -> list[str]:
    return [item.code for item in params.methodology.of(procedure) if params.edition.held(item.code, year)]
