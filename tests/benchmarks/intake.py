"""How fast pupils' results come in at full size: `.venv/bin/python tests/benchmarks/intake.py`.

`svod demo --pupils` writes some 300 files with five million points. They are opened, recognised and read by a pool of
processes as a load does it, checked against the register of works, given pseudonyms, and folded into the store with
their aggregates. Beside it stands what a person would write: `pandas.read_excel` with openpyxl and a melted table, one
file after another. That is slow, so it reads a sample: of the files in order of size every tenth, or all with
`--every 1`; the sample is also read our way, by turns in the same run, so that a slow moment of the machine hits both.

The comparison is of seconds over the same files, both on one core; the whole load, with a pool of processes, checks,
store and aggregates, is compared with it by rows per second. A row is a pupil and an item. All of it is written to
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
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from measure import Memory, Target

from svod import paths, store
from svod.contracts.assessments import KINDS, settle
from svod.contracts.results import check_results
from svod.demo.pupils_books import write_pupils
from svod.demo.pupils_settings import read_pupil_settings
from svod.intake.book import Book
from svod.intake.pupils import pseudonyms, pupil_key
from svod.intake.readers import NATIONAL
from svod.intake.taken import Taken, recognise
from svod.params import Params, editions, load_params

RESULTS = 262_000
ROWS = 5_000_000
FILES = 300
JOBS = 2
TIMES = 6
GIB = 2**30
QUERIES = 20
EDITION = "benchmark"


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
        found = {"files": len(forms), "write_seconds": writing(), **measured(forms, params)}
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


def measured(files: Sequence[Path], params: Params) -> dict[str, Any]:
    """Read, check, pseudonymise, store, aggregate; then ask for aggregates."""
    with Memory(os.getpid()) as memory, timed() as whole:
        with timed() as reading:
            taken = list(read(files, params))
        with timed() as joining:
            results, points = joined(taken)
            register = settle(*described(taken))
            rows, pupils = len(points), len(results)
            del taken
        with timed() as checking:
            faults, _ = check_results(results, points, register)
        if faults or register.faults:
            raise SystemExit("\n".join(map(str, [*register.faults, *faults][:10])))
        with timed() as hiding:
            results = hidden(results)
        with timed() as storing:
            fresh = {"results": results, "points": store.stored_points(results, points)}
            del points
            parts = store.fold(EDITION, fresh, [])
    return {
        "rows": rows,
        "pupils": pupils,
        "seconds": whole(),
        "rows_per_second": rows / whole(),
        "parts_of_it": {
            "read": reading(),
            "join": joining(),
            "check": checking(),
            "pseudonyms": hiding(),
            "store_and_aggregate": storing(),
        },
        "peak_bytes": memory.peak,
        "processes": memory.processes,
        **asked(parts, params),
    }


def read(files: Sequence[Path], params: Params) -> Iterator[Taken]:
    """Files by a pool of processes, in their order; the largest are begun first."""
    with ProcessPoolExecutor(JOBS, mp_context=get_context("spawn"), initializer=_begin, initargs=(params,)) as pool:
        yield from pool.map(_take, sorted(files, key=lambda file: -file.stat().st_size))


_params: Params | None = None


def _begin(params: Params) -> None:
    global _params
    _params = params


def _take(file: Path) -> Taken:
    return take(file, _params)


def take(file: Path, params: Params) -> Taken:
    """One file as a load reads it."""
    book = Book(file.name, file.read_bytes())
    taken = recognise(book, NATIONAL).read(book, params)
    if taken.faults:
        raise SystemExit("\n".join(map(str, taken.faults[:10])))
    return taken


def joined(taken: Sequence[Taken]) -> tuple[pa.Table, pa.Table]:
    """Results and points of all files; a point names the row of its result among all."""
    results, points, before = [], [], 0
    for one in taken:
        own = one.tables["points"]
        place = pa.array(own.column("result").to_numpy() + before, pa.int32())
        points.append(own.set_column(0, "result", place))
        results.append(one.tables["results"])
        before += len(results[-1])
    return pa.concat_tables(results).unify_dictionaries(), pa.concat_tables(points).unify_dictionaries()


def described(taken: Sequence[Taken]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Works and items: those of the register that the demo writes, then those of the heads of the files."""
    source = {"file": "работы.xlsx", "sheet": "Работы", "row": 5}
    works, items = [], []
    for work in read_pupil_settings().works:
        key = {"assessment": next(iter(KINDS)), "year": work.year, "grade": work.grade, "subject": work.subject}
        borders = dict(zip(("mark3", "mark4", "mark5"), work.borders, strict=True))
        works.append({**key, "maximum": work.maximum, "programme_grade": work.programme_grade, **borders, **source})
        for row, item in enumerate(work.items):
            items.append({**key, "item": item.item, "maximum": item.maximum, "level": item.level, **source, "row": row})
    heads = [row for one in taken for row in one.tables["assessments"]]
    return [*works, *heads], [*items, *(row for one in taken for row in one.tables["items"])]


def hidden(results: pa.Table) -> pa.Table:
    """Results with pseudonyms in place of codes, as the store has them."""
    codes = pseudonyms(
        pupil_key(demo=True),
        results.column("school").to_pylist(),
        results.column("year").to_pylist(),
        results.column("pupil").to_pylist(),
    )
    at = results.schema.get_field_index("pupil")
    return results.set_column(at, "pupil", codes).select(store.LARGE["results"].names)


def asked(parts: Sequence[store.Part], params: Params) -> dict[str, float]:
    """Seconds in which item aggregates come from the store: of one municipality, of all; the slowest of many times."""
    name = params.region.municipalities[0].name
    one, all_ = [], []
    for _ in range(QUERIES):
        with timed() as seconds:
            rows = [part.table("by_item", municipality=name) for part in parts]
        one.append(seconds())
        with timed() as seconds:
            every = [part.table("by_item") for part in parts]
        all_.append(seconds())
    if not sum(map(len, rows)) < sum(map(len, every)):
        raise SystemExit("a municipality has as many rows as the region")
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
    points = take(file, params).tables["points"].column("points")
    return len(points), float(sum(value for value in points.to_pylist() if value is not None))


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
