"""An order is light where it is given and filled where it is sent."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable

import pytest

from svod.factory.order import Task, foresee, make
from svod.factory.plan import Document
from svod.factory.result import Basis


def order(document: Document, render: bool = False) -> Task:
    return Task(document, Basis("", "", "", "", {}, {}), "Сборник", "kernel", 60, render)


def test_giving_orders_imports_neither_papermill_nor_pandas() -> None:
    program = (
        "import sys; import svod.factory.build, svod.cli.build; "
        "print(sorted({'papermill', 'nbconvert', 'nbformat', 'pandas', 'matplotlib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_order_travels_whole(write: Callable[..., Document]) -> None:
    task = order(write("report"))
    assert pickle.loads(pickle.dumps((make, task))) == (make, task)


def test_only_what_is_executed_is_foreseen(write: Callable[..., Document], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, str]] = []
    monkeypatch.setattr("svod.report.foresee.foresee", lambda **parameters: seen.append(parameters))
    document = write("report")
    foresee(order(document, render=True))
    foresee("первая страница", "основание")
    assert seen == []
    foresee(order(document))
    assert seen == [dict(document.parameters)]
