"""Two engines for Papermill that say at which cell a notebook failed: stock kernels, and this very process."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import zmq
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NBClientEngine, papermill_engines
from traitlets import default

from svod.errors import BuildError
from svod.factory.kernel import shell, speaking
from svod.factory.result import Status
from svod.factory.warm import at_cell

__all__ = ["CellError", "NoKernel", "ThisPython", "first_line", "register_engines"]

_ANSI = re.compile(r"\x1b\[[0-9;]*m")


class CellError(BuildError):
    """A cell that did not do its work: which, how it ended, and why in Russian."""

    def __init__(self, cell: str, why: str, status: Status = Status.FAILED) -> None:
        super().__init__(f"ячейка {cell}: {why}")
        self.cell, self.why, self.status = cell, why, status


class NoKernel(BuildError):
    """No kernel came up: nothing of the notebook has run, so it may be tried again."""


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


class KernelEngine(NBClientEngine):
    """Papermill's own engine: a new kernel for every notebook."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **keywords: Any) -> Any:
        cells = nb_man.nb.cells
        try:
            super().execute_managed_notebook(nb_man, kernel_name, **keywords)
        except Exception as error:
            begun = [cell.id for cell in cells if cell.metadata.get("papermill", {}).get("start_time")]
            if not begun:
                raise NoKernel(f"ядро Jupyter не запустилось: {type(error).__name__}: {first_line(error)}") from error
            if isinstance(error, CellTimeoutError):
                seconds = keywords["execution_timeout"]
                raise CellError(begun[-1], f"не закончилась за {seconds} с", Status.TIMED_OUT) from error
            if isinstance(error, DeadKernelError):
                why = "процесс блокнота погиб: аварийный выход или не хватило памяти"
                raise CellError(begun[-1], why, Status.DIED) from error
            raise CellError(begun[-1], f"{type(error).__name__}: {first_line(error)}") from error
        _finish(nb_man.nb)


class WarmEngine(Engine):
    """Runs the cells in this process, in the shell that `kernel.open_shell` made before it was forked.

    Papermill keeps its own account (`nb_man`), and nbclient turns what the shell says into outputs, as with a kernel.
    """

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **keywords: Any) -> None:
        client = PapermillNotebookClient(nb_man)
        for index, cell in enumerate(nb_man.nb.cells):
            nb_man.cell_start(cell, index)
            try:
                if cell.cell_type == "code" and cell.source.strip() and not cls._run(client, cell, index):
                    nb_man.cell_exception(cell, index)
                    break
            finally:
                nb_man.cell_complete(cell, index)
        nb_man.nb.metadata["language_info"] = shell().kernel.language_info
        _finish(nb_man.nb)

    @classmethod
    def _run(cls, client: PapermillNotebookClient, cell: Any, index: int) -> bool:
        """Run one cell; whether it went well, errors while an output was formatted included."""
        at_cell(cell.id)
        kernel = shell()
        cell.outputs = []
        cell.execution_count = kernel.execution_count
        client.clear_before_next_output = False

        def hear(message: dict[str, Any]) -> None:
            if _plain(message) and not client.clear_before_next_output:
                cell.outputs.append(_output(message))
            else:
                client.process_message(message, cell, index)

        with speaking(hear):
            result = kernel.run_cell(cell.source, store_history=True)
        if kernel.exit_now:
            raise CellError(cell.id, "вызван exit: отчёт должен дойти до конца")
        return bool(result.success) and not kernel._last_traceback_during_displayhook


class Said(NotebookNode):
    """Content of an output that nobody changes once it was said: copies of the notebook share it."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Said:
        return self


def _plain(message: dict[str, Any]) -> bool:
    """Whether a message is an output that is not going to be replaced."""
    shown = message["msg_type"] in ("display_data", "execute_result")
    return shown and not (message["content"].get("transient") or {}).get("display_id")


def _output(message: dict[str, Any]) -> NotebookNode:
    """An output as `nbformat.v4.output_from_msg` makes it, but for the check of each against the schema.

    The whole notebook is checked when it is written; one by one, outputs take longer to check than to make.
    """
    content = message["content"]
    data = NotebookNode()
    for kind, value in content["data"].items():
        dict.__setitem__(data, kind, _said(value))
    output = NotebookNode(output_type=message["msg_type"], metadata=content["metadata"], data=data)
    if "execution_count" in content:
        output.execution_count = content["execution_count"]
    return output


def _said(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    said = Said()
    dict.update(said, value)  # as it is: a node of its own for every dictionary inside would only be copied later
    return said


def _finish(notebook: Any) -> None:
    """Raise the first error among the outputs, meant or not, for a report never shows one; and write down of the run
    what is the same every time: Papermill gives its own cell a random id and knows where it read and wrote."""
    notebook.metadata.papermill.update(
        input_path=f"notebooks/{Path(notebook.metadata.papermill.input_path).name}", output_path=None
    )
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected-parameters"
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                if output.ename == "MemoryError":
                    error = CellError(cell.id, "MemoryError: не хватило памяти, отпущенной одному отчёту")
                else:
                    error = CellError(cell.id, f"{output.ename}: {first_line(output.evalue)}")
                error.add_note(_ANSI.sub("", "\n".join(output.traceback)))
                raise error


def first_line(said: object) -> str:
    """First line of a message: the rest is for --debug."""
    return (str(said).strip().splitlines() or ["без пояснения"])[0]


def register_engines() -> None:
    """Make both engines known to Papermill by their names in the command line: `kernel` and `fork`."""
    papermill_engines.register("kernel", KernelEngine)
    papermill_engines.register("fork", WarmEngine)
