"""Pages of the demo region as their notebooks make them, once for all tests, and reports over numbers set by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from svod.blocks import Block, Table, Together
from svod.params import Params, load_params
from svod.report.open import Report
from svod.report.opening import Opening
from svod.store import Snapshot, current_snapshot
from svod.wording.numbers import NBSP

EVERYBODY = "*"


@dataclass(frozen=True)
class Page:
    """What one notebook shows, in the order it is read."""

    report: Report
    blocks: tuple[Block, ...]

    @cached_property
    def html(self) -> str:
        return "\n".join(block.html() for block in self.blocks)


def flat(shown: Any) -> Iterator[Block]:
    """Blocks one by one, out of what holds several."""
    if isinstance(shown, Opening):
        yield shown.title
    elif isinstance(shown, Together):
        for block in shown.blocks:
            yield from flat(block)
    else:
        yield shown


@pytest.fixture(scope="session")
def params(root: Path) -> Params:
    return load_params("2022", root / "params")


@pytest.fixture(scope="session")
def snapshot(demo: Path) -> Snapshot:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SVOD_OUTPUT", str(demo))
        return current_snapshot("2022")


@pytest.fixture(scope="session")
def page(of_demo: Callable[[str], Any]) -> Callable[[str], Page]:
    """Page of the demo region by its address without «.html»; every page is made once."""

    @cache
    def get(name: str) -> Page:
        made = of_demo(name)
        return Page(made.space["report"], tuple(block for shown in made.shown.values() for block in flat(shown)))

    return get


# --- numbers set by hand ---------------------------------------------------------------------------------------------


def indicator_rows(params: Params, values: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows of the store's `indicators`: `values[code][municipality]` is a number a year, of 100 or a pair with its own
    denominator; None is «н/д»; a single number stands for every year, «*» for every other municipality."""
    owners = {item.code: file.procedure for file in params.methodology.files for item in file.indicators}
    for code, given in values.items():
        for municipality in params.region.codes:
            own = given.get(municipality, given.get(EVERYBODY))
            for place, year in enumerate(params.edition.years):
                value = own[place] if isinstance(own, list) else own
                if value is None:
                    continue
                top, bottom = value if isinstance(value, tuple) else (value, 100)
                yield {
                    "procedure": owners[code], "indicator": code, "municipality": municipality, "year": year,
                    "numerator": Decimal(str(top)), "denominator": Decimal(str(bottom)), "participants": 40,
                    "note": None, "file": f"{owners[code]}-{year}.xlsx", "sheet": "Данные", "row": 5,
                }  # fmt: skip


def measure_row(
    municipality: str, procedure: str, measure: str, *, start: int = 2022, status: str = "выполнена"
) -> dict[str, Any]:
    return {
        "municipality": municipality, "procedure": procedure, "indicator": None, "measure": measure,
        "start": date(start, 1, 1), "end": date(start, 12, 31), "responsible": "Управление образования",
        "status": status, "file": "меры.xlsx", "sheet": "Меры", "row": 5,
    }  # fmt: skip


@pytest.fixture(scope="session")
def by_hand(params: Params) -> Callable[..., Report]:
    """A report over numbers set by hand."""

    def made(
        values: dict[str, dict[str, Any]],
        procedure: str = "",
        municipality: str = "",
        group: str = "",
        measures: tuple[dict[str, Any], ...] = (),
        by: Params = params,
        words: str = "",
    ) -> Report:
        indicators = pd.DataFrame(list(indicator_rows(by, values)), dtype=object)
        acted = pd.DataFrame(list(measures), columns=list(measure_row("", "", "")), dtype=object)
        names = sorted({*indicators["file"], *acted["file"]})
        files = pd.DataFrame(
            {"file": names, "sha256": [f"{place:064x}" for place in range(len(names))], "rows": 43, "data": words}
        )
        kind = ("pair" if municipality else "procedure") if procedure else "municipality" if municipality else "group"
        return Report(
            by,
            Snapshot("by-hand", indicators, acted, files),
            "overall" if group == "overall" else kind,
            by.procedure(procedure) if procedure else None,
            by.region[municipality] if municipality else None,
            by.methodology.group(group) if group else None,
        )

    return made


HEADS = {
    "8.1": {"agapovskiy-mr": 85, "argayashskiy-mr": 70, EVERYBODY: 50},
    "8.2": {"agapovskiy-mr": 90, EVERYBODY: 70},
    "8.3": {"bredinskiy-mr": 20, EVERYBODY: 10},
    "8.4": {EVERYBODY: (2, 1)},
}
"""Of 5 points: Агаповский МР 5 (100 %), Аргаяшский МР 3 (60 %), Брединский МР 1 (20 %), all others 2 (40 %)."""


@pytest.fixture(scope="session")
def heads(by_hand: Callable[..., Report]) -> Callable[[str], Report]:
    """Report on `HEADS` by the region, or by a municipality."""
    made: dict[str, Report] = {}

    def get(municipality: str = "") -> Report:
        if municipality not in made:
            made[municipality] = by_hand(HEADS, "08-heads", municipality)
        return made[municipality]

    return get


@pytest.fixture(scope="session")
def measure() -> Callable[..., dict[str, Any]]:
    """A row of the register of measures."""
    return measure_row


@pytest.fixture(scope="session")
def even(params: Params) -> Callable[..., dict[str, dict[str, Any]]]:
    """Values by which everybody gains the most (True) or nothing (False) on every indicator of the procedures."""

    def made(best: bool, *procedures: str) -> dict[str, dict[str, Any]]:
        items = [item for id in procedures for item in params.methodology.of(id)]
        return {item.code: {EVERYBODY: (10**6 if best == (item.better == "more") else 0)} for item in items}

    return made


@pytest.fixture(scope="session")
def moving(by_hand: Callable[..., Report], even: Callable[..., dict[str, dict[str, Any]]]) -> Callable[..., Report]:
    """8.2, 8.3 and 8.4 are held in every year; by 8.2 the first municipality rises, the second falls, one has a gap."""
    data = even(True, "08-heads")
    data["8.2"] = {
        "agapovskiy-mr": [70, 70, 90], "argayashskiy-mr": [90, 90, 70], "ashinskiy-mr": [90, None, 90], EVERYBODY: 90
    }  # fmt: skip
    return lambda municipality="": by_hand(data, "08-heads", municipality)


@pytest.fixture(scope="session")
def read() -> Callable[[Block], str]:
    """Words of a block, spaces all alike."""
    return lambda block: block.text().replace(NBSP, " ")


@pytest.fixture(scope="session")
def row() -> Callable[..., list[str]]:
    """Cells of one row of a table as printed, spaces all alike."""

    def cells(table: Table, key: str, *columns: str) -> list[str]:
        found = next(item.cells for item in table.rows if item.key == key)
        return [found[column].shown.replace(NBSP, " ") for column in columns]

    return cells
