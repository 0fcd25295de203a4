"""What every report of a built edition says, as plain values: what two builds, or two reports, are compared by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from nbformat.v4 import reads_json

from svod.errors import BuildError, NotFound, SvodError
from svod.publish.paper import Content, Paper, read_paper

__all__ = ["Quote", "Reading", "find_output", "notebooks_of", "read_report", "reading_of", "sentences", "spread"]

FEW = 40
"""So many reports are read by this process alone."""

_SENTENCE = re.compile(r"(?<=[.!?…])(?<!\b[^\W\d_]\.)\s+(?=[«(A-ZА-ЯЁ0-9])")
_DRAWN = re.compile(r"<t(?:ext|span)\b[^>]*>([^<]+)")

Given, Made = TypeVar("Given"), TypeVar("Made")


class Quote(NamedTuple):
    """A number of a sentence: as quoted, the cell it names (`table/row/column`), and the words it stands in."""

    text: str
    cell: str
    said: str


@dataclass(frozen=True)
class Reading:
    """A report read for comparison.

    Attributes
    ----------
    page : str
        Path of its page below the site's folder.
    passport : dict
        What it is about.
    tables : dict of str to Content
        Tables by their anchors, data of figures among them.
    sentences : dict of str to tuple of str
        Sentences by where they stand: the title, the parts, captions and notes.
    drawn : dict of str to tuple of str
        Words and numbers written in figures, by the anchor of their data.
    quotes : tuple of Quote
    about : dict of str to str
        What its numbers rest on.
    """

    page: str
    passport: dict[str, Any]
    tables: dict[str, Content]
    sentences: dict[str, tuple[str, ...]]
    drawn: dict[str, tuple[str, ...]]
    quotes: tuple[Quote, ...]
    about: dict[str, str]

    def cell(self, address: str) -> Content | None:
        """Content of the cell `table/row/column`; None where a reader finds no such cell."""
        anchor, _, place = address.partition("/")
        row, _, column = place.rpartition("/")
        table = self.tables.get(anchor)
        if table is None or column not in {item["key"] for item in table["columns"]}:
            return None
        return next((item["cells"].get(column) for item in table["rows"] if item.get("key") == row), None)


def find_output(name: str, output: Path) -> Path:
    """Folder of a built edition or of a release: by its path, or by what it is called below the output folder.

    Raises
    ------
    NotFound
        When it holds no executed notebooks.
    """
    for folder in (output / name, Path(name)):
        if (folder / "notebooks").is_dir():
            return folder.resolve()
    raise NotFound(
        f"«{name}» – не сборка: в папке нет notebooks/. "
        "Укажите издание (2022), выпуск (2022/release/1) или папку, где они лежат"
    )


def notebooks_of(folder: Path) -> dict[str, Path]:
    """Executed notebooks of a built edition by their pages."""
    root = folder / "notebooks"
    files = sorted(root.rglob("*.ipynb"), key=lambda file: file.relative_to(root).as_posix())
    return {file.relative_to(root).with_suffix(".html").as_posix(): file for file in files}


def read_report(file: Path, page: str) -> Reading:
    """Read an executed notebook.

    Raises
    ------
    BuildError
        When it is no whole report, naming the page.
    """
    try:
        return reading_of(read_paper(reads_json(file.read_text("utf-8"))), page)
    except SvodError as error:
        raise BuildError(f"{page}: {error}") from error
    except (ValueError, KeyError, AttributeError) as error:
        raise BuildError(f"{page}: файл {file} не читается как блокнот. Повторите сборку: svod build") from error


def reading_of(paper: Paper, page: str) -> Reading:
    """A paper read for comparison."""
    title = paper.title
    heads = [title["over"], title["heading"], title["stamp"], title["edition"], title["lede"]]
    said: dict[str, list[str]] = {"Заголовок": heads}
    tables: dict[str, Content] = {}
    drawn: dict[str, tuple[str, ...]] = {}
    quotes = [Quote(item["text"], item["cell"], title["lede"]) for item in title.get("quotes", ())]
    for part in paper.parts:
        where = said.setdefault(f"Часть {part.number}", [part.heading])
        for content in part.contents:
            words, quoted = _words(content)
            where += words
            quotes += quoted
            table = content["data"] if content["block"] == "figure" else content
            if table["block"] == "table":
                tables[table["anchor"]] = table
            if table is not content:
                drawn[table["anchor"]] = tuple(unescape(said) for said in _DRAWN.findall(content["svg"]))
    parts = {where: tuple(one for words in texts for one in sentences(words)) for where, texts in said.items()}
    return Reading(page, paper.passport, tables, parts, drawn, tuple(quotes), dict(paper.about.get("rows", ())))


def sentences(text: str) -> list[str]:
    """A text cut into sentences, its spaces made plain."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [one for line in lines if line for one in _SENTENCE.split(line)]


def _words(content: Content) -> tuple[list[str], list[Quote]]:
    """Texts of a block, and the numbers they quote."""
    match content["block"]:
        case "text":
            said = "\n".join(content["paragraphs"])
            return content["paragraphs"], [Quote(item["text"], item["cell"], said) for item in content["quotes"]]
        case "findings":
            pairs = [(f"{item['text']}\n{item['evidence']}", item["quotes"]) for item in content["items"]]
            quoted = [Quote(item["text"], item["cell"], said) for said, quotes in pairs for item in quotes]
            return [said for said, _ in pairs], quoted
        case "table":
            return [content["caption"], content["key"], content["note"]], []
        case "figure":
            return [content["caption"], content["alt"], content["note"]], []
        case "note":
            return [content["heading"], content["markdown"]], []
        case "prose":
            return [content["markdown"]], []
    return [content.get("text", "")], []


def spread(work: Callable[[Given], Made], items: Iterable[Given]) -> Iterator[Made]:
    """Results of the work in the order of the items; where there are many of them, on all cores."""
    items = list(items)
    if len(items) < FEW:
        yield from map(work, items)
        return
    with ProcessPoolExecutor(initializer=_take_up, initargs=(work,)) as pool:
        yield from pool.map(_do, items, chunksize=8)


_work: list[Callable[[Any], Any]] = []
"""What this process does to every item: handed over once, for it may hold all the numbers of an edition."""


def _take_up(work: Callable[[Given], Made]) -> None:
    _work[:] = [work]


def _do(item: Given) -> Made:
    return _work[0](item)
