"""What a build has noted comes back, whatever became of the build; a bad file is told in Russian."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from svod.errors import BuildError
from svod.factory import ledger as module
from svod.factory.ledger import Ledger, ledger_file, records
from svod.factory.plan import Document
from svod.factory.result import Basis, FileState, Result, Status

BASIS = Basis("n", "l", "p", "t", {"edition": "2022"}, {"rows": {"indicators": {"07-libraries": "a"}}, "demo": True})
PAGE, EXECUTED = FileState(10, 1_700_000_000_123_456_789, "aa"), FileState(20, 2, "bb")
DOCUMENT = Document(Path("x.ipynb"), {"edition": "2022"}, "pair/07-libraries/x.html", "процедура 07-libraries, X")
GOOD = Result(DOCUMENT, Status.OK, seconds=1.5, peak=300, basis=BASIS, page=PAGE, executed=EXECUTED)
BAD = Result(DOCUMENT, Status.FAILED, 0.5, "part-08-map", "ValueError: беда", peak=400, attempts=2)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    return ledger_file("2022")


def noted(file: Path, *results: Result) -> module.Record:
    """What is known of the only document after some runs, read by a ledger opened anew."""
    with Ledger(file) as ledger:
        for result in results:
            ledger.note(result)
    [record] = records("2022").values()
    return record


def rows(file: Path, query: str) -> list[tuple]:
    with sqlite3.connect(file) as connection:
        return connection.execute(query).fetchall()


def test_a_good_run_comes_back_whole(file: Path) -> None:
    assert records("2022") == {}
    assert not file.exists(), "reading makes no file"
    record = noted(file, GOOD)
    assert (record.page, record.title, record.status) == (DOCUMENT.page, DOCUMENT.title, Status.OK)
    assert (record.basis, record.page_file, record.executed) == (BASIS, PAGE, EXECUTED)
    assert (record.seconds, record.peak, record.attempts) == (1.5, 300, 1)
    assert datetime.fromisoformat(record.finished).tzinfo is not None


def test_a_document_that_is_forgotten_leaves_nothing_and_the_others_stay(file: Path) -> None:
    noted(file, GOOD)
    other = replace(GOOD, document=replace(DOCUMENT, page="map.html"))
    with Ledger(file) as ledger:
        ledger.note(other)
        ledger.forget([DOCUMENT.page])
        assert list(ledger.records()) == ["map.html"]
    assert rows(file, "SELECT page FROM runs") == [("map.html",)]


def test_after_a_failure_the_last_good_page_is_still_known(file: Path) -> None:
    record = noted(file, GOOD, BAD)
    assert (record.status, record.cell, record.failure) == (Status.FAILED, "part-08-map", "ValueError: беда")
    assert (record.seconds, record.peak, record.attempts) == (0.5, 400, 2)
    assert (record.basis, record.page_file, record.executed) == (BASIS, PAGE, EXECUTED)
    healed = noted(file, GOOD)
    assert (healed.status, healed.cell, healed.failure) == (Status.OK, "", "")


def test_a_failure_from_the_first_has_no_page(file: Path) -> None:
    record = noted(file, replace(BAD, basis=BASIS, page=PAGE))
    assert (record.basis, record.page_file, record.executed) == (None, None, None)


def test_rendering_alone_leaves_the_time_of_execution(file: Path) -> None:
    styled = replace(BASIS, template="other")
    record = noted(file, GOOD, replace(GOOD, seconds=0.01, peak=1, rendered=True, basis=styled))
    assert (record.seconds, record.peak) == (1.5, 300)
    assert record.basis == styled
    assert rows(file, "SELECT seconds, rendered FROM runs ORDER BY id") == [(1.5, 0), (0.01, 1)]


def test_history_keeps_the_last_runs_of_each_page(file: Path) -> None:
    other = replace(GOOD, document=replace(DOCUMENT, page="map.html"))
    with Ledger(file) as ledger:
        ledger.note(other)
        for number in range(module.KEPT_RUNS + 5):
            ledger.note(replace(GOOD, seconds=float(number)))
    kept = rows(file, f"SELECT seconds FROM runs WHERE page = '{DOCUMENT.page}' ORDER BY id")
    assert [seconds for (seconds,) in kept] == [float(number) for number in range(5, module.KEPT_RUNS + 5)]
    assert rows(file, "SELECT count(*) FROM runs WHERE page = 'map.html'") == [(1,)]


def test_what_was_noted_survives_a_kill(file: Path) -> None:
    program = (
        "import os, signal\n"
        "from pathlib import Path\n"
        "from svod.factory.ledger import Ledger, ledger_file\n"
        "from svod.factory.plan import Document\n"
        "from svod.factory.result import Result, Status\n"
        "with Ledger(ledger_file('2022')) as ledger:\n"
        "    for number in range(3):\n"
        "        ledger.note(Result(Document(Path('x'), {}, f'{number}.html', 'x'), Status.OK))\n"
        "    os.kill(os.getpid(), getattr(signal, 'SIGKILL', signal.SIGTERM))\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], env=dict(os.environ), capture_output=True, check=False)
    assert ended.returncode in (-getattr(signal, "SIGKILL", 9), signal.SIGTERM), ended.stderr.decode()
    assert sorted(records("2022")) == ["0.html", "1.html", "2.html"]


def test_a_ledger_of_another_version_is_begun_anew(file: Path) -> None:
    noted(file, GOOD)
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert records("2022") == {}
    assert noted(file, GOOD).basis == BASIS


def test_a_damaged_file_says_to_delete_it(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no ledger at all" * 100)
    with pytest.raises(BuildError, match=r"повреждён(?s:.*)Удалите этот файл") as caught:
        records("2022")
    assert str(file) in str(caught.value)


def test_a_record_that_cannot_be_read_is_damage_too(file: Path) -> None:
    noted(file, GOOD)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE documents SET basis = '{'")
    with pytest.raises(BuildError, match="повреждён"):
        records("2022")


def test_a_place_that_cannot_be_written_is_named(file: Path) -> None:
    file.parent.parent.mkdir(exist_ok=True)
    file.parent.write_text("a file where the folder should be", "utf-8")
    with pytest.raises(BuildError, match=r"не записан(?s:.*)SVOD_OUTPUT") as caught, Ledger(file):
        pass
    assert str(file) in str(caught.value)


def test_a_full_disk_is_told_while_noting(file: Path) -> None:
    with Ledger(file) as ledger:
        ledger._connection.execute("PRAGMA max_page_count = 8")
        with pytest.raises(BuildError, match="не записан: database or disk is full"):
            for number in range(1000):
                ledger.note(replace(GOOD, document=replace(DOCUMENT, page=f"{number}.html")))
