"""What a source declares of the rows of an export: keys that are unique, parts within their wholes, percents."""

from __future__ import annotations

import numpy as np
import pandas as pd

from svod.errors import Fault
from svod.intake.declared.export import JOIN, Export
from svod.intake.declared.lines import positions
from svod.params.sources import Parts

__all__ = ["check"]


def check(export: Export) -> tuple[list[Fault], list[Fault]]:
    """Faults and warnings of a sheet against its source, besides those of single cells.

    With `duplicates: number` the later of two rows with one key gets its number after the last field of the key.
    """
    faults = list(export.table.faults)
    told = _repeated(export) if export.source.unique else []
    for parts in export.source.parts:
        faults += _parts(export, parts)
    faults += _fractions(export)
    numbered = export.source.duplicates == "number"
    return (faults, told) if numbered else (faults + told, [])


def _repeated(export: Export) -> list[Fault]:
    source, line = export.source, export.lines[0]
    keys = list(source.unique)
    values = {field: export.values(field, line.columns[field]) for field in keys}
    known = export.live & np.logical_and.reduce([one.codes >= 0 for one in values.values()])
    frame = pd.DataFrame({field: one.codes for field, one in values.items()})[known]
    groups = frame.assign(at=frame.index).groupby(keys, sort=False)["at"]
    first, times = groups.transform("first"), groups.cumcount()
    last = (keys[-1], line.columns[keys[-1]])
    texts = [str(one) if one is not None else None for one in map(values[keys[-1]].at, range(len(known)))]
    told = []
    for row in times[times > 0].index:
        words = JOIN.join(str(one.at(row)) for field, one in values.items() if field != "pupil")
        taken = f"; взята как «… ({times[row] + 1})»" if source.duplicates == "number" else ""
        texts[row] = f"{texts[row]} ({times[row] + 1})"
        told.append(
            Fault(
                export.place(row, last[1]),
                f"строка повторена: {words}{taken}",
                f"Впервые: строка {export.table.rows[first[row]]}",
                "Проверьте, разные ли это строки" if taken else "Оставьте одну из двух строк",
            )
        )
    if source.duplicates == "number":
        export.replace(*last, texts)
    return told


def _parts(export: Export, parts: Parts) -> list[Fault]:
    """Rows where the parts hold more than the whole, alone or together; what is empty counts nothing."""
    columns = positions(export.source, export.header, (parts.whole, *parts.of))
    whole, *of = (_floats(export, column) for column in columns)
    together = np.nansum(of, axis=0)
    faults = []
    for row in np.flatnonzero((together > whole + 1e-9) & export.live):
        said = " + ".join(f"«{title}» {_number(part[row])}" for title, part in zip(parts.of, of, strict=True))
        faults.append(
            Fault(
                export.place(row, columns[-1:]),
                f"части больше целого: {said}; вместе {_number(together[row])}, «{parts.whole}» {_number(whole[row])}",
                "Ни порознь, ни вместе части не бывают больше целого",
                f"Исправьте числа; если столбцы пересекаются – parts в params/sources/{export.source.id}.yml",
                _number(together[row]),
            )
        )
    return faults


def _fractions(export: Export) -> list[Fault]:
    """Columns of percents that hold fractions of one: no number exceeds 1, and some lie between 0 and 1."""
    faults = []
    for line in export.lines:
        if line.constants.get("unit") != "%" or "value" not in line.columns or "value" in export.source.times:
            continue
        found = export.values("value", line.columns["value"])
        used = [found.values[code] for code in np.unique(found.codes[export.live]) if code >= 0]
        if used and max(used) <= 1 and any(0 < value < 1 for value in used):
            faults.append(
                Fault(
                    export.place(None, line.columns["value"]),
                    "в столбце процентов нет числа больше 1",
                    "Похоже, это доли: 0,82 вместо 82",
                    "Впишите «times: value: 100» – или 1, если это всё же проценты – в "
                    f"params/sources/{export.source.id}.yml",
                )
            )
    return faults


def _floats(export: Export, column: int) -> np.ndarray:
    """Numbers of a column by row, NaN for none."""
    found = export.values("", (column,))
    values = np.array([*map(float, found.values), np.nan])
    return values[np.where(found.codes < 0, len(values) - 1, found.codes)]


def _number(value: float) -> str:
    return "–" if value != value else f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")
