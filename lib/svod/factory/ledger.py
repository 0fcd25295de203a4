"""The ledger of an edition: every run of every document, and what its last good page was made of.

It is written by the process that leads the build, after a document has ended, so that a build killed at any moment has
noted all that it finished.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

from svod import paths
from svod.errors import BuildError
from svod.factory.result import Basis, FileState, Result, Status

__all__ = ["Ledger", "Record", "ledger_file", "records"]

VERSION = 2
"""Of the tables below; a ledger of another version is begun anew."""

KEPT_RUNS = 20
"""How many of the last runs of a document are kept."""

_TABLES = """
    DROP TABLE IF EXISTS runs;
    DROP TABLE IF EXISTS documents;
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY, page TEXT, title TEXT, started TEXT, finished TEXT, seconds REAL, peak INTEGER,
        status TEXT, cell TEXT, failure TEXT, attempts INTEGER, rendered INTEGER
    );
    CREATE INDEX runs_of_page ON runs (page);
    CREATE TABLE documents (
        page TEXT PRIMARY KEY, status TEXT, title TEXT, cell TEXT, failure TEXT, seconds REAL, peak INTEGER,
        attempts INTEGER, finished TEXT, basis TEXT, page_file TEXT, executed TEXT, papers TEXT
    );
"""
_RUN = """
    INSERT INTO runs (page, title, started, finished, seconds, peak, status, cell, failure, attempts, rendered)
    VALUES (:page, :title, :started, :finished, :seconds, :peak, :status, :cell, :failure, :attempts, :rendered)
"""
_FORGET = """
    DELETE FROM runs WHERE page = :page
    AND id NOT IN (SELECT id FROM runs WHERE page = :page ORDER BY id DESC LIMIT :kept)
"""
_DOCUMENT = """
    INSERT INTO documents VALUES (
        :page, :status, :title, :cell, :failure, :seconds, :peak, :attempts, :finished, :basis, :page_file, :executed,
        :papers
    )
    ON CONFLICT (page) DO UPDATE SET
        status = :status, title = :title, cell = :cell, failure = :failure, attempts = :attempts, finished = :finished,
        seconds = CASE WHEN :rendered THEN seconds ELSE :seconds END,
        peak = CASE WHEN :rendered THEN peak ELSE :peak END,
        basis = CASE WHEN :status = 'ok' THEN :basis ELSE basis END,
        page_file = CASE WHEN :status = 'ok' THEN :page_file ELSE page_file END,
        executed = CASE WHEN :status = 'ok' THEN :executed ELSE executed END,
        papers = CASE WHEN :status = 'ok' THEN :papers ELSE papers END
"""


@dataclass(frozen=True)
class Record:
    """What the ledger knows of one document.

    Attributes
    ----------
    page : str
        Path of its page below the site's folder.
    status, title, cell, failure, attempts, finished
        Of the last run; `finished` is the time as ISO 8601 writes it.
    seconds, peak
        Of the last run that executed the notebook.
    basis, page_file, executed, papers
        Of the last run that ended well, whatever came after it; None when there was none.
    """

    page: str
    status: Status
    title: str
    cell: str
    failure: str
    seconds: float
    peak: int
    attempts: int
    finished: str
    basis: Basis | None
    page_file: FileState | None
    executed: FileState | None
    papers: dict[str, FileState]


class Ledger:
    """The ledger in a file, which is made when it is not there; a context manager.

    Raises
    ------
    BuildError
        When the file is no ledger, or cannot be written.
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    def __enter__(self) -> Ledger:
        with self._told():
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self.file)
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def records(self) -> dict[str, Record]:
        """What is known of every document, by its page."""
        with self._told():
            rows = self._connection.execute("SELECT * FROM documents").fetchall()
            return {row[0]: _record(*row) for row in rows}

    def note(self, result: Result) -> None:
        """Write down one run."""
        finished = datetime.now().astimezone()
        good = result.status == Status.OK
        values = {
            "page": result.document.page, "title": result.document.title, "status": result.status.value,
            "started": (finished - timedelta(seconds=result.seconds)).isoformat(timespec="seconds"),
            "finished": finished.isoformat(timespec="seconds"),
            "seconds": result.seconds, "peak": result.peak, "cell": result.cell, "failure": result.failure,
            "attempts": result.attempts, "rendered": result.rendered, "kept": KEPT_RUNS,
            "basis": json.dumps(asdict(result.basis), ensure_ascii=False) if good and result.basis else None,
            "page_file": _packed(result.page if good else None),
            "executed": _packed(result.executed if good else None),
            "papers": json.dumps({kind: astuple(state) for kind, state in result.papers.items()}) if good else None,
        }  # fmt: skip
        with self._told(), self._connection:
            for statement in (_RUN, _FORGET, _DOCUMENT):
                self._connection.execute(statement, values)

    def forget(self, pages: Collection[str]) -> None:
        """Know no more of documents."""
        with self._told(), self._connection:
            for table in ("runs", "documents"):
                self._connection.executemany(f"DELETE FROM {table} WHERE page = ?", [(page,) for page in pages])

    def _prepare(self) -> None:
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        if self._connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            self._connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say in Russian what SQLite and the file system have against the file."""
        try:
            yield
        except (sqlite3.OperationalError, OSError) as error:
            raise BuildError(
                f"Журнал сборки {self.file} не записан: {error}.\n"
                "Проверьте место на диске и права на папку или назначьте другую: SVOD_OUTPUT=ПАПКА"
            ) from error
        except (sqlite3.DatabaseError, ValueError, TypeError) as error:
            raise BuildError(
                f"Журнал сборки {self.file} повреждён: {error}.\n"
                "Удалите этот файл и повторите сборку: готовые страницы не пропадут, но будут собраны заново"
            ) from error


def ledger_file(edition: str) -> Path:
    """Where the ledger of an edition is."""
    return paths.edition_output(edition) / "ledger.sqlite"


def records(edition: str) -> dict[str, Record]:
    """What is known of every document of an edition; nothing is written when nothing has been built.

    Raises
    ------
    BuildError
        When the file is no ledger.
    """
    file = ledger_file(edition)
    if not file.exists():
        return {}
    with Ledger(file) as ledger:
        return ledger.records()


def _packed(state: FileState | None) -> str | None:
    return json.dumps(astuple(state)) if state else None


def _record(page: str, status: str, *rest: Any) -> Record:
    *said, basis, page_file, executed, papers = rest
    known = Basis(**json.loads(basis)) if basis else None
    states = (FileState(*json.loads(state)) if state else None for state in (page_file, executed))
    beside = {kind: FileState(*state) for kind, state in json.loads(papers or "{}").items()}
    return Record(page, Status(status), *said, known, *states, beside)
