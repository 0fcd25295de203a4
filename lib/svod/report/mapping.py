"""Appendix 1: procedures and indicators against the motivating monitoring and the management mechanisms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from svod.blocks import Cell, Column, Findings, Heading, Row, Sentence, Table, Text, Together, dashed
from svod.params.procedures import Procedure
from svod.report.cells import count_cell, count_or_dash, under_groups
from svod.report.open import Report, once
from svod.wording.numbers import counted
from svod.wording.phrases import BASIS, join, rule_text

__all__ = [
    "coverage",
    "coverage_findings",
    "coverage_table",
    "indicators",
    "indicators_map",
    "map_text",
    "procedures",
    "procedures_map",
]


def procedures(report: Report) -> Together:
    """Part 1 of the map: the procedures and what they answer to."""
    return Together(map_text(report), procedures_map(report))


def indicators(report: Report) -> Together:
    """Part 7 of the map: all indicators."""
    table = indicators_map(report)
    return Together(
        Text.of(
            Sentence(
                "Показатели каждой процедуры и правила начисления баллов – в {table}.", {"table": table.ref("таблице")}
            )
        ),
        table,
    )


def coverage(report: Report) -> Together:
    """Part 9 of the map: on what it rests and where it has gaps."""
    table = coverage_table(report)
    said = Sentence(
        "На чём держатся названия показателей и соотнесения, показано в {table}.", {"table": table.ref("таблице")}
    )
    return Together(Text.of(said), table, Heading("Выводы"), coverage_findings(report))


def map_text(report: Report) -> Text:
    """What the map consists of."""
    table = procedures_map(report)
    return Text.of(
        Sentence(
            "Карта сводит процедуры с показателями мотивирующего мониторинга и механизмами управления ({a}) и "
            "перечисляет показатели каждой процедуры с правилами начисления баллов ({b}).",
            {"a": table.ref("таблица"), "b": indicators_map(report).ref("таблица")},
        )
    )


@once
def procedures_map(report: Report, number: str = "1.1") -> Table:
    """Procedures with their group, section, motivating-monitoring indicators, systems and tracks."""
    columns = (
        Column("number", "№"),
        Column("name", "Процедура"),
        Column("section", "Раздел"),
        Column("motivating", "Показатели мотивирующего мониторинга"),
        Column("systems", "Системы РУМ/МУМ и треки"),
        Column("maximum", "Баллов, не более", numeric=True),
    )
    return Table(
        number,
        "Карта процедур",
        columns,
        under_groups(report, report.params.procedures, partial(_procedure_row, report)),
        css="wide",
        head="name",
        note="Наименования показателей мотивирующего мониторинга – в части 2, систем и треков – в части 3.",
    )


def _procedure_row(report: Report, one: Procedure) -> Row:
    systems = [link.id + (f" ({_tracks(link.tracks)})" if link.tracks else "") for link in one.systems]
    cells = {
        "number": Cell(str(one.number)),
        "name": Cell(one.title, href=report.link("procedure", one.id)),
        "section": Cell(one.section),
        "motivating": Cell(", ".join(link.number for link in one.motivating.indicators) or "не назван"),
        "systems": Cell("; ".join(systems)),
        "maximum": count_cell(report.params.methodology.maximum(one.id)),
    }
    return Row(one.id, cells)


def _tracks(numbers: Sequence[int]) -> str:
    return f"{'трек' if len(numbers) == 1 else 'треки'} {join(map(str, numbers))}"


@once
def indicators_map(report: Report, number: str = "7.1") -> Table:
    """All indicators with units, rules, maxima and the ground of the name."""
    rows = []
    for one in report.params.procedures:
        rows.append(Row(f"group-{one.id}", {}, group=f"{one.number}. {one.title}"))
        for item in report.params.methodology.of(one.id):
            cells = {
                "code": Cell(item.code),
                "name": Cell(item.name),
                "unit": Cell(item.unit),
                "rule": Cell(rule_text(item)),
                "maximum": count_cell(item.maximum),
                "basis": Cell(BASIS[item.basis.name]),
            }
            rows.append(Row(dashed(item.code), cells))
    columns = (
        Column("code", "№"),
        Column("name", "Показатель"),
        Column("unit", "Ед."),
        Column("rule", "Правило начисления баллов"),
        Column("maximum", "Балл, не более", numeric=True),
        Column("basis", "Основание названия"),
    )
    return Table(
        number,
        "Показатели процедур",
        columns,
        tuple(rows),
        css="wide",
        head="name",
        note="Все пороги проектные: замените утверждёнными.",
    )


@once
def coverage_table(report: Report, number: str = "9.1") -> Table:
    """How many indicators and mappings rest on which ground."""
    method = report.params.methodology
    names = Counter(item.basis.name for item in method.indicators)
    links = Counter(
        link.basis for one in report.params.procedures for link in (*one.motivating.indicators, *one.systems)
    )
    rows = tuple(
        Row(key, {"basis": Cell(word), "names": count_or_dash(names[key]), "links": count_or_dash(links[key])})
        for key, word in BASIS.items()
    )
    columns = (
        Column("basis", "Основание"),
        Column("names", "Показателей", numeric=True),
        Column("links", "Соотнесений", numeric=True),
    )
    return Table(number, "На чём держатся названия показателей и соотнесения", columns, rows)


def coverage_findings(report: Report) -> Findings:
    """Gaps of the map: what no procedure covers, what answers to no named indicator, what is not approved."""
    params = report.params
    used = {link.number for one in params.procedures for link in one.motivating.indicators}
    unused = [item.number for item in params.mechanisms.motivating if item.number not in used]
    alone = [f"№ {one.number} «{one.short}»" for one in params.procedures if not one.motivating.indicators]
    table, whole = coverage_table(report), {"t": procedures_map(report).ref("Таблица")}
    found = []
    if alone:
        count = counted(len(alone), ("процедура", "процедуры", "процедур"))
        said = (
            f"{count} не соотнесены ни с одним показателем мотивирующего мониторинга: {join(alone)}. Источник "
            "показателей для них не называет."
        )
        found.append((Sentence(said), Sentence("{t}.", whole)))
    if unused:
        said = (
            f"Показатели мотивирующего мониторинга {join(unused)} названы в источнике, но ни одна процедура их не "
            "измеряет."
        )
        found.append((Sentence(said), Sentence("{t}.", whole)))
    said = Sentence(
        "Проектными остаются названия {n} показателей и {m} соотнесений; до утверждения их нельзя выдавать за "
        "действующую методику.",
        {"n": table.quote("designed", "names"), "m": table.quote("designed", "links")},
    )
    found.append((said, Sentence("{t}.", {"t": table.ref("Таблица")})))
    return Findings(tuple(found))
