"""Where documents are made: forks of a warm process, stock kernels in a pool of processes, or a Dask cluster.

All three are executors of the standard library; what is submitted is `execute.make` and a `Task`.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from svod.digest import PINNED
from svod.errors import BuildError
from svod.factory.order import foresee
from svod.factory.pool import WarmPool
from svod.factory.warm import Setting, possible

__all__ = [
    "CELL_SECONDS",
    "ENVIRONMENT",
    "Place",
    "memory_share",
    "open_executor",
    "open_here",
    "processes",
    "warm_pool",
]

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
ENVIRONMENT = {**dict.fromkeys(_THREADS, "1"), "PYTHONHASHSEED": "0"}
"""What every process of a build is born with: one thread each, the same hashes every time."""

CELL_SECONDS = 300
"""How long one cell may take before the document is given up."""

STOP_SECONDS = 5
"""How long a process may take to close its kernel after Ctrl-C."""

LEAST_MEMORY = 2**30


@dataclass(frozen=True)
class Place:
    """Where and how documents are made.

    Attributes
    ----------
    edition, snapshot : str
        What is read: no process of the build sees data loaded after it has begun.
    engine : str
        `fork`, `kernel`, or empty for the faster that this system has.
    jobs : int
        Documents made at once; 0 for as many as there are cores.
    dask : str
        Address of a Dask scheduler; empty for this machine.
    seconds : float
        How long one cell may take.
    """

    edition: str
    snapshot: str = ""
    engine: str = ""
    jobs: int = 0
    dask: str = ""
    seconds: float = CELL_SECONDS

    @property
    def chosen(self) -> str:
        """The engine by which documents are made."""
        return self.engine or ("fork" if possible() else "kernel")

    @property
    def width(self) -> int:
        """Documents made at once, on this machine or on the cluster."""
        return self.jobs or (_cluster().cluster_width(self.dask) if self.dask else processes())


def processes() -> int:
    """How many processes this machine can keep busy."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def memory_share(jobs: int) -> int:
    """Bytes that one of so many reports may take: its part of three quarters of the memory, 1 GiB at least."""
    try:
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return LEAST_MEMORY
    return max(LEAST_MEMORY, whole * 3 // 4 // jobs)


@contextmanager
def open_executor(place: Place, width: int, keep: tuple[int, ...] = ()) -> Iterator[Executor]:
    """An executor that makes `width` documents at once.

    Parameters
    ----------
    place : Place
    width : int
    keep : tuple of int
        File descriptors that must stay open as long as anything may still write.

    Raises
    ------
    BuildError
        When the engine that was asked for cannot work here.
    """
    with _cluster().open_cluster(place) if place.dask else open_here(place, width, keep) as executor:
        yield executor


def _cluster() -> ModuleType:
    """The module of clusters: the only one that needs `distributed`."""
    try:
        from svod.factory import cluster
    except ModuleNotFoundError as error:
        raise BuildError('Для сборки на кластере нужен пакет distributed: pip install "svod[cluster]"') from error
    return cluster


@contextmanager
def open_here(
    place: Place, width: int, keep: tuple[int, ...] = (), environment: Mapping[str, str] | None = None
) -> Iterator[Executor]:
    """As `open_executor`, on this machine; `environment` is added to that of its processes."""
    if place.chosen == "fork" and not possible():
        raise BuildError("На этой системе нет быстрого способа (fork). Соберите с --engine kernel")
    pool = (
        _kernels(place, width, environment) if place.chosen == "kernel" else warm_pool(place, width, keep, environment)
    )
    with pool as executor:
        yield executor


@contextmanager
def warm_pool(
    place: Place, width: int, keep: tuple[int, ...] = (), environment: Mapping[str, str] | None = None
) -> Iterator[WarmPool]:
    """Forks of one warm process."""
    with tempfile.TemporaryDirectory(prefix="svod-", ignore_cleanup_errors=True) as scratch:
        setting = Setting(width, memory_share(width), partial(_warm_up, place, scratch), foresee)
        born = {**ENVIRONMENT, **(environment or {}), PINNED: place.snapshot}
        pool = WarmPool(setting, place.seconds, keep, born)
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)


def _warm_up(place: Place, scratch: str) -> None:
    """Import and read, once, what every report needs."""
    from svod.factory.execute import prepare_process, warm_exporter

    prepare_process(scratch)
    from svod import report
    from svod.factory.kernel import open_shell
    from svod.provenance import library_hash
    from svod.report.shared import keep

    open_shell().run_cell("None", silent=True)
    for module in iter_modules(report.__path__, f"{report.__name__}."):
        import_module(module.name)
    library_hash()  # every page tells it
    if place.snapshot:
        warm_exporter(keep(place.edition).params.masthead)


@contextmanager
def _kernels(place: Place, width: int, environment: Mapping[str, str] | None = None) -> Iterator[Executor]:
    """A pool of processes, each with a new stock kernel for every document."""
    with tempfile.TemporaryDirectory(prefix="svod-", ignore_cleanup_errors=True) as scratch:
        context = multiprocessing.get_context("spawn")
        born = {**(environment or {}), PINNED: place.snapshot}
        pool = ProcessPoolExecutor(width, context, _begin_process, (scratch, born, memory_share(width)))
        try:
            yield pool
        except KeyboardInterrupt:
            _stop(pool)
            raise
        finally:
            pool.shutdown(cancel_futures=True)


def _begin_process(scratch: str, environment: Mapping[str, str], memory: int) -> None:
    from svod.factory.execute import prepare_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    folder = Path(scratch) / str(os.getpid())
    folder.mkdir()
    os.environ |= environment
    prepare_process(str(folder))
    if possible():
        from svod.factory.warm import limit_memory

        limit_memory(memory)


def _end_with_parent() -> None:
    """A process whose build was killed has nobody to work for; its kernel notices by itself."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _stop(pool: ProcessPoolExecutor) -> None:
    """Take nothing new and end what runs: on SIGTERM nbclient closes its kernel first."""
    pool.shutdown(wait=False, cancel_futures=True)
    running = multiprocessing.active_children()
    for process in running:
        process.terminate()
    for process in running:
        process.join(STOP_SECONDS)
        process.kill()
