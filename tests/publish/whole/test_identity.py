"""Same inputs, same bytes, same numbers: an edition made twice, in different places, at different hours."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import html5lib
import pytest

OWN = ("ledger.sqlite", ".lock", "intake/")
"""When and by whom it was loaded and made: nobody's to read."""


@dataclass(frozen=True)
class Way:
    """How an edition is made: everything here may differ, and nothing of it may be seen in a file."""

    jobs: int
    umask: int
    environment: dict[str, str]


WAYS = (
    Way(1, 0o022, {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}),
    Way(
        3, 0o077, {"PYTHONHASHSEED": "2022", "TZ": "Pacific/Kiritimati", "LANG": "de_DE.ISO-8859-1", "LC_ALL": "POSIX"}
    ),
)


@pytest.fixture(scope="module")
def twice(
    small: Callable[[], tuple[Path, Path]], make: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Path, dict[str, str]]]:
    """The edition made in both ways at once, each with an output and a home of its own."""
    params, workbooks = small()

    def made(way: Way) -> tuple[Path, dict[str, str]]:
        output = tmp_path_factory.mktemp("output")
        home = {"HOME": str(output / "home"), "SVOD_PARAMS": str(params), "SVOD_OUTPUT": str(output)}
        environment = way.environment | home
        return make(environment, workbooks, way.jobs, way.umask), environment

    with ThreadPoolExecutor(len(WAYS)) as pool:
        return list(pool.map(made, WAYS))


def hashes(folder: Path) -> dict[str, str]:
    """sha256 of every file that an edition shows, without the hour of its making."""
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    shown = {name: file for name, file in files.items() if not name.startswith(OWN)}
    return {name: hashlib.sha256(timeless(file)).hexdigest() for name, file in shown.items()}


def timeless(file: Path) -> bytes:
    """A file as it is; of a notebook and of «Об издании» what is left without when they were made."""
    content = file.read_bytes()
    if file.name == "about.html":
        return re.sub("<dt>Собрано</dt><dd>[^<]*</dd>", "", content.decode()).encode()
    if file.suffix == ".ipynb":
        notebook = json.loads(content)
        for part in (notebook, *notebook["cells"]):
            part["metadata"].pop("papermill", None)
        return json.dumps(notebook).encode()
    return content


def test_two_builds_give_the_same_bytes(twice: list[tuple[Path, dict[str, str]]]) -> None:
    first, second = (hashes(folder) for folder, _ in twice)
    assert first.keys() == second.keys()
    assert [name for name in sorted(first) if first[name] != second[name]] == []
    made = Counter(name.rpartition(".")[2] for name in first if name.startswith("site/"))
    assert made == {"html": 22, "docx": 20, "pdf": 20, "xlsx": 21}  # 20 reports, two pages of the site, the ratings
    kinds = {name.split("/")[1] for name in first if name.endswith(".docx") and name.startswith("site/")}
    assert kinds == {"pair", "procedure", "municipality", "group", "map.docx"}
    assert {f"collection/sbornik.{kind}" for kind in ("html", "docx", "pdf", "xlsx")} < first.keys()
    assert {"gate.html", "gate.json", "site/index.html", "site/about.html", "site/ratings.xlsx"} < first.keys()


def test_the_difference_of_two_editions_has_the_same_bytes(
    twice: list[tuple[Path, dict[str, str]]], run: Callable[..., str], tmp_path: Path
) -> None:
    (folder, _), _ = twice
    other = tmp_path / "other" / folder.name
    shutil.copytree(folder, other)
    altered = other / "notebooks" / "group" / "overall.ipynb"
    text = altered.read_text("utf-8")
    assert "Троицкий ГО" in text
    altered.write_text(text.replace("Троицкий ГО", "Троицк"), "utf-8")
    made = []
    for number, (_, environment) in enumerate(twice):
        output = tmp_path / f"output-{number}"
        said = run({**environment, "SVOD_OUTPUT": str(output)}, "diff", str(folder), str(other))
        assert "Троицк" in said
        made.append(hashes(output / "diff"))
    assert len(made[0]) == 2 and made[0] == made[1]


def test_one_byte_is_enough_to_tell_two_editions_apart(tmp_path: Path) -> None:
    for name, content in (("a", b"1"), ("b", b"2")):
        (tmp_path / name / "site").mkdir(parents=True)
        (tmp_path / name / "site" / "index.html").write_bytes(content)
        (tmp_path / name / "ledger.sqlite").write_bytes(content)
    first, second = hashes(tmp_path / "a"), hashes(tmp_path / "b")
    assert first.keys() == second.keys() == {"site/index.html"} and first != second


# --- sentences and tables of all pages of that edition --------------------------------------------------------------


def said(node: Any) -> str:
    """What a reader sees of an element and of what follows it, without drawings and marks of notes."""
    own = "" if node.tag.rpartition("}")[2] in ("svg", "sup") else (node.text or "") + "".join(map(said, node))
    return own + (node.tail or "")


def words(node: Any) -> str:
    return " ".join(said(node).removesuffix(node.tail or "").split())


def walk(page: str) -> tuple[int, list[str]]:
    """How many numbers of the sentences of a page name a cell, and those that say anything else than their cell."""
    tree, wrong = html5lib.parse(page, namespaceHTMLElements=False), []
    named = {node.get("id"): node for node in tree.iter("*")}
    numbers = [node for node in tree.iter("span") if node.get("data-cell")]
    for number in numbers:
        anchor, _, place = number.get("data-cell").partition("/")
        key, _, column = place.rpartition("/")
        table = next(named[anchor].iter("table"))
        (row,) = [node for node in table.iter("tr") if node.get("data-row") == key]
        columns = [node.get("data-col") for node in table.find("thead").iter("th")]
        cell = [node for node in row if node.tag in ("td", "th")][columns.index(column)]
        if words(number) != words(cell):
            wrong.append(f"{anchor}/{place}: {words(number)} ≠ {words(cell)}")
    return len(numbers), wrong


def test_every_number_of_every_sentence_is_that_of_its_cell(twice: list[tuple[Path, dict[str, str]]]) -> None:
    (folder, _), _ = twice
    walked = {}
    for file in sorted((folder / "site").rglob("*.html")):
        walked[file.relative_to(folder).as_posix()], wrong = walk(file.read_text("utf-8"))
        assert wrong == [], file
    assert len(walked) == 22 and sum(walked.values()) > 300
    assert [page for page, numbers in walked.items() if not numbers] == ["site/about.html"]


def test_a_number_that_left_its_cell_is_found(twice: list[tuple[Path, dict[str, str]]]) -> None:
    page = (twice[0][0] / "site" / "group" / "overall.html").read_text("utf-8")
    first = re.search(r'<span class="q" data-cell="([^"]+)">([^<]+)</span>', page)
    altered = page[: first.start(2)] + "4321" + page[first.end(2) :]
    assert walk(altered)[1][0] == f"{first[1]}: 4321 ≠ {' '.join(first[2].split())}"
    with pytest.raises(ValueError, match="not enough values"):
        walk(page.replace(' data-row="', ' data-r="'))
