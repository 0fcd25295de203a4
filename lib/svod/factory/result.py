"""What became of one document, and what its page was made of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from svod.factory.plan import Document

__all__ = ["Basis", "FileState", "Result", "Status"]


class Status(StrEnum):
    """How a run ended; the value is what the ledger stores."""

    OK = "ok"
    FAILED = "failed"
    DIED = "died"
    TIMED_OUT = "timed out"

    @property
    def words(self) -> str:
        """The status in Russian, for one document."""
        return {"ok": "готов", "failed": "ошибка", "died": "процесс погиб", "timed out": "не уложился во время"}[self]


@dataclass(frozen=True)
class FileState:
    """A file as a build left it: by size and time it is seen at once whether it may have been touched since."""

    size: int
    mtime_ns: int
    sha256: str

    @classmethod
    def of(cls, file: Path) -> FileState:
        """State of an existing file."""
        found = file.stat()
        return cls(found.st_size, found.st_mtime_ns, hashlib.sha256(file.read_bytes()).hexdigest())

    def holds(self, file: Path) -> bool:
        """Whether the file is there and has the same bytes."""
        try:
            found = file.stat()
            if (found.st_size, found.st_mtime_ns) == (self.size, self.mtime_ns):
                return True
            return found.st_size == self.size and hashlib.sha256(file.read_bytes()).hexdigest() == self.sha256
        except OSError:
            return False


@dataclass(frozen=True)
class Basis:
    """All that a page rests on, by hashes.

    Attributes
    ----------
    notebook, library, packages, template : str
        sha256 of the notebook's file, of the library that computes and words, of the names and versions of installed
        packages, and of everything that turns an executed notebook into a page.
    parameters : dict of str to str
        What the notebook was given.
    reads : dict
        What the report said it had read, as `Report.reads` has it: rows by table and procedure, files, demo, params.
    """

    notebook: str
    library: str
    packages: str
    template: str
    parameters: dict[str, str]
    reads: dict[str, Any]


@dataclass(frozen=True)
class Result:
    """What became of one document.

    Attributes
    ----------
    document : Document
    status : Status
    seconds : float
        Wall time of its process.
    cell : str
        Id of the cell at which it failed; empty when it did not, or not in a cell.
    failure : str
        Why it failed, in Russian; empty when it did not.
    trace : str
        Python's own account of the failure.
    peak : int
        Greatest resident memory of its process, bytes; 0 where it is not known.
    attempts : int
        How often it was begun.
    rendered : bool
        Whether the page was rendered anew from the notebook as executed before.
    basis : Basis or None
        What the page rests on; None when there is none.
    page, executed : FileState or None
        The page and the executed notebook as they were written.
    papers : dict of str to FileState
        The other formats (docx, pdf, xlsx) as they were written beside the page.
    """

    document: Document
    status: Status
    seconds: float = 0.0
    cell: str = ""
    failure: str = ""
    trace: str = ""
    peak: int = 0
    attempts: int = 1
    rendered: bool = False
    basis: Basis | None = None
    page: FileState | None = None
    executed: FileState | None = None
    papers: dict[str, FileState] = field(default_factory=dict)

    @property
    def told(self) -> str:
        """The failure with its cell: «ячейка part-01-body: ZeroDivisionError: division by zero»."""
        return f"ячейка {self.cell}: {self.failure}" if self.cell else self.failure
