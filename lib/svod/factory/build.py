"""A build: documents spread over processes, told as they finish; one that fails takes no other with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import threading
from collections import Counter, deque
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from svod.factory.execute import Result, execute, prepare_process
from svod.factory.plan import Document, check
from svod.factory.progress import Teller
from svod.params import Params
from svod.publish.site import publication

__all__ = ["Outcome", "build", "processes"]

ATTEMPTS = 2
"""How often a document is begun when the whole process that makes it is killed from outside."""

STOP_SECONDS = 5
"""How long a process may take to close its kernel after Ctrl-C."""


@dataclass(frozen=True)
class Outcome:
    """What a build has made.

    Attributes
    ----------
    results : tuple of Result
        In the order of the plan; documents that were not reached are absent.
    interrupted : bool
        Whether Ctrl-C stopped it.
    """

    results: tuple[Result, ...]
    interrupted: bool = False

    @property
    def failures(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.failure)

    @property
    def exit_code(self) -> int:
        return 130 if self.interrupted else 1 if self.failures else 0


def processes() -> int:
    """How many processes this machine can keep busy."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def build(
    params: Params, documents: Sequence[Document], jobs: int | None = None, console: Console | None = None
) -> Outcome:
    """Make every document.

    Parameters
    ----------
    params : Params
    documents : sequence of Document
    jobs : int, optional
        Processes; as many as the machine has by default.
    console : Console, optional
        Where progress goes; standard error by default.

    Raises
    ------
    BuildError
        Before anything runs, when a notebook cannot take the parameters planned for it.
    """
    check(documents)
    jobs = max(1, min(jobs or processes(), len(documents)))
    done: dict[str, Result] = {}
    interrupted = False
    teller = Teller(len(documents), console or Console(stderr=True))
    with tempfile.TemporaryDirectory(prefix="svod-", ignore_cleanup_errors=True) as scratch, teller:
        try:
            _run(deque(documents), jobs, (scratch, publication(params)), done, teller)
        except KeyboardInterrupt:
            interrupted = True
    ordered = tuple(done[document.page] for document in documents if document.page in done)
    return Outcome(ordered, interrupted)


def _run(
    waiting: deque[Document], jobs: int, setting: tuple[str, str], done: dict[str, Result], teller: Teller
) -> None:
    """Keep `jobs` documents in flight; when a process is killed from outside, go on with new ones, one at a time."""
    begun: Counter[str] = Counter()

    def note(result: Result) -> None:
        done[result.document.page] = result
        teller.tell(result)

    while waiting:
        flying: dict[Future[Result], Document] = {}
        pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin_process, setting[:1])
        try:
            while waiting or flying:
                while waiting and len(flying) < jobs:
                    future = pool.submit(_one, waiting[0], setting[1])
                    flying[future] = waiting.popleft()
                for future in wait(flying, return_when=FIRST_COMPLETED).done:
                    note(future.result())
                    del flying[future]
        except BrokenProcessPool:
            jobs = 1
            for document in flying.values():
                begun[document.page] += 1
                if begun[document.page] < ATTEMPTS:
                    waiting.append(document)
                else:
                    note(Result(document, 0.0, "процесс сборки погиб: вероятно, не хватило памяти. Уменьшите --jobs"))
        except KeyboardInterrupt:
            _stop(pool)
            raise
        finally:
            pool.shutdown(cancel_futures=True)


def _begin_process(scratch: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    folder = Path(scratch) / str(os.getpid())
    folder.mkdir()
    prepare_process(str(folder))


def _end_with_parent() -> None:
    """A process whose build was killed has nobody to work for; its kernel notices by itself."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _one(document: Document, publication: str) -> Result:
    try:
        return execute(document, publication)
    finally:
        # nbclient gives Ctrl-C back to Python when a notebook ends; here it is the parent's affair.
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _stop(pool: ProcessPoolExecutor) -> None:
    """Take nothing new and end what runs: on SIGTERM nbclient closes its kernel first."""
    pool.shutdown(wait=False, cancel_futures=True)
    running = multiprocessing.active_children()
    for process in running:
        process.terminate()
    for process in running:
        process.join(STOP_SECONDS)
        process.kill()
