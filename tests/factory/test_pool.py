"""A pool of forks: what is returned, what is raised, and how a death, a hang or a kill is told."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

import pytest

from svod.errors import BuildError
from svod.factory.pool import WarmPool
from svod.factory.warm import Death, Setting, at_cell, possible

pytestmark = pytest.mark.skipif(not possible(), reason="a warm process is forked on Linux alone")

GIB = 2**30


def nothing(*_: object) -> None:
    """Neither at the beginning nor before a fork."""


@contextmanager
def pool(jobs: int = 2, seconds: float = 30, **given: object) -> Iterator[WarmPool]:
    setting = Setting(jobs, GIB, **{"begin": nothing, "foresee": nothing, **given})
    made = WarmPool(setting, seconds)
    try:
        yield made
    finally:
        made.shutdown(cancel_futures=True)


def double(number: int) -> int:
    return 2 * number


def refuse() -> None:
    raise ValueError("так нельзя")


def end(code: int) -> None:
    at_cell("part-04-values")
    os._exit(code)


def crash() -> None:
    at_cell("part-05-map")
    os.kill(os.getpid(), signal.SIGSEGV)


def hang() -> None:
    at_cell("part-06-loop")
    while True:
        time.sleep(1)


def devour() -> int:
    return len(bytearray(4 * GIB))


def leave_behind(mark: str) -> None:
    """Start a process that outlives the call unless somebody ends it."""
    child = os.fork()
    if not child:
        time.sleep(60)
        os._exit(0)
    Path(mark).write_text(str(child))


def remember(mark: list[int]) -> list[int]:
    _seen.append(len(_seen))
    return _seen


_seen: list[int] = []


def test_calls_run_in_forks_and_return_what_they_made() -> None:
    with pool() as executor:
        assert list(executor.map(double, range(20))) == [2 * number for number in range(20)]
        pids = {executor.submit(os.getpid).result() for _ in range(3)}
    assert len(pids) == 3


def test_nothing_leaks_into_the_next_call() -> None:
    with pool(jobs=1) as executor:
        assert [executor.submit(remember, []).result() for _ in range(3)] == [[0], [0], [0]]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ((end, 0), (0, False, "part-04-values")),
        ((end, 7), (7, False, "part-04-values")),
        ((crash,), (-signal.SIGSEGV, False, "part-05-map")),
    ],
)
def test_a_fork_that_dies_is_told_with_its_cell_and_takes_no_other_with_it(
    call: tuple, told: tuple[int, bool, str]
) -> None:
    with pool() as executor:
        good = [executor.submit(double, 1) for _ in range(3)]
        death = executor.submit(*call).exception()
        assert isinstance(death, Death)
        assert (death.code, death.late, death.cell) == told
        assert death.peak > 0
        assert [one.result() for one in good] == [2, 2, 2]
        assert executor.submit(double, 2).result() == 4


def test_a_fork_that_is_silent_too_long_is_ended() -> None:
    with pool(seconds=0.5) as executor:
        started = time.monotonic()
        death = executor.submit(hang).exception()
        assert isinstance(death, Death)
        assert (death.late, death.cell) == (True, "part-06-loop")
        assert 0.4 < time.monotonic() - started < 10
        assert executor.submit(double, 2).result() == 4


def test_errors_come_back_and_memory_has_a_limit() -> None:
    with pool() as executor:
        with pytest.raises(ValueError, match="так нельзя"):
            executor.submit(refuse).result()
        with pytest.raises(MemoryError):
            executor.submit(devour).result()


def test_what_a_fork_has_started_ends_with_it(tmp_path: Path) -> None:
    mark = tmp_path / "child"
    with pool() as executor:
        executor.submit(leave_behind, str(mark)).result()
        gone(int(mark.read_text()))


def test_closing_ends_what_runs_and_the_warm_process() -> None:
    with pool(jobs=1) as executor:
        flying = [executor.submit(hang) for _ in range(3)]
        process = executor._process
        time.sleep(0.3)
    assert process.returncode is not None
    assert all(isinstance(one.exception(), BrokenProcessPool) for one in wait(flying).done)
    with pytest.raises(RuntimeError, match="closed"):
        executor.submit(double, 1)


def test_a_killed_warm_process_is_told_to_every_call() -> None:
    with pool(jobs=1) as executor:
        executor.submit(double, 1).result()
        flying = [executor.submit(hang), executor.submit(double, 1)]
        os.kill(executor._process.pid, signal.SIGKILL)
        assert all(isinstance(one.exception(), BrokenProcessPool) for one in flying)


def test_a_warm_process_that_cannot_begin_says_why() -> None:
    with pool(begin=refuse) as executor, pytest.raises(BuildError, match="не начался: ValueError: так нельзя"):
        executor.submit(double, 1).result()


def test_what_is_foreseen_is_there_for_the_calls_that_follow() -> None:
    with pool(jobs=1, foresee=remember) as executor:
        assert executor.submit(count, []).result() == 1
        assert executor.submit(count, []).result() == 2
    with pool(jobs=1, foresee=refuse_all) as executor:
        assert executor.submit(double, 1).result() == 2


def count(_: list[int]) -> int:
    return len(_seen)


def refuse_all(*_: object) -> None:
    raise RuntimeError("нечего предвидеть")


def test_only_positional_arguments_are_taken() -> None:
    with pool() as executor, pytest.raises(TypeError, match="keyword"):
        executor.submit(double, number=1)


def gone(pid: int) -> None:
    deadline = time.monotonic() + 10
    alive: Callable[[], bool] = lambda: Path(f"/proc/{pid}").exists()  # noqa: E731
    while alive() and "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2][:3]:
        assert time.monotonic() < deadline
        time.sleep(0.05)
