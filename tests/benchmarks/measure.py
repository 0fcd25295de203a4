"""What stands behind the figures: a sample in place of the whole edition, memory of all processes, targets."""

from __future__ import annotations

import hashlib
import random
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from svod.factory.plan import Document

__all__ = ["Lot", "Memory", "Target", "differing", "hashes", "kind", "per_document", "sample", "shares"]

SEED = 840
MEMORY_SECONDS = 0.2


def kind(document: Document) -> str:
    """Which sort of page it is: `pair`, `procedure`, `municipality`, `group`, `map`."""
    return document.page.partition("/")[0].removesuffix(".html")


def shares(documents: Iterable[Document]) -> dict[str, float]:
    """Part of every kind among the documents."""
    counts = Counter(map(kind, documents))
    return {name: count / counts.total() for name, count in counts.items()}


def sample(documents: Sequence[Document], count: int, seed: int = SEED) -> list[Document]:
    """Take documents of every kind by its share, but one of each at least; a smaller sample is part of a larger one.

    What the rare kinds get beyond their share is taken from the most frequent, and undone by `per_document`.
    """
    strata: dict[str, list[Document]] = {}
    for document in documents:
        strata.setdefault(kind(document), []).append(document)
    most = max(strata, key=lambda name: len(strata[name]))
    sizes = {name: max(1, round(count * part)) for name, part in shares(documents).items() if name != most}
    sizes[most] = max(1, count - sum(sizes.values()))
    chosen = set()
    for name, own in strata.items():
        chosen |= {document.page for document in random.Random(seed).sample(own, len(own))[: sizes[name]]}
    return [document for document in documents if document.page in chosen]


@dataclass(frozen=True)
class Lot:
    """Documents made in one go.

    Attributes
    ----------
    wall : float
        Seconds they took together, the start of the processes not counted.
    busy : tuple of (kind, float)
        Seconds of every document in the process that made it.
    start : float
        Seconds until the first document was begun.
    processor : float
        Seconds of all processors for a document, the start counted; a busy machine lengthens them least.
    """

    wall: float
    busy: tuple[tuple[str, float], ...]
    start: float = 0.0
    processor: float = 0.0


def per_document(lots: Iterable[Lot], parts: Mapping[str, float]) -> float:
    """Seconds per document as they would be if every kind had its share of the edition.

    The wall seconds of the sample are multiplied by what a document of the edition keeps its process busy for, over
    what a document of the sample does.
    """
    lots = list(lots)
    busy: dict[str, list[float]] = {}
    for name, seconds in (one for lot in lots for one in lot.busy):
        busy.setdefault(name, []).append(seconds)
    known = sum(parts[name] for name in busy)
    usual = sum(parts[name] * mean(own) for name, own in busy.items()) / known
    all_seconds = [seconds for own in busy.values() for seconds in own]
    return sum(lot.wall for lot in lots) / len(all_seconds) * usual / mean(all_seconds)


def hashes(site: Path, documents: Iterable[Document]) -> dict[str, str]:
    """sha256 of every page."""
    return {item.page: hashlib.sha256((site / item.page).read_bytes()).hexdigest() for item in documents}


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Pages whose bytes are not the same, or that only one of the two has."""
    return sorted(page for page in one.keys() | other.keys() if one.get(page) != other.get(page))


class Memory:
    """Greatest memory of a process and all its descendants, shared pages counted once (PSS); a context manager."""

    def __init__(self, pid: int) -> None:
        self.pid, self.peak, self.processes = pid, 0, 0
        self._enough = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._enough.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            family = [_pss(pid) for pid in _family(self.pid)]
            if sum(family) > self.peak:
                self.peak, self.processes = sum(family), len(family)
            if self._enough.wait(MEMORY_SECONDS):
                return


def _family(pid: int) -> list[int]:
    """A process and its descendants; those that end meanwhile are left out."""
    try:
        lists = [file.read_text() for file in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        lists = []
    return [pid, *(one for words in lists for child in words.split() for one in _family(int(child)))]


def _pss(pid: int) -> int:
    """Bytes of a process, its part of what it shares; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


@dataclass(frozen=True)
class Target:
    """A figure and the bounds it is held to; None was not measured."""

    name: str
    measured: float | None
    at_least: float | None = None
    at_most: float | None = None
    unit: str = ""

    @property
    def verdict(self) -> str:
        if self.measured is None:
            return "not measured"
        low = self.at_least is None or self.measured >= self.at_least
        high = self.at_most is None or self.measured <= self.at_most
        return "met" if low and high else "MISSED"

    @property
    def bounds(self) -> str:
        """«>= 12», «<= 2», «89 … 90»."""
        if self.at_least is not None and self.at_most is not None:
            return f"{self.at_least:g} … {self.at_most:g}"
        return f">= {self.at_least:g}" if self.at_least is not None else f"<= {self.at_most:g}"

    def line(self) -> str:
        """One row of the table of verdicts."""
        shown = "–" if self.measured is None else f"{self.measured:.4g}"
        return f"{self.name:<58}{shown:>9}{self.bounds:>11} {self.unit:<6}{self.verdict}"
