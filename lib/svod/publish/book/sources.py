"""What the chapters of the collection rest on: what all reports say alike is told once, the rest by chapters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from svod.blocks import Text
from svod.publish.book.chapters import Chapter
from svod.publish.book.places import chapters_cell, words_table
from svod.publish.paper import Content, Paper
from svod.wording.numbers import counted

__all__ = ["common_rows", "sources_contents"]

_BETWEEN = "; "
MANY = 200
"""Files beyond which a printed list would be no reading; then they are only counted."""


def common_rows(papers: Iterable[Paper]) -> list[list[str]]:
    """Rows of «О данных» without what differs from report to report."""
    told = _told(papers)
    return [[name, _BETWEEN.join(words)] for name, said in told.items() if (words := _common(said))]


def sources_contents(chapters: Sequence[Chapter], papers: Mapping[str, Paper]) -> tuple[Content, ...]:
    """What differs, as a table by chapters, and the files with their sums."""
    listed = [chapter for chapter in chapters if chapter.listed]
    made = [chapter for chapter in listed if chapter.page in papers]
    tables, said = [_grounds(made, listed, papers)], "Таблица И.1 называет для глав, составленных по отчётам, данные"
    sums = {name: sha for paper in papers.values() for name, sha in paper.files.items()}
    if 0 < len(sums) <= MANY:
        tables.append(_files(sums, made, listed, papers))
        said += ", таблица И.2 – файлы, из которых они прочитаны,"
    elif sums:
        where = "перечислены с контрольными суммами в электронном издании на странице «Об издании»"
        said = f"Данные прочитаны из {counted(len(sums), ('файла', 'файлов', 'файлов'))}; они {where}. {said}"
    text = Text.of(f"{said} с контрольными суммами: по ним видно, не изменились ли данные после подготовки сборника.")
    return (text.content(), *tables)


def _grounds(made: Sequence[Chapter], listed: Sequence[Chapter], papers: Mapping[str, Paper]) -> Content:
    """What the clauses are that not all reports repeat; chapters that say the same share a row."""
    told = _told(papers.values())
    common = {name: set(_common(words)) for name, words in told.items()}
    names = [name for name, said in told.items() if any(set(words) - common[name] for words in said)]
    alike: dict[tuple[str, ...], list[Chapter]] = {}
    for chapter in made:
        own = dict(papers[chapter.page].about["rows"])
        rest = [[word for word in own.get(name, "").split(_BETWEEN) if word not in common[name]] for name in names]
        alike.setdefault(tuple(map(_BETWEEN.join, rest)), []).append(chapter)
    heads, rows = [("chapter", "Главы"), *((f"told-{i}", name) for i, name in enumerate(names, start=1))], []
    for words, chapters in alike.items():
        if any(words):
            told_ = (word.rpartition(" ")[2] if "sha256" in word else word or "–" for word in words)
            cells = {f"told-{i}": {"text": word, "value": None} for i, word in enumerate(told_, start=1)}
            cells["chapter"] = chapters_cell(chapters, listed)
            rows.append({"key": chapters[0].anchor, "focus": False, "cells": cells})
    return words_table(("И.1", "На чём основаны главы"), heads, rows)


def _files(
    sums: Mapping[str, str], made: Sequence[Chapter], listed: Sequence[Chapter], papers: Mapping[str, Paper]
) -> Content:
    """Every file, its sum, and the chapters whose reports have read it."""
    rows = []
    for i, name in enumerate(sorted(sums), start=1):
        readers = [chapter for chapter in made if name in papers[chapter.page].files]
        cells = {"file": {"text": name, "value": None}, "sha": {"text": f"{sums[name][:16]}…", "value": None}}
        rows.append({"key": f"file-{i}", "focus": False, "cells": {**cells, "chapter": chapters_cell(readers, listed)}})
    return words_table(
        ("И.2", "Файлы с данными"), (("file", "Файл"), ("sha", "sha256"), ("chapter", "Главы, где прочитан")), rows
    )


def _told(papers: Iterable[Paper]) -> dict[str, list[list[str]]]:
    """What every report says under every name but of its files, clause by clause."""
    told: dict[str, list[list[str]]] = {}
    for paper in papers:
        for name, words in (row for row in paper.about["rows"] if row[0] != "Файлы"):
            told.setdefault(name, []).append(words.split(_BETWEEN))
    return told


def _common(said: Sequence[Sequence[str]]) -> list[str]:
    """Clauses that all reports repeat."""
    return [word for word in said[0] if all(word in words for words in said)]
