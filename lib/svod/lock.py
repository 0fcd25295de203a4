"""One build and one load of an edition at a time: the second waits a moment, then says who holds the edition."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from svod import paths
from svod.errors import BuildError

__all__ = ["edition_lock", "load_lock"]

WAIT_SECONDS = 3.0
"""How long the processes of a build that was killed may take to end."""

_FAR = 1 << 20  # on Windows a locked byte cannot be read, so it is one beyond the words


def edition_lock(edition: str) -> AbstractContextManager[int]:
    """Hold an edition for a build; the file's descriptor is given, and a child that inherits it holds it as well.

    Raises
    ------
    BuildError
        When another process holds it, or the folder cannot be written.
    """
    return _held(paths.edition_output(edition) / ".lock", f"Издание {edition} уже собирает другой процесс")


def load_lock(edition: str) -> AbstractContextManager[int]:
    """Hold the data of an edition for a load: of two at once the later would take away what the earlier brought.

    Raises
    ------
    BuildError
        When another process holds them, or the folder cannot be written.
    """
    return _held(paths.intake(edition) / ".lock", f"Данные издания {edition} уже загружает другой процесс")


@contextmanager
def _held(file: Path, busy: str) -> Iterator[int]:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise BuildError(
            f"В папку {file.parent} нельзя писать: {error.strerror}.\n"
            "Дайте права на неё или назначьте другую: SVOD_OUTPUT=ПАПКА"
        ) from error
    try:
        deadline = time.monotonic() + WAIT_SECONDS
        while not _locked(descriptor):
            if time.monotonic() > deadline:
                raise BuildError(f"{busy}{_holder(file)}. Дождитесь его или остановите и повторите")
            time.sleep(0.05)
        with suppress(OSError):  # a full disk: the edition is held all the same
            os.ftruncate(descriptor, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, f"{os.getpid()} {datetime.now():%H:%M}".encode())
        yield descriptor
    finally:
        os.close(descriptor)


def _holder(file: Path) -> str:
    """« (№ 1234, с 10:15)»; empty when the file does not say."""
    said = file.read_text(encoding="utf-8").split()
    return f" (№ {said[0]}, с {said[1]})" if len(said) == 2 else ""


if sys.platform == "win32":
    import msvcrt

    def _locked(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
