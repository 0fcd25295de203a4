"""Many documents: one that fails takes no other with it."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from rich.console import Console

from svod import paths
from svod.errors import BuildError
from svod.factory.build import Outcome, build, processes
from svod.factory.execute import Result
from svod.factory.plan import Document
from svod.params import Params

NOT_POSIX = os.name == "nt"


Run = Callable[[list[Document]], tuple[Outcome, str]]


@pytest.fixture
def run(params: Params) -> Run:
    """Build documents by two processes; the outcome and what was said."""

    def built(documents: list[Document]) -> tuple[Outcome, str]:
        said = io.StringIO()
        outcome = build(params, documents, 2, Console(file=said, width=200))
        return outcome, said.getvalue()

    return built


@pytest.fixture
def bad(write: Callable[..., Document]) -> list[Document]:
    return [
        write("raises", body="1 / 0"),
        write("exits", body="import os; os._exit(0)"),
        write("good"),
        write("alien"),
        write("second"),
    ]


def test_every_failure_is_told_and_the_others_are_made(run: Run, bad: list[Document], place: Path) -> None:
    slip = nbformat.read(bad[3].notebook, as_version=4)
    slip.cells.insert(1, nbformat.v4.new_code_cell('procedure = "good"', id="part-01-slip"))
    nbformat.write(slip, bad[3].notebook)
    outcome, said = run(bad)
    assert [result.document.page for result in outcome.results] == [document.page for document in bad]
    assert {result.document.page: result.failure.split(":")[0] for result in outcome.failures} == {
        "raises.html": "ячейка part-01-body",
        "exits.html": "ячейка part-01-body",
        "alien.html": "отчёт не о том",
    }
    assert outcome.exit_code == 1
    assert sorted(file.name for file in paths.site("2022").iterdir()) == ["good.html", "second.html"]
    assert "Не удалось: процедура raises – ячейка part-01-body: ZeroDivisionError" in said
    assert "5 из 5" in said


def test_nothing_runs_when_one_notebook_cannot_take_its_parameters(
    run: Run, write: Callable[..., Document], place: Path
) -> None:
    documents = [write("good"), write("bad", tags=())]
    with pytest.raises(BuildError, match="Сборка не начата"):
        run(documents)
    assert not paths.output().exists()


@pytest.mark.skipif(NOT_POSIX, reason="signals are sent as POSIX has them")
def test_a_process_killed_from_outside_fails_alone(run: Run, write: Callable[..., Document]) -> None:
    killer = "import os, signal; os.kill(os.getppid(), signal.SIGKILL)"
    outcome, _ = run([write("killer", body=killer), *(write(f"good{number}") for number in range(3))])
    assert [result.document.page for result in outcome.failures] == ["killer.html"]
    assert "процесс сборки погиб" in outcome.failures[0].failure
    assert len(outcome.results) == 4


@pytest.mark.skipif(NOT_POSIX, reason="signals are sent as POSIX has them")
def test_ctrl_c_stops_cleanly_and_leaves_no_kernel(write: Callable[..., Document], place: Path) -> None:
    mark = place / "started"
    body = f"import os, pathlib, time\npathlib.Path({str(mark)!r}).write_text(str(os.getpid()))\ntime.sleep(120)"
    write("slow", body=body)
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from svod.factory.build import build\n"
        "from svod.factory.plan import Document\n"
        "from svod.params import load_params\n"
        "if __name__ == '__main__':\n"
        "    asked = {'edition': '2022', 'procedure': 'slow', 'municipality': ''}\n"
        "    slow = [Document(Path(sys.argv[1]), asked, f'{n}.html', 'x') for n in range(4)]\n"
        "    sys.exit(build(load_params('2022'), slow, 1).exit_code)\n"
    )
    (place / "program.py").write_text(program, "utf-8")
    command = [sys.executable, str(place / "program.py"), str(paths.NOTEBOOKS / "slow.ipynb")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    wait_for(mark.exists)
    wait_for(mark.read_text)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130, said
    assert "Traceback" not in said
    wait_for(lambda: not alive(int(mark.read_text())))


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_for(happened: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_exit_code_tells() -> None:
    document = Document(Path("x.ipynb"), {}, "x.html", "x")
    assert Outcome((Result(document, 1.0),)).exit_code == 0
    assert Outcome((Result(document, 1.0, "беда"),)).exit_code == 1
    assert Outcome((), interrupted=True).exit_code == 130
    assert processes() >= 1
