"""The benchmark's own arithmetic: what it refuses, how a sample stands for the edition, what it says of a target."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from openpyxl import load_workbook

from svod.factory.plan import Document, plan
from svod.params import load_params

Import = Callable[[str], ModuleType]


@pytest.fixture
def part(monkeypatch: pytest.MonkeyPatch) -> Import:
    """A file of the benchmark, imported as when it is run."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    return importlib.import_module


@pytest.fixture(scope="module")
def every() -> list[Document]:
    return plan(load_params("2022"))


def test_it_refuses_to_measure_programs_that_compile_themselves_anew(
    part: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    with pytest.raises(SystemExit, match="PYTHONDONTWRITEBYTECODE is set"):
        part("factory").main(["--quick"])


def test_every_kind_is_in_a_sample_and_a_smaller_one_is_part_of_it(part: Import, every: list[Document]) -> None:
    measure = part("measure")
    assert Counter(map(measure.kind, every)) == {"pair": 774, "municipality": 43, "procedure": 18, "group": 4, "map": 1}
    small, large = ({document.page for document in measure.sample(every, count)} for count in (12, 60))
    assert (len(small), len(large)) == (12, 60)
    assert small < large
    assert {page.split("/")[0] for page in small} == {"pair", "municipality", "procedure", "group", "map.html"}


def test_a_kind_weighs_what_it_weighs_in_the_edition(part: Import) -> None:
    measure = part("measure")
    lot = measure.Lot(8.0, (("pair", 2.0), ("group", 6.0)))  # one after the other
    assert measure.per_document([lot], {"pair": 0.75, "group": 0.25}) == pytest.approx(0.75 * 2 + 0.25 * 6)
    two_at_once = measure.Lot(4.0, lot.busy)
    assert measure.per_document([two_at_once], {"pair": 0.75, "group": 0.25}) == pytest.approx(1.5)
    assert measure.per_document([lot, lot], {"pair": 0.5, "group": 0.5}) == pytest.approx(4)


def test_a_missed_target_is_said_as_missed(part: Import) -> None:
    target = part("measure").Target
    lines = [
        target("faster", 12.0, at_least=12).line(),
        target("faster", 11.9, at_least=12).line(),
        target("memory", 2.1, at_most=2, unit="GiB").line(),
        target("pages", 91, at_least=89, at_most=90).line(),
        target("full build", None, at_most=360, unit="s").line(),
    ]
    assert [line.split()[-1] for line in lines] == ["met", "MISSED", "MISSED", "MISSED", "measured"]
    assert lines[4].split() == ["full", "build", "–", "<=", "360", "s", "not", "measured"]


def result(**given: object) -> dict[str, object]:
    """What a run on all 840 documents has measured when every target is met."""
    seconds = {"A": 7.0, "C": 3.0, "F": 0.3, "P": 0.6, "L": 0.2}
    pages = {"planned": 90, "built": 90, "changed_but_not_planned": []}
    day = {"nothing_changed_seconds": 1.0, "build_seconds": 30.0, **pages}
    size = {"seconds": 250.0, "without_start": 0.29}
    return {
        "edition": 840, "seconds_per_document": seconds, "rounds": {"seconds_per_document": seconds},
        "full": {"documents": 840, **size}, "memory": {"peak_bytes": 2**30}, "different_bytes": [], "day_after": day,
        "collection": {"seconds": 50.0},
        "growth": [{"documents": 200, "seconds": 60.0, "without_start": 0.3}, {"documents": 840, **size}], **given,
    }  # fmt: skip


def test_every_requirement_is_judged_by_its_own_figure(part: Import) -> None:
    judged = part("factory").judged
    assert {one.verdict for one in judged(result())} == {"met"}
    slow = {"A": 7.0, "C": 1.2, "F": 0.5, "L": 0.2}
    missed = [
        one for one in judged(result(seconds_per_document=slow, different_bytes=["map.html"])) if one.verdict != "met"
    ]
    assert [(one.name.split(",")[0], one.measured) for one in missed] == [
        ("F faster than C (pool of 2)", pytest.approx(2.4)),
        ("F over L (limit)", pytest.approx(2.5)),
        ("pages whose bytes depend on --jobs", 1),
    ]


def test_what_a_part_of_the_edition_cannot_show_is_not_judged(part: Import) -> None:
    partly = result(
        full={"documents": 44, "seconds": 12.0, "without_start": 0.2}, growth=[], day_after={}, collection={}
    )
    verdicts = Counter(one.verdict for one in part("factory").judged(partly))
    assert verdicts == {"met": 6, "not measured": 8}


def test_other_formats_and_the_collection_have_bounds_of_their_own(part: Import) -> None:
    rounds = {"seconds_per_document": {"A": 7.0, "C": 3.0, "F": 0.3, "P": 0.75, "L": 0.2}}
    judged = part("factory").judged(result(rounds=rounds, collection={"seconds": 61.0}))
    missed = [(one.name.split(",")[0], one.measured) for one in judged if one.verdict == "MISSED"]
    assert missed == [
        ("seconds that all formats add to a document", pytest.approx(0.45)),
        ("the collection in all formats", 61.0),
    ]


def test_processor_seconds_are_those_of_all_that_have_ended(part: Import) -> None:
    ways = part("ways")
    before = ways.processor()
    subprocess.run([sys.executable, "-c", "sum(i * i for i in range(2_000_000))"], check=True)
    assert 0.02 < ways.processor() - before < 60


def test_one_cell_is_corrected(part: Import, demo: Path, tmp_path: Path) -> None:
    source = demo / "demo" / "2022" / "07-libraries-2022.xlsx"
    where = part("scenario").correct_one_cell(source, tmp_path / source.name)
    before, after = (
        [[cell.value for cell in row] for row in load_workbook(file).active]
        for file in (source, tmp_path / source.name)
    )
    (changed,) = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed[0][2] - changed[1][2] == 1
    assert where == f"{source.name}, Показатели!C{before.index(changed[0]) + 1}, {changed[0][0]}"
