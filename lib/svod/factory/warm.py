"""A warm process: everything is imported and read once, then every call runs in a fork of it and fails alone.

The process has one thread and no event loop, so that a fork of it is whole. It speaks with `pool.WarmPool` over a
socket: calls come in, answers, deaths and overstepped deadlines go out. When the other end is gone, it ends with all
its forks.
"""

from __future__ import annotations

import ctypes
import gc
import mmap
import os
import signal
import struct
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from typing import Any

__all__ = ["Call", "Death", "Setting", "at_cell", "limit_memory", "main", "possible"]

_PR_SET_PDEATHSIG = 1
_CELL = struct.Struct("d120p")
"""What a fork chalks up: when it was last heard of (monotonic seconds) and which cell it had begun."""

_board: list[mmap.mmap] = []


@dataclass(frozen=True)
class Setting:
    """How a warm process works: forks alive at once, bytes each may take beyond what it is born with, what it does
    before its first call, and what it does in itself before every fork (with the call's arguments)."""

    jobs: int
    memory: int
    begin: Callable[[], object]
    foresee: Callable[..., object]


@dataclass(frozen=True)
class Call:
    """A function to call in a fork; `seconds` is how long it may be silent."""

    number: int
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    seconds: float


@dataclass(eq=False)  # not frozen: Python itself writes to an exception
class Death(Exception):
    """A fork that ended without an answer.

    Attributes
    ----------
    code : int
        Exit status; negative is the signal that ended it.
    late : bool
        Whether it was ended for having been silent too long.
    cell : str
        The last cell it had begun.
    seconds : float
    peak : int
        Greatest resident memory, bytes.
    """

    code: int
    late: bool
    cell: str
    seconds: float
    peak: int


@dataclass
class Fork:
    """A call that is running."""

    call: Call
    pid: int
    ended: int
    pipe: Connection
    board: mmap.mmap
    begun: float
    late: bool = False
    answer: list[Any] = field(default_factory=list)

    @property
    def heard(self) -> float:
        """When it last began a cell."""
        return float(_CELL.unpack_from(self.board)[0])

    @property
    def cell(self) -> str:
        """The last cell it had begun."""
        return bytes(_CELL.unpack_from(self.board)[1]).decode("utf-8", "replace")

    def release(self) -> None:
        """Close what it was listened by."""
        os.close(self.ended)
        self.pipe.close()
        self.board.close()


def possible() -> bool:
    """Whether this system can fork a warm process safely and watch it: Linux."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open")


def at_cell(id: str) -> None:
    """Chalk up, within a fork, which cell begins; elsewhere nobody looks.

    It is memory shared with the warm process: a message would wake it at every cell, for it to forget.
    """
    for board in _board:
        _CELL.pack_into(board, 0, time.monotonic(), id.encode())


def main() -> None:
    """Serve the socket whose descriptor is the first argument."""
    connection = Connection(int(sys.argv[1]))
    _end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        setting = connection.recv()
        setting.begin()
    except EOFError:
        return
    except Exception:
        connection.send((0, "failed", traceback.format_exc()))
        return
    gc.collect()
    gc.freeze()
    Server(connection, setting).serve()


class Server:
    """The loop of a warm process."""

    def __init__(self, connection: Connection, setting: Setting) -> None:
        self.connection, self.setting = connection, setting
        self.waiting: deque[Call] = deque()
        self.running: dict[int, Fork] = {}

    def serve(self) -> None:
        """Work until the other end is closed."""
        try:
            while True:
                while self.waiting and len(self.running) < self.setting.jobs:
                    self._begin(self.waiting.popleft())
                self._listen()
        except (EOFError, ConnectionError):
            return
        finally:
            for fork in self.running.values():
                _kill(fork.pid)

    def _listen(self) -> None:
        """Wait for a call, for a word of a fork, for its end, or for the next deadline."""
        now = time.monotonic()
        deadlines = [fork.heard + fork.call.seconds - now for fork in self.running.values() if not fork.late]
        pipes = {fork.pipe: fork for fork in self.running.values() if not fork.pipe.closed}
        ends = {fork.ended: fork for fork in self.running.values()}
        for ready in wait([self.connection, *pipes, *ends], max(0.0, min(deadlines)) if deadlines else None):
            if ready is self.connection:
                self.waiting.append(self.connection.recv())
            elif ready in pipes:
                _hear(pipes[ready])
            else:
                self._collect(ends[ready])
        for fork in self.running.values():
            if not fork.late and time.monotonic() - fork.heard > fork.call.seconds:
                fork.late = True
                _kill(fork.pid)

    def _begin(self, call: Call) -> None:
        with suppress(Exception):  # whatever is wrong with the call, its own fork will say
            self.setting.foresee(*call.arguments)
        gc.freeze()  # what has been foreseen is not looked through, and so not copied, by every fork
        reader, writer = Pipe(duplex=False)
        board, now = mmap.mmap(-1, _CELL.size), time.monotonic()
        _CELL.pack_into(board, 0, now, b"")
        pid = os.fork()
        if not pid:
            self._be_fork(call, writer, board)
        writer.close()
        self.running[pid] = Fork(call, pid, os.pidfd_open(pid), reader, board, now)

    def _be_fork(self, call: Call, writer: Connection, board: mmap.mmap) -> None:
        """All the life of a fork."""
        status = 1
        try:
            os.setsid()
            _end_with_parent()
            self.connection.close()
            limit_memory(self.setting.memory)
            _board.append(board)
            try:
                answer = ("made", call.function(*call.arguments))
            except Exception as error:
                answer = ("failed", error)
            writer.send(answer)
            status = 0
        finally:
            os._exit(status)

    def _collect(self, fork: Fork) -> None:
        """Say what became of a fork that has ended; what it left running ends with it."""
        while not fork.pipe.closed and fork.pipe.poll():
            _hear(fork)
        _kill(fork.pid)  # while it waits to be collected its number is not given to another process
        _, status, usage = os.wait4(fork.pid, 0)
        del self.running[fork.pid]
        if fork.answer:
            kind, value = fork.answer
        else:
            seconds, peak = time.monotonic() - fork.begun, usage.ru_maxrss * 1024
            kind = "failed"
            value = Death(os.waitstatus_to_exitcode(status), fork.late, fork.cell, seconds, peak)
        fork.release()
        self.connection.send((fork.call.number, kind, value))


def _hear(fork: Fork) -> None:
    """Take the answer of a fork."""
    try:
        fork.answer = list(fork.pipe.recv())
    except (EOFError, OSError):
        fork.pipe.close()


def _kill(pid: int) -> None:
    """End a fork and whatever it has started."""
    for end in (os.killpg, os.kill):
        try:
            end(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


def _end_with_parent() -> None:
    """Ask the kernel to end this process when the one that made it is killed."""
    parent = os.getppid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def limit_memory(more: int) -> None:
    """Let this process take so many bytes more than it has: then a MemoryError; and let the system end it first."""
    import resource  # absent on Windows, where nothing is ever forked

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    Path("/proc/self/oom_score_adj").write_text("1000")
