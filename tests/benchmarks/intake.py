"""How fast pupils' results come in at full size: `.venv/bin/python tests/benchmarks/intake.py`.

`svod demo --pupils` writes some 300 files with five million points, and the registers of schools and works. `svod load`
takes them: reads in a pool of processes, matches names, checks, gives pseudonyms, folds into the store and aggregates.
Beside it stands what a person would write: `pandas.read_excel` with openpyxl and a melted table, one file after
another. That is slow, so it reads a sample: of the files in order of size every tenth, or all with `--every 1`; the
sample is also read our way, by turns in the same run, so that a slow moment of the machine hits both.

The comparison is of seconds over the same files, both on one core; the whole load, with all it does after reading, is
compared with their reading by rows per second. A row is a pupil and an item. All of it is written to
`output/benchmarks/intake.json`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.compute as pc
from measure import Memory, Target

from svod import paths, store
from svod.demo.pupils_books import write_pupils
from svod.intake.book import Book
from svod.intake.load import Order, load, readers
from svod.intake.taken import recognise
from svod.params import Params, editions, load_params

RESULTS = 262_000
ROWS = 5_000_000
FILES = 300
TIMES = 6
GIB = 2**30
QUERIES = 20


def main(given: Sequence[str] | None = None) -> int:
    """Measure everything, print it, write it down; 1 when a target is missed."""
    options = _options(given)
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        raise SystemExit("PYTHONDONTWRITEBYTECODE is set: every process would compile its programs anew")
    result_file = paths.output() / "benchmarks" / "intake.json"
    params = load_params(editions()[-1])
    with tempfile.TemporaryDirectory(prefix="svod-benchmark-") as name:
        os.environ["SVOD_OUTPUT"] = name
        folder = Path(name) / "участники"
        with timed() as writing:
            files = write_pupils(folder, Path(name) / "истина", params, options.results)
        forms = sorted((file for file in files if file.name.startswith("Ф1")), key=lambda file: file.stat().st_size)
        found = {"files": len(forms), "write_seconds": writing(), **measured(folder, params)}
        found["against"] = compared(forms[:: options.every], params)
    found |= {"machine": {"python": platform.python_version(), "cores": os.cpu_count(), "load": os.getloadavg()[0]}}
    targets = judged(found)
    found["targets"] = [
        {"name": one.name, "measured": one.measured, "target": one.bounds, "unit": one.unit, "verdict": one.verdict}
        for one in targets
    ]
    result_file.parent.mkdir(parents=True, exist_ok=True)
    result_file.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({name: found[name] for name in found if name != "targets"}, ensure_ascii=False, indent=1))
    print("\n".join(["", *(one.line() for one in targets), "", f"Written to {result_file}"]))
    return int(any(one.verdict == "MISSED" for one in targets))


def judged(found: dict[str, Any]) -> list[Target]:
    """The figures that are held to something."""
    return [
        Target("files", found["files"], at_least=FILES),
        Target("rows of pupils and items", found["rows"], at_least=ROWS),
        Target("reading: times faster than pandas and openpyxl, one core", found["against"]["times"], at_least=TIMES),
        Target(
            "the whole load: times as many rows per second as they read",
            found["rows_per_second"] / found["against"]["rows_per_second"]["pandas"],
            at_least=TIMES,
        ),
        Target("peak memory of all processes", found["peak_bytes"] / GIB, at_most=2, unit="GiB"),
        Target("item aggregates of one municipality", found["query_seconds"], at_most=0.2, unit="s"),
        Target("item aggregates of the whole region", found["query_all_seconds"], at_most=0.2, unit="s"),
    ]


# --- our way --------------------------------------------------------------------------------------------------------


def measured(folder: Path, params: Params) -> dict[str, Any]:
    """Load a folder into an empty store; then ask for aggregates."""
    read: list[float] = []
    with Memory(os.getpid()) as memory, timed() as whole:
        begun = time.perf_counter()
        loaded = load(folder, params, Order(progress=lambda *_: read.append(time.perf_counter() - begun)))
    return {
        "rows": loaded.rows["points"],
        "pupils": loaded.rows["results"],
        "seconds": whole(),
        "rows_per_second": loaded.rows["points"] / whole(),
        "read_seconds": read[-1],
        "peak_bytes": memory.peak,
        "processes": memory.processes,
        **asked(params),
    }


def asked(params: Params) -> dict[str, float]:
    """Seconds in which item aggregates come from the store: of one municipality, of all; the slowest of many times."""
    edition, code = params.edition.id, params.region.codes[0]
    one, all_ = [], []
    for _ in range(QUERIES):
        with timed() as seconds:
            snapshot = store.current_snapshot(edition)
            rows = [snapshot.by_item(*part.key, municipality=code) for part in snapshot.parts]
        one.append(seconds())
        with timed() as seconds:
            snapshot = store.current_snapshot(edition)
            every = [snapshot.by_item(*part.key) for part in snapshot.parts]
        all_.append(seconds())
    if not 0 < sum(map(len, rows)) < sum(map(len, every)) or any(table["maximum"].null_count for table in every):
        raise SystemExit("the aggregates are not what was loaded")
    return {"query_seconds": max(one), "query_all_seconds": max(all_)}


# --- the other way --------------------------------------------------------------------------------------------------


def compared(files: Sequence[Path], params: Params) -> dict[str, Any]:
    """Both ways over the same files by turns, each on one core; the sums of points must be the same."""
    seconds = dict.fromkeys(WAYS, 0.0)
    rows = 0
    for turn, file in enumerate(files):
        said = {}
        for name in sorted(WAYS, reverse=bool(turn % 2)):
            with timed() as taken:
                said[name] = WAYS[name](file, params)
            seconds[name] += taken()
        if said["ours"] != said["pandas"]:
            raise SystemExit(f"{file.name}: {said}")
        rows += said["ours"][0]
    return {
        "files": len(files),
        "rows": rows,
        "rows_per_second": {name: rows / value for name, value in seconds.items()},
        "times": seconds["pandas"] / seconds["ours"],
    }


def _ours(file: Path, params: Params) -> tuple[int, float]:
    book = Book(file.name, file.read_bytes())
    points = recognise(book, readers(params)).read(book, params).tables["points"].column("points")
    return len(points), float(pc.sum(points).as_py() or 0)


def _pandas(file: Path, params: Params) -> tuple[int, float]:
    table = pd.read_excel(file, header=7, engine="openpyxl")
    table = table[table["Код участника"].notna()]
    items = [name for name in table.columns if str(name).endswith("б)")]
    long = table.melt(id_vars=["ОО", "Муниципалитет", "Код участника"], value_vars=items, var_name="item")
    long["points"] = pd.to_numeric(long["value"], errors="coerce")
    return len(long), float(long["points"].sum())


WAYS = {"ours": _ours, "pandas": _pandas}
"""Each gives the number of rows of a file and the sum of their points."""


@contextmanager
def timed() -> Iterator[Callable[[], float]]:
    """Seconds of wall time of a block, once it is over."""
    begun = time.perf_counter()
    spent: list[float] = []
    yield lambda: spent[0]
    spent.append(time.perf_counter() - begun)


def _options(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--results", type=int, default=RESULTS, help="results of pupils to write")
    parser.add_argument("--every", type=int, default=10, help="of which files pandas and openpyxl read one")
    return parser.parse_args(given)


if __name__ == "__main__":
    raise SystemExit(main())
