"""The bench of a worker: what it makes, what it refuses to make, and what ends with it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from svod import paths
from svod.factory import schedule
from svod.factory.order import Task, make
from svod.factory.plan import Document
from svod.factory.result import Basis, Status
from svod.factory.schedule import Place
from svod.factory.warm import possible

pytest.importorskip("distributed")

from svod.errors import BuildError
from svod.factory.bench import Bench, Terms, dead, look

LINUX = pytest.mark.skipif(not possible(), reason="a warm process is forked on Linux alone")
WORKER = SimpleNamespace(address="tcp://узел:1", state=SimpleNamespace(nthreads=2))


@pytest.fixture
def bench(place: Path) -> Iterator[Callable[[Terms], Bench]]:
    """Set up a bench; it is cleared away afterwards."""
    paths.output().mkdir()
    made = []

    def begun(terms: Terms) -> Bench:
        made.append(Bench(terms))
        made[-1].setup(WORKER)
        return made[-1]

    yield begun
    for one in made:
        one.teardown(WORKER)


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Warm processes that import nothing beforehand."""
    monkeypatch.setattr(schedule, "_warm_up", begin)


def begin(there: Place, scratch: str) -> None:
    if there.snapshot:
        raise ValueError("нет данных")


def terms(snapshot: str = "") -> Terms:
    return Terms.of(Place("2022", snapshot, seconds=20, dask="tcp://узел:8786"))


def kill_parent(_: object) -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)


def double(number: int) -> int:
    time.sleep(0.5)
    return 2 * number


def test_terms_name_what_a_worker_must_find(place: Path) -> None:
    found = terms("abc")
    assert found.folders == (paths.NOTEBOOKS, paths.params(), paths.output(), paths.store() / "2022" / "abc")
    assert found.environment == {"SVOD_PARAMS": str(paths.params()), "SVOD_OUTPUT": str(paths.output())}
    assert (found.place.dask, found.lock) == ("", "")
    assert replace(found, seen={}).name == terms().name == f"svod {paths.output()} 2022"


def test_what_is_seen_changes_with_any_file_that_pages_are_made_by(
    write: Callable[..., Document], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = write("report")
    first = look(paths.NOTEBOOKS)
    assert list(first) == ["библиотека", "шаблон", "сборщик", "пакеты", "блокноты", "параметры"]
    assert look(paths.NOTEBOOKS) == first
    (place / "params" / "editions").mkdir(parents=True)
    (place / "params" / "editions" / "2022.yml").write_text("edition: '2022'", "utf-8")
    monkeypatch.setenv("SVOD_PARAMS", str(place / "params"))
    document.notebook.write_bytes(document.notebook.read_bytes() + b"\n")
    second = look(paths.NOTEBOOKS)
    assert [name for name in first if first[name] != second[name]] == ["блокноты", "параметры"]


@LINUX
def test_a_page_is_made_in_the_output_that_the_terms_name(
    bench: Callable[[Terms], Bench], write: Callable[..., Document], monkeypatch: pytest.MonkeyPatch, place: Path
) -> None:
    document = write("report")
    order = Task(document, Basis("", "", "", "", dict(document.parameters), {}), "Сборник", "fork", 20)
    bound = terms()
    monkeypatch.setenv("SVOD_OUTPUT", str(place / "elsewhere"))
    made = bench(bound).fill(make, order)
    assert (made.status, made.told) == (Status.OK, "")
    assert (place / "output" / "2022" / "site" / "report.html").exists()
    assert not (place / "elsewhere").exists()


@LINUX
def test_a_call_that_kills_the_warm_process_is_given_up_alone(bench: Callable[[Terms], Bench], light: None) -> None:
    working = bench(terms())
    document = Document(Path("x.ipynb"), {}, "x.html", "x")
    with ThreadPoolExecutor(2) as threads:
        killer, good = threads.submit(working.fill, kill_parent, document), threads.submit(working.fill, double, 2)
        assert killer.result() == dead((document,), "прогретый процесс")
        assert good.result() == 4
    assert working.fill(double, 3) == 6


@LINUX
def test_another_program_and_a_process_that_cannot_begin_are_told(bench: Callable[[Terms], Bench], light: None) -> None:
    good = terms()
    other = bench(replace(good, seen={**good.seen, "пакеты": "0", "шаблон": "0"}))
    with pytest.raises(BuildError, match=r"^Работник tcp://узел:1 видит другое: шаблон, пакеты\. Приведите"):
        other.fill(double, 2)
    without = bench(replace(good, place=replace(good.place, snapshot="abc")))
    assert without.fault() == "Работник tcp://узел:1: Прогретый процесс не начался: ValueError: нет данных"


def test_folders_that_are_not_there_or_are_others_are_told(bench: Callable[[Terms], Bench], light: None) -> None:
    snapshot = paths.store() / "2022" / "abc"
    told = f"Работник tcp://узел:1 не видит папку {snapshot}: она должна лежать на общем диске под тем же именем"
    missing = bench(terms("abc"))
    assert missing.fault() == told
    with pytest.raises(BuildError, match="не видит папку"):
        missing.fill(double, 2)
    other = bench(replace(terms(), lock="1 10:15"))
    assert other.fault().endswith(f"видит под именем {paths.output()} другую папку, не ту, в которую идёт сборка")


def test_the_dead_are_named_by_their_document() -> None:
    document = Document(Path("x.ipynb"), {}, "x.html", "x")
    order = Task(document, Basis("", "", "", "", {}, {}), "", "fork", 1)
    assert dead((order,), "работник") == dead((document, None), "работник")
    assert dead((order,), "работник").told == (
        "работник на кластере погибает на этом отчёте: вероятно, не хватает памяти"
    )
