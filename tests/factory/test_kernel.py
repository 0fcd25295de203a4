"""A kernel without sockets: what its shell says comes to the listener as a client would have got it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from svod.factory.kernel import Stream

PROGRAM = """
import json, sys
from svod.factory.kernel import open_shell, shell, speaking
made = open_shell()
assert made is shell()
heard = []
with speaking(heard.append):
    result = made.run_cell({code!r}, store_history=True)
said = [[one["msg_type"], one["content"]] for one in heard]
sys.__stdout__.write(json.dumps([result.success, made.execution_count, said]))
sys.__stdout__.flush()
"""


def say(code: str, tmp_path: Path) -> tuple[bool, int, list[tuple[str, dict]]]:
    """Run one cell in a shell of a new process; success, the next number and what was said."""
    command = [sys.executable, "-c", PROGRAM.format(code=code)]
    environment = {"IPYTHONDIR": str(tmp_path), "PATH": "", "HOME": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return tuple(json.loads(done.stdout))


def test_outputs_come_in_the_order_in_which_they_were_made(tmp_path: Path) -> None:
    code = "import sys\nprint('один')\ndisplay(2)\nprint('три', file=sys.stderr)\n4"
    success, number, said = say(code, tmp_path)
    assert (success, number) == (True, 2)
    assert [kind for kind, _ in said] == ["stream", "display_data", "stream", "execute_result"]
    assert said[0][1] == {"name": "stdout", "text": "один\n"}
    assert said[2][1] == {"name": "stderr", "text": "три\n"}
    assert (said[3][1]["data"], said[3][1]["execution_count"]) == ({"text/plain": "4"}, 1)


def test_what_is_printed_last_is_said_too_and_an_error_after_it(tmp_path: Path) -> None:
    success, _, said = say("print('начало')\n1 / 0", tmp_path)
    assert not success
    assert [kind for kind, _ in said] == ["stream", "error"]
    assert (said[1][1]["ename"], said[1][1]["evalue"]) == ("ZeroDivisionError", "division by zero")


def test_figures_are_shown_in_line(tmp_path: Path) -> None:
    _, _, said = say("from matplotlib import pyplot\n_ = pyplot.plot([1, 2])", tmp_path)
    assert [kind for kind, _ in said] == ["display_data"]
    assert "image/png" in said[0][1]["data"]


def test_nothing_is_kept_on_disk(tmp_path: Path) -> None:
    say("1", tmp_path)
    assert not list(tmp_path.rglob("history.sqlite"))


def test_a_stream_says_nothing_when_nothing_was_written() -> None:
    class Silent:
        def send(self, *_: object) -> None:
            raise AssertionError

    stream = Stream(Silent(), "stdout")
    stream.flush()
    assert stream.writable()
    assert stream.write("слово") == 5
    with pytest.raises(AssertionError):
        stream.flush()
