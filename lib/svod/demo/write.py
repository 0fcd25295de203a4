"""Write the demo region's workbooks, and the truth about it beside them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from svod.demo.measures import Measure
from svod.demo.region import DemoRegion, draw_region
from svod.demo.workbooks import write_indicators, write_measures
from svod.errors import Fault, InputError
from svod.intake.files import TRUTH
from svod.params import Params

__all__ = ["TRUTH", "write_demo"]


def write_demo(folder: Path, params: Params, seed: int = 2022) -> list[Path]:
    """Write the demo region as a centre would receive it.

    A workbook for every procedure and year in which something was measured, and the register of measures. The points of
    the groups over the period are the reconstructed published ones. What was planted stands in `истина/`.

    Parameters
    ----------
    folder : Path
        Made when absent; the files of an earlier demo in it are written over.
    params : Params
    seed : int
        Another seed is another region with the same points of the groups.

    Returns
    -------
    list of Path
        Files that can be loaded.

    Raises
    ------
    InputError
        When the folder holds workbooks that no demo has written.
    ParamsError
        When params/demo.yml is at fault or the edition has no published points.
    """
    if any(folder.glob("*.xlsx")) and not (folder / TRUTH).is_dir():
        message = "в папке уже есть книги, и они не учебные"
        raise InputError([Fault(str(folder), message, "Учебные книги легли бы поверх них", "Укажите другую папку")])
    drawn = draw_region(params, seed)
    _write_truth(folder / TRUTH, params, drawn)
    files = [
        write_indicators(folder, params, str(procedure), int(year), rows)
        for (procedure, year), rows in drawn.rows.groupby(["procedure", "year"], sort=True)
    ]
    return [*files, write_measures(folder, params, drawn.measures)]


def _write_truth(folder: Path, params: Params, drawn: DemoRegion) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    names = {item.code: item.name for item in params.region.municipalities}
    _write_table(
        folder / "меры.csv",
        ["municipality", "name", "procedure", "indicator", "start", "status", "effect_spreads", "effect"],
        (_measure(names, drawn, item) for item in drawn.measures),
    )
    _write_table(
        folder / "истории.csv",
        ["municipality", "name", "procedure", *(f"shift_{year}" for year in sorted(params.edition.years)), "text"],
        (
            (item.municipality, names[item.municipality], item.procedure, *map(float, item.shifts), item.text)
            for item in drawn.settings.stories
        ),
    )


def _measure(names: dict[str, str], drawn: DemoRegion, item: Measure) -> Sequence[Any]:
    """A measure with its effect in spreads and in the indicator's own unit (by how much its quality improves)."""
    return (
        item.municipality,
        names[item.municipality],
        item.procedure,
        item.target,
        item.start,
        item.status,
        item.effect,
        item.effect * float(drawn.settings.shape(item.target).spread),
    )


def _write_table(file: Path, header: Sequence[str], body: Iterable[Sequence[Any]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(body)
