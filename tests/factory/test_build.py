"""A whole build: what is due is made, what failed is told, and whatever happens the next build finishes the work."""

from __future__ import annotations

import io
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import nbformat
import pytest
from rich.console import Console

from svod import paths
from svod.errors import BuildError
from svod.factory import build as module
from svod.factory.atomic import DRAFT, Unwritable
from svod.factory.bench import dead
from svod.factory.build import Outcome, build
from svod.factory.inputs import Reason, read_inputs
from svod.factory.ledger import Ledger, ledger_file, records
from svod.factory.plan import Document, plan
from svod.factory.progress import Teller
from svod.factory.result import Result, Status
from svod.factory.schedule import Place
from svod.factory.unbuilt import built
from svod.factory.warm import possible
from svod.intake.pupils import pupil_key
from svod.params import Params, load_params
from svod.store import current_snapshot, write_snapshot

LINUX = pytest.mark.skipif(not possible(), reason="a warm process is forked on Linux alone")
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals are sent as POSIX has them")

Run = Callable[..., tuple[Outcome, str]]


@pytest.fixture
def run(params: Params) -> Run:
    """Build documents two at a time; the outcome and what was said."""

    def built(documents: list[Document], engine: str = "", **given: object) -> tuple[Outcome, str]:
        said = io.StringIO()
        place = Place("2022", "", engine, jobs=2, seconds=20)
        return build(params, documents, place, console=Console(file=said, width=200), **given), said.getvalue()

    return built


def told(outcome: Outcome) -> dict[str, str]:
    return {result.document.page: result.told for result in outcome.failures}


@pytest.mark.parametrize("engine", ["kernel", pytest.param("fork", marks=LINUX)])
def test_every_failure_is_told_and_the_others_are_made(run: Run, write: Callable[..., Document], engine: str) -> None:
    bad = [write("raises", body="1 / 0"), write("good"), write("alien"), write("second")]
    slip = nbformat.read(bad[2].notebook, as_version=4)
    slip.cells.insert(1, nbformat.v4.new_code_cell('procedure = "good"', id="part-01-slip"))
    nbformat.write(slip, bad[2].notebook)
    outcome, said = run(bad, engine)
    assert [result.document.page for result in outcome.results] == [document.page for document in bad]
    assert told(outcome) == {
        "raises.html": "ячейка part-01-body: ZeroDivisionError: division by zero",
        "alien.html": "отчёт не о том: procedure – «good», а заказан «alien»",
    }
    assert outcome.exit_code == 1
    assert sorted(file.name for file in paths.site("2022").iterdir()) == ["good.html", "second.html"]
    assert "Не удалось: процедура raises – ячейка part-01-body: ZeroDivisionError" in said
    assert "4 из 4" in said


def test_only_what_is_due_is_made(run: Run, write: Callable[..., Document], place: Path) -> None:
    documents = [write(f"report{number}") for number in range(3)]
    first, _ = run(documents)
    assert set(first.due.values()) == {Reason.NEW}
    before = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in paths.site("2022").iterdir()}
    second, said = run(documents)
    assert (second.due, second.results, said) == ({}, (), "")
    write("report1", body="2 + 2")
    (paths.site("2022") / "report2.html").unlink()
    third, _ = run(documents)
    assert third.due == {"report1.html": Reason.NOTEBOOK, "report2.html": Reason.PAGE}
    assert [result.rendered for result in third.results] == [False, True]
    after = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in paths.site("2022").iterdir()}
    assert after["report0.html"] == before["report0.html"]
    assert after["report1.html"][0] != before["report1.html"][0]
    assert after["report2.html"][0] == before["report2.html"][0]


def test_pages_of_what_the_edition_no_longer_has_go(run: Run, write: Callable[..., Document]) -> None:
    documents = [write(f"report{number}") for number in range(3)]
    first, _ = run(documents, everything=documents)
    second, _ = run(documents[:1], everything=documents[:2])
    assert (first.gone, second.gone) == (0, 1)
    assert sorted(file.name for file in paths.site("2022").iterdir()) == ["report0.html", "report1.html"]
    assert records("2022").keys() == {"report0.html", "report1.html"}


