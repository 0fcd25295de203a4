"""One document: execute its notebook with Papermill, see that it told the truth, render its page, publish both."""

from __future__ import annotations

import logging
import os
import re
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import papermill
import zmq
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import NBClientEngine, papermill_engines
from traitlets import default

from svod import paths
from svod.errors import BuildError
from svod.factory.notebook import untrue
from svod.factory.page import page_fault
from svod.factory.plan import Document
from svod.publish.page import PageExporter

__all__ = ["CELL_SECONDS", "Result", "execute", "prepare_process", "write_whole"]

CELL_SECONDS = 300
"""How long one cell may take before the document is given up."""

ENGINE = "svod"
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
SINGLE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


@dataclass(frozen=True)
class Result:
    """What became of one document: its seconds; when it failed, why in Russian, and Python's own account of it."""

    document: Document
    seconds: float
    failure: str = ""
    trace: str = ""


class ThisPython(AsyncKernelManager):
    """Starts kernels by the interpreter that runs the build, whatever kernels are installed in the user's home.

    What it says to them over the machine's own network is encrypted: other users of the machine can listen there.
    """

    @default("transport_encryption")
    def _encrypted(self) -> str:
        return "auto" if zmq.has("curve") else "disabled"

    @property
    def kernel_spec(self) -> KernelSpec:
        # Nobody reads the history of a report, and SQLite would be waited for by the other kernels.
        arguments = ["-m", "ipykernel_launcher", "-f", "{connection_file}", "--HistoryManager.enabled=False"]
        metadata = {"supported_encryption": ["curve"]}
        return KernelSpec(
            argv=[sys.executable, *arguments], display_name="Python", language="python", metadata=metadata
        )


class WatchedEngine(NBClientEngine):
    """Papermill's own engine, which says at which cell it failed."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **keywords: Any) -> Any:
        cells = nb_man.nb.cells
        try:
            super().execute_managed_notebook(nb_man, kernel_name, **keywords)
        except Exception as error:
            begun = [cell.id for cell in cells if cell.metadata.get("papermill", {}).get("start_time")]
            if not begun:
                raise NoKernel(f"ядро Jupyter не запустилось: {type(error).__name__}: {first_line(error)}") from error
            raise BuildError(f"ячейка {begun[-1]}: {_reason(error)}") from error
        for cell in cells:
            for output in cell.get("outputs", ()):
                if output.output_type == "error":
                    error = BuildError(f"ячейка {cell.id}: {output.ename}: {first_line(output.evalue)}")
                    error.add_note(_ANSI.sub("", "\n".join(output.traceback)))
                    raise error


class NoKernel(BuildError):
    """No kernel came up: nothing of the notebook has run, so it may be tried again."""


def prepare_process(scratch: str) -> None:
    """Set what kernels inherit: one thread each, the same hashes every time, nothing of the user's own IPython."""
    os.environ |= dict.fromkeys(SINGLE_THREAD, "1")
    os.environ |= {"PYTHONHASHSEED": "0", "IPYTHONDIR": scratch, "JUPYTER_RUNTIME_DIR": scratch}
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    papermill_engines.register(ENGINE, WatchedEngine)
    # What goes wrong is in the result; the libraries' own lines would break the progress display.
    logging.disable(logging.CRITICAL)


def execute(document: Document, publication: str) -> Result:
    """Make one page; a failure is returned, not raised, and leaves the last good page where it is.

    Parameters
    ----------
    document : Document
    publication : str
        What stands in the upper left corner of every page.
    """
    started = time.monotonic()
    try:
        notebook = _run(document)
        html = _render(notebook, document, publication)
        _publish(notebook, html, document)
    except Exception as error:
        trace = "".join(traceback.format_exception(error))
        return Result(document, time.monotonic() - started, _reason(error), trace)
    return Result(document, time.monotonic() - started)


def _run(document: Document) -> Any:
    """Execute the notebook; a kernel that did not come up at all is started once more."""
    try:
        notebook = _papermill(document)
    except NoKernel:
        notebook = _papermill(document)
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected-parameters"
    notebook.metadata.papermill.input_path = f"notebooks/{document.notebook.name}"
    if fault := untrue(notebook, dict(document.parameters), document.page):
        raise BuildError(fault)
    return notebook


def _papermill(document: Document) -> Any:
    return papermill.execute_notebook(
        str(document.notebook), None, parameters=dict(document.parameters), cwd=str(document.notebook.parent),
        engine_name=ENGINE, kernel_name="python3", language="python", kernel_manager_class=ThisPython,
        progress_bar=False, log_output=False, request_save_on_cell_execute=False,
        execution_timeout=CELL_SECONDS, shutdown_kernel="immediate",
    )  # fmt: skip


@cache
def _exporter(publication: str) -> PageExporter:
    return PageExporter(publication=publication)


def _render(notebook: Any, document: Document, publication: str) -> str:
    html, _ = _exporter(publication).from_notebook_node(notebook, {"metadata": {"name": document.page}})
    if fault := page_fault(html, document.heading):
        raise BuildError(f"страница не годится: {fault}")
    return html


def _publish(notebook: Any, html: str, document: Document) -> None:
    edition = document.parameters["edition"]
    executed = paths.edition_output(edition) / "notebooks" / Path(document.page).with_suffix(".ipynb")
    write_whole(executed, nbformat.writes(notebook) + "\n")
    write_whole(paths.site(edition) / document.page, html)


def write_whole(file: Path, text: str) -> None:
    """Write a file so that it appears whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=file.suffix)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(draft).chmod(0o644)
        Path(draft).replace(file)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _reason(error: Exception) -> str:
    """What happened, in Russian."""
    if isinstance(error, BuildError):
        return " ".join(str(error).split())
    if isinstance(error, CellTimeoutError):
        return f"не закончилась за {CELL_SECONDS} с"
    if isinstance(error, DeadKernelError):
        return "процесс блокнота погиб: аварийный выход или не хватило памяти"
    if isinstance(error, OSError) and error.filename:
        return f"файл не записан: {error.filename}: {error.strerror}"
    return f"{type(error).__name__}: {first_line(error)}"


def first_line(said: object) -> str:
    """First line of a message: the rest is for --debug."""
    return (str(said).strip().splitlines() or ["без пояснения"])[0]
