"""A Dask cluster: the pages of one machine, and whatever happens to a worker, its documents are made or told."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.console import Console

from svod import paths
from svod.errors import BuildError
from svod.factory.build import Outcome, build
from svod.factory.plan import Document
from svod.factory.result import Status
from svod.factory.schedule import Place, open_executor
from svod.factory.warm import possible
from svod.params import Params

pytest.importorskip("distributed")

from distributed import Client, LocalCluster

from svod.factory import bench, cluster

LINUX = pytest.mark.skipif(not possible(), reason="a warm process is forked on Linux alone")
FAMILY = (
    "import os, pathlib, time\n"
    "above = lambda pid: int(pathlib.Path(f'/proc/{pid}/stat').read_text().rpartition(')')[2].split()[1])\n"
    "warm = os.getppid(); worker = above(warm)\n"
)
"""Process numbers as a notebook sees them: of its warm process, and of the worker that has begun that one."""


@pytest.fixture(scope="module")
def pair() -> Iterator[LocalCluster]:
    """A scheduler with two workers of one thread each."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as made:
        yield made


@pytest.fixture
def address(pair: LocalCluster) -> str:
    """Of the scheduler, when both workers are there: a test before may have killed one."""
    with Client(pair) as client:
        client.wait_for_workers(2, timeout=60)
    return pair.scheduler_address


@pytest.fixture
def empty() -> Iterator[LocalCluster]:
    """A scheduler without workers."""
    with LocalCluster(n_workers=0, processes=False, dashboard_address=":0") as made:
        yield made


@pytest.fixture
def run(params: Params, address: str, place: Path) -> Callable[..., Outcome]:
    """Build documents on the cluster, or on this machine."""

    def built(documents: list[Document], dask: str = address) -> Outcome:
        there = Place("2022", "", dask=dask, seconds=30)
        return build(params, documents, there, console=Console(file=io.StringIO()))

    return built


class Missing:
    """A question that cannot be taken out of its pickle in processes of which `where` holds; others answer it."""

    def __init__(self, where: str) -> None:
        self.where = where

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return eval, (f"__import__('svod_of_old') if __import__('os').getpid() {self.where} {os.getpid()} else bool",)


def when(happened: Callable[[], object], then: Callable[[], object]) -> threading.Thread:
    """Do something, while the build runs, as soon as something else has happened."""

    def waited() -> None:
        wait_for(happened)
        then()

    thread = threading.Thread(target=waited, daemon=True)
    thread.start()
    return thread


