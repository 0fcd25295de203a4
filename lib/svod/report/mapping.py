"""Appendix 1: procedures and indicators against the motivating monitoring and the management mechanisms."""

from __future__ import annotations

from collections import Counter

from svod.blocks import Cell, Column, Findings, Heading, Row, Sentence, Table, Text, Together
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
            "перечисляет показатели "
            "каждой процедуры с правилами начисления баллов ({b}).",
            {"a": table.ref("таблица"), "b": indicators_map(report).ref("таблица")},
        )
    )


@once
def procedures_map(report: Report, number: str = "1.1") -> Table:
    """Procedures with their group, section, motivating-monitoring indicators, systems and tracks."""
    rows, last = [], None
    for one in report.params.procedures:
        if one.group != last:
            rows.append(Row(f"group-{one.group}", {}, group=report.params.methodology.group(one.group).name))
            last = one.group
        systems = "; ".join(
            link.id + (f" (трек {join(map(str, link.tracks))})" if link.tracks else "") for link in one.systems
        )
        rows.append(
            Row(
                one.id,
                {
                    "number": Cell(str(one.number)),
                    "name": Cell(one.title, href=report.link("procedure", one.id)),
                    "section": Cell(one.section),
                    "motivating": Cell(", ".join(link.number for link in one.motivating.indicators) or "не назван"),
                    "systems": Cell(systems),
                    "maximum": Cell(
                        str(report.params.methodology.maximum(one.id)), report.params.methodology.maximum(one.id)
                    ),
                },
            )
        )
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
        tuple(rows),
        css="wide",
        head="name",
        note="Наименования показателей мотивирующего мониторинга – в части 2, систем и треков – в части 3.",
    )


@once
def indicators_map(report: Report, number: str = "7.1") -> Table:
    """All indicators with units, rules, maxima and the ground of the name."""
    rows = []
    for one in report.params.procedures:
        rows.append(Row(f"group-{one.id}", {}, group=f"{one.number}. {one.title}"))
        rows += [
            Row(
                item.code.replace(".", "-"),
                {
                    "code": Cell(item.code),
                    "name": Cell(item.name),
                    "unit": Cell(item.unit),
                    "rule": Cell(rule_text(item)),
                    "maximum": Cell(str(item.maximum), item.maximum),
                    "basis": Cell(BASIS[item.basis.name]),
                },
            )
            for item in report.params.methodology.of(one.id)
        ]
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
        Row(
            key,
            {
                "basis": Cell(word),
                "names": Cell(str(names[key]) if names[key] else "–", names[key]),
                "links": Cell(str(links[key]) if links[key] else "–", links[key]),
            },
        )
        for key, word in BASIS.items()
    )
    return Table(
        number,
        "На чём держатся названия показателей и соотнесения",
        (
            Column("basis", "Основание"),
            Column("names", "Показателей", numeric=True),
            Column("links", "Соотнесений", numeric=True),
        ),
        rows,
    )


def coverage_findings(report: Report) -> Findings:
    """Gaps of the map: what no procedure covers, what answers to no named indicator, what is not approved."""
    params = report.params
    used = {link.number for one in params.procedures for link in one.motivating.indicators}
    unused = [item.number for item in params.mechanisms.motivating if item.number not in used]
    alone = [f"№ {one.number} «{one.short}»" for one in params.procedures if not one.motivating.indicators]
    table = coverage_table(report)
    found = (
        [
            (
                Sentence(
                    f"{counted(len(alone), ('процедура', 'процедуры', 'процедур'))} не соотнесены ни с одним "
                    f"показателем мотивирующего мониторинга: {join(alone)}. "
                    "Источник показателей для них не называет."
                ),
                Sentence("Уверенность высокая. {t}.", {"t": procedures_map(report).ref("Таблица")}),
            )
        ]
        if alone
        else []
    )
    if unused:
        found.append(
            (
                Sentence(
                    f"Показатели мотивирующего мониторинга {join(unused)} названы в источнике, но ни одна "
                    "процедура их не измеряет."
                ),
                Sentence(
                    "Уверенность высокая: перечень показателей неполон и в самом источнике. {t}.",
                    {"t": procedures_map(report).ref("Таблица")},
                ),
            )
        )
    found.append(
        (
            Sentence(
                "Проектными остаются названия {n} показателей и {m} соотнесений; до утверждения их нельзя "
                "выдавать за действующую методику.",
                {"n": table.quote("designed", "names"), "m": table.quote("designed", "links")},
            ),
            Sentence("{t}.", {"t": table.ref("Таблица")}),
        )
    )
    return Findings(tuple(found))
