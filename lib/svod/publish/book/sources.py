"""What the chapters of the collection rest on: what all reports say alike is told once, the rest by chapters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from svod.blocks import Cell, Column, Row, Table, Text
from svod.publish.book.chapters import Chapter
from svod.publish.paper import Content, Paper

__all__ = ["common_rows", "sources_contents"]

_BETWEEN = "; "


def common_rows(papers: Iterable[Paper]) -> list[list[str]]:
    """Rows of «О данных» without what differs from report to report."""
    told = _told(papers)
    return [[name, _BETWEEN.join(words)] for name, said in told.items() if (words := _common(said))]


def sources_contents(chapters: Sequence[Chapter], papers: Mapping[str, Paper]) -> tuple[Content, ...]:
    """What differs, as a table by chapters."""
    told = _told(papers.values())
    common = {name: set(_common(said)) for name, said in told.items()}
    names = [name for name, said in told.items() if any(set(words) - common[name] for words in said)]
    rows = []
    for chapter in chapters:
        if chapter.listed and chapter.page in papers:
            own = dict(papers[chapter.page].about["rows"])
            rest = (
                _BETWEEN.join(word for word in own.get(name, "").split(_BETWEEN) if word not in common[name])
                for name in names
            )
            cells = {f"told-{i}": Cell(words or "–") for i, words in enumerate(rest, start=1)}
            rows.append(Row(chapter.anchor, {"chapter": Cell(chapter.number), **cells}))
    columns = [Column("chapter", "Глава"), *(Column(f"told-{i}", name) for i, name in enumerate(names, start=1))]
    table = Table("И.1", "На чём основаны главы", tuple(columns), tuple(rows))
    said = Text.of(
        "Таблица И.1 называет для каждой главы, составленной по отчёту, прочитанные данные и файлы с контрольными "
        "суммами: по ним видно, не изменились ли данные после подготовки сборника."
    )
    return (said.content(), {**table.content(), "anchor": "tab-i-1"})


def _told(papers: Iterable[Paper]) -> dict[str, list[list[str]]]:
    """What every report says under every name, clause by clause."""
    told: dict[str, list[list[str]]] = {}
    for paper in papers:
        for name, words in paper.about["rows"]:
            told.setdefault(name, []).append(words.split(_BETWEEN))
    return told


def _common(said: Sequence[Sequence[str]]) -> list[str]:
    """Clauses that all reports repeat."""
    return [word for word in said[0] if all(word in words for words in said)]
