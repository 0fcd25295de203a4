"""Where documents are made: both engines tell every way to fail as what it is, and no failure costs a good page."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from svod import paths
from svod.errors import BuildError
from svod.factory import schedule
from svod.factory.build import explained
from svod.factory.order import Task, make
from svod.factory.plan import Document
from svod.factory.result import Basis, Result, Status
from svod.factory.schedule import Place, memory_share, open_executor, processes
from svod.factory.warm import Death, possible
from svod.params import Params
from svod.store import SCHEMAS, write_snapshot

ENGINES = ["kernel", *(["fork"] if possible() else [])]
DEAD = "процесс блокнота погиб: аварийный выход или не хватило памяти"
FAILURES = {
    "raises": ("1 / 0", Status.FAILED, "ZeroDivisionError: division by zero"),
    "leaves": ("raise SystemExit(0)", Status.FAILED, "SystemExit: 0"),
    "hangs": ("while True: pass", Status.TIMED_OUT, "не закончилась за 3 с"),
    "wants": ("x = bytearray(2**44)", Status.FAILED, "MemoryError: не хватило памяти, отпущенной одному отчёту"),
    "falls": (
        "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
        Status.DIED,
        {"kernel": DEAD, "fork": "аварийный выход: сигнал SIGSEGV"},
    ),
    "exits": (
        "import os; os._exit(0)",
        Status.DIED,
        {"kernel": DEAD, "fork": "процесс закончился сам, с кодом 0: в ячейке вызван os._exit"},
    ),
}


def order(document: Document, engine: str, seconds: float = 30) -> Task:
    return Task(document, Basis("", "", "", "", dict(document.parameters), {}), "Сборник", engine, seconds)


def run(documents: list[Document], engine: str, seconds: float = 30) -> dict[str, Result]:
    """Results of documents made two at a time, by the name of the notebook."""
    results = {}
    with open_executor(Place("2022", "", engine, seconds=seconds), 2) as executor:
        futures = {document: executor.submit(make, order(document, engine, seconds)) for document in documents}
        for document, future in futures.items():
            try:
                results[document.notebook.stem] = future.result()
            except Death as death:
                results[document.notebook.stem] = explained(order(document, engine, seconds), death)
    return results


@pytest.mark.parametrize("engine", ENGINES)
def test_every_failure_is_told_as_what_it_is_and_fails_alone(engine: str, write: Callable[..., Document]) -> None:
    documents = [write(name, body=body) for name, (body, *_) in FAILURES.items()]
    documents += [write(f"good{number}") for number in range(3)]
    results = run(documents, engine, seconds=3)
    for name, (_, status, words) in FAILURES.items():
        result = results[name]
        said = words[engine] if isinstance(words, dict) else words
        assert (result.status, result.cell, result.failure) == (status, "part-01-body", said), name
    assert sorted(file.name for file in paths.site("2022").iterdir()) == ["good0.html", "good1.html", "good2.html"]


@pytest.mark.skipif(not possible(), reason="a warm process is forked on Linux alone")
def test_what_a_notebook_does_to_its_process_is_not_seen_by_the_next(write: Callable[..., Document]) -> None:
    mess = (
        "import json, os, sys, math, builtins\n"
        "builtins.print = None; math.pi = 3; os.chdir('/'); os.environ['SVOD_MESS'] = '1'\n"
        "sys.path.insert(0, '/mess'); leaked = 1; sys.setrecursionlimit(5000)"
    )
    look = (
        "import math, os, sys\n"
        "found = [print is None, math.pi, os.environ.get('SVOD_MESS', 'no'), '/mess' in sys.path]\n"
        "' '.join(map(str, [*found, 'leaked' in globals(), sys.getrecursionlimit(), os.getcwd(), len(In)]))"
    )
    documents = [write("look0", body=look), write("mess", body=mess), write("look1", body=look)]
    with open_executor(Place("2022", "", "fork"), 1) as executor:
        made = [executor.submit(make, order(one, "fork")).result() for one in documents]
        assert [one.told for one in made] == ["", "", ""]
    first, last = ((paths.site("2022") / f"look{number}.html").read_text("utf-8") for number in (0, 1))
    assert "False 3.141592653589793 no False False" in first
    assert first.replace("look0", "") == last.replace("look1", "")


def test_the_engine_is_the_faster_one_that_the_system_has(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Place("2022", "").chosen == ("fork" if possible() else "kernel")
    monkeypatch.setattr(schedule, "possible", lambda: False)
    assert Place("2022", "").chosen == "kernel"
    with pytest.raises(BuildError, match="--engine kernel"), open_executor(Place("2022", "", "fork"), 1):
        pass


def test_jobs_and_memory_follow_the_machine() -> None:
    assert Place("2022", "").width == processes() >= 1
    assert Place("2022", "", jobs=3).width == 3
    assert memory_share(1) >= memory_share(2) >= 2**30
    assert memory_share(10**9) == 2**30


def test_the_data_that_a_build_reads_are_bound_when_it_begins(write: Callable[..., Document], params: Params) -> None:
    empty = {name: pd.DataFrame(columns=schema.names) for name, schema in SCHEMAS.items()}
    first = write_snapshot("2022", empty)
    files = pd.DataFrame([("01.xlsx", "0" * 64, 1, "")], columns=SCHEMAS["files"].names)
    assert write_snapshot("2022", {**empty, "files": files}) != first
    document = write("bound", body="from svod.store import current_snapshot\ncurrent_snapshot('2022').id")
    for engine in ENGINES:
        with open_executor(Place("2022", first, engine), 1) as executor:
            assert executor.submit(make, order(document, engine)).result().told == ""
        assert first in (paths.site("2022") / "bound.html").read_text("utf-8")
