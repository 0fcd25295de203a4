"""How fast the factory is, on the notebooks of the project: `.venv/bin/python tests/benchmarks/factory.py`.

Four ways make the same pages, by turns in one run, so that a slow moment of the machine hits them all: A – a shell loop
over `papermill` and `jupyter nbconvert`; C – a pool of two processes over their Python API; F – the factory with two
jobs; L – the limit: the same calls of the library and one Jinja page, without notebooks. P is F with Word, PDF and
Excel beside every page. Then the whole edition twice and its collection, growing sizes, and the day after: nothing has
changed, one cell has.

A figure is wall seconds per document on two cores, every kind of page with its share of the edition. C, F, P and L are
given the start of their processes; in L whatever is shared is made by the first document that asks for it.
When the whole edition has been built, F is that build with its start, and L the whole edition too: over a sample both
spend more on what the documents of a scope share. All of it is written to `output/benchmarks/factory.json`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from account import account, start
from limit import figures
from measure import Lot, Memory, Target, differing, hashes, per_document, sample, shares
from scenario import PROCEDURE, day_after
from ways import JOBS, Bench, pool_of

from svod import paths
from svod.factory.plan import Document, plan
from svod.factory.schedule import processes
from svod.params import editions, load_params
from svod.publish.formats import FORMATS

OTHER_JOBS = 3
GROWTH = (50, 200)
GIB = 2**30


def main(given: Sequence[str] | None = None) -> int:
    """Measure everything, print it, write it down; 1 when a target is missed."""
    options = _options(given)
    refuse()
    result_file = paths.output() / "benchmarks" / "factory.json"
    begun, load = time.perf_counter(), os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="svod-benchmark-") as folder:
        bench = Bench(load_params(editions()[-1]), Path(folder))
        found = measured(bench, options)
    found |= {"machine": _machine(load), "seconds": time.perf_counter() - begun}
    targets = judged(found)
    found["targets"] = [
        {"name": one.name, "measured": one.measured, "target": one.bounds, "unit": one.unit, "verdict": one.verdict}
        for one in targets
    ]
    result_file.parent.mkdir(parents=True, exist_ok=True)
    result_file.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print("\n".join(_told(found, targets)), f"\n\nWritten to {result_file}")
    return int(any(one.verdict == "MISSED" for one in targets))


def refuse() -> None:
    """Without files of compiled code every command of A would compile its imports anew: ten times slower, unfairly."""
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        raise SystemExit("PYTHONDONTWRITEBYTECODE is set: unset it, or A and C would be measured compiling")


def _options(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the factory against a shell loop, a pool, and the limit.")
    parser.add_argument("--documents", type=int, help=f"build so many documents of {PROCEDURE}, not all there are")
    parser.add_argument("--quick", action="store_true", help="a smoke test of three minutes")
    parser.add_argument("--no-growth", action="store_true", help="leave out the builds of 50 and 200 documents")
    return parser.parse_args(given)


def measured(bench: Bench, options: argparse.Namespace) -> dict[str, Any]:
    """Everything that is measured, in the order of the result."""
    every = plan(bench.params)
    rounds, sizes = (2, (5, 6, 16)) if options.quick else (3, (12, 24, 60))
    found: dict[str, Any] = {"quick": options.quick, "edition": len(every)}
    found |= by_turns(bench, every, sizes, rounds)
    say("breakdown")
    found["breakdown"] = {**start(), **account(bench, sample(every, sizes[1]), "account")}
    found |= whole(bench, every, options)
    if not (options.no_growth or options.quick or options.documents):
        found["growth"] = [*(growth(bench, every, size) for size in GROWTH), found["full"]]
    found["seconds_per_document"] = dict(found["rounds"]["seconds_per_document"])
    if found["full"]["documents"] == len(every):
        found["seconds_per_document"]["F"] = found["full"]["seconds_per_document"]
        found["seconds_per_document"]["L"] = found["full_limit"]["without_start"]
    return found


def by_turns(bench: Bench, every: Sequence[Document], sizes: tuple[int, int, int], rounds: int) -> dict[str, Any]:
    """The ways over samples of so many documents; A and C take a part of theirs in every round."""
    for_a, for_c, for_f = (sample(every, size) for size in sizes)
    lots: dict[str, list[Lot]] = {way: [] for way in "ACFPL"}
    first = 0.0
    with pool_of() as pool:
        bench.shell_loop(for_a[-1:], "A-warm")
        bench.pool(pool, for_c[-JOBS:], "C-warm")
        for number in range(rounds):
            say(f"round {number + 1} of {rounds}")
            lot, papermill = bench.shell_loop(for_a[number::rounds], f"A{number}")
            lots["A"].append(lot)
            first += papermill
            lots["C"].append(bench.pool(pool, for_c[number::rounds], f"C{number}"))
            lot, site = bench.factory(for_f, f"F{number}")
            lots["F"].append(lot)
            lots["P"].append(bench.factory(for_f, f"P{number}", formats=tuple(FORMATS))[0])
            lot, folder = bench.limit(for_f, f"L{number}")
            lots["L"].append(lot)
            others = [one.page for one in for_f if figures(site / one.page) != figures(folder / one.page)]
            if others:
                raise SystemExit(f"F and L have drawn different figures: {', '.join(others)}")
    parts = shares(every)
    return {
        "rounds": {
            "documents": dict(zip("ACFPL", (*sizes, sizes[2], sizes[2]), strict=True)),
            "seconds_per_document": {way: per_document(own, parts) for way, own in lots.items()},
            "each_round": {way: [per_document([lot], parts) for lot in own] for way, own in lots.items()},
            "start": {way: [lot.start for lot in lots[way]] for way in "FPL"},
            "processor": {way: mean(lot.processor for lot in lots[way]) for way in "FP"},
            "papermill_of_A": first / sum(lot.wall for lot in lots["A"]),
        }
    }


def whole(bench: Bench, every: Sequence[Document], options: argparse.Namespace) -> dict[str, Any]:
    """Two clean builds with different jobs, their memory and bytes, the limit of them, then the day after."""
    documents, choice = every, ()
    if options.quick or options.documents:
        documents = plan(bench.params, [PROCEDURE])[: options.documents]
        choice = ("--procedure", PROCEDURE)
    say(f"full build of {len(documents)} documents")
    with Memory(os.getpid()) as memory:
        lot, site = bench.factory(documents, "full")
    say("the limit of the same documents")
    least, _ = bench.limit(documents, "full-limit")
    say(f"the build again with {OTHER_JOBS} jobs")
    other, other_site = bench.factory(documents, "full-again", OTHER_JOBS)
    found = {
        "full": _size(lot),
        "full_limit": _size(least),
        "full_other_jobs": {"jobs": OTHER_JOBS, **_size(other)},
        "different_bytes": differing(hashes(site, documents), hashes(other_site, documents)),
        "memory": {"peak_bytes": memory.peak, "processes": memory.processes},
    }
    if len(documents) == len(every):
        say("the collection")
        found["collection"] = bench.collection("full")
    say("the day after")
    if len(documents) == len(plan(bench.params, choice[1:])):
        found["day_after"] = day_after(bench, bench.folder / "full", documents, choice)
    return found


def growth(bench: Bench, every: Sequence[Document], size: int) -> dict[str, float]:
    """A clean build of so many documents."""
    say(f"growth: {size} documents")
    return _size(bench.factory(sample(every, size), f"growth-{size}")[0])


def _size(lot: Lot) -> dict[str, float]:
    """A build by its size: seconds per document with the start and without it."""
    count = len(lot.busy)
    return {
        "documents": count,
        "seconds": lot.start + lot.wall,
        "start": lot.start,
        "seconds_per_document": (lot.start + lot.wall) / count,
        "without_start": lot.wall / count,
    }


def judged(found: Mapping[str, Any]) -> list[Target]:
    """Every requirement with what was measured of it; what only a build of everything shows is else not measured."""
    usual, first = found["seconds_per_document"], found["rounds"]["seconds_per_document"]
    full = found["full"] if found["full"]["documents"] == found["edition"] else {}
    sizes = {one["documents"]: one["without_start"] for one in found.get("growth", ())}
    flat = found["full"]["without_start"] / sizes[GROWTH[1]] if sizes else None
    day = found.get("day_after", {})
    unplanned = len(day["changed_but_not_planned"]) + abs(day["planned"] - day["built"]) if day else None
    return [
        Target("F faster than A (shell loop), times", usual["A"] / usual["F"], at_least=12),
        Target("F faster than C (pool of 2), times", usual["C"] / usual["F"], at_least=5),
        Target(
            "F over L (limit), whole edition, F with its start", usual["F"] / usual["L"] if full else None, at_most=2.0
        ),
        Target("F over L, the same sample, both without start", first["F"] / first["L"], at_most=2.0),
        Target(f"seconds per document, all over {GROWTH[1]} documents", flat, at_most=1.15),
        Target("seconds that all formats add to a document", first["P"] - first["F"], at_most=0.4, unit="s"),
        Target("the collection in all formats", found.get("collection", {}).get("seconds"), at_most=60, unit="s"),
        Target("memory of all processes", found["memory"]["peak_bytes"] / GIB, at_most=2, unit="GiB"),
        Target("full build", full.get("seconds"), at_most=360, unit="s"),
        Target("second build, nothing changed", day.get("nothing_changed_seconds"), at_most=3, unit="s"),
        Target("build after one cell was corrected", day.get("build_seconds"), at_most=45, unit="s"),
        Target("pages it rebuilt", day.get("built") if full else None, at_least=89, at_most=90),
        Target("pages rebuilt or changed that plan did not name", unplanned, at_most=0),
        Target("pages whose bytes depend on --jobs", len(found["different_bytes"]), at_most=0),
    ]


def _told(found: Mapping[str, Any], targets: Sequence[Target]) -> list[str]:
    """The result as tables."""
    turns, lines = found["rounds"], ["", f"{'seconds per document':<24}{'mean':>8}   each round"]
    for way, seconds in turns["seconds_per_document"].items():
        each = "  ".join(f"{one:.3f}" for one in turns["each_round"][way])
        lines.append(f"  {way} ({turns['documents'][way]} documents)".ljust(24) + f"{seconds:>8.3f}   {each}")
    lines += ["", f"{'builds':<18}{'seconds':>10}{'start':>8}{'per document':>14}{'without start':>15}"]
    builds = [("F", one) for one in (*found.get("growth", [found["full"]]), found["full_other_jobs"])]
    for way, one in [*builds, ("L", found["full_limit"])]:
        label = f"{way}, {one['documents']}, jobs {one.get('jobs', JOBS)}"
        lines.append(
            f"  {label:<16}{one['seconds']:>10.1f}{one['start']:>8.1f}{one['seconds_per_document']:>14.3f}"
            f"{one['without_start']:>15.3f}"
        )
    lines += ["", "breakdown of F, seconds (one document at a time)"]
    lines += [f"  {key:<44}{seconds:>8.3f}" for key, seconds in found["breakdown"].items()]
    spent = turns["processor"]
    lines += ["", f"processor seconds per document, with the start: F {spent['F']:.3f}, P {spent['P']:.3f}"]
    if book := found.get("collection"):
        lines.append(f"the collection: {book['seconds']:.1f} s, {book['processor']:.1f} processor seconds")
    if day := found.get("day_after"):
        lines += ["", f"one cell corrected ({day['corrected']}): {day['plan_said']}"]
        lines.append(f"  built {day['built']}, other bytes in {day['changed']} of them")
    lines += ["", f"{'':<58}{'measured':>9}{'target':>11}", *(one.line() for one in targets)]
    if found["machine"]["load_before"] > 0.5:
        lines.append(f"\nThe machine was not idle (load {found['machine']['load_before']:.1f}): not for the record.")
    return lines


def _machine(load: float) -> dict[str, Any]:
    return {
        "cores": processes(), "python": platform.python_version(), "system": platform.platform(), "load_before": load,
    }  # fmt: skip


def say(words: str) -> None:
    """Tell what is being measured."""
    print(f"{time.strftime('%H:%M:%S')} {words}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