def test_a_worker_that_dies_with_the_first_pages_is_noted_for_them(params: Params, place: Path) -> None:
    class Dying(Executor):
        def submit(self, function, *arguments):
            done = Future()
            done.set_result(dead(arguments, "работник"))
            return done

    with Ledger(ledger_file("2022")) as ledger:
        run = module.Run(params, Place("2022"), read_inputs(params), ledger, Teller(0, Console(file=io.StringIO())))
        run._front([], Dying())
        assert {page: record.status for page, record in ledger.records().items()} == {"index.html": Status.DIED}


def test_a_failure_keeps_the_last_good_page_and_marks_it(run: Run, write: Callable[..., Document]) -> None:
    document, other = write("report"), write("other")
    run([document, other])
    page = paths.site("2022") / document.page
    good = page.read_text("utf-8")
    write("report", body="1 / 0")
    outcome, _ = run([document, other])
    assert told(outcome) == {"report.html": "ячейка part-01-body: ZeroDivisionError: division by zero"}
    marked = page.read_text("utf-8")
    assert "Страница устарела" in marked
    assert "ZeroDivisionError" in marked
    assert records("2022")["report.html"].status == Status.FAILED
    write("other", body="2 + 2")
    outcome, _ = run([document, other], only_failed=True)
    assert list(outcome.due) == ["report.html"]
    assert page.read_text("utf-8") == marked
    write("report")
    outcome, _ = run([document, other])
    assert (outcome.exit_code, outcome.due["report.html"]) == (0, Reason.FAILED)
    assert page.read_text("utf-8") == good


def test_nothing_runs_when_one_notebook_cannot_take_its_parameters(run: Run, write: Callable[..., Document]) -> None:
    documents = [write("good"), write("bad", tags=())]
    with pytest.raises(BuildError, match="Сборка не начата"):
        run(documents)
    assert not paths.output().exists()


@LINUX
def test_a_document_that_kills_the_warm_process_fails_alone(run: Run, write: Callable[..., Document]) -> None:
    killer = "import os, signal; os.kill(os.getppid(), signal.SIGKILL)"
    outcome, _ = run([write("killer", body=killer), *(write(f"good{number}") for number in range(3))])
    assert list(told(outcome)) == ["killer.html"]
    assert "процесс сборки погиб" in outcome.failures[0].failure
    assert outcome.failures[0].attempts == module.ATTEMPTS
    assert len(outcome.results) == 4


@LINUX
def test_a_document_killed_once_from_outside_is_made_the_second_time(
    run: Run, write: Callable[..., Document], place: Path
) -> None:
    mark = place / "mark"
    body = (
        "import os, pathlib, signal\n"
        f"mark = pathlib.Path({str(mark)!r})\n"
        "if not mark.exists():\n    mark.touch(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    always = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    outcome, _ = run([write("once", body=body), write("always", body=always)])
    assert told(outcome) == {
        "always.html": "ячейка part-01-body: процесс убит системой: вероятно, не хватило памяти. Уменьшите --jobs"
    }


def test_a_place_that_cannot_be_written_stops_the_build_with_a_message(
    run: Run, write: Callable[..., Document]
) -> None:
    documents = [write(f"report{number}") for number in range(4)]
    paths.edition_output("2022").mkdir(parents=True)
    paths.site("2022").write_text("", "utf-8")
    with pytest.raises(Unwritable, match=r"Файл .*report\d\.html не записан: на месте папки лежит файл"):
        run(documents)
    paths.site("2022").unlink()
    outcome, _ = run(documents)
    assert (outcome.exit_code, len(list(paths.site("2022").iterdir()))) == (0, 4)


@POSIX
def test_a_full_disk_stops_the_build_with_a_message_and_costs_nothing(
    run: Run, write: Callable[..., Document], place: Path
) -> None:
    """A limit on the size of a file stands for the full disk: the system refuses to write in the same way."""
    import resource

    documents = [write("report0"), write("report1", body=f"print({'слово ' * 100_000!r})"), write("report2")]
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))  # noqa: E731
    process = start(place, preexec_fn=limit)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "report1.ipynb не записан: файл больше, чем разрешено системой" in said
    assert not list(paths.output().rglob(f"{DRAFT}*"))
    good = {file.name: file.stat().st_mtime_ns for file in paths.site("2022").iterdir()}
    assert "report1.html" not in good
    outcome, _ = run(documents)
    assert outcome.exit_code == 0
    assert "report1.html" in outcome.due
    after = {file.name: file.stat().st_mtime_ns for file in paths.site("2022").iterdir()}
    assert all(after[name] == written for name, written in good.items() if name not in outcome.due)


