"""Four ways to make the same pages: a shell loop (A), a pool (C), the factory (F), and the limit (L)."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import limit
from measure import Lot, kind
from rich.console import Console

from svod import paths
from svod.digest import current_digest
from svod.factory.build import build
from svod.factory.plan import Document, plan
from svod.factory.schedule import Place, warm_pool
from svod.params import Params

__all__ = ["Bench", "pool_of"]

JOBS = 2
EXPORTER = "svod.publish.page.PageExporter"


class Bench:
    """A folder with the demo region loaded, and the four ways over it.

    Every build gets an output folder of its own with a copy of the data; A and C read the folder where they are loaded.
    """

    def __init__(self, params: Params, folder: Path) -> None:
        self.params, self.folder, self.source = params, folder, folder / "source"
        self.edition = params.edition.id
        os.environ["SVOD_OUTPUT"] = str(self.source)
        os.environ["PYTHONPATH"] = str(Path(__file__).parent)  # the forks of L find `limit` there
        os.environ["JUPYTER_PATH"], os.environ["IPYTHONDIR"] = str(folder / "jupyter"), str(folder / "ipython")
        kernel = folder / "jupyter" / "kernels" / "python3"
        kernel.mkdir(parents=True)
        arguments = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        spec = {"argv": arguments, "display_name": "Python 3", "language": "python"}
        (kernel / "kernel.json").write_text(json.dumps(spec))
        program("svod", "demo")
        program("svod", "load", str(paths.demo_inputs(self.edition)))

    def place(self, jobs: int = JOBS) -> Place:
        return Place(self.edition, current_digest(self.edition)[0], "fork", jobs)

    @contextmanager
    def output(self, name: str) -> Iterator[Path]:
        """A fresh output folder with the data; it stays when the block is left."""
        folder = self.folder / name
        shutil.copytree(self.source / "store", folder / "store")
        os.environ["SVOD_OUTPUT"] = str(folder)
        try:
            yield folder
        finally:
            os.environ["SVOD_OUTPUT"] = str(self.source)

    def shell_loop(self, documents: Sequence[Document], name: str) -> tuple[Lot, float]:
        """A: two commands for every document, one document after the other; also the seconds of `papermill` alone."""
        busy, first = [], 0.0
        executed = self._folder(name) / "executed.ipynb"
        for document in documents:
            given = [word for pair in document.parameters.items() for word in ("-r", *pair)]
            one = program("papermill", document.notebook.name, str(executed), *given, "--no-progress-bar")[0]
            page = document.page.replace("/", "-").removesuffix(".html")
            two = program("jupyter", "nbconvert", "--to", EXPORTER, str(executed), "--output", page)[0]
            busy.append((kind(document), one + two))
            first += one
        return Lot(sum(seconds for _, seconds in busy), tuple(busy)), first

    def pool(self, pool: Any, documents: Sequence[Document], name: str) -> Lot:
        """C: Papermill and the exporter by their Python API in two processes that have imported them before."""
        folder, begun = self._folder(name), time.perf_counter()
        work = [(document, folder / f"{number}.ipynb") for number, document in enumerate(documents)]
        seconds = pool.starmap(_by_kernel, work, chunksize=1)
        return Lot(time.perf_counter() - begun, tuple(zip(map(kind, documents), seconds, strict=True)))

    def factory(
        self, documents: Sequence[Document], name: str, jobs: int = JOBS, formats: Sequence[str] = ()
    ) -> tuple[Lot, Path]:
        """F: a clean build, or P, with other formats beside the pages; the lot, and the folder of its pages."""
        with self.output(name):
            place, said = self.place(jobs), io.StringIO()
            moment, begun, before = time.time(), time.perf_counter(), processor()
            console = Console(file=said, width=200)
            outcome = build(
                self.params, documents, place, everything=plan(self.params), formats=formats, console=console
            )
            wall, site = time.perf_counter() - begun, paths.site(self.edition)
        if outcome.failures or len(outcome.results) != len(documents):
            raise SystemExit(f"the factory has failed:\n{said.getvalue()}")
        start = min(result.page.mtime_ns / 1e9 - result.seconds for result in outcome.results) - moment
        busy = tuple((kind(result.document), result.seconds) for result in outcome.results)
        return Lot(wall - start, busy, start, (processor() - before) / len(busy)), site

    def collection(self, name: str) -> dict[str, float]:
        """The collection of all reports built under a name, in all its formats, by the command that makes it."""
        os.environ["SVOD_OUTPUT"] = str(self.folder / name)
        before = processor()
        try:
            seconds, _ = program("svod", "collect", "--edition", self.edition)
        finally:
            os.environ["SVOD_OUTPUT"] = str(self.source)
        return {"seconds": seconds, "processor": processor() - before}

    def limit(self, documents: Sequence[Document], name: str) -> tuple[Lot, Path]:
        """L: one half of the documents in either of two forks of the warm process; both as if they ended at once."""
        folder, begun, middle = self._folder(name), time.perf_counter(), len(documents) // JOBS
        with warm_pool(self.place(), JOBS) as pool:
            pool.submit(limit.nothing).result()
            start = time.perf_counter() - begun
            halves = (documents[:middle], documents[middle:])
            flying = [pool.submit(limit.make_pages, half, self.params.masthead, folder) for half in halves]
            seconds = [spent for one in flying for spent in one.result()]
        return Lot(sum(seconds) / JOBS, tuple(zip(map(kind, documents), seconds, strict=True)), start), folder

    def _folder(self, name: str) -> Path:
        folder = self.folder / name
        folder.mkdir()
        return folder


def processor() -> float:
    """Seconds of all processors that this process and those that have ended under it have taken so far."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def program(name: str, *words: str) -> tuple[float, str]:
    """Run a program of this environment in the folder of notebooks; seconds and what it wrote."""
    command, begun = [str(Path(sys.executable).with_name(name)), *words], time.perf_counter()
    done = subprocess.run(command, cwd=paths.NOTEBOOKS, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return time.perf_counter() - begun, done.stdout


def pool_of(jobs: int = JOBS) -> Any:
    """The pool of C, begun and with everything imported."""
    pool = multiprocessing.get_context("spawn").Pool(jobs, _begin)
    pool.map(_stand, range(jobs * 2), chunksize=1)
    return pool


def _begin() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # kernels warn there of what is no concern here
    import papermill  # noqa: F401

    import svod.publish.page  # noqa: F401


def _stand(_: int) -> None:
    time.sleep(0.2)


def _by_kernel(document: Document, executed: Path) -> float:
    import papermill

    from svod.publish.page import PageExporter

    begun = time.perf_counter()
    papermill.execute_notebook(
        document.notebook, executed, dict(document.parameters), cwd=document.notebook.parent, progress_bar=False
    )
    html, _ = PageExporter().from_filename(str(executed))
    executed.with_suffix(".html").write_text(html, encoding="utf-8")
    return time.perf_counter() - begun
