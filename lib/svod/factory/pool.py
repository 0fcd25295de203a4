"""A pool of forks of one warm process, as an `Executor` of the standard library."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from svod.errors import BuildError
from svod.factory.warm import Call, Setting

__all__ = ["WarmPool"]

STOP_SECONDS = 5
"""How long the warm process may take to end after the other end is closed."""


class WarmPool(Executor):
    """Every call runs in its own fork of a warm process; what ends without an answer raises `warm.Death`.

    Parameters
    ----------
    setting : Setting
        What the warm process does before its first call and how many forks it keeps alive.
    seconds : float
        How long a fork may be silent before it is ended.
    keep : sequence of int
        File descriptors that live as long as the warm process does (the lock of an edition).
    environment : dict of str to str
        Added to the environment of the warm process.
    """

    def __init__(
        self, setting: Setting, seconds: float, keep: Sequence[int] = (), environment: dict[str, str] | None = None
    ) -> None:
        self._seconds = seconds
        self._flying: dict[int, Future[Any]] = {}
        self._guard = threading.Lock()
        self._broken = self._closed = False
        self._why = ""
        self._count = 0
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", "from svod.factory.warm import main; main()", str(theirs.fileno())],
                pass_fds=[theirs.fileno(), *keep], start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env={**os.environ, **(environment or {})},
            )  # fmt: skip
        self._connection = Connection(ours.detach())
        self._connection.send(setting)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Queue a call; function and arguments are pickled, keyword arguments are not taken."""
        if kwargs:
            raise TypeError("WarmPool.submit takes no keyword arguments")
        future: Future[Any] = Future()
        with self._guard:
            if self._closed:
                raise RuntimeError("the pool is closed")
            if self._broken:
                raise self._end()
            self._count += 1
            self._flying[self._count] = future
            try:
                self._connection.send(Call(self._count, fn, args, self._seconds))
            except (BrokenPipeError, ConnectionError):
                del self._flying[self._count]
                raise self._end() from None
        future.set_running_or_notify_cancel()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Close the pool; calls that are not finished are waited for, or ended with `cancel_futures`."""
        with self._guard:
            self._closed = True
            flying = list(self._flying.values())
        if wait and not cancel_futures:
            for future in flying:
                future.exception()
        if self._connection.closed:
            return
        with suppress(OSError), socket.socket(fileno=os.dup(self._connection.fileno())) as end:
            end.shutdown(socket.SHUT_RDWR)  # closing alone would not wake the thread that reads
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        self._connection.close()

    def _read(self) -> None:
        """Hand answers to their futures until the warm process is gone."""
        while True:
            try:
                number, kind, value = self._connection.recv()
            except (EOFError, OSError):
                break
            if not number:
                self._why = value
                continue
            with self._guard:
                future = self._flying.pop(number)
            if kind == "made":
                future.set_result(value)
            else:
                future.set_exception(value)
        with self._guard:
            self._broken = True
            left, self._flying = list(self._flying.values()), {}
        for future in left:
            future.set_exception(self._end())

    def _end(self) -> Exception:
        """Why no more calls are taken: the warm process could not begin, or it was ended from outside."""
        if self._why:
            error = BuildError(f"Прогретый процесс не начался: {self._why.strip().splitlines()[-1]}")
            error.add_note(self._why)
            return error
        return BrokenProcessPool("the warm process has ended")
