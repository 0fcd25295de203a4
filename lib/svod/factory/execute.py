"""One document: execute its notebook with Papermill, see that it told the truth, render its page, publish both."""

from __future__ import annotations

import logging
import os
import sys
import time
import traceback
from dataclasses import replace
from functools import cache
from typing import Any

import nbformat
import papermill

from svod.errors import BuildError
from svod.factory.atomic import Unwritable, write_whole
from svod.factory.engine import CellError, NoKernel, ThisPython, first_line, register_engines
from svod.factory.inputs import executed_file, page_file
from svod.factory.notebook import reads, untrue
from svod.factory.order import Task
from svod.factory.page import page_fault
from svod.factory.result import FileState, Result, Status
from svod.factory.schedule import ENVIRONMENT
from svod.publish.page import PageExporter

__all__ = ["execute", "prepare_process"]


def prepare_process(scratch: str) -> None:
    """Set what notebooks inherit, and nothing of the user's own IPython."""
    os.environ |= {**ENVIRONMENT, "IPYTHONDIR": scratch, "JUPYTER_RUNTIME_DIR": scratch}
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    register_engines()
    # What goes wrong is in the result; the libraries' own lines would break the progress display.
    logging.disable(logging.CRITICAL)


def execute(task: Task) -> Result:
    """Make one page; a failure is returned and leaves the last good page where it is.

    Raises
    ------
    Unwritable
        When nothing can be written to the output folder.
    """
    started = time.monotonic()
    result = Result(task.document, Status.OK, rendered=task.render)
    try:
        notebook = nbformat.read(executed_file(task.document), 4) if task.render else _run(task)
        html = _render(notebook, task)
        page, executed = _publish(notebook, html, task)
    except Unwritable:
        raise
    except CellError as error:
        result = replace(result, status=error.status, cell=error.cell, failure=error.why, trace=_trace(error))
    except Exception as error:
        result = replace(result, status=Status.FAILED, failure=_reason(error), trace=_trace(error))
    else:
        basis = task.basis if task.render else replace(task.basis, reads=reads(notebook))
        result = replace(result, basis=basis, page=page, executed=executed)
    return replace(result, seconds=time.monotonic() - started, peak=_peak())


def _run(task: Task) -> Any:
    """Execute the notebook; a kernel that did not come up at all is started once more."""
    document = task.document
    try:
        notebook = _papermill(task)
    except NoKernel:
        notebook = _papermill(task)
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected-parameters"
    notebook.metadata.papermill.input_path = f"notebooks/{document.notebook.name}"
    if fault := untrue(notebook, dict(document.parameters), document.page):
        raise BuildError(fault)
    return notebook


def _papermill(task: Task) -> Any:
    document = task.document
    kernel = {"kernel_manager_class": ThisPython, "shutdown_kernel": "immediate"} if task.engine == "kernel" else {}
    return papermill.execute_notebook(
        str(document.notebook), None, parameters=dict(document.parameters), cwd=str(document.notebook.parent),
        engine_name=task.engine, kernel_name="python3", language="python", progress_bar=False, log_output=False,
        request_save_on_cell_execute=False, execution_timeout=task.seconds, **kernel,
    )  # fmt: skip


@cache
def exporter(publication: str) -> PageExporter:
    """The exporter of this process."""
    return PageExporter(publication=publication)


def _render(notebook: Any, task: Task) -> str:
    name = {"metadata": {"name": task.document.page}}
    html, _ = exporter(task.publication).from_notebook_node(notebook, name)
    if fault := page_fault(html, task.document.heading):
        raise BuildError(f"страница не годится: {fault}")
    return html


def _publish(notebook: Any, html: str, task: Task) -> tuple[FileState, FileState]:
    """Write the notebook, then the page: a page never rests on a notebook that is not there."""
    document = task.document
    executed, page = executed_file(document), page_file(document)
    if not task.render:
        write_whole(executed, nbformat.writes(notebook) + "\n")
    write_whole(page, html)
    return FileState.of(page), FileState.of(executed)


def _reason(error: Exception) -> str:
    """What happened, in Russian."""
    if isinstance(error, BuildError):
        return " ".join(str(error).split())
    if isinstance(error, MemoryError):
        return "не хватило памяти, отпущенной одному отчёту"
    return f"{type(error).__name__}: {first_line(error)}"


def _trace(error: Exception) -> str:
    return "".join(traceback.format_exception(error))


def _peak() -> int:
    """Greatest resident memory of this process so far, bytes; 0 where it is not known."""
    if sys.platform != "linux":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
