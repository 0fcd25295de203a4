"""The warm process itself: one thread, an end when the other end is gone, a limit of memory for each fork."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from concurrent.futures import Executor
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from svod.factory import warm
from svod.factory.pool import WarmPool
from svod.factory.warm import Call, Setting, at_cell, limit_memory, possible

pytestmark = pytest.mark.skipif(not possible(), reason="a warm process is forked on Linux alone")


def nothing(*_: object) -> None:
    """Neither at the beginning nor before a fork."""


def double(number: int) -> int:
    return 2 * number


def test_it_has_one_thread_so_that_a_fork_of_it_is_whole() -> None:
    pool: Executor = WarmPool(Setting(1, 2**30, nothing, nothing), 30)
    with pool:
        pool.submit(double, 1).result()
        assert len(list(Path(f"/proc/{pool._process.pid}/task").iterdir())) == 1


def test_it_answers_by_number_and_ends_when_nobody_is_left() -> None:
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-c", "from svod.factory.warm import main; main()", str(theirs.fileno())]
    process = subprocess.Popen(command, pass_fds=[theirs.fileno()])
    theirs.close()
    connection = Connection(ours.detach())
    connection.send(Setting(2, 2**30, nothing, nothing))
    for number in (1, 2, 3):
        connection.send(Call(number, double, (number,), 30))
    assert sorted(connection.recv() for _ in range(3)) == [(1, "made", 2), (2, "made", 4), (3, "made", 6)]
    connection.close()
    assert process.wait(10) == 0


def test_it_ends_when_nobody_says_how_to_begin() -> None:
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-c", "from svod.factory.warm import main; main()", str(theirs.fileno())]
    process = subprocess.Popen(command, pass_fds=[theirs.fileno()])
    theirs.close()
    ours.close()
    assert process.wait(10) == 0


def test_memory_beyond_the_limit_is_refused_and_the_system_is_told_whom_to_end_first() -> None:
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        limit_memory(2**26)
        try:
            bytearray(2**28)
        except MemoryError:
            os.write(writer, Path("/proc/self/oom_score_adj").read_bytes())
        os._exit(0)
    os.close(writer)
    assert os.read(reader, 10).strip() == b"1000"
    os.close(reader)
    assert os.waitpid(pid, 0)[1] == 0


def test_nobody_listens_outside_a_fork() -> None:
    at_cell("part-01-question")
    assert not warm._board
