"""One build at a time: the second is refused politely, a child that inherits the lock holds it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from svod import lock as module
from svod.errors import BuildError
from svod.lock import edition_lock


@pytest.fixture(autouse=True)
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.2)
    return tmp_path


def test_the_second_is_told_who_and_since_when(output: Path) -> None:
    (output / "2022").mkdir()
    (output / "2022" / ".lock").write_text("123456789012 00:00 of an earlier build", "utf-8")
    with edition_lock("2022"), pytest.raises(BuildError) as caught, edition_lock("2022"):
        pass
    words = rf"Издание 2022 уже собирает другой процесс \(№ {os.getpid()}, с \d\d:\d\d\)\. Дождитесь его"
    assert re.match(words, str(caught.value))
    assert "earlier" not in (output / "2022" / ".lock").read_text("utf-8")


def test_editions_do_not_hinder_each_other_and_a_lock_ends() -> None:
    with edition_lock("2022"), edition_lock("2023"):
        pass
    with pytest.raises(ZeroDivisionError), edition_lock("2022"):
        raise ZeroDivisionError
    with edition_lock("2022") as descriptor:
        assert os.fstat(descriptor).st_size > 0


def test_a_lock_that_is_given_up_in_time_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAIT_SECONDS", 30)
    taken, started = threading.Event(), time.monotonic()

    def hold() -> None:
        with edition_lock("2022"):
            taken.set()
            time.sleep(0.3)

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait()
    with edition_lock("2022"):
        assert 0.2 < time.monotonic() - started < 25
    holder.join()


@pytest.mark.skipif(os.name == "nt", reason="a child inherits an open file as POSIX has it")
def test_a_child_that_inherits_the_lock_holds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with edition_lock("2022") as descriptor:
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[descriptor])
    with pytest.raises(BuildError, match="уже собирает"), edition_lock("2022"):
        pass
    child.communicate(b"\n")
    with edition_lock("2022"):
        assert child.returncode == 0


def test_a_folder_that_cannot_be_written_is_named(output: Path) -> None:
    (output / "2022").write_text("a file where the folder should be", "utf-8")
    with pytest.raises(BuildError, match=r"нельзя писать(?s:.*)SVOD_OUTPUT") as caught, edition_lock("2022"):
        pass
    assert str(output / "2022") in str(caught.value)


def test_a_holder_that_left_no_word_is_not_invented(output: Path) -> None:
    with edition_lock("2022"):
        (output / "2022" / ".lock").write_text("", "utf-8")
        with pytest.raises(BuildError, match=r"другой процесс\. Дождитесь"), edition_lock("2022"):
            pass
