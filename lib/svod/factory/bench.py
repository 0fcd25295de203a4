"""The bench of a Dask worker: a warm process that is forked for every document, for as long as a build lasts.

Before it makes its first page a worker shows that it sees the same project, parameters and output as the machine that
builds.
"""

from __future__ import annotations

import asyncio
import hashlib
import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from distributed import Worker, WorkerPlugin, get_worker

from svod import paths
from svod.errors import BuildError
from svod.factory.inputs import notebook_hash
from svod.factory.result import Result, Status
from svod.factory.schedule import Place, open_here
from svod.provenance import library_hash, packages_hash, template_hash

__all__ = ["Bench", "Terms", "dead", "fault", "fill", "look", "present"]


@dataclass(frozen=True)
class Terms:
    """What a worker must find, and see as the building machine does.

    Attributes
    ----------
    place : Place
    environment : dict of str to str
        Where the output and the parameters are.
    folders : tuple of Path
        What must be there: notebooks, parameters, output, data.
    lock : str
        What the building machine has written into the edition's lock; empty when it holds none.
    seen : dict of str to str
        What pages are made by and from, with its sha256; named in Russian.
    """

    place: Place
    environment: dict[str, str]
    folders: tuple[Path, ...]
    lock: str
    seen: dict[str, str]

    @classmethod
    def of(cls, place: Place) -> Terms:
        """As this machine sees it."""
        folders = [paths.NOTEBOOKS, paths.params().resolve(), paths.output().resolve()]
        environment = {"SVOD_PARAMS": str(folders[1]), "SVOD_OUTPUT": str(folders[2])}
        if place.snapshot:
            folders.append(folders[2] / paths.store().name / place.edition / place.snapshot)
        seen = look(paths.NOTEBOOKS)
        return cls(replace(place, dask="", jobs=0), environment, tuple(folders), lock_words(place.edition), seen)

    @property
    def name(self) -> str:
        """By what workers tell builds apart; a new build of the same edition ends what an old one has left."""
        return f"svod {self.environment['SVOD_OUTPUT']} {self.place.edition}"


def look(notebooks: Path) -> dict[str, str]:
    """What this process would make pages by and from."""
    return {
        "библиотека": library_hash(),
        "шаблон": template_hash(),
        "сборщик": _files(paths.LIBRARY / "factory", "*.py"),
        "пакеты": packages_hash(),
        "блокноты": _files(notebooks, "*.ipynb"),
        "параметры": _files(paths.params(), "**/*.*"),
    }


def _files(folder: Path, pattern: str) -> str:
    """sha256 over the names and bytes of some files of a folder."""
    found = {
        file.relative_to(folder).as_posix(): notebook_hash(file) for file in folder.glob(pattern) if file.is_file()
    }
    return hashlib.sha256(repr(sorted(found.items())).encode()).hexdigest()


def lock_words(edition: str, output: Path | None = None) -> str:
    """What stands in the lock of an edition."""
    file = (output or paths.output()) / edition / ".lock"
    return file.read_text("utf-8") if file.exists() else ""


class Bench(WorkerPlugin):
    """The warm process of one worker, for one build; it ends with the build and with the worker.

    Parameters
    ----------
    terms : Terms
    """

    def __init__(self, terms: Terms) -> None:
        self.terms, self.name = terms, terms.name

    def setup(self, worker: Worker) -> None:
        """Begin to warm up; what is wrong is told when it is asked for."""
        multiprocessing.current_process().daemon = False  # a daemon may not have the processes of stock kernels
        self.where = f"Работник {worker.address}"
        self.width = worker.state.nthreads
        self._open, self._closed = ExitStack(), False
        self._guard, self._alone = threading.Lock(), threading.Lock()
        self._pool: Executor | None = None
        self._hidden = self._not_found()
        if not self._hidden:
            self._begin()

    def teardown(self, worker: Worker) -> None:
        """End what runs, as Ctrl-C does."""
        with self._guard:
            self._closed = True
        self._open.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)

    def fault(self) -> str:
        """Why this worker may make no page of the build; empty when it may."""
        if self._hidden:
            return self._hidden
        try:
            seen = self._seen.result()
        except BuildError as error:
            return f"{self.where}: {error}"
        others = [name for name, sha in self.terms.seen.items() if seen.get(name) != sha]
        if not others:
            return ""
        return (
            f"{self.where} видит другое: {', '.join(others)}. Приведите его проект к тому же коммиту, окружение – "
            "к тому же requirements.lock и перезапустите его"
        )

    def fill(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call a function in a fork of the warm process; when that one ends, once more in a process of its own."""
        pool = self._pool
        try:
            if fault := self.fault():
                raise BuildError(fault)
            return pool.submit(function, *arguments).result()
        except BrokenProcessPool:
            with self._guard:
                if self._closed:
                    raise
                if self._pool is pool:
                    self._begin()
        with self._alone, open_here(self.terms.place, 1, environment=self.terms.environment) as single:
            try:
                return single.submit(function, *arguments).result()
            except BrokenProcessPool:
                return dead(arguments, "прогретый процесс")

    def _begin(self) -> None:
        environment = self.terms.environment
        self._pool = self._open.enter_context(open_here(self.terms.place, self.width, environment=environment))
        self._seen = self._pool.submit(look, self.terms.folders[0])

    def _not_found(self) -> str:
        """Which folder this machine does not have, or has as another one."""
        for folder in self.terms.folders:
            if not folder.is_dir():
                return f"{self.where} не видит папку {folder}: она должна лежать на общем диске под тем же именем"
        output = Path(self.terms.environment["SVOD_OUTPUT"])
        if lock_words(self.terms.place.edition, output) != self.terms.lock:
            return f"{self.where} видит под именем {output} другую папку, не ту, в которую идёт сборка"
        return ""


def fill(name: str, function: Callable[..., Any], *arguments: Any) -> Any:
    """What is sent to a worker: call a function at the bench of a build."""
    return get_worker().plugins[name].fill(function, *arguments)


async def fault(name: str, dask_worker: Worker) -> str:
    """What is asked of every worker before the first order."""
    return await asyncio.to_thread(dask_worker.plugins[name].fault)


def present() -> bool:
    """What is asked of the scheduler and of every worker: both unpickle orders, and so need the program."""
    return True


def dead(arguments: tuple[Any, ...], what: str) -> Result:
    """What has become of a document that takes with it the process that makes it, even when it is there alone."""
    document = getattr(arguments[0], "document", arguments[0])
    why = f"{what} на кластере погибает на этом отчёте: вероятно, не хватает памяти"
    return Result(document, Status.DIED, failure=why, attempts=2)
