"""A small edition, made whole by the command line: every kind of report in every format, the collection, the gate."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook, load_workbook

EDITION = "2022"
PEOPLE = ("lokomotivnyy-go", "troitskiy-go", "troitskiy-mr")
PROCEDURES = ("03-objectivity", "10-vpr", "16-preschool-indicators")
FORMATS = ("docx", "pdf", "xlsx")

Yaml = dict[str, Any]
Environment = dict[str, str]


def read(file: Path) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))


def write(file: Path, value: Any) -> None:
    file.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10**6), "utf-8")


def alter(file: Path, change: Callable[[Yaml], Yaml]) -> None:
    """Replace some keys of a file of parameters."""
    write(file, read(file) | change(read(file)))


def cut_params(root: Path, folder: Path) -> Path:
    """Parameters of a region of three municipalities with three procedures, of which no rating was published."""
    shutil.copytree(root / "params", folder)
    method = folder / "methodology" / EDITION
    for file in [*folder.glob("procedures/*"), *method.glob("indicators/*")]:
        if file.stem not in PROCEDURES:
            file.unlink()
    files = [read(file) for file in sorted(method.glob("indicators/*"))]
    maxima = {item["code"]: item["maximum"] for file in files for item in file["indicators"]}
    groups = {read(file)["group"]: read(file)["number"] for file in folder.glob("procedures/*.yml")}
    totals = {
        group: sum(most for code, most in maxima.items() if code.startswith(f"{number}."))
        for group, number in groups.items()
    }
    alter(
        method / "rating.yml",
        lambda rating: {
            "groups": [resized(group, totals[group["id"]]) for group in rating["groups"]],
            "overall": resized(rating["overall"], sum(totals.values())),
        },
    )
    alter(
        folder / "recommendations.yml",
        lambda given: {
            "recommendations": [item for item in given["recommendations"] if item["indicator"] in maxima],
        },
    )
    alter(
        folder / "region.yml",
        lambda region: {
            "municipalities": [item for item in region["municipalities"] if item["code"] in PEOPLE],
        },
    )
    alter(
        folder / "editions" / f"{EDITION}.yml",
        lambda edition: {
            "published": "",
            "not_held": [item for item in edition["not_held"] if {*item["indicators"]} <= maxima.keys()],
        },
    )
    return folder


def resized(group: Yaml, maximum: int) -> Yaml:
    return {**group, "maximum": maximum, "divisor": maximum}


def cut_workbooks(demo: Path, folder: Path, params: Path) -> Path:
    """The demo workbooks of those procedures with the rows of those municipalities, each of which took a measure."""
    names = [item["name"] for item in read(params / "region.yml")["municipalities"]]
    folder.mkdir()
    for id in PROCEDURES:
        for file in sorted((demo / "demo" / EDITION).glob(f"{id}-*.xlsx")):
            fill(folder / file.name, "Показатели", lambda row: row[0] in names, rows_of(file))
    head = rows_of(demo / "demo" / EDITION / "меры.xlsx")[:4]
    taken = [
        (name, id, None, f"Семинар {number}", date(2021, 9, number), None, "Методическая служба", "выполнена")
        for number, (name, id) in enumerate(zip(names, cycle(PROCEDURES), strict=False), start=1)
    ]
    fill(folder / "меры.xlsx", "Меры", lambda row: True, [*head, *taken])
    return folder


def rows_of(file: Path) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in load_workbook(file, read_only=True).active.iter_rows(values_only=True)]


def fill(file: Path, sheet: str, kept: Callable[[tuple[Any, ...]], bool], rows: list[tuple[Any, ...]]) -> None:
    """Write a form: what stands over its header and the header, then the rows that are kept; every text as text."""
    book = Workbook()
    book.active.title = sheet
    header = next(number for number, row in enumerate(rows) if row[:1] == ("Муниципалитет",))
    for row in [*rows[: header + 1], *filter(kept, rows[header + 1 :])]:
        book.active.append(row)
        for cell in book.active[book.active.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    book.save(file)


def svod(environment: Environment, *words: str, umask: int = 0o022, code: int = 0) -> str:
    """Run a command of the program in an environment of its own; what it printed.

    Raises
    ------
    AssertionError
        When the command ends with another code; with what it said.
    """
    command = [sys.executable, "-m", "svod", *words]
    done = subprocess.run(
        command, env=os.environ | environment, capture_output=True, encoding="utf-8", umask=umask, check=False
    )
    assert done.returncode == code, f"svod {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def make_whole(environment: Environment, workbooks: Path, jobs: int = 2, umask: int = 0o022) -> Path:
    """Load, build every report in every format, collect, judge; the folder of the edition."""
    formats = [word for kind in FORMATS for word in ("--format", kind)]
    svod(environment, "load", str(workbooks), "--edition", EDITION, umask=umask)
    svod(environment, "build", "--jobs", str(jobs), *formats, umask=umask)
    svod(environment, "collect", umask=umask)
    svod(environment, "gate", umask=umask)
    return Path(environment["SVOD_OUTPUT"], EDITION)


@pytest.fixture(scope="session")
def small(root: Path, demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], tuple[Path, Path]]:
    """Makes parameters and workbooks of the small edition in a new folder."""

    def made() -> tuple[Path, Path]:
        folder = tmp_path_factory.mktemp("small")
        params = cut_params(root, folder / "params")
        return params, cut_workbooks(demo, folder / "workbooks", params)

    return made


@pytest.fixture(scope="session")
def run() -> Callable[..., str]:
    return svod


@pytest.fixture(scope="session")
def make() -> Callable[..., Path]:
    return make_whole
