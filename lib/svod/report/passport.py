"""Parts one to four: what was assessed, what it answers to, where the data come from."""

from __future__ import annotations

from svod.blocks import Cell, Column, Note, Row, Sentence, Table, Text, Together
from svod.params.procedures import Procedure
from svod.report.answers import (
    BRIEF,
    in_table,
    mechanism_table,
    mechanism_text,
    motivating_table,
    motivating_text,
    on_map,
)
from svod.report.open import Report
from svod.wording.numbers import counted
from svod.wording.phrases import BASIS, OF_BALLS, lower_first

__all__ = [
    "about_subject",
    "mechanism",
    "motivating",
    "sources",
    "sources_table",
    "sources_text",
    "subject",
    "words",
]


def subject(report: Report) -> Together:
    """Part 1: what the analysis rests on, and, for one procedure, what it measures and for whom."""
    if report.procedure is None:
        return Together(about_subject(report))
    return Together(
        about_subject(report),
        words(report, "measures", "Что измеряет процедура"),
        words(report, "readers", "Кому нужны результаты"),
    )


def motivating(report: Report) -> Together:
    """Part 2: the group and the indicators of the motivating monitoring."""
    text = motivating_text(report)
    if report.kind in BRIEF:
        return Together(text)
    table = motivating_table(report)
    return Together(text, table) if table.rows else Together(text)


def mechanism(report: Report) -> Together:
    """Part 3: systems and tracks of РУМ/МУМ."""
    text = mechanism_text(report)
    return Together(text) if report.kind in BRIEF else Together(text, mechanism_table(report))


def sources(report: Report) -> Together:
    """Part 4: sources, instruments and the method of collection."""
    text = sources_text(report)
    return Together(text) if report.kind in BRIEF else Together(text, sources_table(report))


def words(report: Report, section: str, heading: str = "") -> Note:
    """A section of the procedure's own words: `measures`, `readers`, `reading` or `limits`."""
    return Note(getattr(report.params.words_of(report.procedure.id), section), heading)


def about_subject(report: Report) -> Text:
    """Part 1: which procedure or which procedures the analysis rests on."""
    params, total = report.params, len(report.params.methodology.files)
    if report.procedure is not None:
        item, group = report.procedure, params.methodology.group(report.procedure.group)
        said = [
            f"{item.title} – процедура № {item.number} из {total}: она входит в группу «{lower_first(group.name)}» и "
            f"даёт не более {counted(report.maximum, OF_BALLS)} из {group.maximum} возможных в группе."
        ]
        if report.municipality is not None:
            said.append(
                f"Справка составлена для {report.municipality.genitive} и сопоставляет его с остальными "
                f"муниципалитетами {params.region.genitive}."
            )
        return Text.of(*said)
    own = ", ".join(f"№ {item.number} «{item.short}»" for item in report.procedures)
    if report.kind == "municipality":
        return Text.of(
            f"Справка обобщает по {report.municipality.dative} результаты всех {total} процедур оценки качества "
            f"образования, проведённых в {params.region.prepositional}.",
            f"Это процедуры: {own}.",
        )
    what = (
        f"{total} процедур"
        if report.kind == "overall"
        else f"{counted(len(report.procedures), ('процедуры', 'процедур', 'процедур'))} группы "
        f"«{lower_first(report.group.name)}»"
    )
    return Text.of(
        f"Рейтинг обобщает результаты {what}: {own}.", f"Вместе они дают не более {counted(report.maximum, OF_BALLS)}."
    )


def sources_text(report: Report) -> Text:
    """Part 4, first: how the information was collected."""
    if report.kind in BRIEF:
        return Text.of(
            Sentence(
                "Источники, инструментарий и методы сбора у каждой процедуры свои: они названы в четвёртой части её "
                "аналитики и сведены на {map}.",
                {"map": on_map(report, "4.1")},
            )
        )
    if report.procedure is not None:
        return Text.of(
            Sentence(
                f"{report.procedure.collection.text.rstrip('.')} (источники и инструментарий – в {{table}}).",
                {"table": in_table("4.1", "таблице")},
            )
        )
    return Text.of(
        Sentence(
            "Источники каждой процедуры названы в её аналитике; здесь собраны инструментарий и методы сбора ({table}).",
            {"table": in_table("4.1", "таблица")},
        )
    )


def sources_table(report: Report, number: str = "4.1") -> Table:
    """Part 4: sources and instruments, each with its ground; of several procedures their instruments and methods."""
    return _several_sources(report, number) if report.procedure is None else _own_sources(report.procedure, number)


def _several_sources(report: Report, number: str) -> Table:
    rows = []
    for item in report.procedures:
        cells = {
            "procedure": Cell(f"{item.number} {item.short}"),
            "what": Cell("; ".join(one.text for one in item.instruments)),
            "collection": Cell(item.collection.text),
        }
        rows.append(Row(item.id, cells))
    columns = (Column("procedure", "Процедура"), Column("what", "Инструментарий"), Column("collection", "Метод сбора"))
    return Table(number, "Инструментарий и методы сбора по процедурам", columns, tuple(rows), css="wide")


def _own_sources(procedure: Procedure, number: str) -> Table:
    kinds = {kind: [one for one in procedure.sources if one.kind == kind] for kind in ("normative", "information")}
    parts = [
        ("normative", "Нормативные источники", kinds["normative"]),
        ("information", "Информационные источники", kinds["information"]),
        ("instrument", "Инструментарий", procedure.instruments),
    ]
    rows = []
    for key, heading, listed in parts:
        rows += [Row(f"group-{key}", {}, group=heading)] if listed else []
        for i, one in enumerate(listed, start=1):
            rows.append(Row(f"{key}-{i}", {"text": Cell(one.text), "basis": Cell(BASIS[one.basis])}))
    return Table(
        number,
        "Источники и инструментарий",
        (Column("text", "Источник"), Column("basis", "Основание")),
        tuple(rows),
        note="«Требует сверки» – реквизиты приведены по памяти и должны быть сверены с текстом документа до "
        "публикации.",
    )
