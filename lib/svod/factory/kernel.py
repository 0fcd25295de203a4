"""A kernel without sockets: the shell that a Jupyter kernel has, made once in a process that is going to be forked.

It is ipykernel's own class with its own display hook and publisher; only what would be sent to a client is handed to
whoever listens in the same process.
"""

from __future__ import annotations

import io
import os
import sys
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from jupyter_client.session import Session
from traitlets.config import Config

__all__ = ["open_shell", "shell", "speaking"]

Listener = Callable[[dict[str, Any]], object]
_listeners: list[Listener] = []


class Spoken(Session):
    """A session that hands messages over instead of sending them, packed and unpacked as on the way to a client."""

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, parent: Any = None, *_: Any, **__: Any) -> Any:
        message = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content, parent)
        heard = {**message, "content": self.unpack(self.pack(message["content"]))}
        for listener in _listeners[-1:]:
            listener(heard)
        return message


class Stream(io.TextIOBase):
    """Standard output or error of a cell: said as one message when an output follows or the cell ends."""

    encoding = "UTF-8"

    def __init__(self, session: Session, name: str) -> None:
        self._session, self._name, self._kept = session, name, io.StringIO()

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        return self._kept.write(text)

    def flush(self) -> None:
        if said := self._kept.getvalue():
            self._kept = io.StringIO()
            self._session.send(None, "stream", {"name": self._name, "text": said})


class _Kernel:
    """What the shell asks of the kernel around it."""

    eventloop = None
    language_info: dict[str, Any]


def open_shell() -> Any:
    """Make the shell of this process, with matplotlib showing figures in line as in a kernel; no history, no profile.

    `IPYTHONDIR` must name an empty folder: nothing of the user's own settings may reach a report.
    """
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    from ipykernel.compiler import XCachingCompiler
    from ipykernel.ipkernel import IPythonKernel
    from ipykernel.zmqshell import ZMQInteractiveShell

    config = Config()
    config.HistoryManager.enabled = False
    module = types.ModuleType("__main__")
    made = ZMQInteractiveShell.instance(
        config=config, user_module=module, user_ns=module.__dict__, kernel=_Kernel(), compiler_class=XCachingCompiler
    )
    made.kernel.language_info = dict(IPythonKernel.language_info)
    session = Spoken()
    made.displayhook.session = made.display_pub.session = session
    made.displayhook.topic = b"execute_result"
    sys.stdout, sys.stderr = Stream(session, "stdout"), Stream(session, "stderr")
    from matplotlib_inline import backend_inline

    backend_inline._enable_matplotlib_integration()
    return made


def shell() -> Any:
    """The shell of this process."""
    from ipykernel.zmqshell import ZMQInteractiveShell

    return ZMQInteractiveShell.instance()


@contextmanager
def speaking(listener: Listener) -> Iterator[None]:
    """While a cell runs: what it says goes to the listener, what it prints last of all too."""
    _listeners.append(listener)
    try:
        yield
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        _listeners.pop()
