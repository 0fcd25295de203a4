"""A day after the build, by the command line: nothing has changed; then one cell of one workbook has."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from measure import differing, hashes
from openpyxl import load_workbook
from ways import Bench, program

from svod import paths
from svod.factory.plan import Document

__all__ = ["PROCEDURE", "correct_one_cell", "day_after"]

NOTHING = "Собирать нечего"
PROCEDURE = "07-libraries"
WORKBOOK = f"{PROCEDURE}-2022.xlsx"


def day_after(bench: Bench, output: Path, documents: Sequence[Document], choice: Sequence[str]) -> dict[str, Any]:
    """Build again; correct a cell, load, plan, build; what each said and took.

    Parameters
    ----------
    output : Path
        Output folder in which all the documents are built and up to date.
    choice : sequence of str
        Options that choose the documents; none for the whole edition.
    """
    os.environ["SVOD_OUTPUT"] = str(output)
    try:
        site, before = paths.site(bench.edition), hashes(paths.site(bench.edition), documents)
        if NOTHING not in (said := program("svod", "plan", *choice)[1]):
            raise SystemExit(f"there is work after a full build (has lib/ been edited meanwhile?):\n{said}")
        again, _ = program("svod", "build", *choice, "--jobs", "2")
        where = correct_one_cell(bench.source / "demo" / bench.edition / WORKBOOK, bench.folder / WORKBOOK)
        loading, _ = program("svod", "load", str(bench.folder / WORKBOOK))
        planning, told = program("svod", "plan", "--list", *choice)
        planned = [item.page for item in documents if f"\n  {item.title}: " in told]
        building, done = program("svod", "build", *choice, "--jobs", "2")
        changed = differing(before, hashes(site, documents))
    finally:
        os.environ["SVOD_OUTPUT"] = str(bench.source)
    built = re.search(r"Собрано отчётов: (\d+) из", done)
    return {
        "nothing_changed_seconds": again,
        "corrected": where,
        "load_seconds": loading,
        "plan_seconds": planning,
        "plan_said": told.partition("\n")[0],
        "planned": len(planned),
        "built": int(built[1]) if built else 0,
        "build_seconds": building,
        "changed": len(changed),
        "planned_but_same_bytes": sorted(set(planned) - set(changed)),
        "changed_but_not_planned": sorted(set(changed) - set(planned)),
    }


def correct_one_cell(workbook: Path, corrected: Path) -> str:
    """Copy a workbook with one less in the first numerator that allows it; which cell that was."""
    shutil.copy(workbook, corrected)
    book = load_workbook(corrected)
    sheet = book.active
    rows = list(sheet.iter_rows())
    header = next(row for row in rows if row[0].value == "Муниципалитет")
    columns = {cell.value: cell.column - 1 for cell in header}
    for row in rows[header[0].row :]:
        numerator = row[columns["Числитель"]]
        if isinstance(numerator.value, int) and numerator.value > 1:
            numerator.value -= 1
            row[columns["Значение"]].value = None  # a printed value is compared with the two numbers; it may be absent
            book.save(corrected)
            return f"{corrected.name}, {sheet.title}!{numerator.coordinate}, {row[0].value}"
    raise ValueError(f"{workbook.name} has no numerator that can be lessened")
