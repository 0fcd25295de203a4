"""The «О данных» block that ends every report: what its numbers rest on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from svod import __version__
from svod.blocks.mime import Block, esc
from svod.provenance import library_hash
from svod.report.open import Report
from svod.wording.numbers import counted, typography

__all__ = ["READS", "About", "about_data"]

READS = "application/vnd.svod.reads+json"
"""MIME type of what a report has read; by it a build sees whether the page is up to date."""


@dataclass(frozen=True)
class About(Block):
    """Pairs of what and on what, in the order they are read."""

    rows: tuple[tuple[str, str], ...]
    reads: dict[str, Any] = field(default_factory=dict)

    def html(self) -> str:
        rows = "".join(f"<dt>{esc(name)}</dt><dd>{esc(typography_of(name, value))}</dd>" for name, value in self.rows)
        return (
            '<section class="about" aria-labelledby="o-dannyh"><h2 id="o-dannyh">О данных</h2>'
            f"<dl>{rows}</dl></section>"
        )

    def text(self) -> str:
        return "\n".join(f"{name}: {value}" for name, value in self.rows)

    def content(self) -> dict[str, Any]:
        return {"block": "about", "rows": [list(row) for row in self.rows]}

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {**super()._repr_mimebundle_(include, exclude), READS: self.reads}


def typography_of(name: str, value: str) -> str:
    """Hashes and file names stay as they are; words get their spaces."""
    return value if name in ("Файлы", "Методика", "Данные", "Программа") else typography(value)


def about_data(report: Report) -> About:
    """Edition, methodology, slice of data read, files it came from, library, thresholds that nobody has approved."""
    edition, method = report.params.edition, report.params.methodology
    state = "проект" if edition.status == "draft" else "опубликовано"
    rows = [
        ("Издание", f"{edition.id}, редакция {edition.revision}, {state}"),
        ("Методика", f"{method.version}, sha256 {method.sha256[:16]}…"),
    ]
    if report.snapshot is not None:
        report.table("indicators")
        label = "учебные данные: муниципалитеты настоящие, значения вымышлены; " if report.demo else ""
        rows.append(
            ("Данные", f"{label}срез, который прочитал отчёт, sha256 под ключом центра {report.slice_hash()[:16]}…")
        )
        files = report.files()
        listed = [f"{row.file} ({row.sha256[:8]}…)" for row in files.itertuples()]
        shown = (
            "; ".join(listed)
            if len(listed) <= 12
            else f"{counted(len(listed), ('файл', 'файла', 'файлов'))}, перечислены на странице «Об издании»"
        )
        rows.append(("Файлы", shown))
    rows.append(("Программа", f"svod {__version__}, sha256 {library_hash()[:16]}…"))
    items = [item for one in report.procedures for item in method.of(one.id)]
    designed = [item.code for item in items if item.basis.threshold == "designed"]
    if len(designed) == len(items):
        told = "уровни эффективности – из источника; пороги баллов всех показателей проектные: замените утверждёнными"
        rows.append(("Пороги", told))
    elif designed:
        rows.append(("Пороги", f"проектные у показателей {', '.join(designed)}: замените утверждёнными"))
    memory = [item.code for item in items if item.basis.name == "memory"]
    if memory:
        rows.append(("Требуют сверки", f"названия показателей {', '.join(memory)} приведены по памяти"))
    return About(tuple(rows), report.reads())
