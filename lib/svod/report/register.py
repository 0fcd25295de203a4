"""What the register of measures says: which measures part ten can judge, and why it cannot judge the others."""

from __future__ import annotations

from typing import Any

import pandas as pd

from svod.report.open import Report, once, shared_once
from svod.wording.phrases import join

__all__ = ["left_out", "listed", "measures", "others", "those_with_measures"]

ACTIVE = ("выполняется", "выполнена")


@once
def measures(report: Report) -> pd.DataFrame:
    """Measures of the report's procedures and municipality that were under way in the two years compared."""
    found = _own(report)
    return found[found["why_not"] == ""]


@once
def others(report: Report) -> pd.DataFrame:
    """Registered measures that the two years can tell nothing of; `why_not` says why."""
    found = _own(report)
    return found[found["why_not"] != ""]


def those_with_measures(report: Report) -> set[str]:
    """All municipalities of the region with measures to judge, whichever one the report is about."""
    report.table("measures")
    found = _register(report)
    return set(found.loc[found["why_not"] == "", "municipality"])


def listed(rows: pd.DataFrame) -> str:
    """«Курсы (8.2, 2021–2022); Наставничество (2022)»: measures, each once, with their indicator and years."""
    return "; ".join(dict.fromkeys(map(_words, rows.to_dict("records"))))


def left_out(report: Report) -> str:
    """«„Курсы“ отменена, „Наставничество“ начнётся в 2023 году»; empty where every measure can be judged."""
    rows = others(report).to_dict("records")
    return join(dict.fromkeys(f"«{row['measure']}» – {row['why_not']}" for row in rows))


def _own(report: Report) -> pd.DataFrame:
    report.table("measures")
    found = _register(report)
    return found[found["municipality"] == report.focus] if report.focus else found


@shared_once
def _register(report: Report) -> pd.DataFrame:
    table = report.table("measures")
    before, last = report.params.edition.years[-2:]
    whys = [_why_not(row, before, last) for row in table.to_dict("records")]
    return table.assign(why_not=pd.Series(whys, table.index, dtype=object))


def _why_not(row: dict[str, Any], before: int, last: int) -> str:
    """Why a measure can have left no trace between two years; empty where it can."""
    start, end = (None if pd.isna(row[key]) else row[key].year for key in ("start", "end"))
    if row["status"] not in ACTIVE:
        return f"{row['status']}{f' с {start} года' if start and start > last else ''}"
    if start is None or start > last:
        return "срок начала не указан" if start is None else f"начнётся в {start} году"
    return f"закончена в {end} году" if end is not None and end < before else ""


def _words(row: dict[str, Any]) -> str:
    start, end = row["start"].year, None if pd.isna(row["end"]) else row["end"].year
    years = f"с {start}" if end is None else str(start) if start == end else f"{start}–{end}"
    about = "" if pd.isna(row["indicator"]) else f"{row['indicator']}, "
    return f"{row['measure']} ({about}{years})"
