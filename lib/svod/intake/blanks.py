"""Empty cells of items, once all files of a load are together: a task not done, or one that a variant does not have."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from svod.contracts.assessments import named
from svod.errors import Fault, Place
from svod.store.canon import codes
from svod.store.tables import WORK

__all__ = ["offered"]


def offered(results: pa.Table, points: pa.Table) -> tuple[pa.Table, list[Fault]]:
    """Points without the empty cells of tasks that were not offered, and warnings that tell which these are.

    A task that no pupil of a work and variant has a word about was not offered; any other empty cell is not done. It
    does not matter how the pupils are spread over files.

    Parameters
    ----------
    results : Table
        Of all files, with the columns of a work, `variant`, `file`, `sheet` and `row`.
    points : Table
        `result` (row of `results`, from 0), `item`, `points`: null for not done, infinite for an empty cell.
    """
    values = points.column("points").to_numpy()
    blank = np.isposinf(values)
    if not blank.any():
        return points, []
    own = results.select([*WORK, "variant", "file", "sheet", "row"]).to_pandas()
    at = points.column("result").to_numpy()
    group = own.groupby([*WORK, "variant"], sort=False, observed=True, dropna=False).ngroup().to_numpy()[at]
    item, labels = codes(points.column("item"))
    key = group * len(labels) + item
    spoken = np.zeros(key.max() + 1, bool)
    spoken[key[~blank]] = True
    lacking = blank & ~spoken[key]
    made = pa.array(values, mask=~np.isfinite(values))
    points = points.set_column(points.column_names.index("points"), "points", made).filter(pa.array(~lacking))
    return points, _told(own, pd.DataFrame({"group": group, "item": item, "at": at})[lacking], labels)


def _told(results: pd.DataFrame, lacking: pd.DataFrame, labels: np.ndarray) -> list[Fault]:
    """Warnings about tasks taken as not offered: one for each work and variant."""
    warnings = []
    for _, own in lacking.groupby("group"):
        row = results.iloc[own["at"].iloc[0]].to_dict()
        tasks = ", ".join(labels[place] for place in sorted(set(own["item"])))
        variant = f", вариант {row['variant']}" if isinstance(row["variant"], str) else ""
        told = f"{named(row)}{variant}: ячейки заданий {tasks} пусты у всех участников ({own['at'].nunique()})"
        allowed = "Принято, что этих заданий в варианте не было: доли их выполнения участники не меняют"
        remedy = "Если задания были, поставьте в пустых ячейках Х и загрузите файл снова"
        warnings.append(Fault(Place(row["file"], row["sheet"], int(row["row"])), told, allowed, remedy))
    return warnings