def wait_for(happened: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


@LINUX
def test_pages_and_failures_are_those_of_one_machine_and_both_workers_take_part(
    run: Callable[..., Outcome], write: Callable[..., Document], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = place / "marks"
    marks.mkdir()
    body = f"{FAMILY}time.sleep(0.2); mark = pathlib.Path({str(marks)!r}, procedure).write_text(str(worker))\nprocedure"
    documents = [write(f"report{number}", body=body) for number in range(8)]
    documents += [write("raises", body="1 / 0"), write("exits", body="import os; os._exit(7)")]
    outcome = run(documents)
    workers = [file.read_text() for file in marks.iterdir()]
    assert len(workers) == 8
    assert len(set(workers)) == 2
    assert str(os.getpid()) not in workers
    spread = {file.name: file.read_bytes() for file in paths.site("2022").iterdir()}
    monkeypatch.setenv("SVOD_OUTPUT", str(place / "local"))
    local = run(documents, dask="")
    assert {file.name: file.read_bytes() for file in paths.site("2022").iterdir()} == spread
    assert len(spread) == 8
    assert [(one.status, one.told) for one in outcome.results] == [(one.status, one.told) for one in local.results]
    assert [one.told for one in outcome.failures] == [
        "ячейка part-01-body: ZeroDivisionError: division by zero",
        "ячейка part-01-body: процесс закончился сам, с кодом 7: в ячейке вызван os._exit",
    ]


@LINUX
def test_documents_of_a_killed_worker_are_made_elsewhere(
    run: Callable[..., Outcome], write: Callable[..., Document], place: Path
) -> None:
    mark = place / "mark"
    told = f"{FAMILY}time.sleep(0.3)\nmark = pathlib.Path({str(mark)!r})\nif not mark.exists():\n"
    body = f"{told}    mark.with_name('draft').write_text(f'{{worker}} {{warm}} {{os.getpid()}}')\n"
    body += "    mark.with_name('draft').rename(mark); time.sleep(60)"
    documents = [write(f"report{number}", body=body) for number in range(6)]
    killer = when(mark.exists, lambda: os.kill(int(mark.read_text().split()[0]), signal.SIGKILL))
    outcome = run(documents)
    killer.join()
    assert [one.told for one in outcome.failures] == []
    assert len(list(paths.site("2022").iterdir())) == 6
    wait_for(lambda: not any(map(alive, map(int, mark.read_text().split()))))


@LINUX
def test_a_document_that_kills_its_worker_fails_alone(
    run: Callable[..., Outcome], write: Callable[..., Document], pair: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pair.scheduler, "allowed_failures", 0)
    killer = write("killer", body=f"{FAMILY}import signal; os.kill(worker, signal.SIGKILL); time.sleep(60)")
    outcome = run([killer, *(write(f"good{number}") for number in range(5))])
    assert [(one.document.page, one.status, one.told) for one in outcome.failures] == [
        ("killer.html", Status.DIED, "работник на кластере погибает на этом отчёте: вероятно, не хватает памяти")
    ]
    assert len(list(paths.site("2022").iterdir())) == 5


@LINUX
def test_ctrl_c_ends_what_runs_on_the_workers(
    run: Callable[..., Outcome], write: Callable[..., Document], place: Path
) -> None:
    mark = place / "mark"
    body = f"{FAMILY}pathlib.Path({str(mark)!r}).write_text(f'{{os.getpid()}} {{warm}}'); time.sleep(60)"
    stopper = when(
        lambda: mark.exists() and len(mark.read_text().split()) == 2, lambda: os.kill(os.getpid(), signal.SIGINT)
    )
    outcome = run([write(f"slow{number}", body=body) for number in range(4)])
    stopper.join()
    assert (outcome.interrupted, outcome.results) == (True, ())
    wait_for(lambda: not any(map(alive, map(int, mark.read_text().split()))))


def test_stock_kernels_work_on_a_cluster_as_well(params: Params, address: str, write: Callable[..., Document]) -> None:
    place = Place("2022", "", "kernel", dask=address, seconds=30)
    outcome = build(params, [write("raises", body="1 / 0")], place, console=Console(file=io.StringIO()))
    assert [one.told for one in outcome.results] == ["ячейка part-01-body: ZeroDivisionError: division by zero"]


def test_the_width_of_a_place_is_that_of_the_cluster(address: str) -> None:
    assert Place("2022", "", dask=address).width == 2
    assert Place("2022", "", dask=address, jobs=1).width == 1


def test_workers_that_see_another_program_are_named(address: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths.output().mkdir()
    monkeypatch.setattr(bench, "library_hash", lambda: "0")
    with pytest.raises(BuildError) as told, open_executor(Place("2022", "", dask=address), 2):
        pass
    assert str(told.value).count("видит другое: библиотека. Приведите его проект к тому же коммиту") == 2
    with Client(address, set_as_default=False) as client:
        assert all(worker in str(told.value) for worker in client.nthreads())


def test_workers_that_lack_the_output_are_named(address: str, place: Path) -> None:
    with pytest.raises(BuildError) as told, open_executor(Place("2022", "", dask=address), 2):
        pass
    assert str(told.value).count(f"не видит папку {paths.output()}: она должна лежать на общем диске") == 2


@pytest.mark.parametrize("where", ["tcp://127.0.0.1:9", "узел"])
def test_a_silent_address_is_told(where: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.5)
    told = f"Планировщик Dask {where} не отвечает. Запустите его"
    with pytest.raises(BuildError, match=told), open_executor(Place("2022", "", dask=where), 1):
        pass


def test_a_scheduler_without_workers_is_told(empty: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.5)
    with pytest.raises(BuildError, match=r"нет ни одного работника\. Запустите их: dask worker"):
        cluster.cluster_width(empty.scheduler_address)


def test_a_call_is_not_waited_for_when_nobody_is_left(empty: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE_SECONDS", 0.5)
    with Client(empty.scheduler_address, set_as_default=False) as client, cluster.Cluster(client, "svod") as executor:
        with pytest.raises(BuildError, match="не осталось работников"):
            executor.submit(pow, 2, 3).result(20)
        with pytest.raises(TypeError, match="keyword"):
            executor.submit(pow, 2, exp=3)


@pytest.mark.parametrize(("where", "who"), [("==", "планировщик"), ("!=", "tcp://.*svod_of_old.*\ntcp://.*")])
def test_those_that_lack_the_program_are_named(
    address: str, place: Path, monkeypatch: pytest.MonkeyPatch, where: str, who: str
) -> None:
    monkeypatch.setattr(cluster, "present", Missing(where))
    told = f"^На кластере Dask нет программы.\n{who}: .*No module named 'svod_of_old'.*\nЗапускайте dask scheduler"
    with pytest.raises(BuildError, match=told), open_executor(Place("2022", "", dask=address), 2):
        pass


def test_a_lost_scheduler_is_told(empty: LocalCluster) -> None:
    with Client(empty.scheduler_address, set_as_default=False) as client:
        executor = cluster.Cluster(client, "svod")
        future = executor.submit(pow, 2, 3)
        empty.close()
        with pytest.raises(BuildError, match="Связь с планировщиком Dask потеряна"):
            future.result(20)
        executor.shutdown(cancel_futures=True)


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("svod.factory.cluster", "svod.factory.bench"):
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("svod.factory.cluster")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BuildError, match=r'pip install "svod\[cluster\]"'):
        assert Place("2022", "", dask="tcp://127.0.0.1:8786").width