PROGRAM = """
import sys
from pathlib import Path
from svod import paths
from svod.factory.build import build
from svod.factory.plan import Document
from svod.factory.schedule import Place
from svod.params import load_params
if __name__ == "__main__":
    params, paths.NOTEBOOKS = load_params("2022"), Path(sys.argv[1])
    names = sorted(file.stem for file in paths.NOTEBOOKS.glob("*.ipynb"))
    made = [{"edition": "2022", "procedure": name, "municipality": ""} for name in names]
    documents = [Document(paths.NOTEBOOKS / f"{n}.ipynb", p, f"{n}.html", n) for n, p in zip(names, made)]
    try:
        code = build(params, documents, Place("2022", engine=sys.argv[2], jobs=2)).exit_code
    except Exception as error:
        sys.exit(str(error))
    sys.exit(code)
"""


def start(place: Path, engine: str = "", **given: Any) -> subprocess.Popen[str]:
    """Build all notebooks of the folder in a process of its own."""
    (place / "program.py").write_text(PROGRAM, "utf-8")
    command = [sys.executable, str(place / "program.py"), str(paths.NOTEBOOKS), engine]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **given)


@LINUX
def test_a_build_killed_at_any_moment_is_finished_by_the_next(write: Callable[..., Document], place: Path) -> None:
    for number in range(12):
        write(f"report{number:02}", body=f"import time; time.sleep(0.05)\n{number}")
    clean = start(place)
    assert clean.wait(60) == 0, clean.stderr
    site = paths.site("2022")
    expected = {file.name: file.read_bytes() for file in site.iterdir()}
    assert len(expected) == 12
    rng = random.Random(2022)
    for _ in range(10):
        for file in (*site.iterdir(), *(paths.edition_output("2022") / "notebooks").iterdir()):
            if rng.random() < 0.7:
                file.unlink()
        process = start(place)
        time.sleep(rng.uniform(0.2, 3.5))
        process.kill()
        process.communicate()
    finished = start(place)
    _, said = finished.communicate(timeout=60)
    assert finished.returncode == 0, said
    assert {file.name: file.read_bytes() for file in site.iterdir()} == expected
    assert not list(paths.output().rglob(f"{DRAFT}*"))
    assert sorted(file.name for file in paths.edition_output("2022").iterdir()) == [
        ".lock", ledger_file("2022").name, "notebooks", "site",
    ]  # fmt: skip
    assert not warm_processes(place)


