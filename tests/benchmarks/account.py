"""Where the seconds of a document go: forks of the warm process make it as in a build, with a clock at every door.

The clocks are put on inside the fork, which ends with them. One document is made at a time, and twice: the first time
makes in the warm process what its scope shares, the second is counted.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from measure import kind, shares
from ways import Bench

from svod.factory.inputs import read_inputs
from svod.factory.order import Task
from svod.factory.plan import Document, plan
from svod.factory.schedule import warm_pool

__all__ = ["account", "start"]

IMPORTS = """
import svod.factory.execute, ipykernel.zmqshell, matplotlib_inline.backend_inline
import seaborn, statsmodels.regression.linear_model, svod.report.foresee
"""


def start() -> dict[str, float]:
    """Seconds to start Python, and to import what the warm process imports."""
    bare, full = (_seconds(code) for code in ("", IMPORTS))
    return {"interpreter": bare, "imports": full - bare}


def account(bench: Bench, documents: Sequence[Document], name: str) -> dict[str, float]:
    """Seconds of a document by what they are spent on, every kind by its share, and of a scope by what is made once.

    «papermill» also writes the executed notebook; «render» includes the check of
    the page by the exporter.
    """
    with bench.output(name):
        inputs, place = read_inputs(bench.params), bench.place()
        tasks = [
            Task(document, inputs.basis(document, {}), bench.params.masthead, place.chosen, place.seconds)
            for document in documents
        ]
        with warm_pool(place, 1) as pool:
            first, second = ([_asked(pool, task) for task in tasks] for _ in range(2))
    parts, counts = shares(plan(bench.params)), Counter(map(kind, documents))
    weights = [parts[kind(document)] / counts[kind(document)] for document in documents]
    spent = {key: sum(weight * one[key] for weight, one in zip(weights, second, strict=True)) for key in second[0]}
    return {
        "fork, send, collect": spent["all"] - spent["inside"],
        "papermill: read, parameterise, account": spent["papermill"] - spent["cells"],
        "cells without charts": spent["cells"] - spent["charts"],
        "charts": spent["charts"],
        "render": spent["render"],
        "checks": spent["checks"],
        "write": spent["write"],
        "rest": spent["inside"] - sum(spent[key] for key in ("papermill", "render", "checks", "write")),
        "all of a document": spent["all"],
        "foreseen for its scope, once": sum(one["all"] - two["all"] for one, two in zip(first, second, strict=True))
        / len({_scope(document) for document in documents}),
    }


def _scope(document: Document) -> tuple[object, ...]:
    """Documents that share what is foreseen."""
    return document.procedure, document.parameters.get("group"), bool(document.municipality)


def _asked(pool: Any, task: Task) -> dict[str, float]:
    begun = time.perf_counter()
    spent = pool.submit(_made, task).result()
    return {**spent, "all": time.perf_counter() - begun}


def _made(task: Task) -> dict[str, float]:
    """Make a document in this fork, with the clocks on."""
    import papermill

    from svod.factory import execute
    from svod.factory.kernel import shell
    from svod.figures import canvas

    spent = Counter(dict.fromkeys(("papermill", "cells", "charts", "render", "checks", "write"), 0.0))
    doors = [
        (papermill, "execute_notebook", "papermill"), (shell(), "run_cell", "cells"),
        (execute.PageExporter, "from_notebook_node", "render"), (execute, "untrue", "checks"),
        (execute, "page_fault", "checks"), (execute, "unpublished", "checks"), (execute, "_publish", "write"),
    ]  # fmt: skip
    drawn = canvas.draw
    doors += [(one, "draw", "charts") for one in list(sys.modules.values()) if getattr(one, "draw", None) is drawn]
    for owner, name, key in doors:
        _clocked(owner, name, key, spent)
    begun = time.perf_counter()
    result = execute.execute(task)
    if result.failure:
        raise RuntimeError(f"{result.document.page}: {result.told}")
    return {**spent, "inside": time.perf_counter() - begun}


def _clocked(owner: Any, name: str, key: str, spent: Counter[str]) -> None:
    """Let a function add the seconds it takes to an account."""
    whole = getattr(owner, name)

    def measured(*given: Any, **named: Any) -> Any:
        begun = time.perf_counter()
        try:
            return whole(*given, **named)
        finally:
            spent[key] += time.perf_counter() - begun

    setattr(owner, name, measured)


def _seconds(code: str) -> float:
    """The quicker of two runs."""
    spent = []
    for _ in range(2):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        spent.append(time.perf_counter() - begun)
    return min(spent)
