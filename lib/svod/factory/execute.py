"""One document: execute its notebook with Papermill, see that it told the truth, render its page, publish both."""

from __future__ import annotations

import logging
import os
import sys
import time
import traceback
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import nbformat
import papermill
from jinja2.meta import find_referenced_templates

from svod.errors import BuildError
from svod.factory.atomic import Unwritable, draft_of, write_whole
from svod.factory.engine import CellError, NoKernel, ThisPython, first_line, register_engines
from svod.factory.inputs import executed_file, paper_file
from svod.factory.notebook import reads, unpublished, untrue
from svod.factory.order import Task
from svod.factory.page import page_fault
from svod.factory.result import FileState, Result, Status
from svod.factory.schedule import ENVIRONMENT
from svod.publish.formats import writer
from svod.publish.page import PageExporter, prose
from svod.publish.paper import read_paper
from svod.report.shared import shared

__all__ = ["execute", "prepare_process", "warm_exporter"]


LARGEST_PAGE = 3_000_000
"""Characters of a page that a browser still opens at once; the largest today has 0.4 million."""


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
        result = _render_again(task, result) if task.render else _run(task, result)
    except Unwritable:
        raise
    except CellError as error:
        result = replace(result, status=error.status, cell=error.cell, failure=error.why, trace=_trace(error))
    except Exception as error:
        result = replace(result, status=Status.FAILED, failure=_reason(error), trace=_trace(error))
    return replace(result, seconds=time.monotonic() - started, peak=_peak())


def _run(task: Task, result: Result) -> Result:
    """Execute the notebook and render its page; the page never rests on a notebook that is not there."""
    executed = executed_file(task.document)
    with draft_of(executed) as draft:
        notebook = _papermill(task, draft)
        if fault := untrue(notebook, dict(task.document.parameters), task.document.page):
            raise BuildError(fault)
        files = _render(notebook, task)
    result = replace(result, basis=replace(task.basis, reads=reads(notebook)), executed=FileState.of(executed))
    return _publish(files, task, result)


def _render_again(task: Task, result: Result) -> Result:
    """Render the page from the notebook as executed before."""
    executed = executed_file(task.document)
    files = _render(nbformat.read(executed, 4), task)
    return _publish(files, task, replace(result, basis=task.basis, executed=FileState.of(executed)))


def _papermill(task: Task, output: Path) -> Any:
    """Let Papermill execute and write the notebook; a kernel that did not come up at all is started once more."""
    document = task.document
    stock = {"kernel_manager_class": ThisPython, "shutdown_kernel": "immediate", "record_timing": False}
    own = stock if task.engine == "kernel" else {}
    order = partial(
        papermill.execute_notebook,
        str(document.notebook), str(output), parameters=dict(document.parameters), cwd=str(document.notebook.parent),
        engine_name=task.engine, kernel_name="python3", language="python", progress_bar=False, log_output=False,
        request_save_on_cell_execute=False, execution_timeout=task.seconds, **own,
    )  # fmt: skip
    try:
        return order()
    except NoKernel:
        return order()


@cache
def exporter(publication: str) -> PageExporter:
    """The exporter of this process."""
    return PageExporter(publication=publication)


def warm_exporter(publication: str) -> None:
    """Compile in this process, for all its forks, templates of pages, the schema of notebooks and what reads them."""
    empty = nbformat.v4.new_notebook()
    order = {"parameters": {"edition": ""}, "kernel_name": "python3", "language": "python", "progress_bar": False}
    papermill.execute_notebook(empty, None, prepare_only=True, **order)
    prose("слово")
    environment = exporter(publication).environment
    assert environment.loader is not None
    waiting = [exporter(publication).template.name]
    while waiting:
        name = waiting.pop()
        environment.get_template(name)
        source = environment.loader.get_source(environment, name)[0]
        waiting += filter(None, find_referenced_templates(environment.parse(source)))


def _render(notebook: Any, task: Task) -> dict[str, bytes]:
    """The page and the other formats, before any of them is written."""
    files = {"html": _page(notebook, task).encode()}
    if task.formats:
        paper, params = read_paper(notebook), shared(task.document.parameters["edition"], data=False).params
        files |= {kind: writer(kind)(paper, params) for kind in task.formats}
    return files


def _page(notebook: Any, task: Task) -> str:
    resources = {"metadata": {"name": task.document.page}, "formats": task.formats}
    made = exporter(task.publication)
    made.errata = task.errata
    html, _ = made.from_notebook_node(notebook, resources)
    if fault := page_fault(html, task.document.heading):
        raise BuildError(f"страница не годится: {fault}")
    if lost := unpublished(notebook, html):
        raise BuildError(f"страница не годится: нет или не по одному разу: {', '.join(lost)}")
    if len(html) > LARGEST_PAGE:
        raise BuildError(f"страница не годится: {len(html)} знаков, допустимо {LARGEST_PAGE}. Разделите таблицы")
    return html


def _publish(files: dict[str, bytes], task: Task, result: Result) -> Result:
    written = {}
    for kind, content in files.items():
        file = paper_file(task.document, kind)
        write_whole(file, content)
        written[kind] = FileState.of(file)
    return replace(result, page=written.pop("html"), papers=written)


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
