"""An edition beside its last release: what was printed then, what follows from both, what was only corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from svod.factory.plan import plan
from svod.origin import MANIFEST
from svod.params import Params
from svod.publish.gate import releases
from svod.publish.gate.releases import Side, beside_release, check_releases, together
from svod.publish.gate.rules import Checks
from svod.publish.gate.small import Printed, Secret, secrets_of
from svod.report import hidden, shared
from svod.report.assessment import Assessment, assess
from svod.report.shared import Shared
from svod.store import Snapshot, current_snapshot
from svod.wording.numbers import NBSP

NAMES = {"a": "Ашинский МР", "b": "Брединский МР", "c": "Чесменский МР"}
SECRET = Secret("12-riko", "12.1", 2022, "a", 7, 500 / 7, "71,4", True, 0, False)
COUNTED = (("a", 7), ("b", 40), ("c", 400))
ROWS = {("12.1", 2022): {name: {"procedure": "12-riko", "share": False, "persons": n} for name, n in COUNTED}}
WHOLE = {("12-1", "2022", "c"): (50.0, 400.0)}


def side(name: str, printed: Printed) -> Side:
    return Side(name, [SECRET], ROWS, {**WHOLE, **printed})


def faults(now: Printed, then: Printed) -> list[tuple[str, str, str]]:
    checks = Checks()
    together(side("в этом издании", now), side("в выпуске 1", then), NAMES, checks)
    return [(fault.page, fault.what.replace(NBSP, " "), fault.found) for fault in checks.faults]


def test_a_hidden_number_that_was_printed_is_named_with_its_release() -> None:
    assert faults({}, {("12-1", "2022", "a"): (500 / 7,)}) == [
        (
            "pair/12-riko/a.html",
            "Ашинский МР, показатель 12.1 за 2022 год, учтено 7 человек: скрыто в этом издании, напечатано в выпуске 1",
            "71.4286",
        )
    ]


def test_a_neighbour_printed_then_gives_the_small_one_away() -> None:
    """447 in the region, 400 printed in both, 40 printed then: 7 are left."""
    assert faults({}, {("12-1", "2022", "b"): (62.5, 40.0)}) == [
        (
            "pair/12-riko/a.html",
            "Ашинский МР, показатель 12.1 за 2022 год: скрытое в этом издании вычисляется",
            "вместе с напечатанным в выпуске 1",
        )
    ]


@pytest.mark.parametrize(
    "then",
    [{}, {("12-1", "2022", "a"): (60.0, 20.0)}, {("12-1", "2022", "b"): (62.5, 41.0)}],
    ids=["hidden then too", "corrected since", "a neighbour corrected since"],
)
def test_what_was_hidden_or_corrected_gives_nothing_away(then: Printed) -> None:
    assert faults({}, then) == []


def looked_at(assessment: Assessment, output: Path) -> list[tuple[str, str]]:
    """Faults of the releases of an output; the last whole one has nothing to hide."""
    checks = Checks()
    check_releases(assessment, {}, output, checks)
    return [(fault.page, fault.found) for fault in checks.faults]


def test_every_damaged_release_is_named_and_the_last_whole_one_is_compared(
    assessment: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[Path] = []
    monkeypatch.setattr(releases, "beside_release", lambda one, printed, release, checks: compared.append(release))
    monkeypatch.setattr(releases, "changed_since", lambda params, output: [])
    assert looked_at(assessment, tmp_path) == []
    for name in ("2", "10", ".new-1"):
        (tmp_path / "release" / name).mkdir(parents=True)
        (tmp_path / "release" / name / MANIFEST).write_text('{"files": {}, "methodology": {"2021": "0"}}', "utf-8")
    assert (looked_at(assessment, tmp_path), compared) == ([], [tmp_path / "release" / "10"])
    (tmp_path / "release" / "2" / "stray.html").write_text("чужая", "utf-8")
    (tmp_path / "release" / "10" / MANIFEST).write_text("{", "utf-8")
    assert looked_at(assessment, tmp_path) == [
        ("release/2", "stray.html: лишний файл. Верните выпуск из резервной копии"),
        ("release/10", "manifest.json: файла нет или он испорчен. Верните выпуск из резервной копии"),
    ]
    assert compared == [tmp_path / "release" / "10"]


def test_a_methodology_changed_under_its_name_after_a_release_is_a_fault(
    assessment: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releases, "beside_release", lambda one, printed, release, checks: None)
    (tmp_path / "release" / "7").mkdir(parents=True)
    (tmp_path / "release" / "7" / MANIFEST).write_text('{"files": {}, "methodology": {"2022": "0"}}', "utf-8")
    [(page, found)] = looked_at(assessment, tmp_path)
    assert page == "release/7" and found.startswith("изменена. Верните её из выпуска")


def test_a_revision_released_from_other_data_is_a_fault(
    assessment: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releases, "changed_since", lambda params, output: ["данные", "программа"])
    assert looked_at(assessment, tmp_path) == [("release/1", "изменены: данные, программа. Нужна новая редакция")]


# --- a release of one real page ---------------------------------------------------------------------------------------

PAGE = "pair/13-olympiads/lokomotivnyy-go"


@pytest.fixture
def snapshot(demo: Path, params: Params, monkeypatch: pytest.MonkeyPatch) -> Iterator[Snapshot]:
    monkeypatch.setenv("SVOD_OUTPUT", str(demo))
    found = current_snapshot("2022")
    monkeypatch.setitem(shared._kept, "2022", Shared(params, found))
    yield found


@pytest.fixture
def release(snapshot: Snapshot, params: Params, played: Callable[..., Any], tmp_path: Path) -> Callable[[], Path]:
    """Make a release of one page as the program prints it now."""

    def make() -> Path:
        document = next(one for one in plan(params) if one.page == f"{PAGE}.html")
        file = tmp_path / "release" / "1" / "notebooks" / f"{PAGE}.ipynb"
        for folder in (file.parent, tmp_path / "release" / "1" / "inside" / "data"):
            folder.mkdir(parents=True)
        nbformat.write(played(document).notebook, file)
        snapshot.indicators.to_parquet(tmp_path / "release" / "1" / "inside" / "data" / "indicators.parquet")
        return tmp_path / "release" / "1"

    return make


def compared(snapshot: Snapshot, params: Params, release: Path) -> list[str]:
    checks, assessment = Checks(), assess(snapshot.indicators, params)
    few = [one for one in secrets_of(assessment) if one.procedure == "13-olympiads" and not one.bounded]
    assert few
    beside_release(assessment, {}, release, checks)
    assert checks.count
    return sorted({fault.page for fault in checks.faults})


def test_a_release_that_hid_as_this_edition_does_passes(snapshot, params, release) -> None:
    assert compared(snapshot, params, release()) == []


def test_a_release_that_printed_what_is_hidden_now_fails(snapshot, params, release, monkeypatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(hidden, "protect", lambda counts: set())
        printed = release()
    assert compared(snapshot, params, printed) == [f"{PAGE}.html"]
