"""Progress in plain lines and on a terminal."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from svod.factory import progress
from svod.factory.plan import Document
from svod.factory.progress import Teller, clock
from svod.factory.result import Result, Status

DOCUMENT = Document(Path("x.ipynb"), {}, "x.html", "процедура 07-libraries")


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "0 с"), (59.4, "59 с"), (59.6, "1 мин 00 с"), (185, "3 мин 05 с")]
)
def test_time_is_told_as_people_say_it(seconds: float, words: str) -> None:
    assert clock(seconds) == words


def told(console: Console, results: list[Result], monkeypatch: pytest.MonkeyPatch, step: float = 4.0) -> None:
    now = iter(step * number for number in range(1000))
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(now))
    with Teller(len(results), console) as teller:
        for result in results:
            teller.tell(result)


def test_plain_lines_come_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    said = io.StringIO()
    told(Console(file=said), [Result(DOCUMENT, Status.OK)] * 3, monkeypatch)
    lines = said.getvalue().splitlines()
    assert lines[0].startswith("1 из 3, ")
    assert "в минуту, осталось" in lines[0]
    assert lines[-1].startswith("3 из 3, ")
    assert "осталось" not in lines[-1]


def test_a_failure_is_told_at_once_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    said = io.StringIO()
    failure = Result(DOCUMENT, Status.DIED, failure="ячейка [x]: беда" + 100 * " и беда")
    told(Console(file=said), [failure, Result(DOCUMENT, Status.OK)], monkeypatch)
    assert said.getvalue().splitlines()[0] == f"Не удалось: процедура 07-libraries – {failure.failure}"
    assert said.getvalue().splitlines()[-1].endswith("ошибок 1")


def test_a_terminal_gets_a_bar_that_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    said = io.StringIO()
    told(Console(file=said, force_terminal=True, width=100), [Result(DOCUMENT, Status.OK)] * 2, monkeypatch, step=0.001)
    assert "Отчёты" in said.getvalue()
    assert "1 из 2," not in said.getvalue()
