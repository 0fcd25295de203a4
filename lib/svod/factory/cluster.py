"""A Dask cluster as an executor: calls go to the benches of its workers, and come back whatever happens to a worker.

Orders and results go over the network, nothing else: project, parameters and output lie on a shared path.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from distributed import Client, KilledWorker

from svod.errors import BuildError
from svod.factory.bench import Bench, Terms, dead, fault, fill, present
from svod.factory.schedule import Place

__all__ = ["Cluster", "cluster_width", "open_cluster"]

CONNECT_SECONDS = 10
"""How long the scheduler, and then the first worker, may take to answer."""

PATIENCE_SECONDS = 60
"""How long a build waits when no worker is left: a restarted one takes seconds."""


@dataclass(eq=False)
class Sent:
    """A call given to the cluster."""

    call: tuple[Any, ...]
    future: Future[Any] = field(default_factory=Future)
    alone: bool = False


class Cluster(Executor):
    """Calls made at the benches of a cluster.

    Dask begins the calls of a lost worker elsewhere, and gives up a call that was there at several losses, guilty or
    not. Such a call is made once more when nothing else is: then only what is guilty is given up.
    """

    def __init__(self, client: Client, name: str) -> None:
        self._client, self._name = client, name
        self._dask = client.get_executor(pure=False)
        self._guard, self._ended = threading.RLock(), threading.Event()
        self._waiting: deque[Sent] = deque()
        self._suspects: deque[Sent] = deque()
        self._flying: set[Sent] = set()
        self._alone = False
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Queue a call; keyword arguments are not taken."""
        if kwargs:
            raise TypeError("Cluster.submit takes no keyword arguments")
        sent = Sent((fn, *args))
        sent.future.set_running_or_notify_cancel()
        self._waiting.append(sent)
        self._send()
        return sent.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more calls; those that are not finished are waited for, or cancelled with `cancel_futures`."""
        if wait and not cancel_futures:
            for sent in [*self._flying, *self._suspects, *self._waiting]:
                sent.future.exception()
        self._ended.set()
        self._give_up("сборка прервана")
        self._dask.shutdown(wait=False)

    def _send(self) -> None:
        """Give out what waits; a suspect goes alone, when all others are back."""
        with self._guard:
            while self._suspects or self._waiting:
                if self._flying and (self._suspects or self._alone):
                    break
                self._alone = bool(self._suspects)
                sent = (self._suspects or self._waiting).popleft()
                self._flying.add(sent)
                self._dask.submit(fill, self._name, *sent.call).add_done_callback(partial(self._settle, sent))

    def _settle(self, sent: Sent, made: Future[Any]) -> None:
        """Hand on what a call has come to."""
        with self._guard:
            if sent not in self._flying:
                return
            self._flying.remove(sent)
            try:
                sent.future.set_result(made.result())
            except KilledWorker:
                if sent.alone:
                    sent.future.set_result(dead(sent.call[1:], "работник"))
                else:
                    sent.alone = True
                    self._suspects.append(sent)
            except CancelledError:
                sent.future.set_exception(BuildError("Связь с планировщиком Dask потеряна. Повторите команду"))
            except Exception as error:
                sent.future.set_exception(error)
            self._send()

    def _watch(self) -> None:
        """Give up when there is nobody to wait for."""
        seen = time.monotonic()
        while not self._ended.wait(1):
            with suppress(Exception):  # a lost scheduler cancels every call
                if self._client.nthreads() or not self._flying:
                    seen = time.monotonic()
            if time.monotonic() - seen > PATIENCE_SECONDS:
                self._give_up("на кластере Dask не осталось работников. Запустите их и повторите команду")

    def _give_up(self, why: str) -> None:
        with self._guard:
            left = [*self._flying, *self._suspects, *self._waiting]
            for calls in (self._flying, self._suspects, self._waiting):
                calls.clear()
        for sent in left:
            sent.future.set_exception(BuildError(f"Сборка остановлена: {why}"))


def cluster_width(address: str) -> int:
    """How many documents a cluster makes at once."""
    with _connected(address) as client:
        return sum(client.nthreads().values())


@contextmanager
def open_cluster(place: Place) -> Iterator[Cluster]:
    """The cluster whose scheduler a place names.

    Raises
    ------
    BuildError
        When nobody answers, or a worker does not see what this machine sees; all such workers are named.
    """
    terms = Terms.of(place)
    with _connected(place.dask) as client:
        try:
            _admit(client, terms)
            cluster = Cluster(client, terms.name)
            try:
                yield cluster
            finally:
                cluster.shutdown(cancel_futures=True)
        finally:
            with suppress(Exception):  # a lost scheduler; workers end their forks when the next build begins
                client.unregister_worker_plugin(terms.name)


def _admit(client: Client, terms: Terms) -> None:
    """Set up a bench at every worker, at those that come later too, and hear what is wrong."""
    try:
        client.run_on_scheduler(present)
        answers: dict[str, Any] = client.run(present, on_error="return")
    except ImportError as error:
        answers = {"планировщик": error}
    told = [f"{who}: {said}" for who, said in answers.items() if said is not True and not isinstance(said, OSError)]
    if told:  # an OSError is a worker that has just gone
        remedy = "Запускайте dask scheduler и dask worker из окружения проекта, собранного по requirements.lock"
        raise BuildError("\n".join(["На кластере Dask нет программы.", *told, remedy]))
    client.register_plugin(Bench(terms), name=terms.name)
    faults = client.run(fault, terms.name, on_error="ignore")
    if told := [words for words in faults.values() if words]:
        raise BuildError("\n".join(["Сборка на кластере не начата.", *told]))


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """A client of a scheduler that has at least one worker."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # a build tells by itself what went wrong
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise BuildError(
            f"Планировщик Dask {address} не отвечает. Запустите его (dask scheduler) и проверьте адрес: он вида "
            "tcp://узел:8786"
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            raise BuildError(
                f"У планировщика Dask {address} нет ни одного работника. Запустите их: dask worker {address}"
            ) from error
        yield client