def warm_processes(place: Path) -> list[str]:
    """Processes, of builds in a folder, that are still alive."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes()
            if str(place).encode() in environment and int(folder.name) != os.getpid():
                found.append((folder / "cmdline").read_text())
        except OSError:
            continue
    return found


@POSIX
def test_a_second_build_of_the_same_edition_refuses_politely(
    run: Run, write: Callable[..., Document], place: Path
) -> None:
    mark = place / "started"
    document = write("slow", body=f"import pathlib, time\npathlib.Path({str(mark)!r}).touch()\ntime.sleep(30)")
    process = start(place)
    wait_for(mark.exists)
    with pytest.raises(BuildError, match=f"Издание 2022 уже собирает другой процесс .*{process.pid}"):
        run([document])
    process.kill()
    process.communicate()


@POSIX
@pytest.mark.parametrize("engine", ["kernel", pytest.param("fork", marks=LINUX)])
def test_ctrl_c_stops_cleanly_and_leaves_nothing_running(
    write: Callable[..., Document], place: Path, engine: str
) -> None:
    mark = place / "started"
    body = f"import os, pathlib, time\npathlib.Path({str(mark)!r}).write_text(str(os.getpid()))\ntime.sleep(120)"
    for number in range(3):
        write(f"slow{number}", body=body)
    process = start(place, engine)
    wait_for(mark.exists)
    wait_for(mark.read_text)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130, said
    assert "Traceback" not in said
    wait_for(lambda: not alive(int(mark.read_text())))
    assert not records("2022")


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
    assert Outcome(1, {}, (Result(document, Status.OK),)).exit_code == 0
    assert Outcome(1, {}, (Result(document, Status.DIED, failure="беда"),)).exit_code == 1
    assert Outcome(1, {}, (), interrupted=True).exit_code == 130


@pytest.fixture
def region(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Params:
    """The demo region with an output folder of its own."""
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    shutil.copytree(demo / "store", paths.store())
    return load_params("2022")


def pages() -> dict[str, bytes]:
    """Every page that a notebook made."""
    site = paths.site("2022")
    found = {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*.html") if built(file)}
    return {page: html for page, html in found.items() if page not in ("index.html", "about.html")}


def make_region(params: Params, documents: list[Document], jobs: int = 2) -> Outcome:
    return build(params, documents, Place("2022", jobs=jobs), console=Console(file=io.StringIO()))


def test_the_number_of_processes_changes_no_byte(region: Params, tmp_path: Path) -> None:
    everything = plan(region)
    documents = [everything[number * len(everything) // 60] for number in range(60)]
    assert make_region(region, documents, jobs=1).exit_code == 0
    first = pages()
    assert sorted(first) == sorted(document.page for document in documents)
    shutil.rmtree(paths.edition_output("2022"))
    assert make_region(region, documents, jobs=3).exit_code == 0
    assert pages() == first


def test_a_correction_rebuilds_what_rests_on_it_and_nothing_else(region: Params) -> None:
    """One number of one municipality in procedure 7: its reports, the ratings above it, and every municipality's page,
    for a place depends on the others; the reports of other procedures and the map keep their bytes."""
    chosen = ["07-libraries", "08-heads"]
    places = ["troitskiy-mr", "miasskiy-go"]
    documents = plan(region, chosen, places) + [one for one in plan(region, collection=True) if one.page in KEPT]
    assert make_region(region, documents).exit_code == 0
    before = pages()
    snapshot = current_snapshot("2022")
    rows = snapshot.indicators.copy()
    line = rows.index[(rows["indicator"] == "7.1") & (rows["municipality"] == "troitskiy-mr") & (rows["year"] == 2022)]
    rows.loc[line, "numerator"] -= 1
    tables = {"indicators": rows, "measures": snapshot.measures, "files": snapshot.files}
    write_snapshot("2022", tables, key=pupil_key(demo=True))
    due = read_inputs(region).due(documents, records("2022"))
    assert set(due.values()) == {Reason.DATA}
    outcome = make_region(region, documents)
    assert (told(outcome), outcome.due) == ({}, due)
    after = pages()
    changed = {page for page in after if after[page] != before[page]}
    assert changed == set(due) == {
        "procedure/07-libraries.html", "pair/07-libraries/troitskiy-mr.html", "pair/07-libraries/miasskiy-go.html",
        "municipality/troitskiy-mr.html", "municipality/miasskiy-go.html", "group/conditions.html",
        "group/overall.html",
    }  # fmt: skip


KEPT = (
    "procedure/07-libraries.html", "procedure/08-heads.html", "municipality/troitskiy-mr.html",
    "municipality/miasskiy-go.html", "group/conditions.html", "group/outcomes.html", "group/overall.html", "map.html",
)  # fmt: skip
