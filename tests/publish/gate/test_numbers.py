"""Numbers of whole reports: as they are they hold; one altered cell is found, whichever it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from svod.params import Params
from svod.publish.gate.numbers import Numbers
from svod.publish.gate.rules import Checks
from svod.publish.paper import read_paper
from svod.publish.reading import Reading, reading_of
from svod.report.assessment import Assessment, assess
from svod.store import current_snapshot

PAIR, PROCEDURE = "pair/08-heads/ashinskiy-mr", "procedure/08-heads"
MUNICIPALITY, GROUP = "municipality/ashinskiy-mr", "group/outcomes"


@pytest.fixture(scope="module")
def truth(demo, params: Params) -> Assessment:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SVOD_OUTPUT", str(demo))
        return assess(current_snapshot("2022").indicators, params)


@pytest.fixture(scope="module")
def numbers(truth: Assessment) -> Numbers:
    return Numbers(truth)


@pytest.fixture
def read(executed: Callable[[str], Any]) -> Callable[[str], Reading]:
    return lambda name: reading_of(read_paper(executed(name)), f"{name}.html")


def checked(numbers: Numbers, reading: Reading) -> Checks:
    checks = Checks()
    numbers.check(reading, checks)
    return checks


@pytest.mark.parametrize(
    ("name", "fewest"),
    [
        (PAIR, 50),
        (PROCEDURE, 300),
        (MUNICIPALITY, 35),
        (GROUP, 400),
        ("pair/08-heads/lokomotivnyy-go", 15),  # three of its values are hidden
        ("pair/05-adapted-programmes/karabashskiy-go", 20),  # told by bounds
        ("pair/11-project-500/lokomotivnyy-go", 0),  # nothing to assess
    ],
)
def test_a_report_as_it_is_holds(name: str, fewest: int, read: Any, numbers: Numbers) -> None:
    checks = checked(numbers, read(name))
    assert checks.faults == []
    assert checks.count >= fewest


@pytest.mark.parametrize(
    ("name", "anchor", "row", "column"),
    [
        (PAIR, "tab-6-1", "8-2", "2021"),
        (PAIR, "tab-7-1", "8-2", "2021"),
        (PAIR, "tab-7-1", "8-2", "points"),
        (PAIR, "tab-7-2", "8-2", "own"),
        (PAIR, "tab-7-2", "8-2", "median"),
        (PAIR, "tab-7-2", "8-3", "best"),
        (PAIR, "tab-9-1", "8-2", "points"),
        (PAIR, "tab-9-1", "8-2", "maximum"),
        (PAIR, "ris-9-1-data", "8-2", "2022"),
        (PAIR, "ris-9-1-data", "8-2-median", "2022"),
        (PAIR, "ris-9-1-data", "ashinskiy-mr", "2022"),
        (PAIR, "tab-10-1", "ashinskiy-mr", "current"),
        (PROCEDURE, "tab-7-2", "8-3", "2020"),
        (PROCEDURE, "tab-7-2", "8-3", "median"),
        (PROCEDURE, "tab-7-2", "8-3", "worst"),
        (PROCEDURE, "ris-7-1-data", "miasskiy-go", "8-1"),
        (PROCEDURE, "ris-9-1-data", "miasskiy-go", "2021"),
        (MUNICIPALITY, "tab-7-1", "08-heads", "points"),
        (MUNICIPALITY, "tab-9-1", "08-heads", "points"),
        (MUNICIPALITY, "ris-9-1-data", "ashinskiy-mr", "2022"),
        (GROUP, "ris-7-1-data", "miasskiy-go", "10-vpr"),
        (GROUP, "ris-9-1-data", "miasskiy-go", "2022"),
    ],
)
def test_one_altered_number_is_found(
    name: str, anchor: str, row: str, column: str, read: Any, numbers: Numbers
) -> None:
    reading = read(name)
    cell = next(one for one in reading.tables[anchor]["rows"] if one.get("key") == row)["cells"][column]
    cell["value"], cell["text"] = cell["value"] + 1.5, "0"
    (fault,) = checked(numbers, reading).faults
    assert fault.page == f"{name}.html"
    assert fault.what.endswith(f"строка и столбец {row}, {column}")


def test_a_rounded_number_may_be_off_by_half_of_its_last_digit_and_an_exact_one_not_at_all(
    read: Any, numbers: Numbers
) -> None:
    reading = read(PAIR)
    cell = next(one for one in reading.tables["tab-7-1"]["rows"] if one.get("key") == "8-3")["cells"]["2021"]
    cell["value"] = float(cell["text"].replace(",", "."))
    assert checked(numbers, reading).faults == []
    cell["value"] += 0.001
    assert len(checked(numbers, reading).faults) == 1
